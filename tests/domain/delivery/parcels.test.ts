import { describe, expect, it } from "vitest";
import { deliveryChoicesFor, type Goods } from "#lib/checkout/delivery-options.ts";
import type { Dispatch } from "#lib/checkout/delivery/conditions.ts";
import type { ShippingRule } from "#lib/checkout/shop-rules.ts";
import { deliveryFromStored, deliveryToStored } from "#lib/store/drizzle/stored/delivery.ts";
import { isUndated } from "#lib/checkout/session.ts";
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
  availability: availableFrom === null ? "in_stock" : "pre_order",
  availableFrom: availableFrom === null ? null : new Date(`${availableFrom}T00:00:00Z`),
  deliveryPrices: [],
  ...changes,
});
const day = (time: Date) => time.toISOString().slice(0, 10);

/** The goods of each parcel with the first and the last day on which it arrives, if one is known; null: all arrive together. */
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
  return (
    one?.parcels?.map(({ lineIds, days }) => [
      lineIds.join(" "),
      ...(days === null ? ["no day"] : [day(days.earliest), day(days.latest)]),
    ]) ?? null
  );
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
    expect(parcelsOf([])).toBeNull();
  });

  it("has a parcel without days, the last, of what is sold before it is there and has no day to come", () => {
    const backorder = line("pack", null, { availability: "backorder" });
    expect(parcelsOf([backorder, line("mug"), line("hammock", "2026-09-01")])).toEqual([
      ["mug", "2026-05-05", "2026-05-07"],
      ["hammock", "2026-09-02", "2026-09-04"],
      ["pack", "no day"],
    ]);
    expect(parcelsOf([line("lamp", "2026-05-01"), backorder, line("mug")])?.at(-1)).toEqual(["lamp pack", "no day"]);
    expect(parcelsOf([backorder])).toEqual([["pack", "no day"]]);
    expect(parcelsOf([line("mug"), line("old", null, { availability: "unknown" })])).toBeNull();
  });

  it("is as early and as late as what has days", () => {
    const backorder = line("pack", null, { availability: "backorder" });
    const [mixed, undated] = [[backorder, line("mug")], [backorder]].map(
      (lines) => deliveryChoicesFor([RULE], anAddress(), { lines, worth: money(2500, "USD") }, NOON)[0],
    );
    expect([mixed?.earliest, mixed?.latest].map((time) => time && day(time))).toEqual(["2026-05-05", "2026-05-07"]);
    expect([mixed, undated].map((option) => option && isUndated(option))).toEqual([false, true]);
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
    const backorder = { product: aProduct({ availability: "backorder" }), quantity: 1 };
    const [[split], [whole], [undated]] = [
      aSession({ lines: [...lines, backorder] }).deliveryOptions,
      aSession().deliveryOptions,
      aSession({ lines: [backorder] }).deliveryOptions,
    ];
    expect(split?.parcels).toHaveLength(3);
    expect(undated?.parcels).toHaveLength(1);
    expect(whole).not.toHaveProperty("parcels");
    for (const option of [split, whole, undated])
      expect(option && deliveryFromStored(JSON.parse(JSON.stringify(deliveryToStored(option))))).toEqual(option);
  });
});
