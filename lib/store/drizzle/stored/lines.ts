import type { Address, LineItem } from "../../../checkout/session.ts";
import { includedInGoods, type TaxLine, type TaxShare } from "../../../checkout/taxes/line.ts";
import type { Money } from "../../../money.ts";

/** A line as a JSON column has it; what a row of an earlier release lacks is null. */
export type StoredLine = Omit<LineItem, "taxCategory" | "weightGrams" | "availableFrom" | "taxes"> & {
  readonly taxCategory?: string | null;
  readonly weightGrams?: number | null;
  readonly availableFrom?: string | null;
  readonly taxes?: readonly TaxShare[];
};
export type StoredAddress = Omit<Address, "company"> & { readonly company?: string | null };

export const lineToStored = (line: LineItem): StoredLine => ({
  ...line,
  availableFrom: line.availableFrom?.toISOString() ?? null,
});

export const lineFromStored = (line: StoredLine): LineItem => ({
  ...line,
  taxCategory: line.taxCategory ?? null,
  weightGrams: line.weightGrams ?? null,
  taxes: line.taxes ?? [],
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
