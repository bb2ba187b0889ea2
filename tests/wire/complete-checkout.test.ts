import { describe, expect, it } from "vitest";
import { completeCheckoutInput, readCompleteCheckout } from "#lib/wire/complete-checkout.ts";

const read = (sent: unknown) => readCompleteCheckout(completeCheckoutInput.parse(sent));
const sent = (parts: { buyer?: unknown; payment_data?: unknown }) => ({
  checkout_session_id: "cs_0123456789",
  buyer: null,
  payment_data: { token: "tok_1", provider: "stripe" },
  ...parts,
});
const ada = { name: "Ada Lovelace", email: "ada@example.com", phoneNumber: null };

describe("the arguments of complete_checkout", () => {
  it.each([
    [
      "the host's own page",
      { name: "Ada Lovelace", email: "ada@example.com", phone_number: "+1 212 555 0100" },
      { ...ada, phoneNumber: "+12125550100" },
    ],
    [
      "the payment service's sample, with nulls",
      { name: "Ada Lovelace", email: "ada@example.com", phone_number: null },
      ada,
    ],
    ["the first protocol version", { first_name: "Ada", last_name: "Lovelace", email: "ada@example.com" }, ada],
    [
      "the newest protocol version",
      { full_name: "Ada Lovelace", email: "ada@example.com", loyalty: { tier: "gold" } },
      ada,
    ],
    [
      "the payment service's sample, all null but the address",
      { name: null, email: "ada@example.com", phone_number: null },
      { ...ada, name: "ada@example.com" },
    ],
    [
      "the newest protocol version with everything it may contain",
      {
        email: "ada@example.com",
        first_name: "Ada",
        last_name: "Lovelace",
        full_name: null,
        phone_number: null,
        customer_id: "cus_1",
        account_type: "registered",
        authentication_status: "authenticated",
        company: { name: "Analytical Engines" },
        tax_exemption: {},
      },
      ada,
    ],
    ["an e-mail address alone", { email: "ada@example.com" }, { ...ada, name: "ada@example.com" }],
    [
      "a phone number nobody can read",
      { name: "Ada Lovelace", email: "ada@example.com", phone_number: "call me" },
      ada,
    ],
    ["no e-mail address", { name: "Ada Lovelace", email: null, phone_number: null }, null],
    ["null", null, null],
    ["nothing", undefined, null],
  ])("a buyer in the spelling of %s is understood", (_, buyer, expected) => {
    expect(read(sent({ buyer }))).toEqual({
      kind: "read",
      request: { sessionId: "cs_0123456789", token: "tok_1", buyer: expected },
    });
  });

  it.each([
    ["flat", { token: "tok_1", provider: "stripe" }],
    [
      "flat with a billing address",
      { token: "tok_1", provider: "adyen", billing_address: { name: "Ada", line_one: "1 Main St" } },
    ],
    ["flat with nulls", { token: "tok_1", provider: null, billing_address: null, instrument: null }],
    [
      "with a handler and an instrument",
      {
        handler_id: "card_handler",
        instrument: { type: "card", credential: { type: "spt", token: "tok_1" }, display: {} },
      },
    ],
    [
      "as OpenAI's REST pages write it",
      {
        token: "tok_1",
        provider: "stripe",
        billing_address: {
          name: "Ada Lovelace",
          line_one: "1 Main St",
          line_two: "",
          city: "New York",
          state: "NY",
          country: "US",
          postal_code: "10001",
        },
      },
    ],
    ["as the payment service's sample writes it", { token: "tok_1", provider: "stripe", billing_address: null }],
    [
      "with an instrument and the newest address",
      {
        handler_id: "card_tokenized",
        instrument: { type: "card", credential: { type: "spt", token: "tok_1" } },
        billing_address: {
          name: "Ada",
          company: "Analytical Engines",
          line_one: "1 Main St",
          city: "New York",
          state: "NY",
          country: "US",
          postal_code: "10001",
        },
      },
    ],
    [
      "with the host's own address, which has a phone number",
      { token: "tok_1", billing_address: { name: "Ada", line_one: "1 Main St", phone_number: null } },
    ],
    ["with fields nobody knows", { token: "tok_1", risk: { score: 3 } }],
  ])("payment data %s gives the token", (_, payment_data) => {
    expect(read(sent({ payment_data }))).toMatchObject({ kind: "read", request: { token: "tok_1" } });
  });

  it.each([
    [{}],
    [{ token: "" }],
    [{ token: null }],
    [{ handler_id: "card_handler", instrument: { type: "card", credential: null } }],
  ])("payment data %j lacks the token, and the answer names the field", (payment_data) => {
    expect(read(sent({ payment_data }))).toMatchObject({
      kind: "problems",
      problems: [{ field: "payment_data.token", code: "missing" }],
    });
  });

  it("an e-mail address that is none is named, and its value is not repeated", () => {
    const answer = read(sent({ buyer: { email: "ada at home" } }));
    expect(answer).toMatchObject({ kind: "problems", problems: [{ field: "buyer.email" }] });
    expect(JSON.stringify(answer)).not.toContain("at home");
  });

  it("a token of more than 500 characters is refused", () => {
    expect(completeCheckoutInput.safeParse(sent({ payment_data: { token: "t".repeat(501) } })).success).toBe(false);
    expect(completeCheckoutInput.safeParse(sent({ payment_data: { token: "t".repeat(500) } })).success).toBe(true);
  });
});
