import { dayAfter } from "../../experiment/days.ts";
import type { ExperimentPhase } from "../../experiment/exposure.ts";
import type { ExperimentFigures } from "../../experiment/figures.ts";
import { figuresWithin, NO_DAYS, type AskedDays } from "../../experiment/report/range.ts";
import { reportOf } from "../../experiment/report/report-of.ts";
import type { ExperimentReport } from "../../experiment/report/report.ts";
import { interruptionsOf } from "../../routing/interruption.ts";
import type { PurchaseContext } from "../context.ts";
import { countedFigures, experimentPhases } from "./count-experiment.ts";

export type ExperimentReportRequest = {
  readonly key: string;
  readonly phase: string | null;
  /** The shoppers of these days only; of all days unless given. */
  readonly days?: AskedDays;
};

export type ExperimentReportOutcome =
  | {
      readonly kind: "reported";
      readonly report: ExperimentReport;
      /** What the report was made from: of the days that were asked for. */
      readonly figures: ExperimentFigures;
      /** All phases that have shoppers, the latest first. */
      readonly phases: readonly ExperimentPhase[];
      /** The one that the report is about; null before the first shopper. */
      readonly phase: ExperimentPhase | null;
    }
  | { readonly kind: "not_found" };

/**
 * The report on one phase with everything counted that is stored now; without `phase` on the latest one of real shoppers,
 * else on the latest. Before the first shopper it is a report on nobody. `not_found`: no such experiment, or no such phase.
 */
export async function experimentReport(
  context: PurchaseContext,
  { key, phase: wanted, days = NO_DAYS }: ExperimentReportRequest,
): Promise<ExperimentReportOutcome> {
  const { experimentPlan: plan } = context;
  if (key !== plan.key) return { kind: "not_found" };
  const phases = await experimentPhases(context);
  const latest = phases.find(({ isSimulated }) => !isSimulated) ?? phases[0] ?? null;
  const phase = wanted === null ? latest : phases.find((one) => one.phase === wanted);
  if (phase === undefined) return { kind: "not_found" };
  const figures = await figuresOf(context, phase);
  const report = reportOf({ plan, figures, now: context.now(), days });
  return { kind: "reported", report, figures: figuresWithin(figures, days), phases, phase };
}

async function figuresOf(context: PurchaseContext, phase: ExperimentPhase | null): Promise<ExperimentFigures> {
  if (phase === null) return { cells: [], tails: [], reassigned: 0, interruptions: [] };
  const counted = await countedFigures(context, phase.phase);
  // Nothing real keeps simulated shoppers from a button.
  if (phase.isSimulated) return { ...counted, interruptions: [] };
  const firstDay = new Date(`${phase.firstDay}T00:00:00Z`);
  const interruptions = interruptionsOf(await context.store.pauseHistory(firstDay), firstDay);
  // One that began on the day after the last assignment may be why it was the last.
  const until = dayAfter(phase.lastDay, 1);
  return { ...counted, interruptions: interruptions.filter(({ from }) => from.toISOString().slice(0, 10) <= until) };
}
