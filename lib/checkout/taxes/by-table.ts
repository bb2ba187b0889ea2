import { add, allocate, includedShare, share, sum, zero, type Money } from "../../money.ts";
import type { Place } from "../place.ts";
import type { LineItem } from "../session.ts";
import type { ShopRules } from "../shop-rules.ts";
import { findTaxRule } from "./find-rule.ts";
import type { TaxShare } from "./line.ts";
import { BY_TABLE, type TaxQuote } from "./quote.ts";
import type { TaxRate, TaxRule } from "./rule.ts";

type TaxedLine = Pick<LineItem, "id" | "isDigital" | "taxCategory"> & { readonly taxable: Money };
type PricedDelivery = { readonly id: string; readonly subtotal: Money };

/** Works out the tax of lines and delivery options by the shop's tables. `taxable`: a line's price after every discount. */
export function taxByTable(
  tables: Pick<ShopRules, "taxes" | "taxSettings">,
  place: Place,
  lines: readonly TaxedLine[],
  delivery: readonly PricedDelivery[],
): TaxQuote {
  const ruled = lines.map((line) => ({ line, rule: findTaxRule(tables, place, line.taxCategory) }));
  const parcel = ruled
    .filter(({ line }) => !line.isDigital)
    .map(({ line, rule }) => ({
      worth: line.taxable.amountMinor,
      rule: rule?.appliesToShipping === true ? rule : null,
    }));
  const ofDelivery = tables.taxSettings.delivery === "highest" ? byHighest : byWorth;
  return {
    lines: ruled.map(({ line, rule }) => ({
      lineId: line.id,
      taxes: rule === null ? [] : sharesOf(rule, line.taxable),
    })),
    delivery: delivery.map(({ id, subtotal }) => ({ optionId: id, taxes: ofDelivery(parcel, subtotal) })),
    basis: BY_TABLE,
    problem: null,
  };
}

type Parcel = readonly { readonly worth: number; readonly rule: TaxRule | null }[];

function byHighest(parcel: Parcel, price: Money): readonly TaxShare[] {
  const rules = parcel.flatMap(({ rule }) => (rule === null ? [] : [rule]));
  const [highest] = [...rules].sort((a, b) => rateOf(b.rates) - rateOf(a.rates));
  return highest === undefined ? [] : sharesOf(highest, price);
}

/** Each line takes the part of the price that its worth has of the parcel's, and taxes it as it is taxed itself. */
function byWorth(parcel: Parcel, price: Money): readonly TaxShare[] {
  if (parcel.length === 0) return [];
  const parts = allocate(
    price,
    parcel.map(({ worth }) => worth),
  );
  const rules = new Map<TaxRule, Money>();
  for (const [index, { rule }] of parcel.entries())
    if (rule !== null)
      rules.set(rule, add(rules.get(rule) ?? zero(price.currency), parts[index] ?? zero(price.currency)));
  return [...rules].flatMap(([rule, amount]) => sharesOf(rule, amount));
}

const rateOf = (rates: readonly TaxRate[]): number => rates.reduce((all, rate) => all + rate.ratePerMillion, 0);

/** Taxes on top are each a share of the price; those inside it are one share together, split by their rates. */
function sharesOf({ rates, mode }: TaxRule, amount: Money): readonly TaxShare[] {
  const amounts =
    mode === "added"
      ? rates.map((rate) => share(amount, rate.ratePerMillion))
      : allocate(
          includedShare(amount, rateOf(rates)),
          rates.map((rate) => rate.ratePerMillion),
        );
  return rates.map((rate, index) => ({ ...rate, mode, amount: amounts[index] ?? zero(amount.currency) }));
}

/** The taxes of several amounts as one list, each name and rate once, in the order in which they were met. */
export function mergeShares(shares: readonly TaxShare[]): readonly TaxShare[] {
  const merged = new Map<string, TaxShare[]>();
  for (const one of shares) {
    const key = JSON.stringify([one.name, one.ratePerMillion, one.mode]);
    merged.set(key, [...(merged.get(key) ?? []), one]);
  }
  return [...merged.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [
          {
            ...first,
            amount: sum(
              [first, ...others].map((one) => one.amount),
              first.amount.currency,
            ),
          },
        ],
  );
}
