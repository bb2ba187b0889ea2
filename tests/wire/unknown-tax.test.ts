import { describe, expect, it } from "vitest";
import { noQuote } from "#lib/checkout/taxes/quote.ts";
import { totalsOf } from "#lib/checkout/totals.ts";
import { sessionOf } from "#lib/checkout/transition.ts";
import { checkoutView } from "#lib/wire/checkout-view.ts";
import { statusText } from "#mcp/checkout-text.ts";
import { aSession } from "../fixtures/builders.ts";
import { taxedBasket } from "../fixtures/taxed-baskets.ts";

const edge = {
  publicUrl: "https://shop.example.com",
  locale: "en-US",
  paymentMode: "test" as const,
  takes: () => ({ kind: "taken" as const }),
  instant: null,
};

describe("a checkout whose tax nobody knows", () => {
  const { missing, ...figures } = totalsOf(taxedBasket(), noQuote("unavailable"));
  const session = sessionOf({ ...aSession(), ...figures }, missing);
  const view = checkoutView({ session, order: null }, edge);

  it("is not ready, and says why in a message of no field", () => {
    expect(view).toMatchObject({ state: "not_ready", missing: ["tax"] });
    const [message] = view.messages;
    expect(message).toMatchObject({ type: "error", code: "missing", param: "$.totals" });
    expect(message?.content).toContain("cannot be worked out at the moment");
  });

  it("asks the model for no details", () => {
    expect(statusText(view, "en-US")).toContain("the tax is not known at the moment");
    expect(statusText(view, "en-US")).not.toContain("details are missing");
  });
});
