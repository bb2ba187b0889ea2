import { signal } from "../../observe/signals.ts";

/** So long after a line about failures there is no further one about an error that had its line. */
const WINDOW_MS = 60_000;
/** Errors of other words have a line of their own within that time, up to so many: words with an id in them are all different. */
const KINDS = 5;
/** Several rounds of the queue's workers, which look every two seconds. */
const QUIET_MS = 10_000;

type Write = (fields: object, message: string) => void;
/** A Logger, as far as it is needed. */
type QueueLog = { readonly error: Write; readonly warn: Write };
export type QueueTroubles = { report(error: unknown): void; close(): void };

/**
 * Logs what the job queue reports: the first failure at once, then a line a minute with the number of failures since the last
 * one, because every worker fails every few seconds while the database is gone; an error of other words at once. No failure
 * is without a line for longer than that minute, nor once this is closed. One line when nothing has failed for ten seconds
 * and `checkDatabase` resolves. Each failure is counted as `job_queue_failed`.
 */
export function logQueueTroubles(log: QueueLog, checkDatabase: () => Promise<unknown>): QueueTroubles {
  /** Since the last line about failures. */
  let failures = 0;
  let lastError: unknown;
  /** In lines since the queue last worked. */
  let loggedFailures = 0;
  /** What had its line since `window` began; undefined: none began within a minute. */
  const kinds = new Set<string>();
  let window: NodeJS.Timeout | undefined;
  let quiet: NodeJS.Timeout | undefined;
  let isClosed = false;
  const write = () => {
    log.error({ error: lastError, failures }, "the job queue failed");
    kinds.add(kindOf(lastError));
    loggedFailures += failures;
    failures = 0;
  };
  const endWindow = () => {
    window = undefined;
    kinds.clear();
    if (failures === 0) return;
    write();
    beginWindow();
    awaitQuiet();
  };
  const beginWindow = () => {
    window ??= setTimeout(endWindow, WINDOW_MS).unref();
  };
  const awaitQuiet = () => {
    clearTimeout(quiet);
    const timer = setTimeout(() => void endQuiet(timer), QUIET_MS).unref();
    quiet = timer;
  };
  const endQuiet = async (timer: NodeJS.Timeout) => {
    const isUp = await checkDatabase().then(
      () => true,
      () => false,
    );
    // It failed once more, or was closed, while the database was asked.
    if (quiet !== timer) return;
    if (!isUp) return awaitQuiet();
    // What has no line yet gets it at the end of the minute.
    if (loggedFailures === 0) return;
    log.warn({ failures: loggedFailures + failures }, "the job queue works again");
    loggedFailures = 0;
    failures = 0;
  };
  return {
    report(error) {
      signal("job_queue_failed", {});
      if (isClosed) return;
      failures += 1;
      lastError = error;
      if (window === undefined || (kinds.size < KINDS && !kinds.has(kindOf(error)))) write();
      beginWindow();
      awaitQuiet();
    },
    close() {
      isClosed = true;
      clearTimeout(window);
      clearTimeout(quiet);
      quiet = undefined;
      if (failures > 0) write();
    },
  };
}

/** A connection that every address of a host refuses is an error without words of its own, only with a code. */
const kindOf = (error: unknown): string =>
  error instanceof Error ? `${"code" in error ? String(error.code) : ""} ${error.message}` : String(error);
