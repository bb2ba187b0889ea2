import { describe, expect, it } from "vitest";
import { walletTexts } from "#app/checkout/texts/wallet/wallet-texts.ts";
import { mayComeWithCustomer, type DiscountRule } from "#lib/checkout/discounts/rule.ts";
import { discountRule } from "../../fixtures/shop-rules.ts";
import { unbrokenHtml, walletHtml } from "./wallet-html.tsx";

const NOW = new Date("2026-11-30T12:00:00Z");
const aDiscount = (rule: Partial<DiscountRule>) =>
  discountRule({ code: "HELLO", title: "First order", effect: { kind: "percent", perMillion: 100_000 }, ...rule });
const atWallet = (mayCostLess: boolean, asks: "nothing" | "email" = "email") =>
  unbrokenHtml(walletHtml({ mayCostLess, asks }));

describe("a wallet that gives who buys", () => {
  it("says that a discount may take the total down and needs one more press, where one depends on the customer", () => {
    const { mayCostLess } = walletTexts("en");
    expect(atWallet(true)).toContain(mayCostLess);
    expect(atWallet(false)).not.toContain(mayCostLess);
    expect(atWallet(true, "nothing")).not.toContain(mayCostLess);
  });

  it.each([
    ["is for the first order", { isAutomatic: true, isFirstOrder: true }, true],
    ["is limited for each customer", { isAutomatic: true, customerLimit: 2 }, true],
    ["is the same for everybody", { isAutomatic: true }, false],
    ["has to be typed", { isFirstOrder: true }, false],
    ["is over", { isAutomatic: true, isFirstOrder: true, expiresAt: NOW }, false],
    ["has not begun", { isAutomatic: true, isFirstOrder: true, startsAt: new Date(NOW.getTime() + 1) }, false],
  ])("may meet a discount that depends on the customer: one that %s", (_what, rule, may) => {
    expect(mayComeWithCustomer([aDiscount(rule)], ["fernweh"], NOW)).toBe(may);
  });

  it("meets no discount of another seller's goods", () => {
    const goods = { productIds: [], sellerIds: ["ombra"], categories: [], excludesSale: false };
    const rules = [aDiscount({ isAutomatic: true, isFirstOrder: true, goods })];
    expect(mayComeWithCustomer(rules, ["fernweh"], NOW)).toBe(false);
    expect(mayComeWithCustomer(rules, ["fernweh", "ombra"], NOW)).toBe(true);
  });
});
