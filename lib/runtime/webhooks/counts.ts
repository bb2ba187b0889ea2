import type { WebhookCount, WebhookOutcome, WebhookWrites } from "../../store/webhook-store.ts";
import type { Store } from "../../store/store.ts";
import type { Logger } from "../pino-log.ts";

/** In this time one provider and outcome writes two rows and two lines at most, however many webhooks there are. */
const ACCEPTED_WINDOW_MS = 60_000;
const REFUSED_WINDOW_MS = 10 * 60_000;

export type WebhookCounter = {
  /** A webhook came and ended so. Never throws, and nobody waits for it. */
  count(provider: string, outcome: WebhookOutcome): void;
  /** Writes what was counted and not written yet. */
  close(): Promise<void>;
};

type Window = { further: number; firstAt: Date; lastAt: Date; readonly timer: NodeJS.Timeout };

/**
 * Brings webhooks into the counts by provider and outcome: the first at once, and those of the minutes after it as one
 * number, so that neither a sender in a hurry nor a forger fills the table or the log.
 */
export function countWebhooks(parts: {
  readonly add: WebhookWrites["countWebhooks"];
  readonly log: Pick<Logger, "warn" | "error">;
  readonly now: () => Date;
}): WebhookCounter {
  const { add, log, now } = parts;
  const windows = new Map<string, Window & Pick<WebhookCount, "provider" | "outcome">>();
  const writing = new Set<Promise<void>>();

  function write(more: WebhookCount): void {
    const { provider, outcome, count } = more;
    if (outcome !== "accepted")
      log.warn({ provider, reason: outcome, webhooks: count }, "webhooks were refused; docs/operating.md says why");
    const written = add(more)
      .catch((error: unknown) => log.error({ error }, "webhooks could not be counted"))
      .finally(() => writing.delete(written));
    writing.add(written);
  }

  function end(key: string): void {
    const window = windows.get(key);
    windows.delete(key);
    if (window === undefined) return;
    clearTimeout(window.timer);
    const { provider, outcome, further: count, firstAt, lastAt } = window;
    if (count > 0) write({ provider, outcome, count, firstAt, lastAt });
  }

  return {
    count(provider, outcome) {
      const key = `${provider} ${outcome}`;
      const occurredAt = now();
      const window = windows.get(key);
      if (window !== undefined) {
        window.further += 1;
        window.lastAt = occurredAt;
        return;
      }
      const timer = setTimeout(() => end(key), outcome === "accepted" ? ACCEPTED_WINDOW_MS : REFUSED_WINDOW_MS).unref();
      windows.set(key, { provider, outcome, further: 0, firstAt: occurredAt, lastAt: occurredAt, timer });
      write({ provider, outcome, count: 1, firstAt: occurredAt, lastAt: occurredAt });
    },
    async close() {
      for (const key of windows.keys()) end(key);
      await Promise.all(writing);
    },
  };
}

/** The counter of a shop, with its counts in the database. */
export const webhookCounterIn = (store: Store, log: Logger, now: () => Date): WebhookCounter =>
  countWebhooks({ add: (more) => store.transaction((transaction) => transaction.countWebhooks(more)), log, now });
