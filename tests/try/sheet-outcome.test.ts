import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checkoutView } from "#lib/wire/checkout-view.ts";
import type { MessageView } from "#lib/wire/host-session.ts";
import { sheetOutcome } from "#app/try/sheet/sheet-outcome.ts";
import { redacted } from "#app/try/host/redact.ts";
import { MAGIC_TOKENS, magicTokenOf } from "#lib/payments/sandbox/tokens.ts";
import { freshToken, TEST_CARDS } from "#app/try/sheet/test-cards.ts";
import { aState } from "../fixtures/builders.ts";

const edge = {
  publicUrl: "https://shop.example.com",
  locale: "en-US",
  instant: null,
  paymentMode: "test",
  takes: () => ({ kind: "taken" as const }),
} as const;
const answer = (code: NonNullable<MessageView["code"]>, actionUrl?: string) => ({
  content: [],
  structuredContent: {
    ...checkoutView(aState({ status: "ready" }), edge),
    ...(actionUrl === undefined ? {} : { action_url: actionUrl }),
    messages: [{ type: "error", code, content_type: "plain", content: `says ${code}` }],
  },
});

it("a declined card is shown on the sheet, and another can be tried there", () => {
  expect(sheetOutcome(answer("payment_declined"))).toEqual({
    kind: "stays",
    text: "says payment_declined",
    confirmAt: null,
  });
});

it("a confirmation is asked for on the sheet, with the place where it is given", () => {
  expect(sheetOutcome(answer("requires_3ds", "https://bank.example/1"))).toEqual({
    kind: "stays",
    text: "says requires_3ds",
    confirmAt: "https://bank.example/1",
  });
});

it.each(["missing", "invalid", "out_of_stock", "requires_sign_in"] as const)(
  "%s closes the sheet and reaches the widget as a value, which is not a payment",
  (code) => {
    const result = answer(code);
    expect(sheetOutcome(result)).toEqual({ kind: "resolves", value: result.structuredContent });
  },
);

it("an answer without a checkout rejects with the tool's own words", () => {
  const result = { isError: true, content: [{ type: "text", text: "No checkout has this id." }] };
  expect(sheetOutcome(result)).toEqual({ kind: "rejects", message: "No checkout has this id." });
});

it("every press gets a token of its own that the bank still knows the card by", () => {
  for (const card of TEST_CARDS) {
    const token = freshToken(card.token, "77aa");
    expect(token).toBe(`${card.token}_77aa`);
    expect(magicTokenOf(token)).toBe(card.token.replace("tok_sandbox_", ""));
    expect(redacted(`paid with ${token}`)).toBe(`paid with ${card.token}_•••`);
  }
});

it("every card that the sandbox bank knows can be chosen, and is in the documentation", () => {
  const known = MAGIC_TOKENS.map((magic) => `tok_sandbox_${magic}`);
  expect(TEST_CARDS.map(({ token }) => token).toSorted()).toEqual(known.toSorted());
  const documented = readFileSync("docs/operations/stand-in.md", "utf8");
  expect(known.filter((token) => !documented.includes(`\`${token}\``))).toEqual([]);
});
