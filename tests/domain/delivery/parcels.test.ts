import { describe, expect, it } from "vitest";
import { deliveryChoicesFor, type Goods } from "#lib/checkout/delivery-options.ts";
import type { Dispatch } from "#lib/checkout/delivery/conditions.ts";
import type { ShippingRule } from "#lib/checkout/shop-rules.ts";
import { deliveryFromStored, deliveryToStored } from "#lib/store/drizzle/stored/delivery.ts";
import { money } from "#lib/money.ts";
import { aProduct, aSession, anAddress, NOON } from "../../fixtures/builders.ts";

const RULE: ShippingRule = {
  id: "standard",
  title: "Standard",
  subtitle: "",
  carrier: "Post",
  countries: ["US"],
  prices: [money(500, "USD")],
  freeFrom: [],
  earliestDays: 1,
  latestDays: 3,
};
type Line = Goods["lines"][number];
const line = (id: string, availableFrom: string | null = null, changes: Partial<Line> = {}): Line => ({
  id,
  quantity: 1,
  isDigital: false,
  weightGrams: null,
  availableFrom: availableFrom === null ? null : new Date(`${availableFrom}T00:00:00Z`),
  deliveryPrices: [],
  ...changes,
});
const day = (time: Date) => time.toISOString().slice(0, 10);

/** The goods of each parcel with the first and the last day on which it arrives; null: all arrive together. */
function parcelsOf(lines: readonly Line[], { dispatch, now = NOON }: { dispatch?: Dispatch; now?: Date } = {}) {
  const conditions = {
    sellers: [],
    regions: [],
    postalCodes: [],
    exclude: { countries: [], regions: [], postalCodes: [], poBoxes: false, militaryPost: false },
    steps: null,
    perItem: [],
    feedPrices: null,
    dispatch: dispatch ?? null,
  };
  const rule = dispatch === undefined ? RULE : { ...RULE, conditions };
  const [one] = deliveryChoicesFor([rule], anAddress(), { lines, worth: money(2500, "USD") }, now);
  return one?.parcels?.map(({ lineIds, earliest, latest }) => [lineIds.join(" "), day(earliest), day(latest)]) ?? null;
}

describe("a delivery", () => {
  it("comes in a parcel for each time at which its goods can be sent, the first of them first", () => {
    expect(parcelsOf([line("hammock", "2026-09-01"), line("mug"), line("lamp", "2026-07-01"), line("cup")])).toEqual([
      ["mug cup", "2026-05-05", "2026-05-07"],
      ["lamp", "2026-07-02", "2026-07-04"],
      ["hammock", "2026-09-02", "2026-09-04"],
    ]);
  });

  it("has no parcels to tell apart where all of it is sent at once, now or later", () => {
    expect(parcelsOf([line("mug"), line("cup")])).toBeNull();
    expect(parcelsOf([line("lamp", "2026-07-01"), line("shade", "2026-07-01")])).toBeNull();
    expect(parcelsOf([line("mug"), line("lamp", "2026-05-01")])).toBeNull();
    expect(parcelsOf([])).toBeNull();
  });

  it("leaves out of its parcels what is not sent", () => {
    expect(parcelsOf([line("guide", null, { isDigital: true }), line("lamp", "2026-07-01")])).toBeNull();
  });

  it("has one parcel of what arrives on the same days", () => {
    // Friday evening: what can be sent on Sunday leaves on Monday too.
    const dispatch: Dispatch = {
      timeZone: "Europe/Berlin",
      cutOff: 840,
      workingDays: new Set([1, 2, 3, 4, 5]),
      holidays: new Set(),
    };
    const lines = [line("mug"), line("lamp", "2026-03-08")];
    expect(parcelsOf(lines, { dispatch, now: new Date("2026-03-06T18:00:00Z") })).toBeNull();
  });

  it("comes back from JSON as it was, with its parcels or without", () => {
    const later = aProduct({ availability: "pre_order", availableFrom: new Date("2026-07-01T00:00:00Z") });
    const lines = [
      { product: aProduct(), quantity: 1 },
      { product: later, quantity: 1 },
    ];
    const [[split], [whole]] = [aSession({ lines }).deliveryOptions, aSession().deliveryOptions];
    expect(split?.parcels).toHaveLength(2);
    expect(whole).not.toHaveProperty("parcels");
    for (const option of [split, whole])
      expect(option && deliveryFromStored(JSON.parse(JSON.stringify(deliveryToStored(option))))).toEqual(option);
  });
});
