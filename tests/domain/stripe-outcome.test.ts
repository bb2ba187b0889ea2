import { describe, expect, it } from "vitest";
import { anUnknown } from "../fixtures/unknown-outcome.ts";
import {
  declinedOutcome,
  intentOutcome,
  pageOutcome,
  refusalOf,
  type IntentFacts,
  type PageFacts,
} from "#lib/payments/stripe/outcome.ts";

const intent = (changes: Partial<IntentFacts> = {}): IntentFacts => ({
  id: "pi_1",
  status: "succeeded",
  amount_received: 2500,
  currency: "usd",
  metadata: null,
  last_payment_error: null,
  next_action: null,
  ...changes,
});
const page = (changes: Partial<PageFacts> = {}): PageFacts => ({
  id: "cs_1",
  status: "open",
  payment_status: "unpaid",
  payment_intent: null,
  amount_total: 2500,
  currency: "usd",
  url: "https://pay.example.com/cs_1",
  metadata: null,
  ...changes,
});
const captured = { kind: "captured", reference: "pi_1", amount: { amountMinor: 2500, currency: "USD" } };

describe("what a PaymentIntent says", () => {
  it.each<[string, Partial<IntentFacts>, object]>([
    ["succeeded", {}, captured],
    ["processing", {}, { kind: "pending", reference: "pi_1" }],
    ["canceled", {}, { kind: "voided" }],
    ["requires_action", {}, { kind: "action_required", reference: "pi_1", actionUrl: null }],
    [
      "requires_action",
      { next_action: { redirect_to_url: { url: "https://bank.example.com" } } },
      { kind: "action_required", reference: "pi_1", actionUrl: "https://bank.example.com" },
    ],
    [
      "requires_payment_method",
      { last_payment_error: { code: "card_declined" } },
      { kind: "declined", reason: "card_declined", retry: "other_method" },
    ],
    ["requires_payment_method", {}, anUnknown({ kind: "undecided" })],
    ["requires_payment_method", { metadata: { tombstone: "voided" } }, { kind: "voided" }],
    ["requires_confirmation", {}, anUnknown({ kind: "undecided" })],
    ["requires_capture", {}, anUnknown({ kind: "undecided" })],
    ["requires_something_new", { last_payment_error: { code: "card_declined" } }, anUnknown({ kind: "undecided" })],
    ["succeeded", { currency: "xyz" }, anUnknown({ kind: "unreadable" })],
  ])("%s with %j", (status, changes, outcome) => {
    expect(intentOutcome(intent({ status, ...changes }))).toEqual(outcome);
  });
});

describe("what a Checkout Session says", () => {
  const complete = { status: "complete", url: null };
  it.each<[string, Partial<PageFacts>, object]>([
    ["open", {}, { kind: "action_required", reference: "cs_1", actionUrl: "https://pay.example.com/cs_1" }],
    [
      "open on our page",
      { url: null, metadata: { page_url: "https://shop.example.com/pay" } },
      { kind: "action_required", reference: "cs_1", actionUrl: "https://shop.example.com/pay" },
    ],
    [
      "open after a declined card",
      { payment_intent: intent({ status: "requires_payment_method", last_payment_error: {} }) },
      { kind: "action_required", reference: "cs_1", actionUrl: "https://pay.example.com/cs_1" },
    ],
    ["paid", { ...complete, payment_status: "paid", payment_intent: "pi_1" }, captured],
    ["paid without a payment", { ...complete, payment_status: "paid" }, anUnknown({ kind: "undecided" })],
    ["paid, and the page not yet complete", { payment_intent: intent() }, captured],
    ["expired although it was paid", { status: "expired", payment_intent: intent() }, captured],
    ["expired", { status: "expired" }, { kind: "voided" }],
    ["complete and unpaid", complete, { kind: "pending", reference: "cs_1" }],
    [
      "complete and failed later",
      {
        ...complete,
        payment_intent: intent({
          status: "requires_payment_method",
          last_payment_error: { code: "insufficient_funds" },
        }),
      },
      { kind: "declined", reason: "insufficient_funds", retry: "other_method" },
    ],
    ["complete for nothing", { ...complete, payment_status: "no_payment_required" }, anUnknown({ kind: "undecided" })],
    ["in a new state", { status: "paused" }, anUnknown({ kind: "undecided" })],
    ["without a state", { status: null }, anUnknown({ kind: "undecided" })],
  ])("%s", (_, changes, outcome) => {
    expect(pageOutcome(page(changes))).toEqual(outcome);
  });
});

describe("a decline in our words", () => {
  it.each([
    ["insufficient_funds", "try_again_later", "insufficient_funds", "other_method"],
    ["generic_decline", "try_again_later", "card_declined", "later"],
    ["generic_decline", "do_not_try_again", "card_declined", "other_method"],
    ["fraudulent", undefined, "suspected_fraud", "never"],
    ["stolen_card", "do_not_try_again", "suspected_fraud", "never"],
    ["authentication_required", undefined, "authentication_failed", "other_method"],
    ["issuer_not_available", undefined, "card_declined", "later"],
    ["a_code_of_next_year", undefined, "card_declined", "other_method"],
  ])("%s with the advice %s is %s, %s", (declineCode, advice, reason, retry) => {
    expect(declinedOutcome({ code: "card_declined", decline_code: declineCode, advice_code: advice })).toEqual({
      kind: "declined",
      reason,
      retry,
    });
  });

  it("a failure without the card in it is other", () => {
    expect(declinedOutcome({})).toEqual({ kind: "declined", reason: "other", retry: "other_method" });
    expect(declinedOutcome({ code: "payment_intent_authentication_failure" })).toMatchObject({
      reason: "authentication_failed",
    });
    expect(declinedOutcome({ code: "expired_card" })).toMatchObject({ reason: "expired_card" });
  });

  it("an error that is not Stripe's is a bug of ours and is thrown again", () => {
    expect(() => refusalOf(new TypeError("a bug"))).toThrow("a bug");
    expect(() => refusalOf(null)).toThrow();
  });
});
