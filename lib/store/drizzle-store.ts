import type { Database } from "./drizzle-database.ts";
import { discountReadsOn, discountWritesOn } from "./drizzle-discounts.ts";
import { entitlementReadsOn, entitlementWritesOn } from "./drizzle-entitlements.ts";
import { eventReadsOn, eventWritesOn } from "./drizzle-events.ts";
import { experimentSessionsOn, experimentWritesOn } from "./drizzle-experiment.ts";
import { experimentFiguresOn } from "./drizzle-experiment-figures.ts";
import { experimentFoldOn } from "./drizzle-experiment-fold.ts";
import { orderReadsOn, orderWritesOn } from "./drizzle-orders.ts";
import { paymentReadsOn, paymentWritesOn } from "./drizzle-payments.ts";
import { refundReadsOn, refundWritesOn } from "./drizzle-refunds.ts";
import { requestReadsOn, requestWritesOn } from "./drizzle-requests.ts";
import { routingReadsOn, routingWritesOn } from "./drizzle-routing.ts";
import { sessionReadsOn, sessionWritesOn } from "./drizzle-sessions.ts";
import { stockOn } from "./drizzle-stock.ts";
import type { Store, StoreReads, StoreTransaction } from "./store.ts";

/** Puts a job into the queue through an open transaction. Made by lib/store/pg-boss.ts. */
export type EnqueueOn = (transaction: Database) => StoreTransaction["enqueue"];

function readsOn(database: Database): StoreReads {
  return {
    ...sessionReadsOn(database),
    ...paymentReadsOn(database),
    ...refundReadsOn(database),
    ...eventReadsOn(database),
    ...orderReadsOn(database),
    ...routingReadsOn(database),
    ...discountReadsOn(database),
    ...requestReadsOn(database),
    ...entitlementReadsOn(database),
    ...experimentSessionsOn(database),
    ...experimentFiguresOn(database),
  };
}

function writesOn(database: Database, enqueueOn: EnqueueOn): Omit<StoreTransaction, keyof StoreReads> {
  return {
    ...sessionWritesOn(database),
    ...paymentWritesOn(database),
    ...refundWritesOn(database),
    ...eventWritesOn(database),
    ...orderWritesOn(database),
    ...routingWritesOn(database),
    ...discountWritesOn(database),
    ...requestWritesOn(database),
    ...entitlementWritesOn(database),
    ...experimentWritesOn(database),
    ...experimentFoldOn(database),
    ...stockOn(database),
    enqueue: enqueueOn(database),
  };
}

/**
 * The store on PGlite or Postgres. Inside a transaction use only the argument that is passed in: on PGlite,
 * the outer connection waits for the transaction to end, so using it there would wait for ever.
 */
export function createStore(database: Database, enqueueOn: EnqueueOn): Store {
  return {
    ...readsOn(database),
    transaction: (work) =>
      database.transaction((transaction) => work({ ...readsOn(transaction), ...writesOn(transaction, enqueueOn) })),
  };
}
