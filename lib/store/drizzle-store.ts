import type { Database } from "./drizzle-database.ts";
import { discountReadsOn, discountWritesOn } from "./drizzle-discounts.ts";
import { orderReadsOn, orderWritesOn } from "./drizzle-orders.ts";
import { paymentReadsOn, paymentWritesOn } from "./drizzle-payments.ts";
import { routingReadsOn, routingWritesOn } from "./drizzle-routing.ts";
import { sessionReadsOn, sessionWritesOn } from "./drizzle-sessions.ts";
import { stockOn } from "./drizzle-stock.ts";
import type { Store, StoreReads, StoreTransaction } from "./store.ts";

function readsOn(database: Database): StoreReads {
  return {
    ...sessionReadsOn(database),
    ...paymentReadsOn(database),
    ...orderReadsOn(database),
    ...routingReadsOn(database),
    ...discountReadsOn(database),
  };
}

function writesOn(database: Database): Omit<StoreTransaction, keyof StoreReads> {
  return {
    ...sessionWritesOn(database),
    ...paymentWritesOn(database),
    ...orderWritesOn(database),
    ...routingWritesOn(database),
    ...discountWritesOn(database),
    ...stockOn(database),
  };
}

/**
 * The store on PGlite or Postgres. Inside a transaction use only the argument that is passed in: on PGlite,
 * the outer connection waits for the transaction to end, so using it there would wait for ever.
 */
export function createStore(database: Database): Store {
  return {
    ...readsOn(database),
    transaction: (work) =>
      database.transaction((transaction) => work({ ...readsOn(transaction), ...writesOn(transaction) })),
  };
}
