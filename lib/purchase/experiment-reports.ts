import type { PurchaseContext } from "./context.ts";
import { experimentFigures, experimentPhases } from "./experiment/count-experiment.ts";
import { experimentReport, type ExperimentReportRequest } from "./experiment/experiment-report.ts";

/** What the product team reads of the experiment; nothing here changes anything. */
export type ExperimentReports = ReturnType<typeof createExperimentReports>;

export function createExperimentReports(context: PurchaseContext) {
  return {
    experimentPlan: () => context.experimentPlan,
    /** The phases that have shoppers, the latest first. A simulated one says so. */
    experimentPhases: () => experimentPhases(context),
    /** All that is counted of one phase, up to now; nothing for a phase that nobody knows. */
    experimentFigures: (phase: string) => experimentFigures(context, phase),
    /** The report on one phase; `phase` null for the latest one of real shoppers. */
    experimentReport: (request: ExperimentReportRequest) => experimentReport(context, request),
  };
}
