import type { AuditActor } from "../store/audit-store.ts";
import type { AuditWrites } from "../store/audit-store.ts";
import type { Logger } from "./pino-log.ts";

/** In this time a surface writes two entries at most, whoever tries however many keys. */
const WINDOW_MS = 10 * 60_000;

export type KeyRefusals = {
  /** A caller of this surface had no key of ours, or a wrong one. Never throws, and nobody waits for it. */
  refused(surface: AuditActor): void;
  /** Writes what was counted and not written yet. */
  close(): Promise<void>;
};

/**
 * Brings refused keys into the audit trail: the first one at once, and those of the next ten minutes as one entry with
 * their number, when the time is over. So an attacker can neither fill the table nor hide between its entries.
 */
export function countKeyRefusals(parts: {
  readonly insert: AuditWrites["insertAuditEntry"];
  readonly log: Logger;
  readonly now: () => Date;
  readonly windowMs?: number;
}): KeyRefusals {
  const { insert, log, now, windowMs = WINDOW_MS } = parts;
  const windows = new Map<AuditActor, { further: number; readonly timer: NodeJS.Timeout }>();
  const writing = new Set<Promise<void>>();

  function write(actor: AuditActor, refusals: number): void {
    log.warn({ surface: actor, refusals }, "keys were refused; npm run audit has them");
    const entry = { occurredAt: now(), action: "keys_refused", actor, subject: null, why: null } as const;
    const written = insert({ ...entry, details: { refusals } })
      .catch((error: unknown) => log.error({ error }, "refused keys could not be written into the audit trail"))
      .finally(() => writing.delete(written));
    writing.add(written);
  }

  function end(surface: AuditActor): void {
    const window = windows.get(surface);
    windows.delete(surface);
    if (window === undefined) return;
    clearTimeout(window.timer);
    if (window.further > 0) write(surface, window.further);
  }

  return {
    refused(surface) {
      const window = windows.get(surface);
      if (window !== undefined) {
        window.further += 1;
        return;
      }
      windows.set(surface, { further: 0, timer: setTimeout(() => end(surface), windowMs).unref() });
      write(surface, 1);
    },
    async close() {
      for (const surface of windows.keys()) end(surface);
      await Promise.all(writing);
    },
  };
}
