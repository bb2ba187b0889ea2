import type { ExperimentFigures } from "#lib/experiment/figures.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { consoleAccess } from "../sign-in/access.ts";

const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

export type ReportPlace = { readonly params: Promise<{ readonly key: string }> };

/**
 * Answers a program that asks for a report: with the same access as the page, but 401 in place of the way to the sign-in.
 * `?phase=` chooses the phase.
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
  const phase = new URL(request.url).searchParams.get("phase");
  const answer = await opened.experimentReports.experimentReport({ key: (await params).key, phase });
  if (answer.kind === "not_found") return refusal(404, "there is no such experiment, or no such phase of it");
  const { body, headers } = write(answer);
  return new Response(body, { headers: { ...HEADERS, ...headers } });
}

const refusal = (status: 401 | 404 | 429, error: string, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(
    { error },
    { status, headers: { ...HEADERS, ...headers, ...(status === 401 ? { "www-authenticate": "Bearer" } : {}) } },
  );
