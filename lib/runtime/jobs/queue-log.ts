import { signal } from "../../observe/signals.ts";

/** So long after a line about failures there is no further one. */
const WINDOW_MS = 60_000;
/** Several rounds of the queue's workers, which look every two seconds. */
const QUIET_MS = 10_000;

type Write = (fields: object, message: string) => void;
/** A Logger, as far as it is needed. */
type QueueLog = { readonly error: Write; readonly warn: Write };
export type QueueTroubles = { report(error: unknown): void; close(): void };

/**
 * Logs what the job queue reports: the first failure at once, then at most one line a minute with the number of failures
 * since the last one, because every worker fails every few seconds while the database is gone. One line when nothing has
 * failed for ten seconds and `ask` resolves, which asks the database. Each failure is counted as `job_queue_failed`.
 */
export function logQueueTroubles(log: QueueLog, ask: () => Promise<unknown>): QueueTroubles {
  let failures = 0;
  let lastLine = -Infinity;
  let saidToFail = 0;
  let quiet: NodeJS.Timeout | undefined;
  const wait = () => {
    clearTimeout(quiet);
    const timer = setTimeout(() => void look(timer), QUIET_MS).unref();
    quiet = timer;
  };
  const look = async (timer: NodeJS.Timeout) => {
    const isUp = await ask().then(
      () => true,
      () => false,
    );
    // It failed once more, or was closed, while the database was asked.
    if (quiet !== timer) return;
    if (!isUp) return wait();
    if (saidToFail === 0) return;
    log.warn({ failures: saidToFail + failures }, "the job queue works again");
    saidToFail = 0;
    failures = 0;
  };
  return {
    report(error) {
      signal("job_queue_failed", {});
      failures += 1;
      wait();
      const now = performance.now();
      if (now - lastLine < WINDOW_MS) return;
      log.error({ error, failures }, "the job queue failed");
      saidToFail += failures;
      failures = 0;
      lastLine = now;
    },
    close() {
      clearTimeout(quiet);
      quiet = undefined;
    },
  };
}
