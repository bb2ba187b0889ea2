import type { KeyHealth, KeyState } from "../payments/key-health.ts";
import type { PaymentProvider } from "../payments/provider.ts";
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

/**
 * Logs that the provider began to refuse our key, which stops all payments, or accepts it again; and that this machine's
 * clock and the provider's differ, by which webhooks look forged and a look for a payment looks at the wrong time.
 */
export function logsProvider(log: Logger, provider: string) {
  return {
    onKeyChange(state: KeyState): void {
      if (state.kind === "accepted") return log.warn({ provider }, "the payment provider accepts our key again");
      const { since, operation, requestId } = state;
      log.error({ provider, since, operation, requestId, why: "unauthorized" }, "the payment provider refuses our key");
    },
    onClockChange(offMs: number): void {
      if (offMs === 0) return log.warn({ provider }, "this machine's clock and the payment provider's agree again");
      const seconds = Math.round(offMs / 1000);
      log.error({ provider, seconds }, "this machine's clock differs from the payment provider's; set it by NTP");
    },
  };
}

/** Null where the provider has no key. */
export function watchProviderKey({ key }: Pick<PaymentProvider, "key">, log: Logger, now: () => Date) {
  const onError = (error: unknown) => log.error({ error }, "the payment provider's key could not be probed");
  return key === null ? null : watchKey(key, { now, onError });
}
