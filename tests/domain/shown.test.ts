import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { changedParts, SHOWN_PARTS, shownDigest, type ShownPart } from "#lib/checkout/shown.ts";
import { checkoutLink, productId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { anAddress, aProduct, aSession, STATUSES } from "../fixtures/builders.ts";

const session = aSession({ discountCodes: ["TEN"] });
const changed = (changes: Partial<CheckoutSession>, before: CheckoutSession = session) =>
  changedParts(shownDigest(before), { ...before, ...changes } as CheckoutSession);

/** One change each that a payer would see, with the parts that have to be named. */
const CHANGES: readonly (readonly [string, Partial<CheckoutSession>, readonly ShownPart[]])[] = [
  ["another street", { address: anAddress({ lineOne: "99 Drop Street" }) }, ["delivery_address"]],
  ["another receiver", { address: anAddress({ name: "Mallory Thief" }) }, ["delivery_address"]],
  ["another phone number", { address: anAddress({ phoneNumber: "+12125550199" }) }, ["delivery_address"]],
  ["no address", { address: null }, ["delivery_address"]],
  ["another buyer", { buyer: { name: "Mallory", email: "m@example.com", phoneNumber: null } }, ["buyer"]],
  ["another delivery option at one price", { deliveryOptionId: "other" }, ["delivery"]],
  ["another variant at one price", { lineItems: withLine({ title: "Candle (Fig)" }) }, ["lines"]],
  ["another product under one title", { lineItems: withLine({ productId: productId("fig") }) }, ["lines"]],
  ["another quantity", { lineItems: withLine({ quantity: 9 }) }, ["lines"]],
  ["no code", { discounts: [] }, ["discount_codes"]],
  ["another total", { totals: { ...session.totals, total: money(1, "USD") } }, ["total"]],
  [
    "other tax in the price",
    { taxLines: [{ name: "VAT", ratePerMillion: null, mode: "included", of: "goods", amount: money(1, "USD") }] },
    ["total"],
  ],
];

function withLine(changes: Partial<CheckoutSession["lineItems"][number]>): CheckoutSession["lineItems"] {
  return session.lineItems.map((line) => ({ ...line, ...changes }));
}

describe("the digest of what a payer saw", () => {
  it.each(CHANGES)("names what changed: %s", (_case, changes, parts) => {
    expect(changed(changes)).toEqual(parts);
  });

  it("is the same in every state and at every revision, so that a declined card needs no second look", () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATUSES), fc.nat(), (status, revision) => {
        const other = aSession({ status, discountCodes: ["TEN"], address: session.address });
        expect(changedParts(shownDigest(session), { ...other, revision })).toEqual([]);
      }),
    );
  });

  it("of another checkout, of another release, or made up, is another order altogether", () => {
    const other = shownDigest({ ...session, link: checkoutLink("co_0123456789abcdefg") });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom("", ".....", other)), (text) => {
        expect(changedParts(text, session)).toEqual(SHOWN_PARTS);
      }),
    );
  });

  it("tells nobody without the link who buys: the same buyer has another digest in each checkout", () => {
    const [one, other] = [session, { ...session, link: checkoutLink("co_0123456789abcdefg") }].map((each) =>
      shownDigest(each).split("."),
    );
    expect(one?.some((code, index) => code === other?.[index])).toBe(false);
  });

  it("lets nobody with the link try out who buys and where they live", () => {
    const keyed = (widgetDigest: string | null) =>
      shownDigest({ ...session, ownership: { ...session.ownership, widgetDigest } }).split(".");
    const [guess, real] = [keyed(null), keyed("a digest that the page does not have")];
    const isEqual = Object.fromEntries(SHOWN_PARTS.map((part, index) => [part, guess[index] === real[index]]));
    expect(isEqual).toEqual({
      lines: true,
      delivery_address: false,
      delivery: true,
      buyer: false,
      discount_codes: true,
      total: true,
    });
  });

  it("does not change with the browser that types details, once the chat or a platform has made the checkout", () => {
    for (const made of [{ widgetDigest: "of the widget" }, { apiKeyDigest: "of a key" }]) {
      const before = { ...session, ownership: { ...session.ownership, ...made } };
      expect(changed({ ownership: { ...before.ownership, browserDigest: "of a browser" } }, before)).toEqual([]);
    }
  });

  it("does not depend on a product's words that aren't on the payer's screen", () => {
    const lines = [{ product: aProduct({ description: "other words" }), quantity: 1 }];
    expect(changedParts(shownDigest(session), aSession({ discountCodes: ["TEN"], lines }))).toEqual([]);
  });
});
