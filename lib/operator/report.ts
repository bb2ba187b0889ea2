import { z } from "zod";
import type { ExperimentReports } from "../purchase/experiment-reports.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";
import { experimentCsv } from "../wire/experiment/csv.ts";
import { experimentText } from "../wire/experiment/text.ts";
import { experimentView } from "../wire/experiment/view.ts";

export const REPORT_FORMATS = ["text", "json", "csv"] as const;

const reportRequest = z.object({
  experiment: z.string().min(1).max(80),
  /** Null for the latest phase of real shoppers. */
  phase: z.string().max(200).nullable(),
  format: z.enum(REPORT_FORMATS),
});
export type ReportRequest = z.infer<typeof reportRequest>;

/** What `npm run experiment:report` prints: the report, written out, or that there is none. */
export type ReportLine =
  | { readonly type: "report"; readonly text: string }
  | { readonly type: "not_found"; readonly phases: readonly string[] | null };

/** Writes the report on an experiment; where the phase does not exist, reports which do, and null without such an experiment. */
export async function reportExperiment(verbs: ExperimentReports, request: ReportRequest, emit: Emit): Promise<void> {
  const { experiment: key, phase, format } = request;
  const answer = await verbs.experimentReport({ key, phase });
  if (answer.kind === "not_found") {
    const known = phase === null ? answer : await verbs.experimentReport({ key, phase: null });
    const phases = known.kind === "not_found" ? null : known.phases.map((one) => one.phase);
    return emit({ type: "not_found", phases } satisfies ReportLine);
  }
  const text = {
    text: () => experimentText(answer.report, answer.phase),
    json: () => `${JSON.stringify(experimentView(answer.report), null, 2)}\n`,
    csv: () => experimentCsv(answer.figures),
  }[format]();
  return emit({ type: "report", text } satisfies ReportLine);
}

export const REPORT_VERB = "experiment-report";

/** The verb for the control socket. */
export const reportVerb = (verbs: ExperimentReports): ControlVerb => ({
  must: '{"experiment": "checkout-route", "phase": "…" or null, "format": "text", "json" or "csv"}',
  busy: "the server is busy",
  begin(body) {
    const read = reportRequest.safeParse(body);
    return read.success ? (emit) => reportExperiment(verbs, read.data, emit) : "not_understood";
  },
});
