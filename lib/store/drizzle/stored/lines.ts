import type { Availability } from "../../../catalog/product.ts";
import type { Address, AppliedDiscount, LineItem, Reduction } from "../../../checkout/session.ts";
import { includedInGoods, type TaxLine, type TaxShare } from "../../../checkout/taxes/line.ts";
import type { Money } from "../../../money.ts";

/** A line as a JSON column has it; what a row of an earlier release lacks is null, and its goods were in stock. */
export type StoredLine = Omit<
  LineItem,
  | "taxCategory"
  | "weightGrams"
  | "deliveryPrices"
  | "availability"
  | "availableFrom"
  | "taxes"
  | "category"
  | "reductions"
> & {
  readonly taxCategory?: string | null;
  readonly weightGrams?: number | null;
  /** Left out where there are none, as in most shops. */
  readonly deliveryPrices?: LineItem["deliveryPrices"];
  readonly availability?: Availability;
  readonly availableFrom?: string | null;
  readonly taxes?: readonly TaxShare[];
  readonly category?: string | null;
  readonly reductions?: LineItem["reductions"];
};
export type StoredAddress = Omit<Address, "company"> & { readonly company?: string | null };

export const lineToStored = ({ deliveryPrices, ...line }: LineItem): StoredLine => ({
  ...line,
  ...(deliveryPrices.length === 0 ? {} : { deliveryPrices }),
  availableFrom: line.availableFrom?.toISOString() ?? null,
});

export const lineFromStored = (line: StoredLine): LineItem => ({
  ...line,
  taxCategory: line.taxCategory ?? null,
  weightGrams: line.weightGrams ?? null,
  deliveryPrices: line.deliveryPrices ?? [],
  availability: line.availability ?? "in_stock",
  taxes: line.taxes ?? [],
  category: line.category ?? null,
  reductions: line.reductions ?? [],
  availableFrom: typeof line.availableFrom === "string" ? new Date(line.availableFrom) : null,
});

export const addressFromStored = (address: StoredAddress | null): Address | null =>
  address === null ? null : { ...address, company: address.company ?? null };

/** Taxes as a JSON column has them. Earlier releases kept one that the prices contain, and still read it. */
export type StoredTax = {
  readonly taxLines?: readonly TaxLine[] | undefined;
  readonly includedTax: { readonly name: string; readonly amount: Money } | null;
};

export function taxToStored(taxLines: readonly TaxLine[]): StoredTax {
  const [included] = includedInGoods(taxLines);
  return { taxLines, includedTax: included === undefined ? null : { name: included.name, amount: included.amount } };
}

export const taxFromStored = ({ taxLines, includedTax }: StoredTax): readonly TaxLine[] =>
  taxLines ??
  (includedTax === null ? [] : [{ ...includedTax, ratePerMillion: null, mode: "included", of: "goods" } as const]);

/** Earlier releases had discounts of whole orders, by code. */
export type StoredDiscount = Reduction & Partial<AppliedDiscount>;

export const discountFromStored = (discount: StoredDiscount): AppliedDiscount => ({
  isAutomatic: false,
  method: "across",
  allocations: [],
  ...discount,
});
