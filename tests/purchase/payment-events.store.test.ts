import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attemptIdOf } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { PaymentEvent, PaymentProvider } from "#lib/payments/provider.ts";
import { createVerbs } from "../fixtures/verbs.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import { ada, openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { unknownOutcome } from "../fixtures/unknown-outcome.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

/** The shop with a payment provider whose webhooks contain what the test wants, and nothing by itself. */
function shopWith(changes: Partial<PaymentProvider> = {}) {
  const webhook: { events: PaymentEvent[] } = { events: [] };
  const provider: PaymentProvider = {
    ...shop.context.provider,
    readWebhook: async () => ({ kind: "read", events: webhook.events, acknowledgement: { status: 200, body: "" } }),
    ...changes,
  };
  const context = { ...shop.context, provider };
  const verbs = createVerbs(context);
  const deliver = async (...events: PaymentEvent[]) => {
    webhook.events = events;
    return verbs.receiveWebhook({ provider: provider.name, body: new Uint8Array(), headers: new Headers() });
  };
  return { context, verbs, deliver };
}

let made = 0;
const eventId = () => `evt_events_${(made += 1)}`;
const captured = (attempt: PaymentEvent["attemptId"], reference: string, amountMinor: number): PaymentEvent => ({
  id: eventId(),
  attemptId: attempt,
  reference,
  outcome: { kind: "captured", reference, amount: money(amountMinor, "USD") },
});

describe("what the payment provider reports", () => {
  it("an event that is sent many times and at once has its effect once", async () => {
    const { context, verbs, deliver } = shopWith({ chargeToken: async () => unknownOutcome() });
    const id = await shop.readySession();
    await verbs.payWithToken({ sessionId: id, token: "tok_many", buyer: ada });
    const session = await context.store.session(id);
    const event = captured(attemptIdOf(id, 1), "pay_many", session?.totals.total.amountMinor ?? 0);
    await Promise.all(Array.from({ length: 8 }, () => deliver(event)));
    expect(await context.store.captures(id)).toMatchObject([{ reference: "pay_many", use: "order" }]);
    expect(await context.store.event(context.provider.name, event.id)).toMatchObject({ state: "applied" });
  });

  it("an event that names nothing of ours is kept, webhook to the operator, and applied when it can be", async () => {
    const { context, verbs, deliver } = shopWith({
      chargeToken: async () => ({ kind: "pending", reference: "pay_early" }),
      lookUp: async () => ({ kind: "pending", reference: "pay_early" }),
    });
    const id = await shop.readySession();
    const total = (await context.store.session(id))?.totals.total.amountMinor ?? 0;
    const early = captured(null, "pay_early", total);
    expect((await deliver(early)).kind).toBe("read");
    expect((await verbs.attention(100)).parkedEvents.map((one) => one.event.id)).toContain(early.id);
    expect(shop.reports.map(({ fields }) => fields["eventId"])).toContain(early.id);
    const job = { kind: "apply_event", provider: context.provider.name, eventId: early.id } as const;
    await expect(runJob(context, job)).rejects.toThrow("still names nothing");
    await verbs.payWithToken({ sessionId: id, token: "tok_early", buyer: ada });
    expect((await context.store.session(id))?.status).toBe("unresolved");
    await runJob(context, job);
    expect((await context.store.session(id))?.status).toBe("completed");
    expect((await verbs.attention(100)).parkedEvents.map((one) => one.event.id)).not.toContain(early.id);
  });

  it("an amount that differs from the attempt's is an amount mismatch: recorded, not fulfilled, never taken for paid", async () => {
    const { context, verbs, deliver } = shopWith({
      chargeToken: async () => unknownOutcome(),
      lookUp: async () => unknownOutcome(),
    });
    const id = await shop.readySession();
    await verbs.payWithToken({ sessionId: id, token: "tok_less", buyer: ada });
    await deliver(captured(attemptIdOf(id, 1), "pay_less", 1));
    expect((await verbs.checkOrder({ sessionId: id }))?.order).toBeNull();
    expect((await verbs.attention(100)).captures).toContainEqual(
      expect.objectContaining({ reference: "pay_less", use: "amount_mismatch", amount: money(1, "USD") }),
    );
    expect((await context.store.session(id))?.status).toBe("unresolved");
  });

  it("money for a session that was canceled is stored, given back, and reported to nobody as paid", async () => {
    const { context, verbs, deliver } = shopWith({
      refund: async () => ({ kind: "accepted", id: "refund_late", reason: null }),
    });
    const id = await shop.readySession();
    await verbs.openHostedPayment({ sessionId: id });
    await verbs.cancelCheckout({ sessionId: id, by: "buyer" });
    await deliver(captured(attemptIdOf(id, 1), "pay_late", 777));
    expect((await context.store.session(id))?.status).toBe("canceled");
    await expect
      .poll(() => context.store.captures(id))
      .toMatchObject([
        { reference: "pay_late", use: "orphaned", amount: money(777, "USD"), refunded: money(777, "USD") },
      ]);
  });

  it("a refund that somebody made at the payment service shows in the order", async () => {
    const { context, verbs, deliver } = shopWith();
    const id = await shop.readySession();
    await verbs.payWithToken({ sessionId: id, token: `tok_sandbox_ok_${id}`, buyer: ada });
    const [capture] = await context.store.captures(id);
    const reference = capture?.reference ?? "";
    const changed = (): PaymentEvent => {
      const outcome = { kind: "refunds_changed", reference, isOurs: false } as const;
      return { id: eventId(), attemptId: null, reference, outcome };
    };
    shop.bank.refundByHand(reference, money(400, "USD"));
    await deliver(changed());
    const order = (await verbs.checkOrder({ sessionId: id }))?.order;
    expect(order).toMatchObject({ status: "partially_refunded", refunded: money(400, "USD") });
    // An older event that comes late does not take anything back.
    await deliver(changed());
    expect((await verbs.checkOrder({ sessionId: id }))?.order).toMatchObject({ refunded: money(400, "USD") });
  });

  it("a request that the payment service does not take is our fault: nothing charged, nobody declined, the buyer may go on", async () => {
    const { context, verbs } = shopWith({
      chargeToken: async () => ({ kind: "rejected", why: "unauthorized", requestId: "req_1" }),
    });
    const id = await shop.readySession();
    const pay = () => verbs.payWithToken({ sessionId: id, token: "tok_rejected", buyer: ada });
    expect(await pay()).toMatchObject({ kind: "payment_rejected", session: { status: "ready" } });
    expect((await pay()).kind).toBe("payment_rejected");
    expect(await context.store.attempts(id)).toMatchObject([{ outcome: { kind: "rejected", why: "unauthorized" } }]);
  });

  it("a page that the payment service does not open leaves the session ready", async () => {
    const { verbs } = shopWith({
      openHostedPage: async () => ({ kind: "rejected", why: "amount_too_small", requestId: "req_1" }),
    });
    const id = await shop.readySession();
    expect(await verbs.openHostedPayment({ sessionId: id })).toMatchObject({
      kind: "payment_rejected",
      session: { status: "ready" },
    });
  });
});
