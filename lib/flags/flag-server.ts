import { readServerFlags, type FlagsDocument } from "./unleash-document.ts";

/** One try to fetch, body included. Together with the refresh it bounds how late a flag can be. */
export const REQUEST_WITHIN_MS = 2000;

export type FlagServer = {
  readonly url: string;
  readonly token: string;
  readonly refreshMs: number;
  readonly appName: string;
};

export type Answer =
  | { readonly kind: "changed"; readonly document: FlagsDocument }
  | { readonly kind: "unchanged" }
  /** No answer, or one that says nothing usable; what is known stays. */
  | { readonly kind: "failed"; readonly why: string };

/**
 * Asks an Unleash server again and again, at the same pace whatever it answers: a server that refuses, hangs, breaks or
 * talks nonsense for an hour is believed again at the next refresh. So the delay of a flag is at most
 * `refreshMs` + REQUEST_WITHIN_MS, beside the server's own second. `onAnswer` is called after every try.
 */
export function followFlagServer(server: FlagServer, onAnswer: (answer: Answer) => void): { stop(): void } {
  let isStopped = false;
  let etag: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  const round = async () => {
    const { answer, etag: named } = await ask(server, etag);
    if (isStopped) return;
    // What was refused must come again in full, so it is not named as known.
    if (answer.kind === "changed") etag = named;
    onAnswer(answer);
    timer = setTimeout(() => void round(), server.refreshMs);
    timer.unref();
  };
  void round();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

async function ask(server: FlagServer, known: string | null): Promise<{ answer: Answer; etag: string | null }> {
  const failed = (why: string) => ({ answer: { kind: "failed", why } as const, etag: null });
  try {
    const response = await fetch(`${server.url}/client/features`, {
      headers: {
        accept: "application/json",
        authorization: server.token,
        "unleash-appname": server.appName,
        ...(known === null ? {} : { "if-none-match": known }),
      },
      signal: AbortSignal.timeout(REQUEST_WITHIN_MS),
    });
    if (response.status === 304 && known !== null) return { answer: { kind: "unchanged" }, etag: known };
    const text = await response.text();
    if (response.status !== 200) return failed(`it answers ${response.status}`);
    const read = readServerFlags(text);
    if (read.kind === "invalid") return failed(`its answer is not usable: ${read.message}`);
    return { answer: { kind: "changed", document: read.document }, etag: response.headers.get("etag") };
  } catch (error) {
    return failed(reasonOf(error));
  }
}

/** What fetch throws says only "fetch failed"; the reason is its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `it does not answer within ${REQUEST_WITHIN_MS / 1000} s`;
  const { cause } = error;
  return cause instanceof Error ? ("code" in cause ? String(cause.code) : cause.message) : error.message;
}
