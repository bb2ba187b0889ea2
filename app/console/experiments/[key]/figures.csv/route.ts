import { experimentCsv } from "#lib/wire/experiment/csv.ts";
import { answerReport, type ReportPlace } from "../../answer-report.ts";

export const dynamic = "force-dynamic";

/** The counts that the report is made from, for a spreadsheet or a second opinion (docs/experiment.md). */
export const GET = (request: Request, place: ReportPlace): Promise<Response> =>
  answerReport(request, place, ({ report, figures }) => ({
    body: experimentCsv(figures),
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${report.experiment}-figures.csv"`,
    },
  }));
