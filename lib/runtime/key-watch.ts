import type { KeyHealth, KeyState } from "../payments/provider.ts";
import type { Logger } from "./pino-log.ts";

/** Twice this, the jitter and a probe's time-out are less than a minute. */
const EVERY_MS = 20_000;
const JITTER_MS = 5000;

/**
 * Asks the payment provider something cheap whenever it has not answered for a while, so that a revoked key is known
 * within a minute though no buyer pays. In every process, because the health is in its memory.
 */
export function watchKey(
  key: KeyHealth,
  { now, onError, everyMs = EVERY_MS }: { now: () => Date; onError: (error: unknown) => void; everyMs?: number },
): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const next = () => {
    if (isStopped) return;
    timer = setTimeout(look, everyMs + Math.random() * Math.min(JITTER_MS, everyMs));
    timer.unref();
  };
  const look = () =>
    void key
      .probe(new Date(now().getTime() - everyMs))
      .catch(onError)
      .finally(next);
  look();
  return {
    close: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

/** Logs that the provider began to refuse our key, which stops all payments, or accepts it again. */
export function logKeyChange(log: Logger, provider: string, state: KeyState): void {
  if (state.kind === "accepted") return log.warn({ provider }, "the payment provider accepts our key again");
  const { since, operation, requestId } = state;
  log.error({ provider, since, operation, requestId, why: "unauthorized" }, "the payment provider refuses our key");
}
