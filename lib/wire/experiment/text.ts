import { isUndefined, UNDEFINED_TEXTS, type Undefined } from "../../experiment/answer.ts";
import {
  averageText,
  certaintyText,
  chanceText,
  rateText,
  signedAverageText,
  signedPointsText,
  spanText,
} from "../../experiment/report/figure-text.ts";
import type { MeanComparison } from "../../experiment/statistics/means.ts";
import { countText, percentText } from "../../experiment/report/percent-text.ts";
import type { ProportionComparison } from "../../experiment/statistics/proportions.ts";
import {
  GUARDRAIL_WORDS,
  rangeText,
  READING_WORDS,
  SELLER_READING_WORDS,
  VERDICT_WORDS,
  WARNING_ADVICE,
} from "../../experiment/report/words.ts";
import type { ExperimentReport } from "../../experiment/report/report.ts";
import { sellersSummary } from "../../experiment/report/sellers-text.ts";
import { warningText } from "../../experiment/report/warning.ts";
import type { Currency } from "../../money.ts";

const WIDTH = 100;
const COLUMNS = [25, 18, 18, 13] as const;

/** Breaks a text into lines of at most `WIDTH` signs, the first with `start` in front and the others with as much space. */
function wrapped(text: string, start = ""): string {
  const [first = "", ...words] = text.split(" ");
  const lines: string[] = [];
  let line = start + first;
  for (const word of words)
    if (line.length + 1 + word.length <= WIDTH) line = `${line} ${word}`;
    else {
      lines.push(line);
      line = " ".repeat(start.length) + word;
    }
  return [...lines, line].join("\n");
}

const row = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => cell.padEnd((COLUMNS[index] ?? 1) - 1))
    .join(" ")
    .trimEnd();

function noAnswerRow(name: string, { why }: Undefined): string {
  return wrapped(`No answer. ${UNDEFINED_TEXTS[why]}`, name.padEnd(COLUMNS[0]));
}

function rateRow(name: string, compared: ProportionComparison | Undefined, interval?: string): string {
  if (isUndefined(compared)) return noAnswerRow(name, compared);
  const arm = ({ rate, events }: ProportionComparison["control"]) => `${rateText(rate)} (${countText(events)})`;
  const { control, treatment, difference, newcombe } = compared;
  const span = interval ?? spanText(newcombe, signedPointsText);
  return row([name, arm(control), arm(treatment), signedPointsText(difference), span]);
}

function moneyRow(name: string, compared: MeanComparison | Undefined, currency: Currency): string {
  if (isUndefined(compared)) return noAnswerRow(name, compared);
  const signed = (average: number) => signedAverageText(average, currency);
  return row([
    name,
    averageText(compared.control.mean, currency),
    averageText(compared.treatment.mean, currency),
    signed(compared.difference),
    spanText(compared.interval, signed),
  ]);
}

function conversionRows({ conversion, plan }: ExperimentReport): readonly string[] {
  const { comparison, sequential, fixedHorizon, posteriors, detectable } = conversion;
  const fixed = {
    reached: fixedHorizon.kind === "reached" ? `fixed, ${fixedHorizon.day}` : "",
    not_before: "fixed, too early",
    part_of_phase: "fixed, picked days",
  }[fixedHorizon.kind];
  const atSize = fixedHorizon.kind === "reached" ? fixedHorizon.comparison : comparison;
  return [
    isUndefined(sequential)
      ? noAnswerRow("Paid, valid at any look", sequential)
      : rateRow("Paid, valid at any look", comparison, spanText(sequential.interval, signedPointsText)),
    rateRow(`  ${fixed}`, atSize),
    ...(isUndefined(posteriors) ? [] : [`  chance that instant is better: ${certaintyText(posteriors.chanceToBeat)}`]),
    isUndefined(detectable)
      ? noAnswerRow("  detectable effect", detectable)
      : `  an effect of ${signedPointsText(detectable.absolute).replace("+", "")} points would probably show (power ${percentText(plan.power)})`,
  ];
}

/** What was found by seller, if anything; all of the sellers are in the JSON. */
function sellerLines({ sellers }: ExperimentReport): readonly string[] {
  if (sellers.rows.length < 2) return [];
  const found = sellers.rows.filter(({ reading }) => reading === "more_paid" || reading === "fewer_paid");
  return [
    "",
    wrapped(`By seller. ${sellersSummary(sellers).join(" ")}`),
    ...found.flatMap(({ value, comparison, simultaneous, reading, correctedP }) => [
      value.length <= WIDTH ? value : `${value.slice(0, WIDTH - 1)}…`,
      rateRow(
        "  conversion",
        comparison,
        isUndefined(simultaneous) ? undefined : spanText(simultaneous, signedPointsText),
      ),
      ...(isUndefined(correctedP)
        ? []
        : [`  ${SELLER_READING_WORDS[reading]} (corrected p ${chanceText(correctedP)})`]),
    ]),
  ];
}

/** The days that were asked for, if any. */
function rangeLines({ range }: ExperimentReport): readonly string[] {
  if (range === null) return [];
  return [wrapped(`Days: ${rangeText(range)}, by the day (UTC) of a shopper's first assignment.`)];
}

function headLines(report: ExperimentReport, phase: { readonly phase: string; readonly isSimulated: boolean } | null) {
  const { period, plan } = report;
  const days =
    period.firstDay === null
      ? "nobody yet"
      : `${period.firstDay} to ${period.lastDay ?? period.firstDay}, ${countText(period.dayCount)} days, UTC`;
  return [
    wrapped(
      `Instant against external: ${report.experiment}${phase === null ? "" : `, phase ${phase.phase}`} (${days})`,
    ),
    ...(phase?.isSimulated === true
      ? ["SIMULATED: npm run demo:experiment made these shoppers; nobody met them."]
      : []),
    ...rangeLines(report),
    `Shown: ${countText(period.shown.external)} external, ${countText(period.shown.instant)} instant; ${countText(plan.plannedShoppers)} together are planned.`,
    "",
    VERDICT_WORDS[report.verdict.kind].toUpperCase(),
    wrapped(report.verdictText),
  ];
}

/** The report for a terminal of 100 columns: the verdict, the warnings with what to do, and the figures that decide. */
export function experimentText(
  report: ExperimentReport,
  phase: { readonly phase: string; readonly isSimulated: boolean } | null,
): string {
  const head = headLines(report, phase);
  if (report.period.firstDay === null) return `${head.join("\n")}\n`;
  const warnings = report.warnings.flatMap((warning) => [
    wrapped(warningText(warning), "! "),
    wrapped(WARNING_ADVICE[warning.kind], "  "),
  ]);
  const money = report.revenue.flatMap((one) =>
    one.untilDay === null
      ? [row([`${one.currency} a shopper`, "nobody is old enough yet"])]
      : [
          moneyRow(`${one.currency} a shopper, cut`, one.winsorised, one.currency),
          moneyRow(`${one.currency} a shopper, net`, one.net, one.currency),
        ],
  );
  const guardrails = report.guardrails.flatMap(({ name, comparison, correctedP, reading }) => [
    rateRow(GUARDRAIL_WORDS[name], comparison),
    ...(isUndefined(correctedP) ? [] : [`  ${READING_WORDS[reading]} (corrected p ${chanceText(correctedP)})`]),
  ]);
  return [
    ...head,
    ...(warnings.length === 0 ? [] : ["", ...warnings]),
    "",
    row(["Of the shown", "External", "Instant", "Points", `${percentText(1 - report.plan.alpha)} interval`]),
    ...conversionRows(report),
    ...guardrails,
    ...(money.length === 0 ? [] : ["", ...money]),
    ...sellerLines(report),
    "",
    "All of it: --format json, or /console/experiments/checkout-route",
    "",
  ].join("\n");
}
