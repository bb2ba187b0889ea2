import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deliveryChoicesFor } from "#lib/checkout/delivery-options.ts";
import { shopFile } from "#lib/config/shop.ts";
import { money } from "#lib/money.ts";
import { anAddress } from "../../fixtures/builders.ts";

const { shipping } = shopFile.parse(JSON.parse(readFileSync("config/shop.json", "utf8")));
const PARCEL = {
  lines: [
    {
      id: "line_1",
      quantity: 1,
      isDigital: false,
      weightGrams: null,
      availability: "in_stock" as const,
      availableFrom: null,
      deliveryPrices: [],
    },
  ],
  worth: money(2500, "USD"),
};
const WEEKEND: Readonly<Record<string, readonly number[]>> = { KW: [5, 6] };
/** As a page writes it (app/request/reader-locale.ts). */
const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

/** Half a year of moments, at every hour of the day in turn. */
const MOMENTS = Array.from({ length: 180 }, (_, index) => new Date(Date.UTC(2026, 10, 28 + index, (index * 7) % 24)));
const choicesIn = (country: string, now: Date) =>
  deliveryChoicesFor(shipping, anAddress({ country, region: "", postalCode: "" }), PARCEL, now);
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

describe("the demo's promise of a delivery", () => {
  it.each(["US", "CA", "DE", "GB", "JP", "KW", "AU"])("is never of a day on which nobody works in %s", (country) => {
    for (const now of MOMENTS)
      for (const { id, earliest, latest } of choicesIn(country, now))
        for (const day of [earliest, latest].map(dayOf))
          expect(WEEKEND[country] ?? [0, 6], `${id} on ${now.toISOString()}: ${day}`).not.toContain(weekdayOf(day));
  });

  it.each([
    ["US", ["2026-12-25", "2027-01-01", "2027-01-18"]],
    ["GB", ["2026-12-25", "2026-12-28", "2027-03-26"]],
    ["DE", ["2026-12-25", "2027-01-01", "2027-03-29"]],
    ["JP", ["2027-01-01", "2027-01-11", "2027-02-11"]],
  ] as const)("is never of a holiday in %s", (country, holidays) => {
    for (const now of MOMENTS)
      for (const { earliest, latest } of choicesIn(country, now))
        for (const moment of [earliest, latest]) expect(holidays).not.toContain(dayOf(moment));
  });

  it("says in words as many working days as its dates are counted by", () => {
    const wrong = shipping.filter(({ subtitle, earliestDays, latestDays }) => {
      const [, first, last = first] = /^(\d+)(?: to (\d+))? working days?\b/.exec(subtitle) ?? [];
      return Number(first) !== earliestDays || Number(last) !== latestDays;
    });
    expect(wrong.map(({ id, countries, subtitle }) => `${id} for ${countries.join(", ")}: ${subtitle}`)).toEqual([]);
  });
});
