import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onSignal } from "#lib/observe/signals.ts";
import { logQueueTroubles } from "#lib/runtime/jobs/queue-log.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const GONE = new Error("connect ECONNREFUSED");

function watched() {
  const lines: string[] = [];
  let isUp = true;
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push(
      `${level} ${message} ${"failures" in fields ? String(fields.failures) : ""}${
        "error" in fields && fields.error instanceof Error && fields.error !== GONE ? ` ${fields.error.message}` : ""
      }`,
    );
  const troubles = logQueueTroubles({ error: write("error"), warn: write("warn") }, () =>
    isUp ? Promise.resolve() : Promise.reject(GONE),
  );
  return {
    lines,
    close: troubles.close,
    /** The database is gone for so long, and the queue fails ten times a second. */
    async outage(seconds: number) {
      isUp = false;
      for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
        troubles.report(GONE);
        await vi.advanceTimersByTimeAsync(100);
      }
      isUp = true;
    },
    fall: () => void (isUp = false),
    report: (error = GONE) => troubles.report(error),
    rise: () => void (isUp = true),
  };
}

describe("a job queue whose database is gone", () => {
  it("is logged at once and then once a minute with the number of failures", async () => {
    const { lines, outage, close } = watched();
    await outage(125);
    expect(lines).toEqual([
      "error the job queue failed 1",
      "error the job queue failed 599",
      "error the job queue failed 600",
    ]);
    close();
  });

  it("that fails with another error has that in the log at once, and five of them a minute at most", async () => {
    const { lines, report, close } = watched();
    for (let time = 0; time < 3; time += 1) {
      report();
      report(new Error("no such column"));
    }
    expect(lines).toEqual(["error the job queue failed 1", "error the job queue failed 1 no such column"]);
    for (let job = 0; job < 20; job += 1) report(new Error(`job ${job} is gone`));
    expect(lines).toHaveLength(5);
    await vi.advanceTimersByTimeAsync(5000);
    report();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(lines.slice(5)).toEqual(["warn the job queue works again 27"]);
    close();
  });

  it("that fails once more within a minute of its line, and then no more, has a line about that", async () => {
    const { lines, report, close } = watched();
    report();
    await vi.advanceTimersByTimeAsync(15_000);
    report();
    await vi.advanceTimersByTimeAsync(44_000);
    expect(lines).toEqual(["error the job queue failed 1", "warn the job queue works again 1"]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(lines.slice(2)).toEqual(["error the job queue failed 1", "warn the job queue works again 1"]);
    report(new Error("a week later"));
    expect(lines.at(-1)).toBe("error the job queue failed 1 a week later");
    close();
  });

  it("is counted at each failure", async () => {
    let failures = 0;
    const stop = onSignal("job_queue_failed", () => (failures += 1));
    const { outage, close } = watched();
    await outage(3);
    stop();
    close();
    expect(failures).toBe(30);
  });

  it("is said to work again once the database answers and nothing has failed for ten seconds", async () => {
    const { lines, report, fall, rise } = watched();
    fall();
    report();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(lines).toEqual(["error the job queue failed 1"]);
    rise();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(lines.slice(1)).toEqual(["warn the job queue works again 1"]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(lines).toHaveLength(2);
    report();
    expect(lines.slice(2)).toEqual(["error the job queue failed 1"]);
  });

  it("that comes and goes fills no log either, and no failure is missing in it", async () => {
    const { lines, report } = watched();
    for (let time = 0; time < 12; time += 1) {
      report();
      await vi.advanceTimersByTimeAsync(15_000);
    }
    await vi.advanceTimersByTimeAsync(30_000);
    const counted = (level: string) =>
      lines.filter((line) => line.startsWith(level)).map((line) => Number(line.split(" ").at(-1)));
    expect(counted("error")).toHaveLength(4);
    expect(counted("warn").reduce((sum, failures) => sum + failures, 0)).toBe(12);
  });

  it("is silent about what fails after it was closed, and not about what failed before", async () => {
    const { lines, report, close } = watched();
    report();
    report();
    close();
    report();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(lines).toEqual(["error the job queue failed 1", "error the job queue failed 1"]);
  });
});
