import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attemptIdOf } from "#lib/ids.ts";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { createVerbs } from "../fixtures/verbs.ts";
import { finishRefund } from "#lib/purchase/orders/refund-payment.ts";
import { reconcilePayments } from "#lib/purchase/payment/reconcile-payments.ts";
import { ada, openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { unknownOutcome } from "../fixtures/unknown-outcome.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());
beforeEach(() => {
  shop.reports.length = 0;
  shop.warnings.length = 0;
});

/** The shop over an adapter of which some calls are played. */
function shopWith(changes: Partial<PaymentProvider>) {
  const context = { ...shop.context, provider: { ...shop.context.provider, ...changes } };
  return { context, verbs: createVerbs(context) };
}
const bug = async (): Promise<never> => {
  throw new TypeError("a bug of the adapter");
};
const pay = (verbs: TestShop["verbs"], sessionId: Awaited<ReturnType<TestShop["readySession"]>>, token: string) =>
  verbs.payWithToken({ sessionId, token, buyer: ada });

describe("a bug in the payment adapter", () => {
  it("in a charge leaves the attempt unresolved, is logged with its ids, and the look-up settles it", async () => {
    const id = await shop.readySession();
    expect((await pay(shopWith({ chargeToken: bug }).verbs, id, "tok_sandbox_ok_bug")).kind).toBe("still_checking");
    expect((await shop.context.store.session(id))?.status).toBe("unresolved");
    expect(shop.reports).toMatchObject([
      {
        message: "the payment adapter threw",
        fields: { provider: "sandbox", call: "chargeToken", attemptId: attemptIdOf(id, 1), sessionId: id },
        error: { message: "a bug of the adapter" },
      },
    ]);
    shop.advance(60_000);
    expect((await shop.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("ready");
  });

  it("in opening the page gives the attempt up, whose page nobody has, and asking again opens another", async () => {
    const id = await shop.readySession();
    const opened = await shopWith({ openHostedPage: bug }).verbs.openHostedPayment({ sessionId: id });
    expect(opened.kind).toBe("provider_busy");
    expect((await shop.context.store.session(id))?.status).toBe("ready");
    expect(shop.reports).toMatchObject([{ fields: { call: "openHostedPage", sessionId: id } }]);
    expect((await shop.verbs.openHostedPayment({ sessionId: id })).kind).toBe("opened");
    const outcomes = (await shop.context.store.attempts(id)).map(({ outcome }) => outcome.kind);
    expect(outcomes).toEqual(["voided", "open"]);
  });

  it("in a look-up or a void keeps the payment open, whoever asks", async () => {
    const { verbs } = shopWith({ chargeToken: async () => unknownOutcome(), lookUp: bug, voidAttempt: bug });
    const id = await shop.readySession();
    await pay(verbs, id, "tok_sandbox_ok_look_up");
    expect((await verbs.checkOrder({ sessionId: id }))?.session.status).toBe("unresolved");
    expect((await pay(verbs, id, "tok_sandbox_ok_look_up")).kind).toBe("still_checking");
    expect((await verbs.voidPayment({ sessionId: id })).kind).toBe("still_checking");
    expect(new Set(shop.reports.map(({ fields }) => fields["call"]))).toEqual(new Set(["lookUp"]));
    const page = await shop.readySession();
    await shop.verbs.openHostedPayment({ sessionId: page });
    expect((await shopWith({ voidAttempt: bug }).verbs.voidPayment({ sessionId: page })).kind).toBe("still_checking");
    expect(shop.reports.at(-1)).toMatchObject({ fields: { call: "voidAttempt", sessionId: page } });
  });

  it("in a form, a list or a refund shows no form, compares nothing, and keeps the refund to be asked for again", async () => {
    const { context, verbs } = shopWith({ embeddedForm: bug, listPayments: bug, refund: bug });
    const page = await shop.readySession();
    await shop.verbs.openHostedPayment({ sessionId: page });
    expect(await verbs.embeddedForm({ sessionId: page })).toBeNull();
    expect(await reconcilePayments(context, new Date(0))).toEqual({ kind: "unknown" });
    const id = await shop.readySession();
    const paid = await pay(shop.verbs, id, "tok_sandbox_ok_refund");
    if (paid.kind !== "completed" || paid.order === null) throw new Error(paid.kind);
    const request = { orderId: paid.order.id, amountMinor: null, requestId: "bug", why: "a test" };
    expect((await verbs.refundOrder(request)).kind).toBe("unknown");
    expect(shop.reports.map(({ fields }) => fields["call"])).toEqual(["embeddedForm", "listPayments", "refund"]);
    expect(await finishRefund(shop.context, `${paid.order.paymentReference}:refund:bug`)).toBe("done");
  });

  it("in a webhook is logged, and the webhook is not acknowledged", async () => {
    const { verbs } = shopWith({ readWebhook: bug });
    const webhook = { provider: "sandbox", body: new Uint8Array(), headers: new Headers() };
    await expect(verbs.receiveWebhook(webhook)).rejects.toThrow("a bug of the adapter");
    expect(shop.reports).toMatchObject([{ fields: { provider: "sandbox", call: "readWebhook" } }]);
  });
});

describe("an answer that decides nothing", () => {
  it("is logged with why, the provider's request id, and the attempt's ids as fields", async () => {
    const id = await shop.readySession();
    await pay(shopWith({ chargeToken: async () => unknownOutcome("rate_limited") }).verbs, id, "tok_limited");
    const [warning] = shop.warnings;
    expect(warning?.fields).toEqual({
      provider: "sandbox",
      call: "chargeToken",
      attemptId: attemptIdOf(id, 1),
      sessionId: id,
      requestId: "req_played",
      why: "rate_limited",
      detail: "played by a test",
    });
    expect(warning?.message).not.toContain(id);
    expect(shop.reports).toEqual([]);
  });

  it("and a request that was rejected are told apart: that one is an error, with its request id", async () => {
    const id = await shop.readySession();
    const rejected = { kind: "rejected", why: "Stripe answered 401", requestId: "req_401" } as const;
    await pay(shopWith({ chargeToken: async () => rejected }).verbs, id, "tok_rejected_here");
    expect(shop.warnings).toEqual([]);
    expect(shop.reports).toMatchObject([
      {
        message: "the payment provider rejected our request",
        fields: { attemptId: attemptIdOf(id, 1), sessionId: id, requestId: "req_401", why: "Stripe answered 401" },
      },
    ]);
  });
});

describe("an attempt that never settles", () => {
  it("is asked about a few times and then answered as a payment in progress, not for ever", async () => {
    const asked = { times: 0 };
    const { context, verbs } = shopWith({
      chargeToken: async () => unknownOutcome(),
      lookUp: async () => ({ kind: "voided" }),
    });
    // Another buyer's attempt is open again at each round, however often it is settled.
    const store = {
      ...context.store,
      chargeable: async (...request: Parameters<typeof context.store.chargeable>) => {
        asked.times += 1;
        const found = await context.store.chargeable(...request);
        if (found === null) return null;
        return { ...found, attempts: found.attempts.map((one) => ({ ...one, outcome: { kind: "open" as const } })) };
      },
    };
    const id = await shop.readySession();
    await pay(verbs, id, "tok_for_ever");
    const outcome = await pay(createVerbs({ ...context, store }), id, "tok_for_ever");
    expect(outcome.kind).toBe("payment_in_progress");
    expect(asked.times).toBeLessThan(10);
  });
});
