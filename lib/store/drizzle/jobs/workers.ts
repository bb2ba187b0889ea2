import { openSlowGroups } from "./slow-groups.ts";

/** So many jobs an instance does at once. They wait for others' servers, and cost a socket each. */
const WORKERS = 40;
/** How often an idle queue is looked at where nobody is notified of its jobs. */
const LOOK_EVERY_MS = 1000;
/** The same where notifications come: for retries and rests that are over, which nobody notifies of, and for a lost notification. */
const LOOK_SELDOM_MS = 5000;
/** Notifications that come within so long are one look: each takes a turn at the claim that all instances share. */
const NOTIFIED_TOGETHER_MS = 50;
/** A group that failed is left alone for so long at first, and twice as long each time. */
const REST_MS = 5000;
const MAX_REST_MS = 300_000;
/** Slow groups have no more of the workers together than this, so that those of a few cannot take all of them. */
const SLOW_WORKERS = WORKERS / 2;
/** A group whose rest is over for so long is forgotten. */
const FORGET_AFTER_MS = 3_600_000;

type WorkerJob = { readonly id: string; readonly groupId?: string | null };
type Result = { readonly status: string };
type WorkerQueue<Job extends WorkerJob, Outcome extends Result> = {
  /** Claims at most `limit` jobs that are due, of each group as many as may run at once, and none of these groups. */
  fetch(limit: number, without: readonly string[]): Promise<readonly Job[]>;
  settle(job: Job, outcome: Outcome): Promise<void>;
  /** Whether `notify` is called for new jobs; absent: it is not. */
  isListening?(): boolean;
};
export type Workers = {
  /** There may be new jobs. */
  notify(): void;
  stop(withinMs: number): Promise<void>;
};

/**
 * Works a queue whose jobs are of many groups, and wait for each group's own server. Each job has a worker of its own and the
 * next one takes its place when it is done, so a slow one holds up nobody but its group; a batch would wait for its slowest.
 * A group that fails rests for a growing time, in this instance's memory alone, so that many dead servers do not take all
 * workers; the first success ends that. Groups that were slow lately share half of the workers, and take turns in it as the queue
 * has them. `run` does not throw.
 */
export function startWorkers<Job extends WorkerJob, Outcome extends Result>(
  queue: WorkerQueue<Job, Outcome>,
  run: (job: Job) => Promise<Outcome>,
  report: (error: unknown) => void,
): Workers {
  const running = new Map<Promise<void>, Job>();
  const rests = openRests();
  const slow = openSlowGroups();
  const bell = openBell();
  const state = { isStopped: false };

  const runOne = async (job: Job): Promise<void> => {
    const begun = performance.now();
    try {
      const outcome = await run(job);
      slow.note(job, begun);
      rests.note(job, outcome);
      await queue.settle(job, outcome);
    } catch (error) {
      report(error);
    }
  };
  const begin = (job: Job): void => {
    const done = runOne(job).then(() => {
      running.delete(done);
      bell.wake();
    });
    running.set(done, job);
  };
  const fetchBeside = (jobs: readonly Job[], free: number) => {
    const [without, ofSlow] = [rests.now(), slow.all()];
    const freeForSlow = SLOW_WORKERS - jobs.filter(slow.has).length;
    if (freeForSlow <= 0) return queue.fetch(free, [...new Set([...without, ...ofSlow])]);
    return queue.fetch(ofSlow.length === 0 ? free : Math.min(free, freeForSlow), without);
  };
  const claim = async (): Promise<number> => {
    const free = WORKERS - running.size;
    if (free === 0) return 0;
    try {
      const jobs = await fetchBeside([...running.values()], free);
      jobs.forEach(begin);
      return jobs.length;
    } catch (error) {
      report(error);
      return 0;
    }
  };
  const loop = (async () => {
    while (!state.isStopped) {
      bell.begin();
      const isIdle = (await claim()) === 0 && !state.isStopped;
      if (isIdle) await bell.sleep(queue.isListening?.() === true ? LOOK_SELDOM_MS : LOOK_EVERY_MS);
    }
  })();
  return {
    notify: bell.notify,
    async stop(withinMs) {
      state.isStopped = true;
      bell.wake();
      await loop;
      const patience = new Promise((resolve) => setTimeout(resolve, withinMs).unref());
      await Promise.race([Promise.all(running.keys()), patience]);
    },
  };
}

/** Ends the sleep between two looks at the queue. */
function openBell() {
  const state = { isComing: false, isRung: false, wake: () => undefined as void };
  const ring = (): void => {
    state.isRung = true;
    state.wake();
  };
  return {
    wake: ring,
    /** A look begins, and whoever notifies or ends a job from now on may mean what it does not see. */
    begin(): void {
      state.isRung = false;
    },
    notify(): void {
      if (state.isComing) return;
      state.isComing = true;
      setTimeout(() => {
        state.isComing = false;
        ring();
      }, NOTIFIED_TOGETHER_MS).unref();
    },
    sleep: (milliseconds: number) =>
      new Promise<void>((resolve) => {
        if (state.isRung) {
          resolve();
          return;
        }
        const timer = setTimeout(resolve, milliseconds);
        state.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}

/** The groups that failed and rest, in this instance's memory alone. */
function openRests() {
  const rests = new Map<string, { readonly until: number; readonly forMs: number }>();
  return {
    now(): readonly string[] {
      const now = performance.now();
      for (const [group, { until }] of rests) if (now - until > FORGET_AFTER_MS) rests.delete(group);
      return [...rests].flatMap(([group, { until }]) => (until > now ? [group] : []));
    },
    /** Takes note of a job that ends now. */
    note({ groupId }: WorkerJob, { status }: Result): void {
      if (typeof groupId !== "string") return;
      if (status === "completed") return void rests.delete(groupId);
      const forMs = Math.min(MAX_REST_MS, 2 * (rests.get(groupId)?.forMs ?? REST_MS / 2));
      rests.set(groupId, { until: performance.now() + forMs, forMs });
    },
  };
}
