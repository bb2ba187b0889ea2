/** A number under which a company is registered for VAT. */
export type TaxId = {
  /** As VAT numbers begin: ISO 3166-1 alpha-2, but `EL` for Greece, `XI` for Northern Ireland, `CHE` for Switzerland. */
  readonly country: string;
  /** What follows, in upper case and without spaces and signs. */
  readonly number: string;
};

/**
 * A buyer's number with what is known of it. `form`: it is written like one, and nobody was asked. `valid`, `invalid`: what
 * the register answered. `unknown`: it gave no answer.
 */
export type BuyerTaxId = TaxId & { readonly check: "form" | "valid" | "invalid" | "unknown" };

export const taxIdText = ({ country, number }: TaxId): string => `${country}${number}`;

export const isSameTaxId = (left: TaxId, right: TaxId): boolean => taxIdText(left) === taxIdText(right);
