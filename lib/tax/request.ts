import { createHash } from "node:crypto";
import { placeOf, type Place } from "../checkout/place.ts";
import type { Address, LineItem } from "../checkout/session.ts";
import type { ShopRules } from "../checkout/shop-rules.ts";
import { findTaxRule } from "../checkout/taxes/find-rule.ts";
import type { TaxMode } from "../checkout/taxes/line.ts";
import { taxClassOf } from "../checkout/taxes/rule.ts";
import { taxIdText, type TaxId } from "../checkout/taxes/tax-id.ts";
import type { PricedBasket } from "../checkout/totals.ts";
import { zero, type Currency, type Money } from "../money.ts";

/** What a tax service is asked: prices after every discount, and the delivery that is chosen, or the cheapest. */
export type TaxRequest = {
  readonly currency: Currency;
  readonly lines: readonly {
    readonly id: string;
    readonly amount: Money;
    readonly quantity: number;
    readonly isDigital: boolean;
    readonly isUntaxed: boolean;
    /** The service's own name for the class of goods; null: its default. */
    readonly code: string | null;
    readonly mode: TaxMode;
  }[];
  readonly delivery: { readonly optionId: string; readonly amount: Money; readonly mode: TaxMode } | null;
  /** Every way to deliver, whose taxes follow from that of the chosen one. */
  readonly choices: readonly { readonly id: string; readonly subtotal: Money }[];
  readonly address: Address;
  /** The number of a company that accounts for the tax itself; null for everybody else. */
  readonly reverseCharge: TaxId | null;
};

type Tables = Pick<ShopRules, "taxes" | "taxSettings">;

/** Null while nobody knows where the buyer is. */
export function taxRequestOf({ inputs, taxable, deliveryChoices, isReverseCharge }: PricedBasket): TaxRequest | null {
  const { address, currency, rules, lines, taxId = null } = inputs;
  if (address === null) return null;
  const place = placeOf(address);
  const asked = lines.map((line, index) => ({
    id: line.id,
    amount: taxable[index] ?? zero(currency),
    quantity: line.quantity,
    isDigital: line.isDigital,
    isUntaxed: isUntaxed(rules, line.taxCategory),
    code: codeOf(rules, line.taxCategory),
    // What prices contained was taken off them.
    mode: isReverseCharge ? ("added" as const) : modeAt(rules, place, line.taxCategory),
  }));
  const byPrice = [...deliveryChoices].sort(
    (a, b) => a.subtotal.amountMinor - b.subtotal.amountMinor || a.id.localeCompare(b.id),
  );
  const chosen = byPrice.find(({ id }) => id === inputs.deliveryOptionId) ?? byPrice[0];
  const [parcel] = asked.filter((line) => !line.isDigital);
  return {
    currency,
    lines: asked,
    delivery:
      chosen === undefined
        ? null
        : { optionId: chosen.id, amount: chosen.subtotal, mode: parcel?.mode ?? modeAt(rules, place, null) },
    choices: byPrice.map(({ id, subtotal }) => ({ id, subtotal })),
    address,
    reverseCharge: isReverseCharge ? taxId : null,
  };
}

/** The same for the same question, whenever and on whichever instance it is asked. */
export const digestOf = ({ currency, lines, delivery, choices, address, reverseCharge }: TaxRequest): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        currency,
        lines.map((line) => [
          line.id,
          line.amount.amountMinor,
          line.quantity,
          line.isDigital,
          line.isUntaxed,
          line.code,
          line.mode,
        ]),
        delivery === null ? null : [delivery.optionId, delivery.amount.amountMinor, delivery.mode],
        choices.map(({ id, subtotal }) => [id, subtotal.amountMinor]),
        [address.lineOne, address.lineTwo, address.city, address.region, address.postalCode, address.country],
        ...(reverseCharge === null ? [] : [taxIdText(reverseCharge)]),
      ]),
    )
    .digest("base64url");

/** Prices are without tax in the United States and Canada and contain it elsewhere, unless the shop's table says so of the place. */
function modeAt(tables: Tables, place: Place, category: LineItem["taxCategory"]): TaxMode {
  const rule = findTaxRule(tables, place, category) ?? findTaxRule(tables, place, null);
  return rule?.mode ?? (place.country === "US" || place.country === "CA" ? "added" : "included");
}

const classOf = (category: LineItem["taxCategory"], otherwise: string): string =>
  category === null || category.trim() === "" ? otherwise : taxClassOf(category);

/** Of a class that is free of tax, and that no code of a service says more of. */
export const isUntaxed = ({ taxSettings }: Tables, category: LineItem["taxCategory"]): boolean =>
  ["zero", "exempt"].includes(classOf(category, taxSettings.defaultClass)) && codeIn(taxSettings, category) === null;

const codeIn = ({ serviceCodes, defaultClass }: Tables["taxSettings"], category: LineItem["taxCategory"]) =>
  serviceCodes.get(classOf(category, defaultClass)) ?? null;

/** A feed may give the service's own code in place of a class. */
function codeOf({ taxSettings }: Tables, category: LineItem["taxCategory"]): string | null {
  const own = category?.trim().toLowerCase() ?? "";
  return /^txcd_\d{8}$/.test(own) ? own : codeIn(taxSettings, category);
}
