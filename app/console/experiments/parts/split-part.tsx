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
const MAX_OPEN = 12;

/** Whether shoppers were lost on one side. */
export function SplitPart({ report, sellers }: { readonly report: ExperimentReport; readonly sellers: SellerNames }) {
  const { split, reassigned } = report;
  const segments = split.segments.flatMap(({ dimension, value, assigned, shown }): FigureRow[] => {
    const name = `${DIMENSION_WORDS[dimension]} ${valueName(dimension, value, sellers)}`;
    return [
      rowOf(`${dimension} ${value} assigned`, `${name}, assigned`, assigned),
      rowOf(`${dimension} ${value} shown`, `${name}, shown`, shown),
    ];
  });
  const hasAlarm = hasSampleRatioMismatch(split);
  return (
    <FoldedSection
      id="split"
      isOpen={hasAlarm || report.interruptions.length > 0}
      about="The arms must have the shares of the plan. Where they have not, shoppers are lost on one side, and whoever is lost may be just those who pay."
    >
      <FigureTable
        label="Shoppers of each arm against the plan"
        columns={COLUMNS}
        rows={[rowOf("assigned", "All assigned", split.assigned), rowOf("shown", "All shown", split.shown)]}
      />
      {segments.length === 0 ? null : (
        <More
          summary={`By platform and seller (${countText(segments.length)} checks)`}
          isOpen={segments.length <= MAX_OPEN || hasAlarm}
        >
          <FigureTable label="The split by platform and seller" columns={COLUMNS} rows={segments} />
        </More>
      )}
      <Remark>
        Alarm below p = {SPLIT_ALARM_P}: it is looked at every day, and a false alarm stops a good test. By platform and
        seller the p-values are corrected together (Holm).
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
  return `${percentText(share.control.rate)} external, ${percentText(share.treatment.rate)} instant; difference ${signedPointsText(share.difference)} points (${spanText(share.newcombe, signedPointsText)}). A difference means widgets that are blocked on one side.`;
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
