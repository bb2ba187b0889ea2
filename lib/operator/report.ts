import { z } from "zod";
import { readDays } from "../experiment/report/range.ts";
import type { ExperimentReports } from "../purchase/experiment-reports.ts";
import { SHARED_DAYS } from "./console/report-links.ts";
import type { ConsoleSignIn } from "./console/sign-in.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";
import { experimentCsv } from "../wire/experiment/csv.ts";
import { experimentText } from "../wire/experiment/text.ts";
import { experimentView } from "../wire/experiment/view.ts";

export const REPORT_FORMATS = ["text", "json", "csv"] as const;

const reportRequest = z.object({
  experiment: z.string().min(1).max(80),
  /** Null for the latest phase of real shoppers. */
  phase: z.string().max(200).nullable(),
  /** Days in UTC, as "2026-11-24"; null for the phase's own. */
  from: z.string().max(10).nullish(),
  to: z.string().max(10).nullish(),
  format: z.enum(REPORT_FORMATS),
});
export type ReportRequest = z.infer<typeof reportRequest>;

/** What `npm run experiment:report` prints: the report, written out, or that there is none. */
export type ReportLine =
  | { readonly type: "report"; readonly text: string }
  | { readonly type: "wrong_days" }
  | { readonly type: "not_found"; readonly phases: readonly string[] | null };

const shareRequest = reportRequest.omit({ format: true }).extend({
  days: z.number().int().min(1).max(SHARED_DAYS.most),
});
export type ShareRequest = z.infer<typeof shareRequest>;

/** What `npm run experiment:report -- --share` prints. `no_key`: without CONSOLE_KEY nothing is signed. */
export type ShareLine =
  | { readonly type: "shared"; readonly path: string; readonly endsAt: string }
  | { readonly type: "no_key" }
  | { readonly type: "nothing_to_share" }
  | Exclude<ReportLine, { type: "report" }>;

/** Writes the report on an experiment; where the phase does not exist, reports which do, and null without such an experiment. */
export async function reportExperiment(verbs: ExperimentReports, request: ReportRequest, emit: Emit): Promise<void> {
  const { experiment: key, phase, format } = request;
  const days = readDays(request.from ?? null, request.to ?? null);
  if (days === null) return emit({ type: "wrong_days" } satisfies ReportLine);
  const answer = await verbs.experimentReport({ key, phase, days });
  if (answer.kind === "not_found") return emit(await notFound(verbs, request));
  const text = {
    text: () => experimentText(answer.report, answer.phase),
    json: () => `${JSON.stringify(experimentView(answer.report), null, 2)}\n`,
    csv: () => experimentCsv(answer.figures),
  }[format]();
  return emit({ type: "report", text } satisfies ReportLine);
}

type ShareParts = { readonly experimentReports: ExperimentReports; readonly consoleSignIn: ConsoleSignIn | null };

/** Makes a link to the report of one phase. */
export async function shareReport(parts: ShareParts, request: ShareRequest, emit: Emit): Promise<void> {
  const { experiment: key, phase, days } = request;
  if (parts.consoleSignIn === null) return emit({ type: "no_key" } satisfies ShareLine);
  const shownDays = readDays(request.from ?? null, request.to ?? null);
  if (shownDays === null) return emit({ type: "wrong_days" } satisfies ShareLine);
  const answer = await parts.experimentReports.experimentReport({ key, phase });
  if (answer.kind === "not_found") return emit(await notFound(parts.experimentReports, request));
  if (answer.phase === null) return emit({ type: "nothing_to_share" } satisfies ShareLine);
  const shared = { experiment: key, phase: answer.phase.phase, shownDays, days, actor: "command" } as const;
  const { path, endsAt } = await parts.consoleSignIn.shareReport(shared);
  return emit({ type: "shared", path, endsAt: endsAt.toISOString() } satisfies ShareLine);
}

async function notFound(
  verbs: ExperimentReports,
  { experiment: key, phase }: Pick<ReportRequest, "experiment" | "phase">,
): Promise<Extract<ReportLine, { type: "not_found" }>> {
  const known = phase === null ? null : await verbs.experimentReport({ key, phase: null });
  return { type: "not_found", phases: known?.kind === "reported" ? known.phases.map((one) => one.phase) : null };
}

export const REPORT_VERB = "experiment-report";

/** The verb for the control socket. */
export const reportVerb = (verbs: ExperimentReports): ControlVerb => ({
  must: '{"experiment": "checkout-route", "phase": "…" or null, "from" and "to": "2026-11-24" or null, "format": "text", "json" or "csv"}',
  busy: "the server is busy",
  begin(body) {
    const read = reportRequest.safeParse(body);
    return read.success ? (emit) => reportExperiment(verbs, read.data, emit) : "not_understood";
  },
});

export const SHARE_VERB = "experiment-share";

/** The verb for the control socket. */
export const shareVerb = (parts: ShareParts): ControlVerb => ({
  must: `{"experiment": "checkout-route", "phase": "…" or null, "from" and "to": "2026-11-24" or null, "days": 1 to ${SHARED_DAYS.most}}`,
  busy: "the server is busy",
  begin(body) {
    const read = shareRequest.safeParse(body);
    return read.success ? (emit) => shareReport(parts, read.data, emit) : "not_understood";
  },
});
