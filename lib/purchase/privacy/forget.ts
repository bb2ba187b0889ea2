import type { SessionId } from "../../ids.ts";
import type { PurchaseContext } from "../context.ts";
import { eraseSession, type EraseOptions } from "./erase-session.ts";

const DAY_MS = 86_400_000;
/** One transaction for each session, and one for each batch of history: small, so that nobody waits for them. */
const BATCH = 100;
/** What is left is done by the next run. */
const MAX_BATCHES = 20;

/** How many sessions were emptied because somebody asked, because nobody paid, because the order is old; and rows of history. */
export type ForgetReport = {
  readonly asked: number;
  readonly unpaid: number;
  readonly orders: number;
  readonly history: number;
  /** Details that shoppers had remembered and that nobody used for long. */
  readonly remembered: number;
};

/**
 * Forgets what was kept long enough: the details of unpaid sessions some days after they were closed, those of orders
 * after the legal time, and history; and what somebody asked to have erased while its payment was open. It touches
 * nothing that a payment or a refund still needs. Each step is a transaction of its own that looks again, so a run can
 * end anywhere, and several instances may run at once.
 */
export async function forget(context: PurchaseContext): Promise<ForgetReport> {
  const { store, retention } = context;
  const before = (days: number) => new Date(context.now().getTime() - days * DAY_MS);
  const asked = await eraseAll(context, () => store.erasuresDue(BATCH), { by: "server" });
  const unpaid = await eraseAll(context, () => store.sessionsToForget(before(retention.unpaidDays), BATCH), {
    by: null,
  });
  const orders = await eraseAll(context, () => store.ordersToForget(before(retention.orderDays), BATCH), { by: null });
  await forgetMails(context);
  await store.transaction((transaction) => transaction.forgetEarlierSecrets(context.now()));
  const history =
    (await inBatches(() =>
      store.transaction((transaction) => transaction.forgetHistory(before(retention.historyDays), BATCH)),
    )) +
    (await inBatches(() =>
      store.transaction((transaction) => transaction.eraseHolders(null, before(retention.orderDays), BATCH)),
    ));
  const remembered = await inBatches(() =>
    store.transaction((transaction) => transaction.forgetRememberedBefore(before(retention.rememberedDays), BATCH)),
  );
  return { asked, unpaid, orders, history, remembered };
}

function eraseAll(
  context: PurchaseContext,
  due: () => Promise<readonly SessionId[]>,
  options: EraseOptions,
): Promise<number> {
  return inBatches(async () => {
    let erased = 0;
    for (const id of await due()) if (await isErasedNow(context, id, options)) erased += 1;
    return erased;
  });
}

/** Messages that are kept as files, on this machine, about purchases that were erased. */
async function forgetMails({ mailer, store }: PurchaseContext): Promise<void> {
  for (const session of (await mailer?.sessionsKept()) ?? [])
    if ((await store.erasedAt(session)) !== null) await mailer?.forget(session);
}

/** One that fails does not keep the others. */
async function isErasedNow(context: PurchaseContext, id: SessionId, options: EraseOptions): Promise<boolean> {
  try {
    return (await eraseSession(context, id, options)).kind === "erased";
  } catch (error) {
    const fields = { sessionId: id };
    context.report({
      level: "error",
      message: "a session's details were not erased; the next run tries again",
      fields,
      error,
    });
    return false;
  }
}

async function inBatches(batch: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let count = 0; count < MAX_BATCHES; count += 1) {
    const done = await batch();
    total += done;
    if (done === 0) break;
  }
  return total;
}
