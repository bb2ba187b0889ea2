import { expect, it } from "vitest";
import { checkoutView } from "#lib/wire/checkout-view.ts";
import { aState } from "../fixtures/builders.ts";

it("a discount of the whole order is called by its name and its code", () => {
  const { totals } = checkoutView(aState({ discountCodes: ["TEN"] }), {
    publicUrl: "https://shop.example.com",
    locale: "en-US",
    paymentMode: "test",
    takes: () => ({ kind: "taken" }),
    instant: null,
  });
  expect(totals.find(({ type }) => type === "discount")?.display_text).toBe("Ten percent (TEN)");
});
