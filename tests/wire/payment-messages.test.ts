import { describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { DECLINE_REASONS } from "#lib/payments/provider.ts";
import { declineText, paymentMessages } from "#lib/wire/payment-messages.ts";
import type { PaymentResult } from "#lib/wire/payment-result.ts";

/** Every result there is: a new kind does not compile until it is tried here. */
const BY_KIND: Readonly<Record<PaymentResult["kind"], readonly PaymentResult[]>> = {
  completed: [{ kind: "completed" }],
  declined: DECLINE_REASONS.map((reason) => ({ kind: "declined" as const, reason })),
  token_invalid: [{ kind: "token_invalid" }],
  action_required: [{ kind: "action_required" }],
  still_checking: [{ kind: "still_checking" }],
  payment_in_progress: [{ kind: "payment_in_progress" }],
  instant_unavailable: [{ kind: "instant_unavailable" }],
  payment_rejected: [{ kind: "payment_rejected" }],
  amount_not_taken: [
    { kind: "amount_not_taken", why: { kind: "too_low", limit: money(60, "USD") } },
    { kind: "amount_not_taken", why: { kind: "too_high", limit: money(99_999_999, "USD") } },
    { kind: "amount_not_taken", why: { kind: "not_exact" } },
  ],
  seller_not_ready: [{ kind: "seller_not_ready" }],
  provider_busy: [{ kind: "provider_busy" }],
  discount_used_up: [{ kind: "discount_used_up" }],
  closed: [{ kind: "closed" }],
  changed: [{ kind: "changed", parts: ["delivery_address", "total"] }],
  too_many_pages: [{ kind: "too_many_pages" }],
  held_by_others: [{ kind: "held_by_others", title: "Mug" }],
  no_longer_sold: [{ kind: "no_longer_sold", title: "Mug" }],
  price_raised: [{ kind: "price_raised", title: "Mug" }],
  out_of_stock: [{ kind: "out_of_stock", title: "Mug", left: 0 }],
  details_missing: [
    {
      kind: "details_missing",
      missing: ["delivery_address", "delivery_option", "exact_address", "tax", "seller", "buyer_email"],
    },
  ],
};
const RESULTS: readonly PaymentResult[] = Object.values(BY_KIND).flat();
const ON_THE_SHEET = ["payment_declined", "requires_3ds"];

describe("what a buyer reads of a payment", () => {
  it("only a decline and a bank confirmation stay on the host's sheet", () => {
    for (const result of RESULTS) {
      const onSheet = paymentMessages(result).some((message) => ON_THE_SHEET.includes(message.code ?? ""));
      expect(onSheet, result.kind).toBe(result.kind === "declined" || result.kind === "action_required");
    }
  });

  it("everything but a completed payment is an error message, so that no host takes it for a success", () => {
    for (const result of RESULTS) {
      const messages = paymentMessages(result);
      if (result.kind === "completed") expect(messages).toEqual([]);
      else
        expect(
          messages.length > 0 && messages.every((message) => message.type === "error" && message.code !== undefined),
          result.kind,
        ).toBe(true);
    }
  });

  it.each([{ kind: "still_checking" }, { kind: "payment_in_progress" }] as const)(
    "$kind is never called a failure, a decline or free of charge, and asks not to pay again",
    (result) => {
      const text = paymentMessages(result)
        .map((message) => message.content)
        .join(" ");
      expect(text).toContain("Do not pay again");
      expect(text).not.toMatch(/fail|declin|nothing was charged/i);
    },
  );

  it("a suspicion of fraud reads like any other refusal", () => {
    expect(declineText("suspected_fraud")).toBe(declineText("card_declined"));
  });

  it("names each missing detail by its field", () => {
    expect(
      paymentMessages({ kind: "details_missing", missing: ["delivery_address", "buyer_email"] }).map((message) => [
        message.code,
        message.param,
      ]),
    ).toEqual([
      ["missing", "$.fulfillment_address"],
      ["missing", "$.buyer.email"],
    ]);
  });
});
