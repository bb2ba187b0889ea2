import type { RouteDecision } from "#lib/routing/decide-route.ts";
import { NO_WIDGET } from "#lib/routing/host.ts";
import { randomBytes } from "node:crypto";
import type { Catalog } from "#lib/catalog/product.ts";
import { hasAttempt, type CheckoutSession, type PaymentAttempt } from "#lib/checkout/session.ts";
import { attemptIdOf, checkoutLink, orderId, orderLink, sessionId, type SessionId } from "#lib/ids.ts";
import { money, zero } from "#lib/money.ts";
import { orderNumberOf, type Order } from "#lib/orders/order.ts";
import { createCatalog } from "#lib/store/drizzle/catalog.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { createStore } from "#lib/store/drizzle/store.ts";
import type { Jobs } from "#lib/store/jobs.ts";
import { openJobs } from "#lib/store/pg-boss.ts";
import type { SessionEvent } from "#lib/checkout/session-event.ts";
import type { Capture } from "#lib/orders/capture.ts";
import type { Hold } from "#lib/store/stock-store.ts";
import type { StoredDecision } from "#lib/store/routing/decision-store.ts";
import type { Store, StoredAttempt, StoredEvent } from "#lib/store/store.ts";
import { anOrder, aSession, NOON, type SessionOptions } from "../../fixtures/builders.ts";

/** A store and a catalogue on an empty database, and the database itself for what no port can do: damage a row. */
export type StoreBench = {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly jobs: Jobs;
  readonly opened: OpenDatabase;
};

export async function openStoreBench(open: () => Promise<OpenDatabase>): Promise<StoreBench> {
  const opened = await open();
  const jobs = await openJobs(opened, () => {
    // The database of a test may end before its queue notices; a queue that fails makes the test of it fail.
  });
  const store = createStore(opened.database, jobs.enqueueOn);
  const close = async () => {
    await jobs.stop();
    await opened.close();
  };
  return { store, catalog: createCatalog(opened.database), jobs, opened: { ...opened, close } };
}

/** An event of a payment service, as it is kept. */
export const anEvent = (id: string, provider = "sandbox", state: StoredEvent["state"] = "applied"): StoredEvent => ({
  provider,
  state,
  receivedAt: NOON,
  event: {
    id,
    attemptId: null,
    reference: "pay_1",
    outcome: { kind: "captured", reference: "pay_1", amount: money(2500, "USD") },
  },
});

export const random = () => randomBytes(8).toString("hex");
export const later = (milliseconds: number) => new Date(NOON.getTime() + milliseconds);

/** A session that no other test has stored. */
export function freshSession(options: SessionOptions = {}): CheckoutSession {
  const id = sessionId(`cs_${random()}`);
  const fresh = { id, link: checkoutLink(`co_${random()}`) };
  const session = aSession(options);
  return hasAttempt(session)
    ? { ...session, ...fresh, attempt: { ...session.attempt, id: attemptIdOf(id, 1) } }
    : { ...session, ...fresh };
}

export function stepFor(session: CheckoutSession, changes: Partial<SessionEvent> = {}): SessionEvent {
  return {
    sessionId: session.id,
    revision: session.revision,
    type: "prepared",
    attemptId: null,
    note: null,
    occurredAt: NOON,
    ...changes,
  };
}

/** The session one revision on, as a verb would store it. */
export function nextOf(session: CheckoutSession): CheckoutSession {
  return { ...session, revision: session.revision + 1 };
}

export async function insertSession(store: Store, session: CheckoutSession = freshSession(), now = NOON) {
  await store.transaction((transaction) => transaction.insertSession(session, stepFor(session, { occurredAt: now })));
  return session;
}

export function anAttempt(session: CheckoutSession, changes: Partial<StoredAttempt> = {}): StoredAttempt {
  const n = changes.n ?? 1;
  const attempt: PaymentAttempt = {
    id: attemptIdOf(session.id, n),
    route: "instant",
    amount: session.totals.total,
    startedAt: NOON,
  };
  return {
    ...attempt,
    sessionId: session.id,
    sellerId: session.sellerId,
    n,
    provider: "sandbox",
    account: "sandbox",
    tokenHash: "0".repeat(64),
    reference: null,
    outcome: { kind: "open" },
    unansweredAt: null,
    settledAt: null,
    ...changes,
  };
}

export function aCapture(session: CheckoutSession, changes: Partial<Capture> = {}): Capture {
  return {
    reference: `pay_${random()}`,
    provider: "sandbox",
    account: "sandbox",
    attemptId: attemptIdOf(session.id, 1),
    sessionId: session.id,
    sellerId: session.sellerId,
    amount: session.totals.total,
    use: "order",
    why: null,
    recordedAt: NOON,
    refunded: zero((changes.amount ?? session.totals.total).currency),
    ...changes,
  };
}

/** An order that no other test has stored; its session and first attempt must be stored before it. */
export function freshOrder(session: CheckoutSession, status: Order["status"] = "paid"): Order {
  const id = orderId(`ord_${random()}`);
  const order = anOrder(session, { status });
  return { ...order, id, link: orderLink(`or_${random()}`), number: orderNumberOf(id) };
}

/** True when a statement failed because a unique index already has the key. */
export function isUniqueViolation(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return typeof cause === "object" && cause !== null && "code" in cause && cause.code === "23505";
}

/** Whether the work fails because a unique key is already taken. */
export const unique = (work: Promise<unknown>) => work.then(() => false, isUniqueViolation);

/** Ids that no database stores; whoever sends one has found nothing. */
export const UNSTORABLE_IDS = ["\0", "cs_\0", "cs_\ud800", "\udc00", ""] as const;

export const freshSessionId = (): SessionId => sessionId(`cs_${random()}`);

/** A decision about a session, by a host that shows widgets. */
export const aDecision = (
  session: CheckoutSession,
  decision: RouteDecision,
  changes: Partial<StoredDecision> = {},
): StoredDecision => ({
  id: `dec_${random()}`,
  sessionId: session.id,
  sellerId: session.sellerId,
  shopperId: null,
  shown: null,
  capabilities: { ...NO_WIDGET, widget: true },
  flags: { killed: false, beta: true, variant: "instant", phase: "p" },
  decision,
  revision: 1,
  decidedAt: NOON,
  ...changes,
});

/** A hold of a payment that is being made, unless `changes` make it an unpaid page's. */
export const aHold = (session: SessionId, changes: Partial<Omit<Hold, "sessionId">> = {}): Hold => ({
  sessionId: session,
  now: NOON,
  until: null,
  holder: null,
  ...changes,
});
