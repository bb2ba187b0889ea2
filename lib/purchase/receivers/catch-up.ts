import { CATCH_UP_FROM_BEFORE_MS, type SellerReceiver } from "../../sellers/receiver.ts";
import type { Job } from "../../store/jobs.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";
import { addedReceiver, catchUpPage } from "../orders/order-events.ts";
import { noteMissed } from "./missed.ts";

/**
 * A payment that found the receiver off just before it was resumed has ended by then, so that its order is found. One that stalls
 * in its transaction may go on for 30 seconds, and then Postgres ends it (lib/store/drizzle/postgres.ts).
 */
const BEGINS_AFTER_MS = 45_000;

/**
 * Leaves the job of a catch-up in the transaction that resumes a receiver, which is given as it was before. Answers since when
 * it reads; null: nothing was missed.
 */
export async function enqueueCatchUp(
  transaction: StoreTransaction,
  { id: receiverId, missedSince, disabledAt }: Pick<SellerReceiver, "id" | "missedSince" | "disabledAt">,
  time: Date,
): Promise<Date | null> {
  const times = [missedSince, disabledAt].flatMap((one) => (one === null ? [] : [one.getTime()]));
  if (times.length === 0) return null;
  const since = new Date(Math.min(...times) - CATCH_UP_FROM_BEFORE_MS);
  const job = { kind: "catch_up_receiver", receiverId, since: since.toISOString(), after: "" } as const;
  await transaction.enqueue(job, new Date(time.getTime() + BEGINS_AFTER_MS));
  return since;
}

/**
 * Leaves the events of a page of a catch-up, and the job of the next page in the same transaction, so that a crash repeats and
 * loses none. Of a receiver that is off again, what is left is noted as missed.
 */
export async function catchUpReceiver(
  context: PurchaseContext,
  job: Extract<Job, { kind: "catch_up_receiver" }>,
): Promise<void> {
  const since = new Date(job.since);
  const receiver = await context.store.sellerReceiver(job.receiverId);
  if (receiver === null) return;
  if (receiver.state !== "active") return noteMissed(context, receiver.id, since);
  await context.store.transaction(async (transaction) => {
    const place = { since, after: job.after };
    const { last } = await catchUpPage(context, transaction, addedReceiver(receiver), place);
    if (last !== null) await transaction.enqueue({ ...job, after: last });
  });
}
