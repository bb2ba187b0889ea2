import { randomUUID } from "node:crypto";
import { inCall } from "../../observe/call-context.ts";
import { isFetched } from "../../config/catalog/source.ts";
import type { Config } from "../../config/config.ts";
import type { PurchaseContext } from "../../purchase/context.ts";
import { countEarlierOrders } from "../../purchase/customers/count-earlier-orders.ts";
import type { Operator } from "../../purchase/operator.ts";
import { reencryptReceivers } from "../../purchase/sellers/reencrypt.ts";
import { reportUntaxedSellers } from "../../purchase/sellers/untaxed.ts";
import { runJob } from "../../purchase/run-job.ts";
import { step } from "../../observe/spans.ts";
import { signal } from "../../observe/signals.ts";
import type { Job, Jobs } from "../../store/jobs.ts";
import { reportElsewhere } from "../accounts.ts";

/** Begins to do jobs. What an earlier process left half done is taken up at once and not at the next minute; the start does not wait for it. */
export async function startWork(
  jobs: Jobs,
  context: PurchaseContext,
  operator: Operator,
  { feed }: Config,
): Promise<void> {
  await jobs.work((job) => watchedJob(context, job));
  if (feed !== null && isFetched(feed))
    await context.store.transaction((transaction) => transaction.enqueue({ kind: "refresh_feed" }));
  await reportElsewhere(context, operator);
  void countEarlierOrders(context).catch((error: unknown) =>
    context.report({ level: "error", message: "earlier orders were not counted for discounts", fields: {}, error }),
  );
  void reencryptReceivers(context).catch((error: unknown) =>
    context.report({
      level: "error",
      message: "secrets of sellers' receivers were not encrypted again",
      fields: {},
      error,
    }),
  );
  void reportUntaxedSellers(context).catch((error: unknown) =>
    context.report({ level: "error", message: "sellers' own taxes were not checked", fields: {}, error }),
  );
  void operator
    .sweep()
    .catch((error: unknown) =>
      context.report({ level: "error", message: "the sweep at start failed", fields: {}, error }),
    );
}

async function watchedJob(context: PurchaseContext, job: Job): Promise<void> {
  try {
    const call = { requestId: `job_${randomUUID()}`, traceId: null, parentId: null, address: null };
    await inCall("sessionId" in job ? { ...call, sessionId: job.sessionId } : call, () =>
      step(`job ${job.kind}`, () => runJob(context, job)),
    );
    signal("job_done", { kind: job.kind, outcome: "done" });
  } catch (error) {
    signal("job_done", { kind: job.kind, outcome: "failed" });
    throw error;
  }
}
