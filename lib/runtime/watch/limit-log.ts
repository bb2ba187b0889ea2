import { onSignal } from "../../observe/signals.ts";
import type { Logger } from "../pino-log.ts";

/** Of each limit one line at once, and one for all that follow in this time. */
const WINDOW_MS = 60_000;

/**
 * Writes that a limit refused calls: which one and how many, and never whose, because an address is personal data and a
 * log of every refused call would be what a flood fills a disk with.
 */
export function logLimitHits(log: Pick<Logger, "warn">, windowMs = WINDOW_MS): { close(): void } {
  const windows = new Map<string, { further: number; readonly timer: NodeJS.Timeout }>();
  const write = (limit: string, by: string, calls: number) =>
    log.warn({ event: "limit_hit", limit, by, calls }, "calls were refused by a limit; LIMITS changes it");
  const stop = onSignal("limit_hit", ({ limit, by }) => {
    const key = `${limit} ${by}`;
    const window = windows.get(key);
    if (window !== undefined) {
      window.further += 1;
      return;
    }
    const end = () => {
      const further = windows.get(key)?.further ?? 0;
      windows.delete(key);
      if (further > 0) write(limit, by, further);
    };
    windows.set(key, { further: 0, timer: setTimeout(end, windowMs).unref() });
    write(limit, by, 1);
  });
  return {
    close() {
      stop();
      for (const { timer } of windows.values()) clearTimeout(timer);
      windows.clear();
    },
  };
}
