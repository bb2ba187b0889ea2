import type { TaxId } from "../checkout/taxes/tax-id.ts";

/** What a register says of a number. `unknown`: it gave no answer, which says nothing about the number. */
export type TaxIdOutcome =
  | { readonly kind: "valid" | "invalid" }
  /** `why` is the register's own word, for the operator. */
  | { readonly kind: "unknown"; readonly why: string };

/** A register of companies' VAT numbers. Adapter: lib/tax/vies. */
export interface TaxIdService {
  readonly name: string;
  /** Whether it knows anything of numbers that begin so. */
  covers(country: string): boolean;
  /** Never throws, and answers within seconds. */
  check(taxId: TaxId): Promise<TaxIdOutcome>;
}
