import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startWorkers } from "#lib/store/drizzle/jobs/workers.ts";

type Job = { readonly id: string; readonly groupId: string; readonly since: number };
const AT_ONCE_FOR_A_RECEIVER = 2;
const [WORKERS, MINUTE_MS, SLOW_MS] = [40, 60_000, 9900];

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => vi.useRealTimers());
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** A queue in which each of `slow` always has jobs that are due and stand before all others; `takes` says for how long. */
function benchOf(slow: readonly string[], takes: (count: number) => number) {
  const running: Job[] = [];
  const waiting: Job[] = [];
  const waits: number[] = [];
  const ran = { count: 0, ofSlow: 0 };
  const newJob = (groupId: string): Job => ({ id: String((ran.count += 1)), groupId, since: performance.now() });
  const runningOf = (group: string) => running.filter(({ groupId }) => groupId === group).length;
  const queue = {
    async fetch(limit: number, without: readonly string[]) {
      const claimed: Job[] = [];
      const claim = (job: Job) => {
        running.push(job);
        claimed.push(job);
      };
      for (const group of slow)
        while (claimed.length < limit && runningOf(group) < AT_ONCE_FOR_A_RECEIVER && !without.includes(group))
          claim(newJob(group));
      while (claimed.length < limit && waiting.length > 0) claim(waiting.shift() ?? expect.unreachable());
      return claimed;
    },
    async settle(job: Job) {
      running.splice(running.indexOf(job), 1);
    },
  };
  const run = async ({ groupId, since }: Job) => {
    const isSlow = slow.includes(groupId);
    if (isSlow) await new Promise((resolve) => setTimeout(resolve, takes((ran.ofSlow += 1))));
    else waits.push(performance.now() - since);
    return { status: "completed" };
  };
  const lanes = startWorkers(queue, run, (error) => expect.unreachable(String(error)));
  return { lanes, running, waits, ran, add: (group: string) => void waiting.push(newJob(group)) };
}
/** Four sellers with as many receivers as a seller may have. */
const OF_FOUR_SELLERS = Array.from({ length: 20 }, (_, index) => `slow-${index}`);

it.each([
  ["take nearly as long as they may", () => SLOW_MS],
  ["take long every other time", (count: number) => (count % 2 === 0 ? SLOW_MS : 100)],
])("four sellers with five receivers that %s leave half of the lanes to others", async (_, takes) => {
  const { lanes, running, waits, ran, add } = benchOf(OF_FOUR_SELLERS, takes);
  await pass(1000);
  expect(running.length).toBe(WORKERS);
  await pass(2 * SLOW_MS);
  const most = { ofSlow: 0 };
  for (let second = 0; second < 600; second += 1) {
    add("quick");
    await pass(1000);
    most.ofSlow = Math.max(most.ofSlow, running.filter(({ groupId }) => groupId !== "quick").length);
  }
  expect(most.ofSlow).toBe(WORKERS / 2);
  expect(waits.length).toBeGreaterThanOrEqual(599);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1000);
  // And they are served in their half.
  expect(ran.ofSlow).toBeGreaterThan(1000);
  await Promise.all([lanes.stop(0), pass(MINUTE_MS)]);
});

it("a receiver that is quick again for five minutes may use every lane again", async () => {
  const pace = { ms: SLOW_MS };
  const { lanes, running } = benchOf(OF_FOUR_SELLERS, () => pace.ms);
  await pass(3 * SLOW_MS);
  pace.ms = 1900;
  const most = { now: 0 };
  const watch = async (seconds: number) => {
    most.now = 0;
    for (let second = 0; second < seconds; second += 1) {
      await pass(1000);
      most.now = Math.max(most.now, running.length);
    }
    return most.now;
  };
  await pass(SLOW_MS);
  expect(await watch(60)).toBe(WORKERS / 2);
  await pass(5 * MINUTE_MS);
  expect(await watch(60)).toBe(WORKERS);
  await Promise.all([lanes.stop(0), pass(MINUTE_MS)]);
});
