import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { money, type Currency } from "#lib/money.ts";
import { checkoutView as viewOf } from "#lib/wire/checkout-view.ts";
import { checkoutView as schema, type CheckoutView } from "#lib/wire/tool-contract.ts";
import {
  STATUSES,
  aProduct,
  aSession,
  aState,
  anAddress,
  anOrder,
  someRules,
  type SessionOptions,
} from "../fixtures/builders.ts";
import { anOrderRefund } from "../fixtures/refunds.ts";
import { productId } from "#lib/ids.ts";
import { statusText } from "#mcp/checkout-text.ts";

const edge = {
  publicUrl: "https://shop.example.com",
  locale: "en-US",
  paymentMode: "test" as const,
  takes: () => ({ kind: "taken" as const }),
  instant: { provider: "stripe", accountId: "acct_test", currencies: ["USD" as const], mode: "test" as const },
};
const HOST_OWNED = ["merchant", "logo_url", "conversation_id", "connector_id", "ecosystem_app_uri"];
/** The contract as the host checks it: the published JSON Schema, which allows no other fields. */
const published = z.fromJSONSchema(z.toJSONSchema(schema, { io: "output" }) as Parameters<typeof z.fromJSONSchema>[0]);
const totalOf = (view: CheckoutView, type: CheckoutView["totals"][number]["type"]) =>
  view.totals.find((row) => row.type === type)?.amount ?? 0;
const sumOf = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);

const options: fc.Arbitrary<SessionOptions> = fc
  .record({
    currency: fc.constantFrom<Currency>("USD", "JPY", "KWD"),
    lines: fc.array(
      fc.record({
        price: fc.integer({ min: 1, max: 5_000_000 }),
        sale: fc.option(fc.integer({ min: 1, max: 5_000_000 })),
        quantity: fc.integer({ min: 1, max: 99 }),
        isDigital: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    address: fc.option(
      fc.constantFrom(
        anAddress(),
        anAddress({ country: "GB", region: "" }),
        anAddress({ region: "OR" }),
        anAddress({ country: "FR", region: "" }),
      ),
    ),
    codes: fc.constantFrom([], ["TEN"], ["TEN", "NOPE"]),
    option: fc.option(fc.constantFrom("standard", "express", "teleport")),
    status: fc.constantFrom(...STATUSES),
  })
  .map(({ currency, lines, address, codes, option, status }) => ({
    address,
    discountCodes: codes,
    deliveryOptionId: option,
    ...(status === "ready" ? {} : { status }),
    rules: {
      ...someRules,
      shipping: someRules.shipping.map((rule) => ({
        ...rule,
        prices: [money(500, currency)],
        freeFrom: [money(50_000, currency)],
      })),
    },
    lines: lines.map(({ price, sale, quantity, isDigital }, index) => ({
      quantity,
      product: aProduct({
        id: productId(`p${index}`),
        isDigital,
        price: money(price, currency),
        salePrice: sale !== null && sale < price ? money(sale, currency) : null,
      }),
    })),
  }));

describe("a session in the host's dialect", () => {
  it("keeps every published sum, for any basket, address, code and option", () => {
    fc.assert(
      fc.property(options, (request) => {
        const view = viewOf(aState(request), edge);
        for (const line of view.line_items) {
          expect(line.subtotal).toBe(line.base_amount - line.discount);
          expect(line.total).toBe(line.subtotal + line.tax);
        }
        expect(totalOf(view, "items_base_amount")).toBe(sumOf(view.line_items.map((line) => line.base_amount)));
        expect(totalOf(view, "items_discount")).toBe(sumOf(view.line_items.map((line) => line.discount)));
        expect(totalOf(view, "subtotal")).toBe(totalOf(view, "items_base_amount") - totalOf(view, "items_discount"));
        expect(totalOf(view, "tax")).toBe(sumOf(view.line_items.map((line) => line.tax)));
        expect(totalOf(view, "total")).toBe(
          totalOf(view, "items_base_amount") -
            totalOf(view, "items_discount") -
            totalOf(view, "discount") +
            totalOf(view, "fulfillment") +
            totalOf(view, "tax") +
            totalOf(view, "fee"),
        );
        for (const option of view.fulfillment_options) {
          expect(option.total).toBe(option.subtotal + option.tax);
          expect(option.earliest_delivery_time <= option.latest_delivery_time).toBe(true);
        }
        const chosen = view.fulfillment_options.filter((option) => option.id === view.fulfillment_option_id);
        expect(chosen.length).toBe(view.fulfillment_option_id === undefined ? 0 : 1);
        expect(totalOf(view, "fulfillment")).toBe(chosen[0]?.total ?? 0);
      }),
    );
  });

  it("fits its own published schema, which allows no further field, and contains nothing the host owns", () => {
    fc.assert(
      fc.property(options, (request) => {
        const view: CheckoutView = viewOf(aState(request), edge);
        const read = published.safeParse(JSON.parse(JSON.stringify(view)));
        expect(read.success, JSON.stringify(read.error?.issues)).toBe(true);
        for (const name of HOST_OWNED) {
          expect(view).not.toHaveProperty(name);
          expect(published.safeParse({ ...view, [name]: "x" }).success).toBe(false);
        }
        const types = view.totals.map((row) => row.type);
        for (const needed of ["items_base_amount", "subtotal", "total"] as const) expect(types).toContain(needed);
        expect(new Set(types).size).toBe(types.length);
        for (const amount of JSON.stringify(view).matchAll(
          /"(?:amount|total|tax|subtotal|discount|base_amount)":(-?[\d.]+)/g,
        ))
          expect(amount[1]).toMatch(/^\d+$/);
      }),
    );
  });

  it.each([
    ["not_ready", "not_ready_for_payment"],
    ["ready", "ready_for_payment"],
    ["awaiting_buyer", "requires_escalation"],
    ["paying", "not_ready_for_payment"],
    ["unresolved", "not_ready_for_payment"],
    ["completed", "completed"],
    ["canceled", "canceled"],
    ["expired", "canceled"],
  ] as const)("a session that is %s is %s to the host", (status, hostStatus) => {
    const view = viewOf(aState({ status }), edge);
    expect([view.status, view.state]).toEqual([hostStatus, status]);
  });

  it("names payment methods as objects, and the payment block is absent while delegated tokens cannot be charged", () => {
    expect(viewOf(aState(), edge).payment_provider).toMatchObject({
      provider: "stripe",
      merchant_id: "acct_test",
      supported_payment_methods: [
        { type: "card", allowed_card_brands: ["visa", "mastercard", "amex", "discover"] },
        { type: "apple_pay" },
        { type: "google_pay" },
      ],
    });
    expect(viewOf(aState(), { ...edge, instant: null })).not.toHaveProperty("payment_provider");
  });

  it("every link and picture is absolute, and the checkout page's address is not derived from the session's id", () => {
    const view = viewOf(aState(), edge);
    for (const { url } of view.links)
      expect(url).toMatch(/^https:\/\/shop\.example\.com\/policies\/(terms|privacy|returns|shipping)\?seller=fernweh$/);
    expect(view.line_items[0]?.images).toEqual(["https://shop.example.com/pictures/mug.svg"]);
    expect(view.continue_url).toBe("https://shop.example.com/checkout/co_fedcba9876543210");
    expect(view.continue_url).not.toContain(view.id);
    const odd = viewOf(
      aState({ lines: [{ product: aProduct({ imageUrl: "javascript:alert(1)" }), quantity: 1 }] }),
      edge,
    );
    expect(odd.line_items[0]?.images).toEqual([]);
  });

  it("a paid session carries its order and of the buyer nothing but the delivery address", () => {
    const session = aSession({ status: "completed" });
    const view = viewOf({ session, order: anOrder(session) }, edge);
    expect(view.order).toMatchObject({
      checkout_session_id: session.id,
      permalink_url: "https://shop.example.com/orders/or_0123456789abcdef",
      status: "paid",
    });
    expect(JSON.stringify(view)).not.toContain("ada@example.com");
    expect(viewOf({ session, order: anOrder(session, { status: "refunded" }) }, edge).order?.status).toBe("refunded");
  });

  it("says what is missing, which codes did not count and why, and what tax the prices contain", () => {
    expect(viewOf(aState({ address: null }), edge).messages).toMatchObject([
      { type: "error", code: "missing", param: "$.fulfillment_address" },
    ]);
    expect(viewOf(aState({ address: anAddress({ country: "FR", region: "" }) }), edge).messages).toMatchObject([
      { type: "error", code: "missing", param: "$.fulfillment_option_id" },
    ]);
    const british = viewOf(
      aState({ address: anAddress({ country: "GB", region: "" }), discountCodes: ["NOPE"] }),
      edge,
    ).messages.map((message) => message.content);
    expect(british).toEqual([
      `There is no code "NOPE".`,
      "Prices include $4.17 of VAT (20%).",
      "Delivery includes $0.83 of VAT (20%).",
    ]);
  });

  it("an open payment names its way and the place where the buyer finishes it", () => {
    expect(viewOf(aState({ status: "awaiting_buyer", route: "external" }), edge)).toMatchObject({
      open_payment: "external",
      action_url: "https://bank.example.com/confirm",
    });
    expect(viewOf(aState({ status: "unresolved" }), edge)).toMatchObject({ open_payment: "instant" });
    expect(viewOf(aState({ status: "completed" }), edge)).not.toHaveProperty("open_payment");
  });

  it("free delivery is a row, so that the buyer sees that it costs nothing", () => {
    const view = viewOf(aState({ lines: [{ product: aProduct({ price: money(60_000, "USD") }), quantity: 1 }] }), edge);
    expect(view.totals.find((row) => row.type === "fulfillment")?.amount).toBe(0);
  });
});

describe("an order whose buyer was erased", () => {
  it("says so to the model, and an order that was not erased says nothing about it", () => {
    const session = aSession({ status: "completed" });
    const order = anOrder(session);
    const erased = { ...order, buyer: null, address: null, erased: { erasedAt: order.paidAt, country: "US" } };
    const of = (one: typeof order) => viewOf({ session, order: one }, edge);
    expect(published.parse(of(erased))).toMatchObject({ order: { buyer_details_erased: true } });
    expect(statusText(of(erased), "en")).toContain("were erased from this order");
    expect(of(order).order).not.toHaveProperty("buyer_details_erased");
    expect(statusText(of(order), "en")).not.toContain("erased");
  });
});

describe("an order with a refund that failed", () => {
  it("says how much, and that the seller gives it back another way, until somebody has settled it", () => {
    const session = aSession({ status: "completed" });
    const of = (refunds: ReturnType<typeof anOrderRefund>[]) =>
      viewOf({ session, order: { ...anOrder(session), refunds } }, edge);
    const failed = anOrderRefund("a", 1250, "failed");
    const view = of([failed, anOrderRefund("b", 300, "refused")]);
    expect(published.parse(view)).toMatchObject({ order: { refund_failed: 1250 } });
    expect(statusText(view, "en")).toContain("A refund of $12.50 failed");
    expect(statusText(view, "en")).toContain("will give it back another way");
    expect(of([{ ...failed, needsPerson: false }]).order).not.toHaveProperty("refund_failed");
  });
});
