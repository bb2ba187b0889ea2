import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_ORIGINS, UNKNOWN_OWNERSHIP } from "#lib/checkout/ownership.ts";
import type { Basket, CheckoutSession, PaymentAttempt, SessionStatus } from "#lib/checkout/session.ts";
import { hasAttempt, isPaymentOpen } from "#lib/checkout/session.ts";
import {
  ALLOWED,
  canAccept,
  sessionOf,
  transition,
  type EventType,
  type CheckoutEvent,
} from "#lib/checkout/transition.ts";
import { attemptIdOf, checkoutLink, sellerId, orderId, sessionId } from "#lib/ids.ts";
import { BY_TABLE } from "#lib/checkout/taxes/quote.ts";
import { money, zero } from "#lib/money.ts";

const id = sessionId("cs_test");
const started = new Date("2026-03-01T12:00:00Z");
const nothing = zero("USD");
const basket: Basket = {
  id,
  link: checkoutLink("co_test"),
  sellerId: sellerId("fernweh"),
  sellerName: "Fernweh",
  shopperId: null,
  ownership: UNKNOWN_OWNERSHIP,
  origins: NO_ORIGINS,
  currency: "USD",
  lineItems: [],
  buyer: null,
  address: null,
  deliveryOptions: [],
  deliveryOptionId: null,
  discounts: [],
  rejectedDiscounts: [],
  taxLines: [],
  taxBasis: BY_TABLE,
  createdAt: started,
  expiresAt: new Date("2026-03-01T18:00:00Z"),
  revision: 7,
  totals: {
    itemsBase: money(2500, "USD"),
    itemsDiscount: nothing,
    subtotal: money(2500, "USD"),
    discount: nothing,
    fulfillment: nothing,
    tax: nothing,
    fee: nothing,
    total: money(2500, "USD"),
  },
};
const attempt = (n: number): PaymentAttempt => ({
  id: attemptIdOf(id, n),
  route: "instant",
  amount: basket.totals.total,
  startedAt: started,
});

const SESSIONS: Readonly<Record<SessionStatus, CheckoutSession>> = {
  not_ready: { ...basket, status: "not_ready", missing: ["delivery_address"] },
  ready: { ...basket, status: "ready" },
  paying: { ...basket, status: "paying", attempt: attempt(1) },
  awaiting_buyer: {
    ...basket,
    status: "awaiting_buyer",
    attempt: attempt(1),
    reference: "pay_1",
    actionUrl: "https://bank.example.com/1",
  },
  unresolved: { ...basket, status: "unresolved", attempt: attempt(1) },
  completed: { ...basket, status: "completed", attempt: attempt(1), orderId: orderId("ord_1") },
  canceled: { ...basket, status: "canceled", canceledBy: "buyer" },
  expired: { ...basket, status: "expired" },
};
const STATUSES = Object.keys(SESSIONS) as SessionStatus[];

function eventFor(type: EventType, session: CheckoutSession, n: number): CheckoutEvent {
  const attemptId = attemptIdOf(id, n);
  switch (type) {
    case "details_given":
      return { type, basket: session, missing: n % 2 === 0 ? ["delivery_option"] : [] };
    case "payment_started":
      return { type, attempt: attempt(n) };
    case "buyer_action_required":
      return { type, attemptId, reference: `pay_${n}`, actionUrl: null };
    case "payment_captured":
      return { type, attemptId, orderId: orderId(`ord_${n}`) };
    case "canceled":
      return { type, by: "merchant" };
    case "expired":
      return { type };
    default:
      return { type, attemptId };
  }
}

const EVENTS: readonly EventType[] = [
  "details_given",
  "payment_started",
  "buyer_action_required",
  "payment_captured",
  "payment_declined",
  "payment_unresolved",
  "attempt_voided",
  "canceled",
  "expired",
];
const LEADS_TO: Readonly<Record<EventType, SessionStatus>> = {
  details_given: "ready",
  payment_started: "paying",
  buyer_action_required: "awaiting_buyer",
  payment_captured: "completed",
  payment_declined: "ready",
  payment_unresolved: "unresolved",
  attempt_voided: "ready",
  canceled: "canceled",
  expired: "expired",
};
const PAIRS = STATUSES.flatMap((status) => EVENTS.map((event) => [status, event] as const));
const OF_AN_ATTEMPT = EVENTS.filter((type) => "attemptId" in eventFor(type, SESSIONS.ready, 1));

describe("every state and every event", () => {
  it.each(PAIRS)("%s, %s: moves where the table allows it and changes nothing elsewhere", (status, type) => {
    const session = SESSIONS[status];
    const before = structuredClone(session);
    const result = transition(session, eventFor(type, session, 1));
    expect(session).toEqual(before);
    if (!canAccept(status, type)) {
      expect(result).toEqual({ kind: "refused", status, event: type, why: "not_allowed" });
      return;
    }
    expect(result).toMatchObject({
      kind: "moved",
      session: { status: LEADS_TO[type], revision: 8, id, totals: basket.totals },
    });
  });

  it.each(
    STATUSES.flatMap((status) => OF_AN_ATTEMPT.map((event) => [status, event] as const)).filter(([status, event]) =>
      canAccept(status, event),
    ),
  )("%s, %s of another attempt: refused", (status, type) => {
    expect(transition(SESSIONS[status], eventFor(type, SESSIONS[status], 2))).toEqual({
      kind: "refused",
      status,
      event: type,
      why: "other_attempt",
    });
  });

  it("nothing that an earlier state owned is carried over", () => {
    const ready = transition(SESSIONS.awaiting_buyer, eventFor("payment_declined", SESSIONS.awaiting_buyer, 1));
    expect(ready.kind === "moved" && Object.keys(ready.session).sort()).toEqual(Object.keys(SESSIONS.ready).sort());
  });

  it("details that lack something lead to not_ready and say what is missing", () => {
    const moved = transition(SESSIONS.ready, eventFor("details_given", SESSIONS.ready, 2));
    expect(moved).toMatchObject({ kind: "moved", session: { status: "not_ready", missing: ["delivery_option"] } });
    expect(sessionOf(basket, [])).toEqual(SESSIONS.ready);
  });

  it("an attempt over another amount than the total, and details of another session or revision, are bugs", () => {
    const dearer = { ...attempt(1), amount: money(2501, "USD") };
    expect(() => transition(SESSIONS.ready, { type: "payment_started", attempt: dearer })).toThrow("Invariant broken");
    for (const wrong of [
      { ...basket, id: sessionId("cs_other") },
      { ...basket, revision: 6 },
    ]) {
      expect(() => transition(SESSIONS.ready, { type: "details_given", basket: wrong, missing: [] })).toThrow(
        "Invariant broken",
      );
    }
  });

  it("a state with an open attempt can be neither canceled nor expired nor changed, and no other attempt starts in it", () => {
    for (const status of STATUSES.filter((one) => isPaymentOpen(SESSIONS[one]))) {
      for (const type of ["canceled", "expired", "details_given", "payment_started"] as const)
        expect(canAccept(status, type)).toBe(false);
    }
    expect(STATUSES.filter((status) => canAccept(status, "payment_started"))).toEqual(["ready"]);
  });

  it("completed, canceled and expired accept nothing", () => {
    expect([ALLOWED.completed, ALLOWED.canceled, ALLOWED.expired]).toEqual([[], [], []]);
  });
});

const anyHistory = fc.array(fc.record({ type: fc.constantFrom(...EVENTS), n: fc.integer({ min: 1, max: 4 }) }), {
  maxLength: 60,
});

describe("any history of events", () => {
  it("never has two attempts open at a time and never leaves a final state", () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATUSES), anyHistory, (from, events) => {
        let session = SESSIONS[from];
        for (const { type, n } of events) {
          const result = transition(session, eventFor(type, session, n));
          if (result.kind === "refused") continue;
          expect(result.session.revision).toBe(session.revision + 1);
          if (type === "payment_started") expect(isPaymentOpen(session)).toBe(false);
          if (hasAttempt(session) && hasAttempt(result.session))
            expect(result.session.attempt).toEqual(session.attempt);
          expect(["completed", "canceled", "expired"]).not.toContain(session.status);
          session = result.session;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("captures at most one payment, and an order belongs to the attempt that was captured", () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        let session: CheckoutSession = SESSIONS.ready;
        let captures = 0;
        for (const { type, n } of events) {
          const result = transition(session, eventFor(type, session, n));
          if (result.kind === "refused") continue;
          session = result.session;
          if (type === "payment_captured") captures += 1;
        }
        expect(captures).toBe(session.status === "completed" ? 1 : 0);
        if (session.status === "completed") expect(session.orderId.replace("ord_", `${id}:`)).toBe(session.attempt.id);
      }),
      { numRuns: 2000 },
    );
  });
});
