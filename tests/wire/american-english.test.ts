import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { americanAmount, americanCount, americanCountry, americanDays } from "#lib/formats/american-english.ts";
import { CURRENCIES, decimalText, exponentOf, formatMoney, money } from "#lib/money.ts";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";
import { regionName } from "#lib/wire/address/region-name.ts";
import { dayRange } from "#widget/views/amounts.ts";

const AMERICAN = "en-US";
const DAY_MS = 86_400_000;
/** Node has narrow spaces around the dash, and Chromium those of a text. */
const plain = (text: string) => text.replace(/\s/g, " ");
const day = fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * DAY_MS));

describe("American English without Intl", () => {
  it("is what Intl writes for an amount of any currency", () => {
    const amount = fc.oneof(fc.integer({ min: -200_000, max: 200_000 }), fc.maxSafeInteger());
    const currency = fc.constantFrom(...CURRENCIES);
    fc.assert(
      fc.property(amount, currency, (minor, code) => {
        const digits = exponentOf(code);
        const intl = new Intl.NumberFormat(AMERICAN, {
          style: "currency",
          currency: code,
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        });
        const decimal = decimalText(money(minor, code));
        const expected = intl.format(decimal as Intl.StringNumericLiteral);
        expect(americanAmount(AMERICAN, decimal, code) ?? expected).toBe(expected);
        expect(formatMoney(money(minor, code), AMERICAN)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
    expect(americanAmount(AMERICAN, "1234.50", "USD")).toBe("$1,234.50");
  });

  it("is what Intl writes for a number, the days of a delivery and the name of a country", () => {
    const counts = new Intl.NumberFormat(AMERICAN);
    const days = new Intl.DateTimeFormat(AMERICAN, { month: "short", day: "numeric", timeZone: "UTC" });
    const names = new Intl.DisplayNames([AMERICAN], { type: "region" });
    fc.assert(
      fc.property(fc.maxSafeNat(), (count) => {
        expect(americanCount(AMERICAN, count)).toBe(counts.format(count));
      }),
    );
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), (from, more) => {
        const to = new Date(from.getTime() + more * DAY_MS);
        const expected = plain(days.formatRange(from, to));
        expect(americanDays(AMERICAN, from, to) ?? expected).toBe(expected);
        expect(plain(dayRange(from.toISOString(), to.toISOString(), AMERICAN))).toBe(expected);
      }),
    );
    for (const code of COUNTRY_CODES) {
      expect(americanCountry(AMERICAN, code) ?? names.of(code)).toBe(names.of(code));
      expect(regionName(code, AMERICAN)).toBe(names.of(code));
    }
    expect(americanCountry(AMERICAN, "US")).toBe("United States");
  });

  it("is not written for a reader of another locale", () => {
    for (const locale of ["en", "en-GB", "de-DE", "en-US-u-nu-arab"]) {
      expect(americanAmount(locale, "1234.50", "USD")).toBeNull();
      expect(americanCount(locale, 1)).toBeNull();
      expect(americanDays(locale, new Date(0), new Date(0))).toBeNull();
      expect(americanCountry(locale, "US")).toBeNull();
    }
  });

  it("is not asked for what it does not know", () => {
    expect(americanAmount(AMERICAN, "1", "XOF")).toBeNull();
    expect(americanCount(AMERICAN, -1)).toBeNull();
    expect(americanDays(AMERICAN, new Date("2026-12-30"), new Date("2027-01-02"))).toBeNull();
    expect(americanCountry(AMERICAN, "TR")).toBeNull();
  });
});
