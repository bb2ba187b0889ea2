import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_GOODS } from "#lib/checkout/discounts/rule.ts";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { attemptIdOf, productId, sellerId } from "#lib/ids.ts";
import { exponentOf, money, type Currency } from "#lib/money.ts";
import { stripeAmount } from "#lib/payments/stripe/amount.ts";
import { pageParameters } from "#lib/payments/stripe/hosted-page.ts";
import { pictureKey } from "#lib/pictures/picture-address.ts";
import { aProduct, aSession, anAddress, NOON, someRules, type SessionOptions } from "../fixtures/builders.ts";

const SHOP = "https://shop.example.com";
const parametersOf = (session: CheckoutSession, ownPageUrl: string | null = null, publicUrl = SHOP) => {
  const attempt = {
    id: attemptIdOf(session.id, 1),
    route: "external" as const,
    amount: session.totals.total,
    reference: null,
    startedAt: NOON,
  };
  return pageParameters({ attempt, session, returnUrl: `${SHOP}/checkout/co_1/done`, ownPageUrl }, { publicUrl });
};
/** The builders' product has a drawing of ours. */
const images = [`${SHOP}/pictures/mug.svg`];

/** What a page with these parameters asks for: every line, and the only delivery there is. */
const askedBy = (parameters: NonNullable<ReturnType<typeof parametersOf>>) =>
  [
    ...(parameters.line_items ?? []).map((line) => (line.price_data?.unit_amount ?? Number.NaN) * (line.quantity ?? 1)),
    ...(parameters.shipping_options ?? []).map(
      (option) => option.shipping_rate_data?.fixed_amount?.amount ?? Number.NaN,
    ),
  ].reduce((sum, amount) => sum + amount, 0);

/** Baskets in currencies of every kind, with sale prices, codes, delivery, added and included tax. */
const aBasket = fc
  .record({
    currency: fc.constantFrom<Currency>("USD", "JPY", "KWD", "ISK"),
    lines: fc.array(
      fc.record({
        price: fc.integer({ min: 1, max: 90_000 }),
        percentOff: fc.integer({ min: 0, max: 99 }),
        quantity: fc.integer({ min: 1, max: 12 }),
        isDigital: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    country: fc.constantFrom("US", "GB"),
    off: fc.integer({ min: 0, max: 1_000_000 }),
    delivery: fc.integer({ min: 0, max: 3000 }),
    ratePerMillion: fc.integer({ min: 0, max: 400_000 }),
  })
  .map(({ currency, lines, country, off, delivery, ratePerMillion }): SessionOptions => ({
    address: anAddress({ country }),
    discountCodes: ["TEN"],
    lines: lines.map(({ price, percentOff, quantity, isDigital }) => ({
      quantity,
      product: aProduct({
        price: money(price, currency),
        salePrice:
          percentOff === 0 ? null : money(Math.max(1, price - Math.floor((price * percentOff) / 100)), currency),
        isDigital,
      }),
    })),
    rules: {
      ...someRules,
      shipping: someRules.shipping
        .slice(0, 1)
        .map((rule) => ({ ...rule, prices: [money(delivery, currency)], freeFrom: [] })),
      taxes: someRules.taxes.map((rule) => ({ ...rule, ratePerMillion })),
      discounts: someRules.discounts.map((rule) => ({ ...rule, effect: { kind: "percent", perMillion: off } })),
    },
  }));

describe("what Stripe's page asks for a cart of several sellers", () => {
  const of = (seller: string, minor: number) => ({
    product: aProduct({
      id: productId(`of-${seller}`),
      title: `Goods of ${seller}`,
      sellerId: sellerId(seller),
      sellerName: `Shop ${seller}`,
      price: money(minor, "USD"),
    }),
    quantity: 1,
  });
  const linesOf = (session: CheckoutSession) =>
    parametersOf(session)?.line_items?.map(({ price_data: data, quantity }) => [
      data?.product_data?.name,
      (data?.unit_amount ?? 0) * (quantity ?? 1),
    ]) ?? [];

  it("takes one seller's code off that seller's goods, as the order does", () => {
    const [code] = someRules.discounts;
    if (code === undefined) throw new Error("the rules have a code");
    const ofOmbra = { ...code, code: "OMBRA", goods: { ...ALL_GOODS, sellerIds: ["ombra"] } };
    const session = aSession({
      lines: [of("fernweh", 5000), of("ombra", 3000)],
      discountCodes: ["OMBRA"],
      rules: { ...someRules, discounts: [ofOmbra] },
    });
    const { discount } = session.totals;
    expect(discount.amountMinor).toBeGreaterThan(0);
    expect(linesOf(session).slice(0, 2)).toEqual([
      ["Goods of fernweh", 5000],
      ["Goods of ombra", 3000 - discount.amountMinor],
    ]);
  });

  it("names every seller where the lines cannot be shown", () => {
    const lines = ["fernweh", "ombra"].flatMap((seller) =>
      Array.from({ length: 50 }, (_, index) => {
        const { product, quantity } = of(seller, 100);
        return { product: { ...product, id: productId(`${seller}-${index}`) }, quantity };
      }),
    );
    const session = aSession({ lines });
    expect(linesOf(session)).toEqual([["Order from Shop fernweh, Shop ombra", session.totals.total.amountMinor]]);
  });
});

describe("what Stripe's page asks for", () => {
  it("is exactly the session's total, whatever the basket; what Stripe cannot count is refused", () => {
    fc.assert(
      fc.property(aBasket, (options) => {
        const session = aSession(options);
        const total = stripeAmount(session.totals.total);
        const parameters = parametersOf(session);
        if (total === null) {
          expect(parameters).toBeNull();
          return;
        }
        if (parameters === null) throw new Error("no parameters for an amount that Stripe can count");
        expect(askedBy(parameters)).toBe(total.amount);
        expect(parameters.line_items?.every((line) => line.price_data?.currency === total.currency)).toBe(true);
        if (exponentOf(session.currency) === 3)
          for (const line of parameters.line_items ?? []) expect((line.price_data?.unit_amount ?? 1) % 10).toBe(0);
      }),
      { numRuns: 400 },
    );
  });

  it("names goods, tax and delivery, each as the buyer saw it", () => {
    const session = aSession({ lines: [{ product: aProduct(), quantity: 2 }] });
    const parameters = parametersOf(session);
    expect(parameters?.line_items).toEqual([
      { quantity: 2, price_data: { currency: "usd", unit_amount: 2500, product_data: { name: "Mug", images } } },
      {
        quantity: 1,
        price_data: { currency: "usd", unit_amount: session.totals.tax.amountMinor, product_data: { name: "Tax" } },
      },
    ]);
    expect(parameters?.shipping_options?.[0]?.shipping_rate_data).toMatchObject({
      display_name: "Standard",
      fixed_amount: { amount: session.totals.fulfillment.amountMinor, currency: "usd" },
    });
  });

  it("shows pictures from our own origin, and none where Stripe cannot reach it", () => {
    const source = "https://cdn.example/mug.jpg";
    const session = aSession({ lines: [{ product: aProduct({ imageUrl: source }), quantity: 1 }] });
    const imagesOf = (publicUrl: string) =>
      parametersOf(session, null, publicUrl)?.line_items?.[0]?.price_data?.product_data?.images;
    expect(imagesOf(SHOP)).toEqual([`${SHOP}/pictures/${pictureKey(source)}/800`]);
    expect(imagesOf("http://localhost:3000")).toBeUndefined();
  });

  it("shows a discount that does not divide by the quantity on one line for all of them", () => {
    const session = aSession({
      lines: [{ product: aProduct({ price: money(3333, "USD"), isDigital: true }), quantity: 3 }],
      address: null,
      discountCodes: ["TEN"],
    });
    expect(parametersOf(session)?.line_items).toEqual([
      { quantity: 1, price_data: { currency: "usd", unit_amount: 8999, product_data: { name: "3 × Mug", images } } },
    ]);
  });

  it("is the same for the same attempt, and not for an amount that the session does not have", () => {
    const session = aSession();
    expect(parametersOf(session)).toEqual(parametersOf(session));
    expect(parametersOf({ ...session, status: "expired", revision: 9 })).toEqual(parametersOf(session));
    const other = { ...session, totals: { ...session.totals, total: money(1, "USD") } };
    expect(parametersOf(other)).not.toEqual(parametersOf(session));
    const attempt = {
      id: attemptIdOf(session.id, 1),
      route: "external" as const,
      amount: money(1, "USD"),
      reference: null,
      startedAt: NOON,
    };
    expect(pageParameters({ attempt, session, returnUrl: SHOP, ownPageUrl: null }, { publicUrl: SHOP })).toBeNull();
  });

  it("leaves out bank debits, vouchers and bank transfers where the shop does not offer them", () => {
    const session = aSession();
    const attempt = { id: attemptIdOf(session.id, 1), route: "external" as const, reference: null, startedAt: NOON };
    const request = {
      attempt: { ...attempt, amount: session.totals.total },
      session,
      returnUrl: SHOP,
      ownPageUrl: null,
    };
    const offered = pageParameters(request, { publicUrl: SHOP });
    expect(offered).not.toHaveProperty("excluded_payment_method_types");
    const { excluded_payment_method_types: excluded, ...rest } =
      pageParameters(request, { publicUrl: SHOP, offersDelayedMethods: false }) ?? {};
    expect(rest).toEqual(offered);
    expect(excluded).toEqual(expect.arrayContaining(["sepa_debit", "us_bank_account", "boleto", "customer_balance"]));
    expect(excluded).not.toContain("card");
  });

  it("stays open for an hour from the attempt's start, and returns to us in the way of its kind", () => {
    const session = aSession();
    const own = parametersOf(session, "https://shop.example.com/checkout/co_1/pay");
    expect(own).toMatchObject({
      ui_mode: "embedded_page",
      return_url: "https://shop.example.com/checkout/co_1/done",
      expires_at: NOON.getTime() / 1000 + 3600,
      metadata: { page_url: "https://shop.example.com/checkout/co_1/pay" },
    });
    expect(own).not.toHaveProperty("success_url");
    expect(parametersOf(session)).toMatchObject({
      ui_mode: "hosted_page",
      success_url: "https://shop.example.com/checkout/co_1/done",
    });
  });

  it("becomes one line when there are more lines than Stripe takes", () => {
    const lines = Array.from({ length: 95 }, () => ({ product: aProduct({ isDigital: true }), quantity: 1 }));
    const session = aSession({ lines, address: null });
    expect(parametersOf(session)?.line_items).toEqual([
      {
        quantity: 1,
        price_data: { currency: "usd", unit_amount: 95 * 2500, product_data: { name: "Order from Fernweh" } },
      },
    ]);
  });
});

it("an address at a domain of another script reaches Stripe's page in Punycode, which alone it takes", () => {
  const buyer = { name: "Ada", email: "Ada@bücher.example", phoneNumber: null };
  expect(parametersOf({ ...aSession(), buyer })?.customer_email).toBe("Ada@xn--bcher-kva.example");
});
