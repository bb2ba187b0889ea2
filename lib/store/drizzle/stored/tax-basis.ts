import { BY_TABLE, type TaxBasis, type TaxCalculation } from "../../../checkout/taxes/quote.ts";

/** Who worked a tax out, as a JSON column has it. Absent in rows from before there were tax services. */
export type StoredTaxBasis = Omit<TaxBasis, "calculation"> & {
  readonly calculation: (Omit<TaxCalculation, "expiresAt"> & { readonly expiresAt: string | null }) | null;
};

export const taxBasisToStored = ({ calculation, ...basis }: TaxBasis): StoredTaxBasis => ({
  ...basis,
  calculation:
    calculation === null ? null : { ...calculation, expiresAt: calculation.expiresAt?.toISOString() ?? null },
});

export function taxBasisFromStored(stored: StoredTaxBasis | undefined): TaxBasis {
  if (stored === undefined) return BY_TABLE;
  const { calculation, ...basis } = stored;
  if (calculation === null) return { ...basis, calculation };
  const { expiresAt, ...rest } = calculation;
  return { ...basis, calculation: { ...rest, expiresAt: expiresAt === null ? null : new Date(expiresAt) } };
}
