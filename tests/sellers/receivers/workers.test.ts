import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startWorkers } from "#lib/store/drizzle/jobs/workers.ts";

type Job = { readonly id: string; readonly groupId: string; readonly since: number };
const WORKERS = 40;
const AT_ONCE_FOR_A_GROUP = 2;
const TAKES_MS = 10_000;
const MINUTE_MS = 60_000;

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => vi.useRealTimers());

/**
 * A queue in which every group of `dead` always has jobs that are due and stand before all others, each of which takes ten
 * seconds and fails. `answers` says how a job of another group ends.
 */
function benchOf(dead: readonly string[], answers: () => "completed" | "failed" = () => "completed") {
  const running = new Map<string, number>();
  const waiting: Job[] = [];
  const [calls, waits] = [[] as { group: string; at: number }[], [] as number[]];
  const state = { count: 0, most: 0 };
  const nextId = () => String((state.count += 1));
  const inLanes = () => [...running.values()].reduce((sum, of) => sum + of, 0);
  const isFree = (group: string) => (running.get(group) ?? 0) < AT_ONCE_FOR_A_GROUP;
  const claimed = (job: Job): Job => {
    running.set(job.groupId, (running.get(job.groupId) ?? 0) + 1);
    state.most = Math.max(state.most, inLanes());
    return job;
  };
  const queue = {
    async fetch(limit: number, without: readonly string[]) {
      const jobs: Job[] = [];
      for (const group of dead)
        while (jobs.length < limit && isFree(group) && !without.includes(group))
          jobs.push(claimed({ id: nextId(), groupId: group, since: performance.now() }));
      while (jobs.length < limit) {
        const at = waiting.findIndex(({ groupId }) => isFree(groupId) && !without.includes(groupId));
        if (at === -1) break;
        jobs.push(...waiting.splice(at, 1).map(claimed));
      }
      return jobs;
    },
    async settle({ groupId }: Job) {
      running.set(groupId, (running.get(groupId) ?? 1) - 1);
    },
  };
  const workers = startWorkers(
    queue,
    async ({ groupId, since }: Job) => {
      calls.push({ group: groupId, at: performance.now() });
      if (!dead.includes(groupId)) {
        waits.push(performance.now() - since);
        return { status: answers() };
      }
      await new Promise((resolve) => setTimeout(resolve, TAKES_MS));
      return { status: "failed" };
    },
    (error) => expect.unreachable(String(error)),
  );
  return {
    workers,
    calls,
    waits,
    mostAtOnce: () => state.most,
    add: (groupId: string) => void waiting.push({ id: nextId(), groupId, since: performance.now() }),
  };
}
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe("workers of one queue", () => {
  it("serves a living group nearly always at once, and within a minute, beside a hundred dead ones that go first", async () => {
    const { workers, waits, add, mostAtOnce } = benchOf(Array.from({ length: 100 }, (_, index) => `dead-${index}`));
    // Until each of the dead has failed so often that its rest is the longest.
    await pass(20 * MINUTE_MS);
    for (let second = 0; second < 600; second += 1) {
      add("living");
      await pass(1000);
    }
    await pass(MINUTE_MS);
    expect([mostAtOnce(), waits.length]).toEqual([WORKERS, 600]);
    const soon = waits.filter((wait) => wait <= 1000).length;
    expect(soon / waits.length).toBeGreaterThan(0.8);
    expect(Math.max(...waits)).toBeLessThan(MINUTE_MS);
    const stopped = workers.stop(0);
    await pass(TAKES_MS);
    await stopped;
  });

  it("lets a group that fails rest for five seconds, twice as long each time up to five minutes, until it succeeds", async () => {
    const outcome = { now: "failed" as "completed" | "failed" };
    const { workers, calls, add } = benchOf([], () => outcome.now);
    const gaps = () => calls.slice(1).map(({ at }, index) => Math.round((at - (calls[index]?.at ?? 0)) / 1000));
    for (let count = 0; count < 9; count += 1) {
      // One at a time, and the next is due at once.
      add("flaky");
      while (calls.length <= count) await pass(1000);
    }
    for (const [index, rest] of [5, 10, 20, 40, 80, 160, 300, 300].entries()) {
      expect(gaps()[index], `rest ${index}`).toBeGreaterThanOrEqual(rest);
      expect(gaps()[index], `rest ${index}`).toBeLessThanOrEqual(rest + 2);
    }
    outcome.now = "completed";
    add("flaky");
    await pass(302_000);
    outcome.now = "failed";
    const before = calls.length;
    add("flaky");
    await pass(1000);
    add("flaky");
    await pass(7000);
    expect(calls.length - before).toBe(2);
    await Promise.all([workers.stop(0), pass(1000)]);
  });

  it("looks at an idle queue twelve times a minute where new jobs are notified, and takes one that is at once", async () => {
    const waiting: string[] = [];
    const begun: string[] = [];
    const state = { looks: 0, during: () => undefined as void };
    const queue = {
      async fetch() {
        state.looks += 1;
        const jobs = waiting.splice(0).map((id) => ({ id, groupId: id }));
        state.during();
        return jobs;
      },
      settle: async () => undefined,
      isListening: () => true,
    };
    const run = async ({ id }: { id: string }) => {
      begun.push(id);
      return { status: "completed" };
    };
    const workers = startWorkers(queue, run, (error) => expect.unreachable(String(error)));
    await pass(MINUTE_MS);
    expect(state.looks).toBe(13);
    waiting.push("notified");
    workers.notify();
    await pass(100);
    expect(begun).toEqual(["notified"]);
    // Many notifications of one moment are one look, and one more for what was taken.
    const before = state.looks;
    for (let count = 0; count < 50; count += 1) workers.notify();
    await pass(100);
    expect(state.looks - before).toBeLessThanOrEqual(2);
    // One that is stored while a look is on its way is not in it.
    state.during = () => {
      state.during = () => undefined;
      waiting.push("during a look");
      workers.notify();
    };
    workers.notify();
    await pass(200);
    expect(begun).toEqual(["notified", "during a look"]);
    // Nobody says that a retry is due.
    waiting.push("a retry");
    await pass(5000);
    expect(begun).toEqual(["notified", "during a look", "a retry"]);
    await Promise.all([workers.stop(0), pass(1000)]);
  });

  it("looks again at once when all of a group's jobs end while a look is on its way", async () => {
    const waiting = Array.from({ length: 20 }, (_, index) => ({ id: String(index), groupId: "busy" }));
    const ended: string[] = [];
    const state = { running: 0 };
    const queue = {
      // The database sees what runs when it is asked, and answers a little later than these jobs take.
      async fetch(limit: number) {
        const free = Math.min(limit, AT_ONCE_FOR_A_GROUP - state.running);
        const jobs = waiting.splice(0, free);
        state.running += jobs.length;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return jobs;
      },
      async settle({ id }: { id: string }) {
        state.running -= 1;
        ended.push(id);
      },
      isHeard: () => true,
    };
    const run = async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return { status: "completed" };
    };
    const workers = startWorkers(queue, run, (error) => expect.unreachable(String(error)));
    await pass(5000);
    expect(ended).toHaveLength(20);
    await Promise.all([workers.stop(0), pass(1000)]);
  });
});
