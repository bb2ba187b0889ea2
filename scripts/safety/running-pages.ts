import { figuresIn } from "#lib/config/risks/running.ts";
import type { RiskFacts, UnreadPage } from "#lib/config/risks/risk.ts";
import { readyzIn, webhookTroubleIn, type ReadyzAnswer } from "#lib/config/risks/webhooks.ts";
import { ASK_WITHIN_MS, isNobodyThere, type RunningServer } from "./running-server.ts";

type Page<Answer> = { readonly answer: Answer } | { readonly reason: UnreadPage["reason"] };

/**
 * What the pages of the server at `ownUrl` say. `server`: the one that uses the data folder. Where none does and nothing listens,
 * nothing is unread. `metricsKey` is sent to nobody but a server of Tillswitch. With an embedded database (`isEmbedded`) a server
 * of this shop answers in its data folder, so where none does the one at `ownUrl` is another shop's, and is not read; with
 * Postgres nothing tells them apart.
 */
export async function runningPages(
  ownUrl: string,
  metricsKey: string | null,
  { isEmbedded, server }: { readonly isEmbedded: boolean; readonly server: Pick<RunningServer, "answers" | "unread"> },
): Promise<Pick<RiskFacts, "webhookTrouble" | "running" | "unreadPages">> {
  const isFound = server.answers() || server.unread() !== null;
  const ready = await readPage(`${ownUrl}/readyz`, {}, readReadyz);
  if ("answer" in ready && isEmbedded && !isFound)
    return { webhookTrouble: null, running: null, unreadPages: [{ address: ownUrl, reason: "occupied" }] };
  const webhookTrouble = "answer" in ready ? webhookTroubleIn(ready.answer) : null;
  if ("reason" in ready && (ready.reason === "silent" || ready.reason === "foreign")) {
    if (ready.reason === "silent" && !server.answers()) return { webhookTrouble, running: null, unreadPages: [] };
    const reason = isFound ? ready.reason : "occupied";
    return { webhookTrouble, running: null, unreadPages: [{ address: ownUrl, reason }] };
  }
  const headers = metricsKey === null || "reason" in ready ? {} : { authorization: `Bearer ${metricsKey}` };
  const metrics = await readPage(`${ownUrl}/metrics`, headers, readMetrics);
  const unread = Object.entries({ readyz: ready, metrics }).flatMap(([path, page]) =>
    "reason" in page ? [{ address: `${ownUrl}/${path}`, reason: page.reason }] : [],
  );
  // A page that is hidden from whoever shows no key says nothing where the key was kept back.
  const isKeptBack = metricsKey !== null && "reason" in ready;
  const unreadPages = unread.filter(({ reason }) => !(isKeptBack && reason === "hidden"));
  return { webhookTrouble, running: "answer" in metrics ? metrics.answer : null, unreadPages };
}

/** A server whose database does not answer says so with 503. */
async function readReadyz(response: Response): Promise<Page<ReadyzAnswer>> {
  const answer = readyzIn(parsed(await response.text()));
  return answer === null ? { reason: response.status >= 500 ? "broken" : "foreign" } : { answer };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function readMetrics(response: Response): Promise<Page<NonNullable<RiskFacts["running"]>>> {
  if (response.status === 404 || response.status === 401 || response.status === 403) return { reason: "hidden" };
  if (!response.ok) return { reason: "broken" };
  const answer = figuresIn(await response.text());
  return answer.size === 0 ? { reason: "foreign" } : { answer };
}

async function readPage<Answer>(
  address: string,
  headers: Readonly<Record<string, string>>,
  read: (response: Response) => Promise<Page<Answer>>,
): Promise<Page<Answer>> {
  const signal = AbortSignal.timeout(ASK_WITHIN_MS);
  try {
    return await read(await fetch(address, { headers, redirect: "manual", signal }));
  } catch (error) {
    if (signal.aborted) return { reason: "late" };
    return { reason: isNobodyThere(error) ? "silent" : "broken" };
  }
}
