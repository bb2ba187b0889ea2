import { z } from "zod";
import type { SellingRules, ShopRules } from "../checkout/shop-rules.ts";
import type { SellersInFile } from "../purchase/sellers/directory.ts";
import { discounts } from "./shop/discounts.ts";
import { goods, sellers } from "./shop/sellers.ts";
import { dispatch } from "./shop/dispatch.ts";
import { shippingRule, shippingRules } from "./shop/shipping.ts";
import { checkOwnTaxes, taxRules, taxSettings } from "./shop/taxes.ts";
import { rate } from "./shop/values.ts";

/** Why these defaults: docs/decisions/0032. */
const selling = z
  .strictObject({
    stop_above_price_rise: rate.default(50_000),
    hold_minutes: z.int().min(1).max(120).default(10),
    unpaid_pages_hold: rate.default(800_000),
    pages_per_shopper: z.int().min(1).max(100).default(3),
  })
  .prefault({})
  .transform((rules): SellingRules => ({
    maxPriceRisePerMillion: rules.stop_above_price_rise,
    holdMs: rules.hold_minutes * 60_000,
    maxHeldPerMillion: rules.unpaid_pages_hold,
    maxHeldPages: rules.pages_per_shopper,
  }));

/** The tables, but for the rates by ZIP code, which have a file of their own. */
export type ShopFile = Omit<ShopRules, "taxSettings"> & {
  readonly taxSettings: z.output<typeof taxSettings>;
  readonly inFile: SellersInFile;
};

/** The merchant's tables of delivery, tax and discounts (`SHOP_FILE`). Format: docs/operating.md. */
export const shopFile = z
  .strictObject({
    dispatch: dispatch.nullable().default(null),
    shipping: shippingRules,
    taxes: taxRules,
    tax_settings: taxSettings,
    discounts,
    sellers,
    goods,
    selling,
  })
  .transform((file, context): ShopFile => {
    checkOwnTaxes(file, context);
    const { selling, taxes, discounts, sellers, goods, dispatch, tax_settings: taxSettings } = file;
    const shipping = file.shipping.map((rule) => shippingRule(rule, dispatch));
    return { selling, taxes, discounts, taxSettings, shipping, inFile: { sellers, goods, dispatch } };
  });
