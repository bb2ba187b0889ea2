import { productId, sellerId } from "#lib/ids.ts";
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { money } from "#lib/money.ts";
import { session20250929 } from "#lib/wire/acp/2025-09-29.ts";
import { session20260417 } from "#lib/wire/acp/2026-04-17.ts";
import type { ShopRules } from "#lib/checkout/shop-rules.ts";
import { STATUSES, aProduct, aSession, aState, anAddress, anOrder, someRules } from "../fixtures/builders.ts";
import { discountRule, taxRule } from "../fixtures/shop-rules.ts";
import type { PaymentResult } from "#lib/wire/payment-result.ts";
import { PINNED, sessionProblems } from "./acp-schemas.ts";

const edge = {
  publicUrl: "https://shop.example.com",
  locale: "en-US",
  paymentMode: "test" as const,
  takes: () => ({ kind: "taken" as const }),
  instant: { provider: "stripe", accountId: "acct_test", currencies: ["USD" as const], mode: "test" as const },
};
const NEWS: readonly (PaymentResult | null)[] = [
  null,
  { kind: "completed" },
  { kind: "declined", reason: "insufficient_funds" },
  { kind: "out_of_stock", title: "Mug", left: 1 },
  { kind: "details_missing", missing: ["delivery_address", "delivery_option", "buyer_email"] },
  { kind: "details_missing", missing: ["tax_address"] },
  { kind: "details_missing", missing: ["tax"] },
  { kind: "details_missing", missing: ["exact_address"] },
  { kind: "action_required" },
  { kind: "token_invalid" },
  { kind: "still_checking" },
  { kind: "payment_in_progress" },
  { kind: "instant_unavailable" },
  { kind: "payment_rejected" },
  { kind: "provider_busy" },
  { kind: "amount_not_taken", why: { kind: "not_exact" } },
  { kind: "held_by_others", title: "Mug" },
  { kind: "too_many_pages" },
  { kind: "changed", parts: ["lines"] },
  { kind: "no_longer_sold", title: "Mug" },
  { kind: "price_raised", title: "Mug" },
  { kind: "discount_used_up" },
  { kind: "closed" },
];
/** Discounts of lines beside one of the order, two taxes, and one inside the price of delivery. */
const WITH_LINE_DISCOUNTS: ShopRules = {
  ...someRules,
  taxes: [
    {
      ...taxRule({ country: "US", mode: "added", name: "", ratePerMillion: 0 }),
      rates: [
        { name: "State tax", ratePerMillion: 40_000 },
        { name: "City tax", ratePerMillion: 48_750 },
      ],
    },
  ],
  discounts: [
    ...someRules.discounts.map((rule) => ({ ...rule, isCombinable: true })),
    discountRule({
      code: "2FOR1",
      title: "Two for one",
      isAutomatic: true,
      isCombinable: true,
      effect: { kind: "quantity", buy: 1, get: 1, perMillion: 1_000_000 },
    }),
  ],
};
const DIALECTS = [
  ["2025-09-29", session20250929],
  ["2026-04-17", session20260417],
] as const;
const noSchema = PINNED === null;
const OF_ANOTHER = {
  product: aProduct({ id: productId("lamp"), sellerId: sellerId("ombra"), sellerName: "Ombra" }),
  quantity: 1,
};

describe.each(DIALECTS)("a session in the dialect %s", (version, view) => {
  // The released schema lies beside the project, not in it; without it the newer dialect has no judge.
  it.skipIf(version === "2026-04-17" && noSchema)("fits its schema in every state with every news", () => {
    const options = fc.record({
      status: fc.constantFrom(...STATUSES),
      route: fc.constantFrom("instant" as const, "external" as const),
      address: fc.option(fc.constantFrom(anAddress(), anAddress({ lineTwo: "Flat 2", phoneNumber: "+12125550100" }))),
      discountCodes: fc.constantFrom([], ["TEN"], ["TEN", "NOPE"]),
      actionUrl: fc.constantFrom(null, "https://bank.example.com/confirm"),
      isDigital: fc.boolean(),
      availability: fc.constantFrom("in_stock" as const, "pre_order" as const, "backorder" as const),
      availableFrom: fc.constantFrom(null, new Date("2027-03-01T00:00:00Z")),
      quantity: fc.integer({ min: 1, max: 99 }),
      news: fc.constantFrom(...NEWS),
      buyer: fc.constantFrom(null, { name: "Ada", email: "ada@example.com", phoneNumber: "+12125550100" }),
      instant: fc.constantFrom(edge.instant, null),
      rules: fc.constantFrom(someRules, WITH_LINE_DISCOUNTS),
      isOfTwo: fc.boolean(),
    });
    fc.assert(
      fc.property(
        options,
        ({ isDigital, availability, availableFrom, quantity, news, buyer, instant, status, isOfTwo, ...rest }) => {
          const own = { product: aProduct({ isDigital, availability, availableFrom }), quantity };
          const lines = isOfTwo ? [own, OF_ANOTHER] : [own];
          const address = status === "not_ready" ? null : (rest.address ?? anAddress());
          const session = { ...aSession({ ...rest, status, address, lines }), buyer };
          const order = status === "completed" ? anOrder(session) : null;
          expect(sessionProblems(version, view({ session, order }, { ...edge, instant }, news))).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("every state has its word, and an open payment is never one that could be paid again", () => {
    const words = STATUSES.map((status) => view(aState({ status }), edge).status);
    expect(words).toEqual(
      version === "2025-09-29"
        ? [
            "not_ready_for_payment",
            "ready_for_payment",
            "not_ready_for_payment",
            "not_ready_for_payment",
            "not_ready_for_payment",
            "completed",
            "canceled",
            "canceled",
          ]
        : [
            "not_ready_for_payment",
            "ready_for_payment",
            "complete_in_progress",
            "authentication_required",
            "complete_in_progress",
            "completed",
            "canceled",
            "expired",
          ],
    );
    for (const status of ["paying", "unresolved"] as const)
      expect(JSON.stringify(view(aState({ status }), edge).messages)).toContain("Do not pay again");
  });

  it("an unresolved payment is never called declined", () => {
    const body = JSON.stringify(view(aState({ status: "unresolved" }), edge, { kind: "still_checking" }));
    expect(body).not.toContain("payment_declined");
    expect(body).toContain("We are still checking");
  });

  it("a payment block is present only where tokens of this currency can be charged", () => {
    const yen = aState({ lines: [{ product: aProduct({ price: money(500, "JPY") }), quantity: 1 }] });
    for (const answer of [view(aState(), { ...edge, instant: null }), view(yen, edge)])
      expect(JSON.stringify(answer)).not.toContain("acct_test");
    expect(JSON.stringify(view(aState(), edge))).toContain("acct_test");
  });
});

describe("what only one dialect has", () => {
  it("2026-04-17 sends a buyer on: to the bank, to the payment page, or to the checkout page", () => {
    expect(session20260417(aState({ status: "awaiting_buyer", route: "external" }), edge)).toMatchObject({
      status: "requires_escalation",
      continue_url: "https://bank.example.com/confirm",
    });
    expect(session20260417(aState(), edge).continue_url).toBe("https://shop.example.com/checkout/co_fedcba9876543210");
    expect(session20260417(aState({ status: "canceled" }), edge)).not.toHaveProperty("continue_url");
  });

  it("2026-04-17 reports for each code whether it counted and why not, as data and as a warning", () => {
    const view = session20260417(aState({ discountCodes: ["TEN", "NOPE"] }), edge);
    expect(view).toMatchObject({
      discounts: {
        codes: ["TEN", "NOPE"],
        applied: [{ code: "TEN", amount: 250, coupon: { id: "TEN", name: "Ten percent" } }],
        rejected: [{ code: "NOPE", reason: "discount_code_invalid" }],
      },
    });
    expect(view.messages).toMatchObject([{ type: "warning", code: "discount_code_invalid" }]);
  });

  it("2026-04-17 names an automatic discount of a line as automatic, with what each line has of it, and as no code", () => {
    const lines = [{ product: aProduct(), quantity: 2 }];
    const view = session20260417(aState({ lines, rules: WITH_LINE_DISCOUNTS, discountCodes: ["TEN"] }), edge);
    expect(view).toMatchObject({
      discounts: {
        codes: ["TEN"],
        applied: [
          {
            automatic: true,
            amount: 2500,
            coupon: { name: "Two for one" },
            method: "each",
            allocations: [{ path: "$.line_items[0]", amount: 2500 }],
          },
          { code: "TEN", amount: 250, method: "across" },
        ],
      },
    });
    expect(view.totals).toMatchObject([
      { type: "items_base_amount", amount: 5000 },
      { type: "items_discount", amount: 2500 },
      { type: "subtotal", amount: 2500 },
      { type: "discount", amount: 250 },
      { type: "fulfillment" },
      { type: "tax", display_text: "State tax (4%)", amount: 90 },
      { type: "tax", display_text: "City tax (4.875%)", amount: 110 },
      { type: "total" },
    ]);
  });

  it("an address without delivery is a region that is not served, in the newer dialect's own word", () => {
    const state = aState({ address: anAddress({ country: "FR", region: "" }) });
    expect(session20260417(state, edge).messages).toMatchObject([{ type: "error", code: "region_restricted" }]);
    expect(session20250929(state, edge).messages).toMatchObject([{ type: "error", code: "missing" }]);
  });
});

describe("a session of two sellers", () => {
  const session = aSession({ lines: [{ product: aProduct(), quantity: 2 }, OF_ANOTHER] });

  it("names a way to deliver for the items of each, the seller of each item, and each one's policies", () => {
    const view = session20260417({ session, order: null }, edge);
    expect(view.selected_fulfillment_options).toEqual([
      { type: "shipping", option_id: "standard@fernweh", item_ids: ["line_1"] },
      { type: "shipping", option_id: "standard@ombra", item_ids: ["line_2"] },
    ]);
    expect(view.line_items.map((line) => line.marketplace_seller_details.name)).toEqual(["Fernweh", "Ombra"]);
    expect(view.links.filter(({ type }) => type === "return_policy").map(({ url }) => url)).toEqual([
      expect.stringContaining("seller=fernweh"),
      expect.stringContaining("seller=ombra"),
    ]);
  });

  it("says of whom nobody can be paid for now", () => {
    const parts = session.parts?.map((part, index) => (index === 1 ? { ...part, cannotBePaid: true as const } : part));
    const waiting = { ...session, parts: parts ?? [], status: "not_ready" as const, missing: ["seller" as const] };
    for (const view of [session20250929, session20260417])
      expect(JSON.stringify(view({ session: waiting, order: null }, edge).messages)).toContain("Ombra: The seller");
  });
});
