import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CURRENCIES, exponentOf, money } from "#lib/money.ts";
import { moneyFromStripe, STRIPE_CURRENCIES, stripeAmount } from "#lib/payments/stripe/amount.ts";

describe("amounts at Stripe", () => {
  it.each([
    [money(2500, "USD"), 2500],
    [money(2500, "JPY"), 2500],
    [money(5, "ISK"), 500],
    [money(5000, "UGX"), 500_000],
    [money(500_000, "MGA"), 5000],
    [money(6500, "XAF"), 6500],
    [money(5000, "HUF"), 5000],
    [money(5000, "TWD"), 5000],
    [money(5120, "KWD"), 5120],
    [money(0, "EUR"), 0],
  ])("%j is %i", (amount, counted) => {
    expect(stripeAmount(amount)).toEqual({ amount: counted, currency: amount.currency.toLowerCase() });
    expect(moneyFromStripe(counted, amount.currency.toLowerCase())).toEqual(amount);
  });

  it.each([
    money(5125, "KWD"),
    money(1, "BHD"),
    money(1009, "TND"),
    money(1000, "IQD"),
    money(150, "MGA"),
    money(1000, "GHS"),
    money(-1, "USD"),
  ])("%j is refused and never rounded", (amount) => expect(stripeAmount(amount)).toBeNull());

  it("what Stripe writes that we could not have charged is no money of ours", () => {
    expect(moneyFromStripe(550, "isk")).toBeNull();
    expect(moneyFromStripe(100, "xyz")).toBeNull();
    expect(moneyFromStripe(0.5, "usd")).toBeNull();
  });

  it("every amount that can be charged comes back unchanged", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCIES), fc.integer({ min: 0, max: 99_999_999 }), (currency, minor) => {
        const amount = money(minor, currency);
        const counted = stripeAmount(amount);
        if (counted === null)
          return (
            !STRIPE_CURRENCIES.includes(currency) ||
            (exponentOf(currency) === 3 && minor % 10 > 0) ||
            (currency === "MGA" && minor % 100 > 0)
          );
        expect(moneyFromStripe(counted.amount, counted.currency)).toEqual(amount);
        return true;
      }),
    );
  });
});
