import { experimentView } from "#lib/wire/experiment/view.ts";
import { answerReport, type ReportPlace } from "../../answer-report.ts";

export const dynamic = "force-dynamic";

/** The whole report for a program (docs/experiment.md). */
export const GET = (request: Request, place: ReportPlace): Promise<Response> =>
  answerReport(request, place, ({ report }) => ({
    body: JSON.stringify(experimentView(report)),
    headers: { "content-type": "application/json" },
  }));
