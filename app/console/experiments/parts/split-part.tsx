import { isUndefined, type Undefined } from "#lib/experiment/answer.ts";
import { chanceText, signedPointsText, spanText } from "#lib/experiment/report/figure-text.ts";
import { countText, percentText } from "#lib/experiment/report/percent-text.ts";
import { DIMENSION_WORDS } from "#lib/experiment/report/words.ts";
import { hasSampleRatioMismatch } from "#lib/experiment/report/verdict.ts";
import type { SegmentRatio } from "#lib/experiment/report/sections.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { SPLIT_ALARM_P, type SampleRatio } from "#lib/experiment/statistics/sample-ratio.ts";
import { FigureTable, type FigureRow } from "./figure-table.tsx";
import { NoAnswer } from "./no-answer.tsx";
import { FoldedSection, More, Remark } from "./section.tsx";
import { valueName, type SellerNames } from "./value-name.ts";

const COLUMNS = ["Shoppers", "External", "Instant", "Planned", "p", "Check"] as const;

/** Whether shoppers were lost on one side. */
export function SplitPart({ report, sellers }: { readonly report: ExperimentReport; readonly sellers: SellerNames }) {
  const { split, reassigned } = report;
  const segments = split.segments.flatMap(({ dimension, value, assigned, shown }) => {
    const name = `${DIMENSION_WORDS[dimension]} ${valueName(dimension, value, sellers)}`;
    return [
      { isAlarm: isAlarm(assigned), row: rowOf(`${dimension} ${value} assigned`, `${name}, assigned`, assigned) },
      { isAlarm: isAlarm(shown), row: rowOf(`${dimension} ${value} shown`, `${name}, shown`, shown) },
    ];
  });
  const rowsOf = (alarms: boolean) => segments.filter((one) => one.isAlarm === alarms).map(({ row }) => row);
  const asPlanned = rowsOf(false);
  return (
    <FoldedSection
      id="split"
      isOpen={hasSampleRatioMismatch(split) || report.interruptions.length > 0}
      about="Where the arms do not have the shares of the plan, shoppers are lost on one side, and these may be just those who pay."
    >
      <FigureTable
        label="Shoppers of each arm against the plan"
        columns={COLUMNS}
        rows={[
          rowOf("assigned", "All assigned", split.assigned),
          rowOf("shown", "All shown", split.shown),
          ...rowsOf(true),
        ]}
      />
      {asPlanned.length === 0 ? null : (
        <More summary={`By platform and seller (${countText(asPlanned.length)} checks without an alarm)`}>
          <FigureTable label="The split by platform and seller" columns={COLUMNS} rows={asPlanned} />
        </More>
      )}
      <Remark>
        Alarm below p = {SPLIT_ALARM_P}, because it is looked at every day; by platform and seller corrected together
        (Holm).
      </Remark>
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <div>
          <dt className="font-semibold">Shown, of those assigned</dt>
          <dd className="text-caption">
            <ShownShare share={split.shownShare} />
          </dd>
        </div>
        <div>
          <dt className="font-semibold">Assigned the other arm later on</dt>
          <dd className="text-caption">
            {isUndefined(reassigned.share) ? (
              <NoAnswer why={reassigned.share.why} />
            ) : (
              `${countText(reassigned.shoppers)} shoppers (${percentText(reassigned.share)}). Their first arm counts.`
            )}
          </dd>
        </div>
      </dl>
      <Interruptions interruptions={report.interruptions} />
    </FoldedSection>
  );
}

const isAlarm = (ratio: SampleRatio | SegmentRatio | Undefined): boolean => !isUndefined(ratio) && ratio.isAlarm;

function rowOf(key: string, head: string, ratio: SampleRatio | SegmentRatio | Undefined): FigureRow {
  if (isUndefined(ratio)) return { key, head, cells: [], why: ratio.why };
  const [external = 0, instant = 0] = ratio.observed;
  const [plannedExternal = 0, plannedInstant = 0] = ratio.expected;
  return {
    key,
    head,
    cells: [
      countText(external),
      countText(instant),
      `${countText(plannedExternal)} : ${countText(plannedInstant)}`,
      chanceText("correctedP" in ratio ? ratio.correctedP : ratio.p),
      ratio.isAlarm ? <strong className="text-danger">Alarm: off</strong> : "As planned",
    ],
  };
}

function ShownShare({ share }: { readonly share: ExperimentReport["split"]["shownShare"] }) {
  if (isUndefined(share)) return <NoAnswer why={share.why} />;
  return `${percentText(share.control.rate)} external, ${percentText(share.treatment.rate)} instant; difference ${signedPointsText(share.difference)} points (${spanText(share.newcombe, signedPointsText)}). A difference means blocked widgets.`;
}

function Interruptions({ interruptions }: { readonly interruptions: ExperimentReport["interruptions"] }) {
  return (
    <div className="flex flex-col gap-1.5">
      <h3 className="text-body font-semibold">When instant was closed</h3>
      {interruptions.length === 0 ? (
        <p className="text-caption text-muted">Never while this phase ran.</p>
      ) : (
        <ul className="flex flex-col gap-1 text-caption tabular-nums">
          {interruptions.map(({ from, until, why }) => (
            <li key={`${from.getTime()} ${why}`} className="wrap-anywhere">
              {minuteText(from)} to {until === null ? "now" : minuteText(until)}: {why}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** "2026-11-24 14:30 UTC". */
const minuteText = (time: Date): string => `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
