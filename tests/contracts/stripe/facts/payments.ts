import { randomUUID } from "node:crypto";
import type Stripe from "stripe";
import { expect, it } from "vitest";
import { openPage, PREVIEW, refusal, tokenPayment } from "../double-client.ts";

/** What the adapter and the double both take for granted about Stripe. The same questions go to the double and, with a test key, to Stripe. */
export function stripeFacts(open: () => Stripe): void {
  const fresh = () => ({ idempotencyKey: randomUUID() });
  const card = (method: string, options: Stripe.RequestOptions = fresh(), amount = 2500) =>
    open().paymentIntents.create(
      {
        amount,
        currency: "usd",
        confirm: true,
        payment_method: method,
        automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      },
      options,
    );
  const mint = async (maxAmount = 2500) => {
    const body = {
      payment_method: "pm_card_visa",
      usage_limits: { currency: "usd", max_amount: maxAmount, expires_at: Math.floor(Date.now() / 1000) + 3600 },
    };
    const minted = await open().rawRequest("POST", "/v1/test_helpers/shared_payment/granted_tokens", body, {
      apiVersion: PREVIEW,
    });
    return String((minted as { id?: string }).id);
  };
  const charge = (token: string, amount = 2500) =>
    open().paymentIntents.create(tokenPayment(token, { amount }), { ...fresh(), apiVersion: PREVIEW });

  it("a decline is 402 with its payment in the error, and is replayed as such", async () => {
    const options = fresh();
    const [first, second] = [
      await refusal(card("pm_card_chargeDeclinedInsufficientFunds", options)),
      await refusal(card("pm_card_chargeDeclinedInsufficientFunds", options)),
    ];
    expect(first).toMatchObject({ statusCode: 402, code: "card_declined", decline_code: "insufficient_funds" });
    expect(first.payment_intent).toMatchObject({ status: "requires_payment_method" });
    expect(second.payment_intent?.id).toBe(first.payment_intent?.id);
    expect(second.headers?.["idempotent-replayed"]).toBe("true");
  });

  it("a key used with other parameters is an idempotency_error", async () => {
    const options = fresh();
    await card("pm_card_visa", options);
    expect(await refusal(card("pm_card_visa", options, 2600))).toMatchObject({
      statusCode: 400,
      type: "StripeIdempotencyError",
    });
  });

  it("an unknown parameter is parameter_unknown", async () => {
    const error = await refusal(
      open().rawRequest("POST", "/v1/payment_intents", { amount: 2500, currency: "usd", amnt: 1 }),
    );
    expect(error).toMatchObject({ statusCode: 400, code: "parameter_unknown", param: "amnt" });
  });

  it("a card that asks for authentication leaves the payment in requires_action", async () => {
    expect(await card("pm_card_authenticationRequired")).toMatchObject({ status: "requires_action" });
  });

  it("an open session names no payment, counts its postage, and expires once", async () => {
    const opened = await openPage(open());
    expect(opened).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
      amount_total: 2850,
    });
    expect((await open().checkout.sessions.expire(opened.id)).status).toBe("expired");
    expect(await refusal(open().checkout.sessions.expire(opened.id))).toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
    });
  });

  it("a refund of more than the payment is refused, and a second full one is charge_already_refunded", async () => {
    const { id } = await card("pm_card_visa");
    expect(await refusal(open().refunds.create({ payment_intent: id, amount: 2501 }))).toMatchObject({
      statusCode: 400,
    });
    await open().refunds.create({ payment_intent: id });
    expect(await refusal(open().refunds.create({ payment_intent: id }))).toMatchObject({
      code: "charge_already_refunded",
    });
  });

  it("a delegated token pays once; a spent one and too much are refused with Stripe's words and no code", async () => {
    const token = await mint();
    const over = await refusal(charge(token, 2501));
    expect([over.statusCode, over.code, over.message]).toEqual([
      400,
      undefined,
      "The requested amount is greater than the remaining amount capturable with this shared payment granted token.",
    ]);
    expect(await charge(token)).toMatchObject({ status: "succeeded" });
    const spent = await refusal(charge(token));
    expect([spent.statusCode, spent.code, spent.message]).toEqual([
      400,
      undefined,
      "The shared payment granted token cannot be used because it is already in a deactivated state.",
    ]);
    const kept = await open().rawRequest(
      "GET",
      `/v1/shared_payment/granted_tokens/${token}`,
      {},
      { apiVersion: PREVIEW },
    );
    expect(kept).toMatchObject({ deactivated_reason: "consumed", usage_limits: { currency: "usd", max_amount: 2500 } });
  });

  it("a delegated token is no PaymentMethod", async () => {
    const error = await refusal(card(await mint()));
    expect(error).toMatchObject({ statusCode: 400, code: "resource_missing" });
    expect(error.message).toContain("No such PaymentMethod");
  });
}
