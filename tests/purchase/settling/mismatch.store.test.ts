import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attemptIdOf, type SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { PaymentEvent, PaymentProvider } from "#lib/payments/provider.ts";
import type { ProviderAlert } from "#lib/orders/disputes/alert.ts";
import type { ProviderRefund } from "#lib/orders/refund.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { ada, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const usd = (amountMinor: number) => money(amountMinor, "USD");
let made = 0;

/** A checkout whose page took another amount than was asked for, at a provider that gives back what it is asked to. */
async function mismatch(capturedMinor: number, alerts: readonly ProviderAlert[] = []) {
  const reference = `pay_other_${(made += 1)}`;
  const refunds: ProviderRefund[] = [];
  const events: PaymentEvent[] = [];
  const provider: PaymentProvider = {
    ...shop.context.provider,
    readWebhook: async () => ({ kind: "read", events, acknowledgement: { status: 200, body: "" } }),
    lookUp: async () => ({ kind: "captured", reference, amount: usd(capturedMinor) }),
    voidAttempt: async () => ({ kind: "already_paid" }),
    refund: async ({ key, amount }) => {
      refunds.push({ id: `re_${key}`, key, amount, state: "done", reason: null, createdAt: shop.context.now() });
      return { kind: "done", id: `re_${key}`, reason: null };
    },
    listRefunds: async () => ({ kind: "listed", refunds }),
    disputes: {
      read: async () => ({ kind: "listed", alerts }),
      openedSince: async () => ({ kind: "listed", opened: [] }),
      submit: () => Promise.reject(new Error("nothing is submitted here")),
    },
  };
  const verbs = createVerbs({ ...shop.context, provider });
  const deliver = async (outcome: PaymentEvent["outcome"]) => {
    events.splice(0, events.length, { id: `evt_${reference}_${events.length}`, attemptId: null, reference, outcome });
    await verbs.receiveWebhook({ provider: provider.name, body: new Uint8Array(), headers: new Headers() });
  };
  const id = await shop.readySession();
  await verbs.openHostedPayment({ sessionId: id });
  await verbs.checkOrder({ sessionId: id });
  const settle = (how: "accept" | "refund") => verbs.settleMismatch({ payment: reference, how, why: "looked at" });
  return { id, reference, refunds, verbs, deliver, settle };
}
const sessionOf = (id: SessionId) => shop.context.store.session(id);
const capturesOf = (id: SessionId) => shop.context.store.captures(id);
const attemptOf = (id: SessionId) => shop.context.store.attempt(attemptIdOf(id, 1));

describe("a payment whose amount is not its order's", () => {
  it("waits for a person, and leaves its checkout open to nothing else", async () => {
    const { id, reference, verbs } = await mismatch(500);
    expect(await capturesOf(id)).toMatchObject([{ reference, use: "amount_mismatch", amount: usd(500) }]);
    expect(await verbs.cancelCheckout({ sessionId: id, by: "buyer" })).toMatchObject({ kind: "payment_in_progress" });
  });

  it("accepted is an order that was paid with what was captured, once", async () => {
    const { id, reference, settle, verbs } = await mismatch(1299);
    const outcomes = await Promise.all([settle("accept"), settle("accept")]);
    expect(outcomes.map((one) => one.kind).toSorted()).toEqual(["accepted", "not_found"]);
    expect(await verbs.checkOrder({ sessionId: id })).toMatchObject({
      session: { status: "completed" },
      order: { paid: usd(1299), paymentReference: reference, status: "paid" },
    });
    expect(await capturesOf(id)).toMatchObject([{ use: "order", why: null }]);
    expect(await attemptOf(id)).toMatchObject({ outcome: { kind: "captured" }, reference });
    const audit = await shop.context.store.auditEntries(new Date(0), 100, 0);
    expect(audit.filter((one) => one.action === "mismatch_settled" && one.why === "looked at")).not.toHaveLength(0);
  });

  it("refunded is given back whole, once, and its checkout can be paid again or canceled", async () => {
    const { id, reference, settle, refunds, verbs } = await mismatch(500);
    expect(await settle("refund")).toEqual({ kind: "refunding", amount: usd(500) });
    expect(await settle("refund")).toEqual({ kind: "not_found" });
    expect(refunds).toMatchObject([{ amount: usd(500), state: "done" }]);
    expect(await capturesOf(id)).toMatchObject([{ reference, use: "orphaned", refunded: usd(500) }]);
    expect(await attemptOf(id)).toMatchObject({ outcome: { kind: "voided" } });
    expect((await sessionOf(id))?.status).toBe("ready");
    expect((await verbs.cancelCheckout({ sessionId: id, by: "buyer" })).kind).toBe("canceled");
    expect((await verbs.attention(1000)).captures.map((one) => one.reference)).not.toContain(reference);
  });

  it("and refunded leaves nothing of what was typed about its buyer once that buyer is erased", async () => {
    const { id, reference, verbs } = await mismatch(500);
    await verbs.settleMismatch({ payment: reference, how: "refund", why: "Ada Lovelace phoned from 555-0100" });
    const reasons = async () => [
      ...(await shop.context.store.refunds(shop.context.provider.name, reference)).map(({ why }) => why),
      ...(await capturesOf(id)).map(({ why }) => why),
    ];
    expect(await reasons()).toEqual(["Ada Lovelace phoned from 555-0100", "given_back"]);
    await verbs.eraseBuyer(ada.email);
    expect(await reasons()).toEqual(["", "given_back"]);
  });

  it("given back at the provider by hand ends by itself", async () => {
    const { id, reference, refunds, deliver, settle } = await mismatch(700);
    refunds.push({
      id: "re_by_hand",
      key: null,
      amount: usd(700),
      state: "done",
      reason: null,
      createdAt: shop.context.now(),
    });
    await deliver({ kind: "refunds_changed", reference, isOurs: false });
    expect(await capturesOf(id)).toMatchObject([{ use: "orphaned", refunded: usd(700) }]);
    expect((await sessionOf(id))?.status).toBe("ready");
    expect(await settle("refund")).toEqual({ kind: "not_found" });
  });

  it("and that was given back in part still waits", async () => {
    const { id, reference, refunds, deliver } = await mismatch(700);
    refunds.push({ id: "re_part", key: null, amount: usd(100), state: "done", reason: null, createdAt: new Date() });
    await deliver({ kind: "refunds_changed", reference, isOurs: false });
    expect(await capturesOf(id)).toMatchObject([{ use: "amount_mismatch", refunded: usd(100) }]);
  });

  it("of an unknown name is not settled", async () => {
    const { verbs } = await mismatch(1);
    expect(await verbs.settleMismatch({ payment: "pay_nobody", how: "accept", why: "x" })).toEqual({
      kind: "not_found",
    });
  });
});

describe("a payment of another amount that was partly given back, or is disputed", () => {
  const partOf = (amountMinor: number): ProviderRefund => ({
    id: `re_part_${(made += 1)}`,
    key: null,
    amount: usd(amountMinor),
    state: "done",
    reason: null,
    createdAt: shop.context.now(),
  });
  const chargeback = (taken: number): ProviderAlert => ({
    kind: "chargeback",
    id: `dp_${(made += 1)}`,
    amount: usd(taken),
    taken: usd(taken),
    fee: usd(1500),
    state: "needs_response",
    status: "needs_response",
    reason: "fraudulent",
    evidenceDueAt: new Date(shop.context.now().getTime() + 9 * 86_400_000),
    submissions: 0,
    openedAt: shop.context.now(),
  });

  it("is refunded by what is left of it", async () => {
    const { id, reference, refunds, deliver, settle } = await mismatch(2800);
    refunds.push(partOf(100));
    await deliver({ kind: "refunds_changed", reference, isOurs: false });
    expect(await settle("refund")).toEqual({ kind: "refunding", amount: usd(2700) });
    expect(await capturesOf(id)).toMatchObject([{ use: "orphaned", refunded: usd(2800) }]);
  });

  it("is not said to be refunded while a dispute has all of it, and waits", async () => {
    const { id, reference, refunds, deliver, settle } = await mismatch(2800, [chargeback(2800)]);
    await deliver({ kind: "alerts_changed", reference });
    expect(await settle("refund")).toEqual({ kind: "nothing_left" });
    expect(refunds).toEqual([]);
    expect(await capturesOf(id)).toMatchObject([{ use: "amount_mismatch" }]);
    expect((await sessionOf(id))?.status).toBe("awaiting_buyer");
  });

  it("accepted is an order with what was given back of it", async () => {
    const { reference, refunds, deliver, settle } = await mismatch(2800);
    refunds.push(partOf(100));
    await deliver({ kind: "refunds_changed", reference, isOurs: false });
    expect(await settle("accept")).toMatchObject({
      kind: "accepted",
      order: { status: "partially_refunded", refunded: usd(100), refunds: [{ amount: usd(100), state: "done" }] },
    });
  });

  it("accepted is an order that says it is disputed, whose goods stay", async () => {
    const { reference, deliver, settle, verbs } = await mismatch(2800, [chargeback(2800)]);
    await deliver({ kind: "alerts_changed", reference });
    const settled = await settle("accept");
    if (settled.kind !== "accepted") throw new Error(settled.kind);
    expect(settled.order.alerts).toMatchObject([{ kind: "chargeback", state: "needs_response" }]);
    const parcel = {
      name: "p1",
      lines: null,
      carrier: "UPS",
      trackingNumber: "1Z",
      trackingUrl: null,
      isDelivered: false,
    };
    expect(await verbs.recordShipment({ orderId: settled.order.id, ...parcel })).toMatchObject({ kind: "refused" });
  });
});
