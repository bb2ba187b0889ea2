import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startStripeDouble, type StripeDouble } from "../stripe-double/start.ts";
import { clientOf, PREVIEW, refusal, tokenPayment } from "./stripe-double-client.ts";

let double: StripeDouble;
beforeAll(async () => {
  double = await startStripeDouble();
});
afterAll(() => double.stop());
beforeEach(() => double.control.reset());

describe("the Stripe double: delegated tokens", () => {
  it("a token pays once, and its use consumes it", async () => {
    const token = await double.control.mintToken({ maxAmount: 2500 });
    const stripe = clientOf(double);
    const paid = await stripe.paymentIntents.create(tokenPayment(token), { apiVersion: PREVIEW, idempotencyKey: "k1" });
    expect(paid).toMatchObject({
      status: "succeeded",
      amount_received: 2500,
      payment_method: expect.stringMatching(/^pm_/),
    });
    const again = await refusal(
      stripe.paymentIntents.create(tokenPayment(token), { apiVersion: PREVIEW, idempotencyKey: "k2" }),
    );
    expect(again).toMatchObject({ statusCode: 400, type: "StripeInvalidRequestError", code: undefined });
    expect(again.message).toBe(
      "The shared payment granted token cannot be used because it is already in a deactivated state.",
    );
  });
});
