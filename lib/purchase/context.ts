import { setTimeout as pause } from "node:timers/promises";
import type { CheckoutState } from "./checkout-state.ts";
import type { Catalog } from "../catalog/product.ts";
import type { CheckoutSession } from "../checkout/session.ts";
import type { ShopRules } from "../checkout/shop-rules.ts";
import type { ExperimentPlan } from "../experiment/figures.ts";
import type { Flags } from "../flags/flags.ts";
import type { AttemptId, NewId, OrderId, SessionId } from "../ids.ts";
import type { Plan } from "../orders/plans/plan.ts";
import type { ReceiverSender } from "../orders/receiver-sender.ts";
import { receivesOrdersOf, type OrderEvent, type OrderReceiver } from "../orders/order-event.ts";
import type { Order, OrderPart } from "../orders/order.ts";
import type { Mailer } from "../orders/mail.ts";
import type { Retention } from "../orders/retention.ts";
import type { PaymentProvider } from "../payments/provider.ts";
import type { MoneyModel } from "../sellers/money-model.ts";
import type { FeesOnRefund } from "../sellers/split.ts";
import type { BreakerRules } from "../routing/instant-breaker.ts";
import type { AddressCompletion } from "../completion/address-completion.ts";
import type { TaxIdService } from "../tax/tax-id-service.ts";
import type { TaxService } from "../tax/tax-service.ts";
import type { WebhookOutcome } from "../store/webhook-store.ts";
import type { SessionEvent } from "../checkout/session-event.ts";
import type { FeedState } from "../store/feed-store.ts";
import type { DeadJob } from "../store/jobs.ts";
import type { Store, StoreReads, StoreTransaction } from "../store/store.ts";
import type { OwnershipRule } from "./access/relation.ts";
import { isOtherwiseFor } from "./orders/seen-by.ts";
import { enqueueSellerEvents } from "./receivers/seller-jobs.ts";
import type { Sellers } from "./sellers/directory.ts";
import type { Failpoint } from "./failpoints.ts";
import type { Guards } from "./rate-limit.ts";
import type { Report } from "./report.ts";

export type WatchedFeed = {
  /** Looks at the feed, and imports it when it changed and is to be believed. */
  refresh(): Promise<void>;
  /** Null before the first look. */
  state(): Promise<FeedState | null>;
};

/** What the verbs need: ports, the merchant's tables, time and ids. Built once in lib/runtime/runtime.ts. */
export type PurchaseContext = {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly sellers: Sellers;
  /** New payments are made here. What is made is asked about in the context of its own account: see accounts.ts. */
  readonly provider: PaymentProvider;
  /** Adapters of accounts that take no new payments, and finish what was begun there. */
  readonly earlierProviders: readonly PaymentProvider[];
  readonly flags: Flags;
  /** How sellers get their money. */
  readonly marketplace: {
    readonly model: MoneyModel;
    readonly feesOnRefund: FeesOnRefund;
    /** A checkout may have the goods of several sellers; absent: of one. */
    readonly hasSeveralSellers?: boolean;
    /** Several sellers may name one account; absent: each has one of their own. */
    readonly mayShareAccounts?: boolean;
  };
  /** When instant is paused for a seller; null: never. */
  readonly breaker: BreakerRules | null;
  readonly rules: ShopRules;
  /** Who says what the tax is, and what counts when nobody does: the table, or the checkout waits. */
  readonly tax: {
    readonly service: TaxService;
    readonly fallback: "table" | "stop";
    /** Who knows VAT numbers; absent: nobody is asked. */
    readonly register?: TaxIdService;
  };
  /** Who completes addresses while they are typed; null: nobody. */
  readonly completion: AddressCompletion | null;
  /** What the product team wrote down before the experiment began. */
  readonly experimentPlan: ExperimentPlan;
  /** What is sold as a subscription; null when plans are off. */
  readonly plans: readonly Plan[] | null;
  readonly publicUrl: string;
  /** What becomes of a caller on /mcp whose subject does not match the session's. */
  readonly ownership: OwnershipRule;
  /** The provider is asked about one attempt at most once in this many milliseconds, whoever wants to know. */
  readonly lookUpEveryMs: number;
  /** What stands against guessing and card testing. */
  readonly guards: Guards;
  /** After how long buyers' details and history are forgotten. */
  readonly retention: Retention;
  /** Names a buyer in the audit trail: a keyed digest of the e-mail address, the same for every way to write it. */
  readonly buyerDigest: (email: string) => string;
  /** Names a customer where something counts once for each: a keyed digest, the same on every instance. */
  readonly customerDigest: (text: string) => string;
  readonly now: () => Date;
  readonly newId: NewId;
  /** From 0 to 1, for pauses that must not coincide. */
  readonly random: () => number;
  /** Who receives order events; none: nobody does. */
  readonly orderReceivers: readonly OrderReceiver[];
  /** How the receivers are reached that sellers have added. */
  readonly receiverSender: ReceiverSender;
  /** Who sends e-mail; null: nobody does. */
  readonly mailer: Mailer | null;
  /** The feed that is looked at again and again; null: there is none. */
  readonly feed: WatchedFeed | null;
  /** Jobs that are not tried any more, oldest first, at most `limit`, behind `after`. */
  readonly deadJobs: (limit: number, after?: DeadJob | null) => Promise<readonly DeadJob[]>;
  /** Notes how a webhook ended, accepted or refused. Never throws, and nobody waits for it. */
  readonly countWebhook: (provider: string, outcome: WebhookOutcome) => void;
  /** Passed at every place where a crash would leave something half done. */
  readonly failpoint: (name: Failpoint) => void;
  /** Writes to the operator's log. */
  readonly report: (report: Report) => void;
};

/** A session with its order, as every verb answers it. */
export async function stateOf(reads: StoreReads, session: CheckoutSession): Promise<CheckoutState> {
  return { session, order: session.status === "completed" ? await reads.order(session.orderId) : null };
}

/** The order as a change of it begins, for enqueueOrderEvent; null where nobody receives this one for some sellers alone. */
export const orderBefore = async (
  { orderReceivers }: Pick<PurchaseContext, "orderReceivers">,
  transaction: StoreTransaction,
  orderId: OrderId | null,
): Promise<Order | null> =>
  orderId !== null &&
  (orderReceivers.some(({ sellers }) => sellers !== null) || (await transaction.receiversOfOrder(orderId)).length > 0)
    ? transaction.order(orderId)
    : null;

/**
 * Leaves the work of sending an order event, a job for each receiver of the order's seller; nothing without one. Of an order
 * of several a receiver of some sellers gets an event for each part of theirs that is otherwise than in `before`; null: of each.
 */
export async function enqueueOrderEvent(
  context: PurchaseContext,
  transaction: StoreTransaction,
  orderId: OrderId,
  type: OrderEvent["type"],
  before: Order | null = null,
): Promise<void> {
  const { orderReceivers } = context;
  const ofSellers = await transaction.receiversOfOrder(orderId);
  if (orderReceivers.length === 0 && ofSellers.length === 0) return;
  const occurredAt = context.now().toISOString();
  const eventId = context.newId("evt");
  const isLimited = ofSellers.length > 0 || orderReceivers.some(({ sellers }) => sellers !== null);
  const order = isLimited ? await transaction.order(orderId) : null;
  for (const receiver of orderReceivers) {
    const event = { kind: "send_order_event", orderId, type, occurredAt, receiver: receiver.name } as const;
    if (receiver.sellers === null || (order?.parts === undefined && receivesFrom(receiver, order)))
      await transaction.enqueue({ ...event, eventId });
    else
      for (const { sellerId } of changedPartsFor(receiver, order, before))
        await transaction.enqueue({ ...event, eventId: context.newId("evt"), sellerId });
  }
  const change = { orderId, type, occurredAt, eventId, order, before };
  await enqueueSellerEvents(context.newId, transaction, ofSellers, change);
}

const receivesFrom = (receiver: OrderReceiver, order: Order | null): boolean =>
  order !== null && receivesOrdersOf(receiver, order.sellerId);

/** The parts of an order of several sellers that a receiver is sent, each in an event of its own. */
export const partsFor = (
  receiver: Pick<OrderReceiver, "sellers">,
  order: Pick<Order, "parts"> | null,
): readonly OrderPart[] => (order?.parts ?? []).filter((part) => receivesOrdersOf(receiver, part.sellerId));

const changedPartsFor = (
  receiver: Pick<OrderReceiver, "sellers">,
  order: Order | null,
  before: Order | null,
): readonly OrderPart[] =>
  partsFor(receiver, order).filter(
    ({ sellerId }) => order === null || before === null || isOtherwiseFor(sellerId, before, order),
  );

/** Leaves the look-up of an open payment to a job, `afterMs` from now. */
export async function settleLater(
  { now }: Pick<PurchaseContext, "now">,
  transaction: StoreTransaction,
  sessionId: SessionId,
  afterMs: number,
): Promise<void> {
  await transaction.enqueue({ kind: "settle_payment", sessionId }, new Date(now().getTime() + afterMs));
}

export function sessionEvent(
  session: CheckoutSession,
  type: SessionEvent["type"],
  now: Date,
  attemptId: AttemptId | null = null,
  note: string | null = null,
): SessionEvent {
  return { sessionId: session.id, revision: session.revision, type, attemptId, note, occurredAt: now };
}

class RolledBack<Value> extends Error {
  readonly value: Value;
  constructor(value: Value) {
    super("transaction given up");
    this.value = value;
  }
}

/** Runs a transaction that can be rolled back with an answer: `return rollback(answer)` undoes every write of it. */
export async function transactionWithRollback<Value>(
  store: Store,
  work: (transaction: StoreTransaction, rollback: (value: Value) => never) => Promise<Value>,
): Promise<Value> {
  const rollback = (value: Value): never => {
    throw new RolledBack(value);
  };
  try {
    return await store.transaction((transaction) => work(transaction, rollback));
  } catch (error) {
    if (error instanceof RolledBack) return error.value as Value;
    throw error;
  }
}

/** A lost race is another caller's success. With pauses this is enough for a hundred callers at one session. */
const MAX_RACES = 20;
const MAX_PAUSE_MS = 250;

/**
 * Repeats a phase that lost the race for the session's row and reads the row again each time. The pauses grow and are
 * random, so that callers who met once do not meet again.
 */
export async function retryOnConflict<Value>(
  { random }: Pick<PurchaseContext, "random">,
  phase: () => Promise<Value | "conflict">,
): Promise<Value> {
  for (let race = 0; race < MAX_RACES; race += 1) {
    const result = await phase();
    if (result !== "conflict") return result;
    await pause(random() * Math.min(MAX_PAUSE_MS, 4 * 2 ** race));
  }
  throw new Error(`the session's row was changed by others ${MAX_RACES} times in a row`);
}
