import { fromPglite, PgBoss, type JobResult, type JobWithMetadata, type Queue } from "pg-boss";
import { invariant } from "../invariant.ts";
import { ONE_PLAN } from "./drizzle/connection/named-statements.ts";
import { sendText, type OpenDatabase } from "./drizzle/database.ts";
import { asError } from "./drizzle/jobs/copied-error.ts";
import { eachOf } from "./drizzle/jobs/lanes.ts";
import { claimInTurn, jobNotifications } from "./drizzle/jobs/claims.ts";
import { startWorkers, type Workers } from "./drizzle/jobs/workers.ts";
import { JOBS_SCHEMA, turnOf } from "./drizzle/jobs/turns.ts";
import type { EnqueueOn } from "./drizzle/store.ts";
import { ACP_WEBHOOK_RECEIVER } from "../orders/order-event.ts";
import { JOB_KINDS, type DeadJob, type Job, type Jobs } from "./jobs.ts";

const DEAD = "dead";
/** How often a busy or idle queue is looked at when no notification came; also when a retry becomes due. */
const LOOK_EVERY_SECONDS = 2;
const CLAIMED = 10;
/** Of messages an instance claims fewer, and sends so many of them at once: mail servers limit the connections of one client. */
const MAILS = { claimed: 9, atOnce: 3 };
const EVERY_MINUTE = "* * * * *";
/** What the clock makes, and when. Not beside the minute's work: what forgets may take its time. */
const SCHEDULES = {
  sweep: EVERY_MINUTE,
  fold_experiment: EVERY_MINUTE,
  index_catalog: EVERY_MINUTE,
  forget: "3-59/10 * * * *",
  notify_sellers: "4-59/5 * * * *",
} as const;
const AT_ONCE_FOR_A_RECEIVER = 2;
/** How often somebody looks for jobs of processes that are gone. */
const LOOK_FOR_ORPHANS_EVERY_SECONDS = 10;
const STOP_WITHIN_MS = 5000;
const MAX_REVIVED_AT_ONCE = 1000;
/** A year: what nobody looked at must not vanish by itself. */
const DEAD_KEPT_SECONDS = 365 * 86_400;

export type Patience = Pick<Queue, "retryLimit" | "retryDelay" | "retryDelayMax" | "policy" | "expireInSeconds">;

/**
 * How long each kind of work is tried, in seconds; with growing pauses, and then it lies dead until somebody looks. What
 * is not done within `expireInSeconds` belonged to a process that is gone, and another takes it: so it is longer than
 * the work can take. A job keeps its data as it was when it was enqueued.
 */
export const PATIENCE: Readonly<Record<Job["kind"], Patience>> = {
  // One at a time for a session, however often it is asked for.
  settle_payment: { retryLimit: 40, retryDelay: 2, retryDelayMax: 900, policy: "exclusive", expireInSeconds: 90 },
  finish_refund: { retryLimit: 40, retryDelay: 5, retryDelayMax: 3600, expireInSeconds: 90 },
  send_transfer: { retryLimit: 20, retryDelay: 5, retryDelayMax: 3600, expireInSeconds: 90 },
  reverse_transfer: { retryLimit: 20, retryDelay: 5, retryDelayMax: 3600, expireInSeconds: 90 },
  read_refunds: { retryLimit: 40, retryDelay: 5, retryDelayMax: 3600, expireInSeconds: 90 },
  // The first try. What is not answered then is asked for by the sweep, for ever.
  book_tax: { retryLimit: 5, retryDelay: 5, retryDelayMax: 60, expireInSeconds: 90 },
  read_alerts: { retryLimit: 40, retryDelay: 5, retryDelayMax: 3600, expireInSeconds: 90 },
  apply_event: { retryLimit: 30, retryDelay: 2, retryDelayMax: 14_400, expireInSeconds: 90 },
  send_order_event: { retryLimit: 20, retryDelay: 5, retryDelayMax: 21_600, expireInSeconds: 20 },
  // Longer than a receiver that takes nothing stays on, so that what fails with it does not lie among the dead.
  send_seller_event: { retryLimit: 25, retryDelay: 5, retryDelayMax: 21_600, expireInSeconds: 20 },
  catch_up_receiver: { retryLimit: 20, retryDelay: 5, retryDelayMax: 3600, expireInSeconds: 90 },
  // A batch is three rounds of messages (below), each within the minute that a mail server is given.
  send_mail: { retryLimit: 20, retryDelay: 10, retryDelayMax: 21_600, expireInSeconds: 240 },
  // The clock makes the next one. While one counts as running there is no other, so a dead instance holds it up this long.
  sweep: { retryLimit: 0, policy: "exclusive", expireInSeconds: 90 },
  fold_experiment: { retryLimit: 0, policy: "exclusive", expireInSeconds: 90 },
  notify_sellers: { retryLimit: 0, policy: "exclusive", expireInSeconds: 90 },
  index_catalog: { retryLimit: 0, policy: "exclusive", expireInSeconds: 90 },
  forget: { retryLimit: 0, policy: "exclusive", expireInSeconds: 300 },
  // Once for all instances, and a large import takes its time.
  refresh_feed: { retryLimit: 0, policy: "exclusive", expireInSeconds: 1800 },
};

export type JobOptions = {
  readonly patience?: typeof PATIENCE;
  /** The names of those who receive order events; each has a queue of its own. */
  readonly receivers?: readonly string[];
  /** When the feed is looked at, in cron's five fields; null: no clock makes that job. */
  readonly feedCron?: string | null;
};

export type OpenJobs = Jobs & { readonly enqueueOn: EnqueueOn };

/**
 * Opens the queue in the product's own database, so that a job is stored or dropped with the change it belongs to.
 * Several instances may open it at once. `report` gets the queue's own troubles; work goes on without it.
 */
export async function openJobs(
  opened: OpenDatabase,
  report: (error: unknown) => void,
  { patience = PATIENCE, receivers = [], feedCron = null }: JobOptions = {},
): Promise<OpenJobs> {
  const { jobsConnection: connection } = opened;
  const boss = new PgBoss({
    ...(connection.kind === "url"
      ? { connectionString: connection.url, max: 4 }
      : { db: fromPglite(connection.client), backend: "pglite" }),
    useListenNotify: true,
    schema: JOBS_SCHEMA,
    // Index rebuilding is the database administrator's, and PGlite has one connection.
    reindex: false,
    superviseIntervalSeconds: LOOK_FOR_ORPHANS_EVERY_SECONDS,
    monitorIntervalSeconds: LOOK_FOR_ORPHANS_EVERY_SECONDS,
  });
  boss.on("error", (trouble: unknown) => report(asError(trouble)));
  const notifications = jobNotifications(boss.getDb());
  await boss.start();
  await openQueue(boss, DEAD, { retryLimit: 0, retentionSeconds: DEAD_KEPT_SECONDS });
  let workers: Workers | null = null;
  const queues = [
    ...JOB_KINDS.map((kind) => ({ kind, name: kind.replaceAll("_", "-") })),
    ...receivers
      .filter((receiver) => receiver !== ACP_WEBHOOK_RECEIVER)
      .map((receiver) => ({ kind: "send_order_event" as const, name: receiverQueue(receiver) })),
  ];
  for (const { kind, name } of queues) await openQueue(boss, name, { ...patience[kind], ...COMMON });
  return {
    enqueueOn: (transaction) => async (job, notBefore) => {
      const executeSql = (text: string, values: readonly unknown[] = []) =>
        sendText(transaction, `${ONE_PLAN} ${text}`, values);
      const db = { executeSql };
      const turn = await turnOf(transaction, queueOf(job), job);
      await boss.send(queueOf(job), job, {
        db,
        ...(turn === null ? {} : { priority: turn.priority, singletonKey: turn.seller }),
        ...(job.kind === "send_seller_event" ? { group: { id: job.receiverId } } : {}),
        ...(notBefore === undefined ? {} : { startAfter: notBefore }),
        ...(job.kind === "settle_payment" ? { singletonKey: job.sessionId } : {}),
      });
    },
    async work(handle) {
      const queue = queueOf({ kind: "send_seller_event" } as Job);
      const claims = { ...sellerEventsOf(boss, queue, opened), isListening: notifications.isListening };
      workers = startWorkers(claims, (job) => resultOf(job, handle), report);
      notifications.subscribe(queue, workers.notify);
      await workInBatches(boss, queues, handle);
      await setClock(boss, feedCron);
    },
    dead: async (limit, after = null) =>
      (await boss.findJobs<Job>(DEAD, { queued: true, limit, ...(after === null ? {} : { after: after.id }) })).map(
        deadJob,
      ),
    reviveDead: () => reviveAll(boss),
    async stop() {
      await workers?.stop(STOP_WITHIN_MS);
      await boss.stop({ graceful: true, timeout: STOP_WITHIN_MS });
    },
  };
}

/**
 * The one queue of all sellers' receivers: so many jobs of each at once, on all instances together. pg-boss counts what runs
 * and claims more in one statement, in which two instances do not see what the other claims; so they claim one after another.
 */
function sellerEventsOf(boss: PgBoss, queue: string, opened: OpenDatabase) {
  return {
    fetch: (limit: number, resting: readonly string[]) =>
      claimInTurn(opened, (executeSql) =>
        boss.fetch<Job>(queue, {
          db: { executeSql },
          batchSize: limit,
          groupConcurrency: AT_ONCE_FOR_A_RECEIVER,
          ...(resting.length === 0 ? {} : { ignoreGroups: [...resting] }),
        }),
      ),
    settle: async (job: Pick<JobWithMetadata<Job>, "id" | "retryCount" | "data">, { status, output }: JobResult) =>
      void (await (status === "completed" ? boss.complete(queue, job) : boss.fail(queue, job, output as object))),
  };
}

/** Works each queue but that of sellers' receivers in batches: the next is claimed when the whole of one is done. */
async function workInBatches(
  boss: PgBoss,
  queues: readonly { readonly kind: Job["kind"]; readonly name: string }[],
  handle: (job: Job) => Promise<void>,
): Promise<void> {
  for (const { kind, name } of queues) {
    if (kind === "send_seller_event") continue;
    const { claimed, atOnce } = kind === "send_mail" ? MAILS : { claimed: CLAIMED, atOnce: CLAIMED };
    await boss.work<Job>(
      name,
      {
        batchSize: claimed,
        burstWhenBatchFull: true,
        perJobResults: true,
        notifyPollingIntervalSeconds: LOOK_EVERY_SECONDS,
      },
      (jobs) => eachOf(jobs, atOnce, (job) => resultOf(job, handle)),
    );
  }
}

async function setClock(boss: PgBoss, feedCron: string | null): Promise<void> {
  for (const kind of ["sweep", "fold_experiment", "forget", "notify_sellers", "index_catalog"] as const)
    await boss.schedule(queueOf({ kind }), SCHEDULES[kind], { kind } satisfies Job);
  const refresh = { kind: "refresh_feed" } as const satisfies Job;
  // What an earlier setting scheduled is kept by the database.
  if (feedCron === null) await boss.unschedule(queueOf(refresh));
  else await boss.schedule(queueOf(refresh), feedCron, refresh);
}

async function reviveAll(boss: PgBoss): Promise<number> {
  for (let revived = 0; ;) {
    const moved = await boss.redrive(DEAD, { limit: MAX_REVIVED_AT_ONCE });
    revived += moved;
    if (moved < MAX_REVIVED_AT_ONCE) return revived;
  }
}

const COMMON = { retryBackoff: true, deadLetter: DEAD, notify: true } as const;

/**
 * A queue is worked in batches, and the next begins when the whole of one is done. So each receiver has a queue of its own:
 * one that hangs keeps nobody else waiting. Jobs for a receiver that is no longer in the settings wait in theirs.
 */
const receiverQueue = (receiver: string): string => `send-order-event.${receiver}`;

function queueOf(job: Job): string {
  const receiver = job.kind === "send_order_event" ? (job.receiver ?? ACP_WEBHOOK_RECEIVER) : ACP_WEBHOOK_RECEIVER;
  return receiver === ACP_WEBHOOK_RECEIVER ? job.kind.replaceAll("_", "-") : receiverQueue(receiver);
}

/**
 * A queue that an earlier version made is left as it is by `createQueue`, so what differs is changed. Its policy cannot be
 * changed; another one needs a queue of another name.
 */
async function openQueue(boss: PgBoss, name: string, wanted: Omit<Queue, "name" | "partition">): Promise<void> {
  await boss.createQueue(name, wanted);
  const found = await boss.getQueue(name);
  invariant(found !== null, `queue ${name} was made`);
  const { policy: _, ...options } = wanted;
  const differs = (Object.keys(options) as (keyof typeof options)[]).some((key) => found[key] !== options[key]);
  if (differs) await boss.updateQueue(name, options);
}

async function resultOf(job: { id: string; data: Job }, handle: (job: Job) => Promise<void>): Promise<JobResult> {
  try {
    await handle(job.data);
    return { id: job.id, status: "completed" };
  } catch (error) {
    return { id: job.id, status: "failed", output: { message: error instanceof Error ? error.message : "unknown" } };
  }
}

function deadJob(job: JobWithMetadata<Job>): DeadJob {
  invariant(job.data !== null, "a job carries what to do");
  // The copy among the dead has not run; what the job itself threw is beside it.
  const output = job.sourceOutput;
  const message = typeof output === "object" && output !== null && "message" in output ? output.message : null;
  return { id: job.id, job: job.data, failedAt: job.createdOn, lastError: typeof message === "string" ? message : "" };
}
