import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertTotals } from "#lib/checkout/assert-totals.ts";
import { chosenIds, partsOf } from "#lib/checkout/parts.ts";
import { carriedOptions, figuresOf, priceCart, type CartInputs } from "#lib/checkout/price-cart.ts";
import type { Totals } from "#lib/checkout/session.ts";
import { calculateTotals, priceLine, taxByRules } from "#lib/checkout/totals.ts";
import { sellerId } from "#lib/ids.ts";
import { money, type Currency } from "#lib/money.ts";
import { address, now, product, rules } from "../../fixtures/priced-baskets.ts";
import { discountRule } from "../../fixtures/shop-rules.ts";
import { goods, percent } from "../discounts/basket.ts";

const NAMES = ["fernweh", "kumo", "ombra"] as const;
const ofKumo = discountRule({
  code: "KUMO",
  title: "Kumo's own",
  effect: percent(333_333),
  goods: goods({ sellerIds: [sellerId("kumo")] }),
  isCombinable: true,
});
const withKumo = { ...rules, discounts: [...rules.discounts, ofKumo] };

const anyCart: fc.Arbitrary<CartInputs> = fc
  .record({
    currency: fc.constantFrom<Currency>("USD", "EUR", "JPY", "KWD"),
    items: fc.array(
      fc.record({
        seller: fc.nat(NAMES.length - 1),
        minor: fc.integer({ min: 1, max: 5_000_000 }),
        quantity: fc.integer({ min: 1, max: 99 }),
        isDigital: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
    place: fc.option(
      fc.constantFrom(
        address("US", "NY"),
        address("US", "CA"),
        address("DE", ""),
        address("JP", ""),
        address("KW", ""),
      ),
    ),
    codes: fc.array(fc.constantFrom("TEN", "EVERYTHING", "FIVE", "ONCE", "KUMO", "nonsense"), { maxLength: 4 }),
    options: fc.array(fc.constantFrom("standard@kumo", "express@kumo", "express@fernweh", "express", "none"), {
      maxLength: 3,
    }),
  })
  .map(({ currency, items, place, codes, options }) => {
    const lines = items.map(({ minor, isDigital, quantity }, index) =>
      priceLine(product(`p${index}`, money(minor, currency), null, isDigital), quantity, index + 1, now),
    );
    const used = [...new Set(items.map(({ seller }) => seller))];
    return {
      lines,
      currency,
      sellers: used.map((seller) => ({
        sellerId: sellerId(NAMES[seller] ?? ""),
        sellerName: `Shop ${seller}`,
        lineIds: lines.flatMap(({ id }, index) => (items[index]?.seller === seller ? [id] : [])),
      })),
      address: place,
      deliveryOptionIds: options,
      discountCodes: codes,
      spentCodes: new Map(),
      rules: withKumo,
      now,
    };
  });

const figures = (inputs: CartInputs) => {
  const cart = priceCart(inputs);
  return figuresOf(cart, cart.baskets.map(taxByRules));
};
const cartOf = (inputs: CartInputs) => {
  const [first] = inputs.sellers;
  return { sellerId: sellerId(first?.sellerId ?? ""), sellerName: first?.sellerName ?? "", ...figures(inputs) };
};
const forAll = (holds: (cart: ReturnType<typeof cartOf>, inputs: CartInputs) => void) =>
  fc.assert(
    fc.property(anyCart, (inputs) => holds(cartOf(inputs), inputs)),
    { numRuns: 400 },
  );
const minorOf = (totals: Totals) =>
  Object.fromEntries(Object.entries(totals).map(([field, amount]) => [field, amount.amountMinor]));

describe("a cart of several sellers", () => {
  it("has parts that add up to its totals in every field, to the minor unit", () => {
    forAll((cart) => {
      const parts = partsOf(cart).map(({ totals }) => minorOf(totals));
      for (const [field, minor] of Object.entries(minorOf(cart.totals)))
        expect(
          parts.reduce((all, totals) => all + (totals[field] ?? 0), 0),
          field,
        ).toBe(minor);
    });
  });

  it("has each line, and each way to deliver, in the part of its seller alone", () => {
    forAll((cart, { sellers, lines }) => {
      const parts = partsOf(cart);
      expect(parts.map(({ sellerId: id }) => id)).toEqual(sellers.map(({ sellerId: id }) => id));
      expect(parts.map((part) => part.lineItems.map(({ id }) => id))).toEqual(sellers.map(({ lineIds }) => lineIds));
      expect(cart.lineItems.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
      expect(parts.flatMap(({ deliveryOptions }) => deliveryOptions)).toEqual(cart.deliveryOptions);
      expect(new Set(cart.deliveryOptions.map(({ id }) => id)).size).toBe(cart.deliveryOptions.length);
    });
  });

  it("has discounts that take off the parts what they take off the cart, and each tax once", () => {
    forAll((cart) => {
      const parts = partsOf(cart);
      for (const { code, amount } of cart.discounts) {
        const ofParts = parts.flatMap(({ discounts }) => discounts.filter((one) => one.code === code));
        expect(ofParts.reduce((all, one) => all + one.amount.amountMinor, 0)).toBe(amount.amountMinor);
      }
      const taxes = (lines: (typeof cart)["taxLines"]) => lines.reduce((all, one) => all + one.amount.amountMinor, 0);
      expect(parts.reduce((all, one) => all + taxes(one.taxLines), 0)).toBe(taxes(cart.taxLines));
    });
  });

  it("is the basket of its seller when there is one", () => {
    forAll((cart, inputs) => {
      const [only, ...others] = inputs.sellers;
      if (only === undefined || others.length > 0) return;
      const alone = calculateTotals({
        ...inputs,
        sellerId: only.sellerId,
        deliveryOptionId: cart.deliveryOptionId,
      });
      expect(cart).toEqual({ sellerId: only.sellerId, sellerName: only.sellerName, ...alone });
      expect(partsOf(cart)[0]?.totals).toEqual(alone.totals);
    });
  });

  it("delivers each seller's goods as it was chosen for them, else in the cheapest way", () => {
    forAll((cart, { deliveryOptionIds }) => {
      for (const { deliveryOptions, deliveryOptionId } of partsOf(cart)) {
        const offered = deliveryOptions.map((one) => one.id);
        expect(deliveryOptionId).toBe(deliveryOptionIds.find((one) => offered.includes(one)) ?? offered[0] ?? null);
      }
    });
  });

  it("keeps for each seller who stays what was chosen for them, whoever else sells before and after", () => {
    fc.assert(
      fc.property(anyCart, fc.subarray([...NAMES], { minLength: 1 }), (inputs, names) => {
        const before = cartOf(inputs);
        const after = names.map((name) => ({ sellerId: sellerId(name) }));
        const carried = carriedOptions(chosenIds(before), before, after);
        const plain = (id: string | null) => id?.split("@")[0] ?? null;
        const stays = partsOf(before).filter(({ sellerId: id }) => after.some((one) => one.sellerId === id));
        const [only] = after.length === 1 && before.parts === undefined ? partsOf(before) : [];
        const expected = (only === undefined ? stays : [only]).flatMap(({ sellerId: id, deliveryOptionId }) => {
          const rule = plain(deliveryOptionId);
          return rule === null ? [] : [after.length > 1 ? `${rule}@${id}` : rule];
        });
        expect(carried).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });

  it("takes a code of one seller off that seller's lines alone", () => {
    forAll((cart) => {
      for (const { sellerId: id, discounts } of partsOf(cart))
        if (id !== "kumo") expect(discounts.map(({ code }) => code)).not.toContain("KUMO");
    });
  });

  it("is not read back when a line is of no seller, or an option of two", () => {
    forAll((cart, { currency }) => {
      if (cart.parts === undefined) return;
      const damaged = cart.parts.map((part, index) => (index === 0 ? { ...part, lineIds: [] } : part));
      expect(() => assertTotals({ ...cart, parts: damaged }, currency)).toThrow("each line is of one seller");
    });
  });
});
