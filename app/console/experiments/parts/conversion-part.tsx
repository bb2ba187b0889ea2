import { isUndefined } from "#lib/experiment/answer.ts";
import type { Arm } from "#lib/experiment/figures.ts";
import {
  certaintyText,
  chanceText,
  lossText,
  ofText,
  rateText,
  signedPercentText,
  signedPointsText,
  spanText,
} from "#lib/experiment/report/figure-text.ts";
import { countText, percentText } from "#lib/experiment/report/percent-text.ts";
import type { FixedHorizon } from "#lib/experiment/report/sections.ts";
import type { Proportion } from "#lib/experiment/statistics/proportions.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { ArmName } from "./arm-name.tsx";
import { ConversionPlot, type PlotRow } from "../charts/conversion-plot.tsx";
import { FigureTable, type FigureRow } from "./figure-table.tsx";
import { NoAnswer, ShortNoAnswer } from "./no-answer.tsx";
import { More, Remark, Section } from "./section.tsx";

/** Of the shoppers shown a button, the share who paid: the question of the experiment. */
export function ConversionPart({ report }: { readonly report: ExperimentReport }) {
  const { comparison, lift } = report.conversion;
  return (
    <Section
      id="conversion"
      about={`Of the shoppers shown a button ${report.range === null ? "up to now" : "on these days"}, how many paid in time.`}
    >
      {isUndefined(comparison) ? (
        <p>
          <NoAnswer why={comparison.why} />
        </p>
      ) : (
        <dl className="grid grid-cols-2 gap-x-6 gap-y-5 md:grid-cols-4">
          <Rate arm="external" counts={comparison.control} />
          <Rate arm="instant" counts={comparison.treatment} />
          <Figure
            name="Difference"
            value={signedPointsText(comparison.difference)}
            note="points, instant minus external"
          />
          {isUndefined(lift) ? (
            <div className="min-w-0">
              <dt className="text-caption text-muted">Relative change</dt>
              <dd className="text-caption">
                <NoAnswer why={lift.why} />
              </dd>
            </div>
          ) : (
            <Figure
              name="Relative change"
              value={signedPercentText(lift.lift)}
              note={spanText(lift.interval, signedPercentText)}
            />
          )}
        </dl>
      )}
      <Plot report={report} />
      <Progress report={report} />
      <Chances report={report} />
      <More summary="The intervals, when they may be read, and what the chance says">
        <div className="flex flex-col gap-4">
          <Intervals report={report} />
          <Remark>
            The chance is not one minus p, and it excuses no peeking: whoever stops on the first day it looks good is
            wrong more often than it says. It starts from a flat belief about both rates, the losses from the belief
            that most changes move conversion by less than 30%.
          </Remark>
        </div>
      </More>
    </Section>
  );
}

function Rate({ arm, counts }: { readonly arm: Arm; readonly counts: Proportion & { readonly rate: number } }) {
  return (
    <Figure
      name={<ArmName arm={arm} />}
      value={rateText(counts.rate)}
      note={`${ofText(counts.events, counts.shoppers)} shown`}
    />
  );
}

function Figure({
  name,
  value,
  note,
}: {
  readonly name: React.ReactNode;
  readonly value: string;
  readonly note: string;
}) {
  return (
    <div className="min-w-0">
      <dt className="text-caption text-muted">{name}</dt>
      <dd className="text-heading font-semibold tracking-tight tabular-nums">{value}</dd>
      <dd className="text-caption text-muted tabular-nums">{note}</dd>
    </div>
  );
}

/** The interval that is read once and the one that is valid at every look, by their names. */
function intervalsOf({ conversion, plan }: ExperimentReport) {
  const { comparison, sequential, fixedHorizon } = conversion;
  if (isUndefined(comparison)) return null;
  const certainty = percentText(1 - plan.alpha);
  const atSize =
    fixedHorizon.kind === "reached" && !isUndefined(fixedHorizon.comparison) ? fixedHorizon.comparison : null;
  const { name, mayBeRead } = fixedWords(fixedHorizon);
  return {
    valid: { label: `Valid at every look, ${certainty}`, sequential },
    fixed: { label: `Fixed, ${certainty}, ${name}`, mayBeRead, read: atSize ?? comparison, isEarly: atSize === null },
  };
}

function Plot({ report }: { readonly report: ExperimentReport }) {
  const intervals = intervalsOf(report);
  if (intervals === null) return null;
  const { valid, fixed } = intervals;
  const { sequential } = valid;
  const rows: PlotRow[] = [
    ...(isUndefined(sequential)
      ? []
      : [{ label: valid.label, estimate: sequential.effect, interval: sequential.interval, isEarly: false }]),
    { label: fixed.label, estimate: fixed.read.difference, interval: fixed.read.newcombe, isEarly: fixed.isEarly },
  ];
  return <ConversionPlot rows={rows} />;
}

function Intervals({ report }: { readonly report: ExperimentReport }) {
  const intervals = intervalsOf(report);
  if (intervals === null) return null;
  const { correctedConversionP } = report;
  const { valid, fixed } = intervals;
  const { sequential } = valid;
  const { read } = fixed;
  const rows: FigureRow[] = [
    isUndefined(sequential)
      ? { key: "valid", head: valid.label, cells: [], why: sequential.why }
      : {
          key: "valid",
          head: valid.label,
          cells: [
            signedPointsText(sequential.effect),
            spanText(sequential.interval, signedPointsText),
            chanceText(sequential.p),
            "At any time",
          ],
        },
    {
      key: "fixed",
      head: fixed.label,
      cells: [
        signedPointsText(read.difference),
        spanText(read.newcombe, signedPointsText),
        isUndefined(read.p) ? <ShortNoAnswer key="p" why={read.p.why} /> : chanceText(read.p),
        fixed.mayBeRead,
      ],
    },
  ];
  return (
    <>
      <FigureTable
        label="The intervals of the difference"
        columns={["Interval", "Difference, points", "From, to", "p", "May be read"]}
        rows={rows}
      />
      <Remark>
        {isUndefined(correctedConversionP)
          ? "There is no p that could be corrected for the number of questions asked."
          : `Corrected together with the guardrails (Holm), the fixed p of everybody up to now is ${chanceText(correctedConversionP)}; a corrected p has no interval that would match it.`}{" "}
        Whoever looks every day at a fixed interval that is meant to be wrong in 5% of all tests is misled in more than
        a quarter of them.
      </Remark>
    </>
  );
}

function fixedWords(fixed: FixedHorizon): { readonly name: string; readonly mayBeRead: string } {
  switch (fixed.kind) {
    case "reached":
      return { name: `read on ${fixed.day}`, mayBeRead: "Once, and this was it" };
    case "not_before":
      return {
        name: "too early",
        mayBeRead: `Not before ${countText(fixed.plannedShoppers)} shoppers in whole weeks`,
      };
    case "part_of_phase":
      return { name: "picked days", mayBeRead: "Only if the days were chosen before a look" };
  }
}

/** How much of the plan there is, and what it would show. */
function Progress({ report }: { readonly report: ExperimentReport }) {
  const { conversion, period, plan } = report;
  const part = (period.shown.external + period.shown.instant) / plan.plannedShoppers;
  return (
    <div className="flex flex-col gap-2">
      <svg aria-hidden="true" width="100%" height={10} className="block">
        <rect width="100%" height={10} rx={5} fill="var(--line)" />
        <rect width={percentText(Math.min(1, part))} height={10} rx={5} fill="var(--accent)" />
      </svg>
      <p className="text-caption tabular-nums">
        {percentText(part)} of the planned shoppers.{" "}
        {isUndefined(conversion.detectable) ? (
          <>
            Smallest effect that would probably show now: <NoAnswer why={conversion.detectable.why} />
          </>
        ) : (
          <>
            An effect of {signedPointsText(conversion.detectable.absolute).replace("+", "")} points (
            {signedPercentText(conversion.detectable.relative).replace("+", "")} of the external rate) would probably
            show by now.
          </>
        )}
      </p>
    </div>
  );
}

function Chances({ report }: { readonly report: ExperimentReport }) {
  const { posteriors, liftPosterior } = report.conversion;
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-body font-semibold">If you had to choose today</h3>
      <p className="max-w-[72ch]">
        {isUndefined(posteriors) ? (
          <NoAnswer why={posteriors.why} />
        ) : (
          <>
            The chance that instant has the higher rate is <strong>{certaintyText(posteriors.chanceToBeat)}</strong>
            .{" "}
          </>
        )}
        {isUndefined(liftPosterior) ? null : (
          <>
            On average, choosing it would lose {lossText(liftPosterior.expectedLoss.treatment)} of the orders, and
            staying with external {lossText(liftPosterior.expectedLoss.control)}.
          </>
        )}
      </p>
    </div>
  );
}
