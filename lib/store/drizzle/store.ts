import { accountReadsOn, accountWritesOn } from "./accounts/provider-accounts.ts";
import { auditReadsOn, auditWritesOn } from "./audit/entries.ts";
import { rememberedReadsOn, rememberedWritesOn } from "./buyers/remembered.ts";
import { consoleReadsOn, consoleWritesOn } from "./console/sessions.ts";
import { customerReadsOn, customerWritesOn } from "./customers/customers.ts";
import type { Database } from "./database.ts";
import { payoutReadsOn, payoutWritesOn } from "./disputes/payouts.ts";
import { alertReadsOn, alertWritesOn } from "./disputes/alerts.ts";
import { listingOn } from "./catalog/listing.ts";
import { discountReadsOn, discountWritesOn } from "./discounts.ts";
import { entitlementReadsOn, entitlementWritesOn } from "./entitlements.ts";
import { eventReadsOn, eventWritesOn } from "./events.ts";
import { experimentSessionsOn, experimentWritesOn } from "./experiment/exposures.ts";
import { experimentFiguresOn } from "./experiment/figures.ts";
import { experimentFoldOn } from "./experiment/fold.ts";
import { mailReadsOn, mailWritesOn } from "./mail/mails.ts";
import { orderReadsOn, orderWritesOn } from "./orders.ts";
import { pauseReadsOn, pauseWritesOn } from "./pauses.ts";
import { paymentReadsOn, paymentWritesOn } from "./payments.ts";
import { privacyReadsOn } from "./privacy/reads.ts";
import { privacyWritesOn } from "./privacy/writes.ts";
import { refundReadsOn, refundWritesOn } from "./refunds.ts";
import { requestReadsOn, requestWritesOn } from "./requests.ts";
import { routingReadsOn, routingWritesOn } from "./routing.ts";
import { sessionReadsOn, sessionWritesOn } from "./sessions.ts";
import { sellerKeyReadsOn, sellerKeyWritesOn } from "./sellers/keys.ts";
import { sellerReceiverReadsOn, sellerReceiverWritesOn } from "./sellers/receivers.ts";
import { sellerReadsOn, sellerWritesOn } from "./sellers/sellers.ts";
import { offerReadsOn } from "./checkout/offers.ts";
import { paymentReadsTogetherOn } from "./status/payment-reads.ts";
import { statusReadsOn } from "./status/status.ts";
import { shipmentWritesOn } from "./shipments.ts";
import { stockOn } from "./stock.ts";
import { orderStockOn, stockReadsOn } from "./order-stock.ts";
import { feedReadsOn, feedWritesOn } from "./catalog/feed-states.ts";
import { taxReadsOn, taxWritesOn } from "./taxes/bookings.ts";
import { transferReadsOn, transferWritesOn } from "./sellers/movements.ts";
import { webhookReadsOn, webhookWritesOn } from "./webhooks/counts.ts";
import type { Store, StoreReads, StoreTransaction } from "../store.ts";

/** Puts a job into the queue through an open transaction. Made by lib/store/pg-boss.ts. */
export type EnqueueOn = (transaction: Database) => StoreTransaction["enqueue"];

function readsOn(database: Database): StoreReads {
  return {
    ...sessionReadsOn(database),
    ...statusReadsOn(database),
    ...offerReadsOn(database),
    ...paymentReadsOn(database),
    ...paymentReadsTogetherOn(database),
    ...refundReadsOn(database),
    ...transferReadsOn(database),
    ...alertReadsOn(database),
    ...payoutReadsOn(database),
    ...eventReadsOn(database),
    ...orderReadsOn(database),
    ...stockReadsOn(database),
    ...routingReadsOn(database),
    ...discountReadsOn(database),
    ...requestReadsOn(database),
    ...taxReadsOn(database),
    ...entitlementReadsOn(database),
    ...experimentSessionsOn(database),
    ...experimentFiguresOn(database),
    ...pauseReadsOn(database),
    ...accountReadsOn(database),
    ...customerReadsOn(database),
    ...mailReadsOn(database),
    ...feedReadsOn(database),
    ...sellerReadsOn(database),
    ...sellerKeyReadsOn(database),
    ...sellerReceiverReadsOn(database),
    ...webhookReadsOn(database),
    ...auditReadsOn(database),
    ...privacyReadsOn(database),
    ...rememberedReadsOn(database),
    ...consoleReadsOn(database),
  };
}

function writesOn(database: Database, enqueueOn: EnqueueOn): Omit<StoreTransaction, keyof StoreReads> {
  return {
    ...sessionWritesOn(database),
    ...paymentWritesOn(database),
    ...refundWritesOn(database),
    ...transferWritesOn(database),
    ...alertWritesOn(database),
    ...payoutWritesOn(database),
    ...eventWritesOn(database),
    ...orderWritesOn(database),
    ...routingWritesOn(database),
    ...discountWritesOn(database),
    ...requestWritesOn(database),
    ...taxWritesOn(database),
    ...entitlementWritesOn(database),
    ...shipmentWritesOn(database),
    ...experimentWritesOn(database),
    ...experimentFoldOn(database),
    ...pauseWritesOn(database),
    ...accountWritesOn(database),
    ...customerWritesOn(database),
    ...mailWritesOn(database),
    ...feedWritesOn(database),
    ...webhookWritesOn(database),
    ...auditWritesOn(database),
    ...sellerWritesOn(database),
    ...sellerKeyWritesOn(database),
    ...sellerReceiverWritesOn(database),
    ...privacyWritesOn(database),
    ...rememberedWritesOn(database),
    ...consoleWritesOn(database),
    ...stockOn(database),
    ...orderStockOn(database),
    ...listingOn(database),
    enqueue: enqueueOn(database),
  };
}

/** A connection's transactions are one object (postgres.ts), and so is what is put together for them. */
function storeOf(enqueueOn: EnqueueOn): (transaction: Database) => StoreTransaction {
  const made = new WeakMap<Database, StoreTransaction>();
  return (transaction) => {
    const store = made.get(transaction) ?? { ...readsOn(transaction), ...writesOn(transaction, enqueueOn) };
    made.set(transaction, store);
    return store;
  };
}

/**
 * The store on PGlite or Postgres. Inside a transaction use only the argument that is passed in: on PGlite,
 * the outer connection waits for the transaction to end, so using it there would wait for ever.
 */
export function createStore(database: Database, enqueueOn: EnqueueOn): Store {
  const storeOn = storeOf(enqueueOn);
  return {
    ...readsOn(database),
    insertSession: sessionWritesOn(database).insertSession,
    settleMail: mailWritesOn(database).settleMail,
    transaction: (work) => database.transaction((transaction) => work(storeOn(transaction))),
  };
}
