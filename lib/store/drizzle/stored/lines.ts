import type { Availability } from "../../../catalog/product.ts";
import type { Address, LineItem } from "../../../checkout/session.ts";

/** A line as a JSON column has it; what a row of an earlier release lacks is null, and its goods were in stock. */
export type StoredLine = Omit<LineItem, "taxCategory" | "weightGrams" | "availability" | "availableFrom"> & {
  readonly taxCategory?: string | null;
  readonly weightGrams?: number | null;
  readonly availability?: Availability;
  readonly availableFrom?: string | null;
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
  availability: line.availability ?? "in_stock",
  availableFrom: typeof line.availableFrom === "string" ? new Date(line.availableFrom) : null,
});

export const addressFromStored = (address: StoredAddress | null): Address | null =>
  address === null ? null : { ...address, company: address.company ?? null };
