import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startStripeDouble, type StripeDouble } from "../../stripe-double/start.ts";
import { clientOf, payByCard, PREVIEW, raw, refusal, tokenPayment } from "./double-client.ts";

let double: StripeDouble;
beforeAll(async () => {
  double = await startStripeDouble();
});
afterAll(() => double.stop());
beforeEach(() => double.control.reset());

describe("the Stripe double's test cards", () => {
  it.each([
    ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"],
  ])("%s is 402 %s with the payment in the error", async (card, code, declineCode) => {
    const stripe = clientOf(double);
    const error = await refusal(payByCard(stripe, card));
    expect(error).toMatchObject({
      statusCode: 402,
      type: "StripeCardError",
      code,
      decline_code: declineCode,
      payment_intent: { status: "requires_payment_method" },
    });
    expect(await stripe.paymentIntents.retrieve(error.payment_intent?.id ?? "")).toMatchObject({
      last_payment_error: { decline_code: declineCode },
    });
  });

  it("a declined payment may be confirmed with another card", async () => {
    const stripe = clientOf(double);
    const { payment_intent: declined } = await refusal(payByCard(stripe, "pm_card_chargeDeclined"));
    expect(await stripe.paymentIntents.confirm(declined?.id ?? "", { payment_method: "pm_card_visa" })).toMatchObject({
      status: "succeeded",
    });
  });

  it("the bank's question is asked, and the buyer's answer settles the payment", async () => {
    const stripe = clientOf(double);
    const [approved, refused] = [
      await payByCard(stripe, "pm_card_authenticationRequired"),
      await payByCard(stripe, "pm_card_authenticationRequired"),
    ];
    expect(approved).toMatchObject({
      status: "requires_action",
      next_action: { type: "use_stripe_sdk" },
      latest_charge: null,
    });
    await double.control.authenticate(approved.id, "complete");
    await double.control.authenticate(refused.id, "fail");
    expect(await stripe.paymentIntents.retrieve(approved.id)).toMatchObject({
      status: "succeeded",
      amount_received: 2500,
    });
    expect(await stripe.paymentIntents.retrieve(refused.id)).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "payment_intent_authentication_failure" },
    });
  });

  it.each([50, 51, 4000, 99_999_999])("an amount of %i is nothing special", async (amount) => {
    expect(await payByCard(clientOf(double), "pm_card_visa", amount)).toMatchObject({
      status: "succeeded",
      amount_received: amount,
    });
  });
});

describe("the Stripe double's delegated tokens", () => {
  const charge = (token: string, options: Parameters<typeof tokenPayment>[1] = {}) =>
    clientOf(double).paymentIntents.create(tokenPayment(token, options), { apiVersion: PREVIEW });
  const read = (token: string): Promise<unknown> =>
    clientOf(double).rawRequest("GET", `/v1/shared_payment/granted_tokens/${token}`, {}, { apiVersion: PREVIEW });
  const deactivated = "The shared payment granted token cannot be used because it is already in a deactivated state.";

  it("a token pays once: its use consumes it and is reported", async () => {
    const token = await double.control.mintToken({ maxAmount: 2500 });
    expect(await charge(token)).toMatchObject({ status: "succeeded", payment_method: expect.stringMatching(/^pm_/) });
    expect(await read(token)).toMatchObject({
      deactivated_reason: "consumed",
      usage_details: { amount_captured: { value: 2500 } },
    });
    const again = await refusal(charge(token));
    expect(again).toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
      code: undefined,
      message: deactivated,
    });
    const types = (await double.control.events()).map((event) => event.type);
    expect(types).toEqual(
      expect.arrayContaining(["shared_payment.granted_token.used", "shared_payment.granted_token.deactivated"]),
    );
  });

  it("a revoked and an expired token are refused without a code", async () => {
    const revoked = await double.control.mintToken();
    await double.control.revokeToken(revoked);
    const expired = await double.control.mintToken({ expiresAt: Math.floor(Date.now() / 1000) + 60 });
    await double.control.advance(61);
    expect(await refusal(charge(revoked))).toMatchObject({ code: undefined, message: deactivated });
    expect(await refusal(charge(expired))).toMatchObject({ code: undefined, message: deactivated });
    expect(await read(revoked)).toMatchObject({ deactivated_reason: "revoked" });
    expect(await read(expired)).toMatchObject({ deactivated_reason: "expired" });
  });

  it("more than the limit is refused without a code, and the token may still pay less", async () => {
    const token = await double.control.mintToken({ maxAmount: 2500 });
    const error = await refusal(charge(token, { amount: 2501 }));
    expect(error).toMatchObject({ statusCode: 400, code: undefined });
    expect(error.message).toBe(
      "The requested amount is greater than the remaining amount capturable with this shared payment granted token.",
    );
    expect((await double.control.ledger()).charges).toEqual([]);
    expect(await charge(token)).toMatchObject({ status: "succeeded" });
  });

  it("a token is no PaymentMethod, and is accepted nowhere but in payment_method_data", async () => {
    const token = await double.control.mintToken();
    const error = await refusal(payByCard(clientOf(double), token));
    expect(error).toMatchObject({
      statusCode: 400,
      code: "resource_missing",
      param: "payment_method",
      message: `No such PaymentMethod: '${token}'`,
    });
    const body = `amount=1&currency=usd&shared_payment_granted_token=${token}`;
    expect(
      (await raw(double, "POST", "/v1/payment_intents", { body, headers: { "stripe-version": PREVIEW } })).body.error,
    ).toMatchObject({ code: "parameter_unknown" });
  });

  it("only a preview version knows tokens", async () => {
    const token = await double.control.mintToken();
    const stripe = clientOf(double);
    expect(await refusal(stripe.paymentIntents.create(tokenPayment(token)))).toMatchObject({
      code: "parameter_unknown",
      param: "payment_method_data[shared_payment_granted_token]",
    });
    expect(await refusal(stripe.rawRequest("GET", `/v1/shared_payment/granted_tokens/${token}`))).toMatchObject({
      statusCode: 404,
    });
    expect((await double.control.ledger()).charges).toEqual([]);
  });

  it("a token of a card that is declined stays whole, and one that needs the bank's question waits for it", async () => {
    const declined = await double.control.mintToken({ card: "pm_card_chargeDeclined" });
    expect(await refusal(charge(declined))).toMatchObject({ statusCode: 402, code: "card_declined" });
    expect(await read(declined)).toMatchObject({ deactivated_reason: null });
    const asked = await double.control.mintToken({ card: "pm_card_authenticationRequired" });
    expect(await charge(asked)).toMatchObject({ status: "requires_action" });
    expect(await read(asked)).toMatchObject({ deactivated_reason: null });
  });
});
