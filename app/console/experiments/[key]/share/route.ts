import { readDays } from "#lib/experiment/report/range.ts";
import { SHARED_DAYS } from "#lib/operator/console/report-links.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { textIn } from "../../../asked.ts";
import { leadTo, readPostedForm } from "../../../../request/posted-form.ts";
import { consoleAccess } from "../../../sign-in/access.ts";
import type { ReportPlace } from "../../answer-report.ts";

export const dynamic = "force-dynamic";

/** Makes a link to the phase's report, and leads back to the page, which shows it. Whoever is not in the console is led to its sign-in by the page. */
export async function POST(request: Request, { params }: ReportPlace): Promise<Response> {
  const posted = await readPostedForm(request);
  if (posted.kind === "refused") return posted.response;
  const opened = await runtime();
  const { key } = await params;
  const page = `/console/experiments/${encodeURIComponent(key)}`;
  const { form } = posted;
  const [asked, days] = [textIn(form, "phase", 200), Number(textIn(form, "days"))];
  const shownDays = readDays(textIn(form, "from"), textIn(form, "to"));
  const access = await consoleAccess(opened);
  if (access.kind !== "entered" || opened.consoleSignIn === null || asked === "" || shownDays === null)
    return leadTo(request, page);
  const answer = await opened.experimentReports.experimentReport({ key, phase: asked });
  if (answer.kind === "not_found" || answer.phase === null) return leadTo(request, page);
  const { phase } = answer.phase;
  const { token } = await opened.consoleSignIn.shareReport({
    experiment: key,
    phase,
    shownDays,
    days: Number.isInteger(days) && days > 0 ? days : SHARED_DAYS.usual,
    actor: "console",
  });
  const { from, to } = shownDays;
  const given = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
  return leadTo(request, `${page}?${new URLSearchParams({ phase, ...given, shared: token })}#share`);
}
