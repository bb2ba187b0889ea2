import { expect, it } from "vitest";
import { formatMoney, money } from "#lib/money.ts";
import { localeOfReader } from "#lib/wire/accept-language.ts";

/** As the Unicode bidirectional algorithm needs it: letters and sign between two marks from left to right. */
const TOGETHER = /\u200E[A-Z]+\p{Sc}\u200E/u;

it.each(["USD", "GBP", "JPY"] as const)("in Arabic the sign of %s stays behind its letters", (currency) => {
  const written = formatMoney(money(7610, currency), localeOfReader("ar-EG", null));
  expect(written).toMatch(TOGETHER);
  expect(written).toMatch(/[0-9]/);
});

it.each(["en-US", "de-AT", "ja"])("in %s an amount is written by Intl alone", (locale) => {
  expect(formatMoney(money(7610, "USD"), locale)).toBe(
    new Intl.NumberFormat(locale, { style: "currency", currency: "USD" }).format(76.1),
  );
});
