import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deliveryChoicesFor, type Goods } from "#lib/checkout/delivery-options.ts";
import { rulesOfSeller } from "#lib/checkout/shop-rules.ts";
import type { Address } from "#lib/checkout/session.ts";
import { shopFile } from "#lib/config/shop.ts";
import { money } from "#lib/money.ts";
import { anAddress } from "../../fixtures/builders.ts";

const BASE = {
  id: "standard",
  title: "Standard",
  subtitle: "3 days",
  carrier: "Post",
  countries: ["US"],
  prices: ["5.00 USD"],
  earliest_days: 1,
  latest_days: 3,
};
type Written = Readonly<Record<string, unknown>>;
const file = (shipping: readonly Written[], more: Written = {}) => ({
  shipping: shipping.map((rule) => {
    const whole: Record<string, unknown> = { ...BASE, ...rule };
    if ("price_by" in rule) delete whole.prices;
    return whole;
  }),
  taxes: [],
  discounts: [],
  ...more,
});
const rulesOf = (shipping: readonly Written[], more: Written = {}) => shopFile.parse(file(shipping, more)).shipping;
const problemsOf = (shipping: readonly Written[], more: Written = {}) =>
  (shopFile.safeParse(file(shipping, more)).error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );

const line = (changes: Partial<Goods["lines"][number]> = {}): Goods["lines"][number] => ({
  id: "line_1",
  quantity: 1,
  isDigital: false,
  weightGrams: null,
  availability: "in_stock",
  availableFrom: null,
  deliveryPrices: [],
  ...changes,
});
const NOW = new Date("2026-03-02T12:00:00Z");
const choices = (
  shipping: readonly Written[],
  address: Partial<Address>,
  { lines = [line()], cents = 2500, more = {} }: { lines?: Goods["lines"]; cents?: number; more?: Written } = {},
) => deliveryChoicesFor(rulesOf(shipping, more), anAddress(address), { lines, worth: money(cents, "USD") }, NOW);
const pricesOf = (...given: Parameters<typeof choices>) =>
  choices(...given).map(({ subtotal }) => subtotal.amountMinor);

describe("a delivery rule", () => {
  it("is for regions, postal codes or countries, and the most exact one counts", () => {
    const rules = [
      {},
      { regions: ["US-AK", "US-HI"], prices: ["15.00 USD"] },
      { postal_codes: ["995*", "96701..96898"], prices: ["25.00 USD"] },
      { countries: ["*"], prices: ["40.00 USD"] },
    ];
    expect(pricesOf(rules, { region: "NY", postalCode: "10001" })).toEqual([500]);
    expect(pricesOf(rules, { region: "AK", postalCode: "99801" })).toEqual([1500]);
    expect(pricesOf(rules, { region: "AK", postalCode: "99501-0001" })).toEqual([2500]);
    expect(pricesOf(rules, { region: "HI", postalCode: "96813" })).toEqual([2500]);
    expect(pricesOf(rules, { region: "", country: "DE", postalCode: "99501" })).toEqual([4000]);
  });

  it("means the same by a province's name, its code and its postal code", () => {
    const rules = [{ countries: ["ES"] }, { countries: ["ES"], regions: ["ES-CN"], prices: ["19.00 USD"] }];
    for (const region of ["Las Palmas", "GC", "gc", ""])
      expect(pricesOf(rules, { country: "ES", region, postalCode: "35001" }), region).toEqual([1900]);
    expect(pricesOf(rules, { country: "ES", region: "Madrid", postalCode: "28001" })).toEqual([500]);
  });

  it("that excludes military post and boxes is not offered there, and no wider rule of its id steps in", () => {
    const rules = [
      {},
      { id: "express", prices: ["18.00 USD"], exclude: { military_post: true, po_boxes: true } },
      { id: "express", countries: ["*"], prices: ["50.00 USD"] },
    ];
    const ids = (address: Partial<Address>) => choices(rules, address).map(({ id }) => id);
    expect(ids({})).toEqual(["standard", "express"]);
    expect(ids({ city: "APO", region: "AE", postalCode: "09021-1234" })).toEqual(["standard"]);
    for (const lineOne of ["PO Box 12", "P.O. Box 12", "p o box 7", "Post Office Box 3"])
      expect(ids({ lineOne }), lineOne).toEqual(["standard"]);
    for (const lineOne of ["12 Boxwood Lane", "1 Popov Street"]) expect(ids({ lineOne }), lineOne).toHaveLength(2);
  });

  it("that excludes a territory is for the rest of the country", () => {
    const rules = [{ exclude: { regions: ["US-PR"] } }];
    expect(pricesOf(rules, { country: "PR", region: "", postalCode: "00901" })).toEqual([]);
    expect(pricesOf(rules, { region: "PR", postalCode: "00901" })).toEqual([]);
    expect(pricesOf(rules, {})).toEqual([500]);
  });

  const BY_WEIGHT = {
    price_by: {
      weight_grams: [
        { up_to: 1000, prices: ["4.00 USD"] },
        { up_to: 5000, prices: ["7.00 USD"] },
      ],
    },
  };
  it("asks by the weight of what is sent, and is not offered above its last step or without a weight", () => {
    const of = (grams: number | null, quantity = 1) =>
      pricesOf([BY_WEIGHT], {}, { lines: [line({ weightGrams: grams, quantity }), line({ isDigital: true })] });
    expect([of(1000), of(1001), of(2500, 2), of(5001), of(null)]).toEqual([[400], [700], [700], [], []]);
    const guessed = { price_by: { ...BY_WEIGHT.price_by, grams_if_unknown: 800 } };
    expect(pricesOf([guessed], {})).toEqual([400]);
  });

  it("asks by the subtotal or by the number of pieces, and adds what each piece costs", () => {
    const bySubtotal = {
      price_by: { subtotal: [{ up_to: ["50.00 USD"], prices: ["6.00 USD"] }, { prices: ["2.00 USD"] }] },
    };
    expect([pricesOf([bySubtotal], {}, { cents: 5000 }), pricesOf([bySubtotal], {}, { cents: 5001 })]).toEqual([
      [600],
      [200],
    ]);
    const byItems = { price_by: { items: [{ up_to: 2, prices: ["3.00 USD"] }, { prices: ["9.00 USD"] }] } };
    expect(pricesOf([byItems], {}, { lines: [line({ quantity: 3 })] })).toEqual([900]);
    expect(pricesOf([{ per_item: ["1.50 USD"] }], {}, { lines: [line({ quantity: 2 })] })).toEqual([800]);
    expect(pricesOf([{ per_item: ["1.50 USD"], free_from: ["20.00 USD"] }], {})).toEqual([0]);
  });

  it("of a seller is that seller's alone", () => {
    const rules = shopFile.parse(file([{ sellers: ["fernweh"] }, { id: "pickup", prices: ["0.00 USD"] }]));
    expect(rulesOfSeller(rules, "fernweh").shipping).toHaveLength(2);
    expect(rulesOfSeller(rules, "kumo").shipping.map(({ id }) => id)).toEqual(["pickup"]);
  });

  it("never asks less for more weight or more pieces where its steps rise, nor for a smaller order where they fall", () => {
    const steps = fc
      .array(fc.record({ size: fc.integer({ min: 1, max: 2000 }), cents: fc.integer({ min: 0, max: 3000 }) }), {
        minLength: 1,
        maxLength: 6,
      })
      .map((list) => {
        const sizes = [...new Set(list.map(({ size }) => size))].sort((a, b) => a - b);
        const cents = list.map((one) => one.cents).sort((a, b) => a - b);
        return sizes.map((up_to, index) => ({ up_to, prices: [`${((cents[index] ?? 0) / 100).toFixed(2)} USD`] }));
      });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 2100 }), fc.integer({ min: 0, max: 500 }), (by, grams, more) => {
        const at = (size: number) =>
          pricesOf([{ price_by: { weight_grams: by } }], {}, { lines: [line({ weightGrams: size })] })[0];
        const [light, heavy] = [at(grams), at(grams + more)];
        if (light !== undefined && heavy !== undefined) expect(heavy).toBeGreaterThanOrEqual(light);
        if (light === undefined) expect(heavy).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});

describe("the days of a delivery", () => {
  const days = (shipping: Written, now: string, lines = [line()], more: Written = {}) => {
    const [one] = deliveryChoicesFor(
      rulesOf([shipping], more),
      anAddress(),
      { lines, worth: money(2500, "USD") },
      new Date(now),
    );
    return one === undefined ? [] : [one.earliest, one.latest].map((day) => day.toISOString().slice(0, 10));
  };
  const dispatch = { time_zone: "Europe/Berlin", cut_off: "14:00", holidays: ["2026-12-25"] };

  it("are counted from now, and from its date for what is sent later, so that two parcels have one range", () => {
    const later = line({ availableFrom: new Date("2027-03-01T00:00:00Z") });
    expect(days({}, "2026-11-29T12:00:00Z")).toEqual(["2026-11-30", "2026-12-02"]);
    expect(days({}, "2026-11-29T12:00:00Z", [later])).toEqual(["2027-03-02", "2027-03-04"]);
    expect(days({}, "2026-11-29T12:00:00Z", [line(), later])).toEqual(["2026-11-30", "2027-03-04"]);
    expect(days({}, "2027-04-01T12:00:00Z", [later])).toEqual(["2027-04-02", "2027-04-04"]);
  });

  it("are working days of the seller, from the day on which the parcel leaves", () => {
    // Wednesday before and after two in Berlin, then Friday, and the day before Christmas.
    expect(days({ dispatch }, "2026-03-04T12:59:00Z")).toEqual(["2026-03-05", "2026-03-09"]);
    expect(days({ dispatch }, "2026-03-04T13:00:00Z")).toEqual(["2026-03-06", "2026-03-10"]);
    expect(days({ dispatch }, "2026-03-06T13:30:00Z")).toEqual(["2026-03-10", "2026-03-12"]);
    expect(days({ dispatch }, "2026-12-24T09:00:00Z")).toEqual(["2026-12-28", "2026-12-30"]);
  });

  it("are those of the seller's own clock, also where it is another day in Greenwich", () => {
    const [newYork, tokyo] = ["America/New_York", "Asia/Tokyo"].map((zone) => ({ dispatch: { time_zone: zone } }));
    // Thursday at nine in the evening in New York, and Monday at eight in the morning in Tokyo.
    expect(days({ ...newYork, earliest_days: 1, latest_days: 1 }, "2026-03-06T02:00:00Z")).toEqual([
      "2026-03-06",
      "2026-03-06",
    ]);
    expect(days({ ...tokyo, earliest_days: 1, latest_days: 1 }, "2026-03-08T23:00:00Z")).toEqual([
      "2026-03-10",
      "2026-03-10",
    ]);
  });

  it("follow the file's calendar where a rule has none of its own", () => {
    expect(days({}, "2026-03-06T09:00:00Z", [line()], { dispatch })).toEqual(["2026-03-09", "2026-03-11"]);
  });
});

describe("a delivery rule that can apply to nothing is named at start", () => {
  it.each<[string, Written, string]>([
    ["an unknown region", { regions: ["US-XX"] }, "shipping.0.regions.0"],
    ["a region of another country", { regions: ["CA-ON"] }, "shipping.0.regions"],
    ["an empty range", { postal_codes: ["20000..10000"] }, "shipping.0.postal_codes.0"],
    ["a range of two lengths", { postal_codes: ["100..20000"] }, "shipping.0.postal_codes.0"],
    [
      "a step below the one before",
      {
        price_by: {
          items: [
            { up_to: 5, prices: ["1.00 USD"] },
            { up_to: 3, prices: ["2.00 USD"] },
          ],
        },
      },
      "shipping.0.price_by.items.1",
    ],
    [
      "a step after one without an end",
      { price_by: { items: [{ prices: ["1.00 USD"] }, { up_to: 3, prices: ["2.00 USD"] }] } },
      "shipping.0.price_by.items.1",
    ],
    ["a currency without a price", { per_item: ["1.00 EUR"] }, "shipping.0.per_item"],
    ["an unknown time zone", { dispatch: { time_zone: "Europe/Bielefeld" } }, "shipping.0.dispatch.time_zone"],
    [
      "two tables of prices",
      { price_by: { items: [{ prices: ["1.00 USD"] }], subtotal: [{ prices: ["1.00 USD"] }] } },
      "shipping.0.price_by",
    ],
  ])("%s", (_, rule, path) => {
    expect(problemsOf([rule]).map((problem) => problem.slice(0, problem.indexOf(":")))).toEqual([path]);
  });

  it("while a second rule for the same place and seller is listed twice", () => {
    expect(problemsOf([{}, {}])).toEqual(['shipping: "standard for US" is listed twice']);
    expect(problemsOf([{}, { regions: ["US-AK"] }, { sellers: ["kumo"] }])).toEqual([]);
  });
});
