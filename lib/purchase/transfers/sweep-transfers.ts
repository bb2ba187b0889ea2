import type { OrderId } from "../../ids.ts";
import type { PurchaseContext } from "../context.ts";
import { isUnsettled } from "../../orders/transfers/transfer.ts";
import { captureOfOrder } from "../orders/order-of-payment.ts";
import { bookSellers } from "./book-sellers.ts";
import { followTaken } from "./follow-taken.ts";
import { moveMoney } from "./move-money.ts";

/** Of transfers and of reversals each, so that neither keeps the other waiting. */
const MAX_AT_ONCE = 50;
/** The clock's sweep looks in one minute of ten for what instances of earlier releases recorded. */
const BOOK_EVERY_MINUTES = 10;
const BOOK_MS = 2 * 60 * 60_000;
const BOOK_WHEN_ASKED_MS = 7 * 24 * 60 * 60_000;
const DAY_MS = 86_400_000;
const DAYS_COMPARED = 400;
const DAYS_WHEN_ASKED = 31;
/** Whoever asks by hand does not wait for the pauses. */
const ASKED_BY_HAND_MS = 24 * 60 * 60_000;

/** While two releases run side by side, the older one records payments whose sellers the newer one divided. */
async function bookUnbooked(context: PurchaseContext, isThorough: boolean, each: Each): Promise<void> {
  const { store } = context;
  const since = new Date(context.now().getTime() - (isThorough ? BOOK_WHEN_ASKED_MS : BOOK_MS));
  const unbooked = await store.unbookedPayments(since, MAX_AT_ONCE);
  await each(unbooked, ({ provider, reference }) =>
    store.transaction(async (transaction) => {
      await transaction.lockCapture(provider, reference);
      const capture = await transaction.capture(provider, reference);
      const attempt = capture === null ? null : await transaction.attempt(capture.attemptId);
      if (capture !== null && attempt !== null) await bookSellers(context, transaction, capture, attempt);
      return true;
    }),
  );
}

/**
 * The days that are compared now: each turn of the clock's sweep takes one of the last 400, so that each comes up every three days,
 * and whoever asks by hand the last 31 besides. No turn reads more than a day of carts that were given back.
 */
function daysToCompare(now: Date, isThorough: boolean): readonly { readonly from: Date; readonly until: Date }[] {
  const turn = Math.floor(now.getTime() / (BOOK_EVERY_MINUTES * 60_000)) % DAYS_COMPARED;
  const dayBack = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const day = { from: dayBack(turn + 1), until: dayBack(turn) };
  return isThorough ? [{ from: dayBack(DAYS_WHEN_ASKED), until: now }, day] : [day];
}

/**
 * An earlier release divided what was given back of a cart otherwise, as after a refund was lost, and the sellers' rows follow at
 * the next change of the payment. Here they follow without one.
 */
async function followCarts(context: PurchaseContext, isThorough: boolean, each: Each): Promise<void> {
  for (const day of daysToCompare(context.now(), isThorough))
    await each(await context.store.cartsTakenOtherwise(day, MAX_AT_ONCE), (id) => followCart(context, id));
}

async function followCart(context: PurchaseContext, id: OrderId): Promise<boolean> {
  const order = await context.store.order(id);
  const found = order === null ? null : await captureOfOrder(context.store, order);
  if (found === null) return false;
  const { provider, reference } = found;
  await context.store.transaction(async (transaction) => {
    await transaction.lockCapture(provider, reference);
    const capture = await transaction.capture(provider, reference);
    if (capture !== null) await followTaken(context, transaction, capture);
  });
  return true;
}

type Each = <Item>(items: readonly Item[], work: (item: Item) => Promise<boolean>) => Promise<number>;

export type TransferSweep = {
  /** Transfers to sellers and reversals that were asked for, and those of them that are settled now. */
  readonly transfersAsked: number;
  readonly transfersSettled: number;
};

/** Asks for what sellers are to be sent and what is to be taken back, where it did not arrive, was refused or was short. */
export async function sweepTransfers(
  context: PurchaseContext,
  isThorough: boolean,
  each: Each,
): Promise<TransferSweep> {
  if (isThorough || context.now().getUTCMinutes() % BOOK_EVERY_MINUTES === 0) {
    await bookUnbooked(context, isThorough, each);
    await followCarts(context, isThorough, each);
  }
  const until = new Date(context.now().getTime() + (isThorough ? ASKED_BY_HAND_MS : 0));
  const due = await context.store.dueMovements(until, MAX_AT_ONCE);
  const transfersSettled = await each(due, async ({ key }) => {
    const state = await moveMoney(context, key, { isRetry: true });
    return state !== null && !isUnsettled({ state });
  });
  return { transfersAsked: due.length, transfersSettled };
}
