import type { ExperimentFigures } from "#lib/experiment/figures.ts";
import { readDays } from "#lib/experiment/report/range.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { consoleAccess } from "../sign-in/access.ts";

const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

export type ReportPlace = { readonly params: Promise<{ readonly key: string }> };

/**
 * Answers a program that asks for a report: with the same access as the page, but 401 in place of the way to the sign-in.
 * `?phase=` chooses the phase, `from=` and `to=` its days.
 */
export async function answerReport(
  request: Request,
  { params }: ReportPlace,
  write: (made: { readonly report: ExperimentReport; readonly figures: ExperimentFigures }) => {
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
  },
): Promise<Response> {
  const opened = await runtime();
  const access = await consoleAccess(opened);
  if (access.kind === "absent") return refusal(404, "not found");
  if (access.kind === "locked") return refusal(401, "the key is missing or wrong: Authorization: Bearer CONSOLE_KEY");
  if (access.kind === "limited")
    return refusal(429, "too many wrong keys were tried; try again later", {
      "retry-after": String(Math.ceil(access.retryAfterMs / 1000)),
    });
  const asked = new URL(request.url).searchParams;
  const days = readDays(asked.get("from"), asked.get("to"));
  if (days === null) return refusal(400, "from and to are days such as 2026-11-24, the first not after the last");
  const answer = await opened.experimentReports.experimentReport({
    key: (await params).key,
    phase: asked.get("phase"),
    days,
  });
  if (answer.kind === "not_found") return refusal(404, "there is no such experiment, or no such phase of it");
  const { body, headers } = write(answer);
  return new Response(body, { headers: { ...HEADERS, ...headers } });
}

const refusal = (
  status: 400 | 401 | 404 | 429,
  error: string,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  Response.json(
    { error },
    { status, headers: { ...HEADERS, ...headers, ...(status === 401 ? { "www-authenticate": "Bearer" } : {}) } },
  );
