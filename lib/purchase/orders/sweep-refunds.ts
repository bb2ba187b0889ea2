import { isLost, type Refund } from "../../orders/refund.ts";
import { dueOf } from "../../orders/refund-life.ts";
import type { RefundWork } from "../../store/refund-store.ts";
import type { PurchaseContext } from "../context.ts";
import { readRefunds } from "./read-refunds.ts";
import { contextOf, finishRefund, isRefunded } from "./refund-payment.ts";

/** Of each kind of work, so that none keeps the others waiting; what is left is due first the next time. */
const MAX_AT_ONCE = 50;
/** Whoever asks by hand does not wait for the pauses. */
const ASKED_BY_HAND_MS = 24 * 60 * 60_000;

type Each = <Item>(items: readonly Item[], work: (item: Item) => Promise<boolean>) => Promise<number>;

export type RefundSweep = {
  /** Refunds that were asked for again, and those of them that are given now. */
  readonly refundsAsked: number;
  readonly refunded: number;
  /** Payments whose refunds were read at the provider. */
  readonly refundsRead: number;
};

/**
 * Asks for the refunds that have not reached the provider or that it refused for a cause that passes, and reads what became of
 * those that it accepted. Each is put off before it is asked about, so one that hangs or throws does not come first again.
 */
export async function sweepRefunds(context: PurchaseContext, isThorough: boolean, each: Each): Promise<RefundSweep> {
  const due = (work: RefundWork, aheadMs: number) =>
    context.store.dueRefunds(work, new Date(context.now().getTime() + aheadMs), MAX_AT_ONCE);
  const toAsk = [...(await due("ask", isThorough ? ASKED_BY_HAND_MS : 0)), ...(await due("ask_again", 0))];
  let refundsAsked = 0;
  const refunded = await each(toAsk, async (refund) => {
    if (!(await claim(context, refund))) return false;
    refundsAsked += 1;
    return isRefunded(await finishRefund(context, refund.key, { isRetry: true }));
  });
  const toRead = new Map((await due("read", 0)).map((refund) => [refund.reference, refund.provider]));
  const refundsRead = await each(
    [...toRead],
    async ([reference, provider]) => (await readRefunds(context, reference, provider)) === "read",
  );
  return { refundsAsked, refunded, refundsRead };
}

/** An account that is configured again is asked about soon. */
const ELSEWHERE_PAUSE_MS = 10 * 60_000;

/** False when another instance is asking, or nobody can: then it only makes way for others. */
async function claim(context: PurchaseContext, refund: Refund): Promise<boolean> {
  if ((await contextOf(context, refund)) === null) {
    const now = context.now();
    const later = new Date(now.getTime() + ELSEWHERE_PAUSE_MS);
    await context.store.transaction((transaction) => transaction.putOffRefunds(refund, now, later));
    return false;
  }
  const tried = { ...refund, tries: refund.tries + 1 };
  const dueAt = dueOf(tried, context.now(), !isLost(refund)) ?? context.now();
  return context.store.transaction((transaction) => transaction.claimRefund(refund, dueAt));
}
