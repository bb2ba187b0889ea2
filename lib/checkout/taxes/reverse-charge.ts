import { subtract, sum, zero, type Currency, type Money } from "../../money.ts";
import { withoutReductions, withReductions } from "../discounts/reductions.ts";
import { placeOf, type Place } from "../place.ts";
import type { Address, AppliedDiscount, LineItem } from "../session.ts";
import type { ShopRules } from "../shop-rules.ts";
import { taxByTable } from "./by-table.ts";
import type { TaxShare } from "./line.ts";
import type { BuyerTaxId } from "./tax-id.ts";

type Tables = Pick<ShopRules, "taxes" | "taxSettings">;

/** The member states by ISO 3166-1. */
const EU: ReadonlySet<string> = new Set(
  "AT,BE,BG,CY,CZ,DE,DK,EE,ES,FI,FR,GR,HR,HU,IE,IT,LT,LU,LV,MT,NL,PL,PT,RO,SE,SI,SK".split(","),
);

/** Parts of member states outside the EU's VAT, Article 6 of Directive 2006/112/EC, where they are no country of their own. */
const OUTSIDE: Readonly<Record<string, (place: Place) => boolean>> = {
  ES: ({ region }) => ["GC", "TF", "CE", "ML"].includes(region),
  DE: ({ postalCode }) => postalCode === "78266" || postalCode === "27498",
  IT: ({ postalCode }) => postalCode === "23041" || postalCode === "22061",
  GR: ({ postalCode }) => postalCode.replace(/\s/g, "") === "63086",
};

/** With what the VAT numbers of a place begin, where the EU's VAT holds; null elsewhere. Northern Ireland counts for goods. */
function vatPrefixOf(place: Place, isGoods: boolean): string | null {
  const { country, region } = place;
  if (country === "GB") return region === "NIR" && isGoods ? "XI" : null;
  // Article 7: Monaco is France.
  const state = country === "MC" ? "FR" : country;
  if (!EU.has(state) || OUTSIDE[state]?.(place) === true) return null;
  return state === "GR" ? "EL" : state;
}

type Buying = {
  readonly lines: readonly Pick<LineItem, "isDigital">[];
  readonly address: Pick<Address, "country" | "region" | "postalCode"> | null;
  readonly taxId: BuyerTaxId | null;
  readonly rules: Tables;
};

/**
 * Whether the buyer's company accounts for the VAT: it is in another member state than the seller, where the goods go, and
 * its number of that state is confirmed by the register; by its form alone only where the seller accepts that.
 * Articles 138 and 196 of Directive 2006/112/EC.
 */
export function isReverseCharged({ lines, address, taxId, rules }: Buying): boolean {
  const { sellerCountry, acceptsUncheckedTaxIds } = rules.taxSettings;
  if (taxId === null || address === null || sellerCountry === null || !EU.has(sellerCountry)) return false;
  if (taxId.check !== "valid" && !(taxId.check === "form" && acceptsUncheckedTaxIds)) return false;
  const prefix = vatPrefixOf(
    placeOf(address),
    lines.every((line) => !line.isDigital),
  );
  return prefix !== null && prefix !== (sellerCountry === "GR" ? "EL" : sellerCountry) && taxId.country === prefix;
}

/** The row that takes contained VAT off prices; no code of a shop file has a colon. */
export const REVERSE_CHARGE = "VAT:REVERSE-CHARGE";

type Line = Pick<LineItem, "id" | "isDigital" | "taxCategory" | "base" | "discount" | "reductions">;
type Parts<Own extends Line, Choice> = {
  readonly lines: readonly Own[];
  /** The price of each line after every discount. */
  readonly taxable: readonly Money[];
  readonly discounts: readonly AppliedDiscount[];
  readonly deliveryChoices: readonly Choice[];
};

/** Prices without the VAT that they contain by the shop's table: a row of its own on each line, and cheaper delivery. */
export function withoutIncludedTax<Own extends Line, Choice extends { readonly id: string; readonly subtotal: Money }>(
  tables: Tables,
  place: Place,
  { lines, taxable, discounts, deliveryChoices }: Parts<Own, Choice>,
  currency: Currency,
): Omit<Parts<Own, Choice>, "taxable"> {
  const taxed = lines.map((line, index) => ({ ...line, taxable: taxable[index] ?? zero(currency) }));
  const quote = taxByTable(tables, place, taxed, deliveryChoices);
  const allocations = quote.lines.flatMap(({ lineId, taxes }) => {
    const amount = includedIn(taxes, currency);
    return amount.amountMinor === 0 ? [] : [{ lineId, amount }];
  });
  const names = new Set(quote.lines.flatMap(({ taxes }) => taxes.filter(isIncluded).map(({ name }) => name)));
  const taken: AppliedDiscount = {
    code: REVERSE_CHARGE,
    title: [...names].join(", "),
    amount: sum(
      allocations.map(({ amount }) => amount),
      currency,
    ),
    isAutomatic: true,
    method: "each",
    allocations,
  };
  const all = allocations.length === 0 ? discounts : [...discounts, taken];
  return {
    lines: lines.map((line) => withReductions(withoutReductions(line), all)),
    discounts: all,
    deliveryChoices: deliveryChoices.map((choice) => ({
      ...choice,
      subtotal: subtract(
        choice.subtotal,
        includedIn(quote.delivery.find(({ optionId }) => optionId === choice.id)?.taxes ?? [], currency),
      ),
    })),
  };
}

const isIncluded = ({ mode }: TaxShare): boolean => mode === "included";

const includedIn = (taxes: readonly TaxShare[], currency: Currency): Money =>
  sum(
    taxes.filter(isIncluded).map(({ amount }) => amount),
    currency,
  );
