import type { BuyerTaxId } from "../../checkout/taxes/tax-id.ts";
import { hasVatNumbers, vatNumber } from "./stdnum.ts";

/** `not_covered`: of a country whose numbers are not known here, such as the United States'. */
export type VatNumberReading =
  { readonly kind: "none" | "not_covered" | "not_one" } | { readonly kind: "tax_id"; readonly taxId: BuyerTaxId };

const PREFIXES: Readonly<Record<string, string>> = { GR: "EL", CH: "CHE", LI: "CHE", MC: "FR", IM: "GB" };
const prefixOfCountry = (country: string): string => PREFIXES[country] ?? country;

/**
 * Reads a VAT number as companies write it, with or without its country and with any signs between its parts, by form and
 * check digits. `country`: of the buyer's address, ISO 3166-1 alpha-2, or empty. A number that begins like one of
 * another country is that country's.
 */
export function readVatNumber(text: string, country: string): VatNumberReading {
  const bare = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}+*]/gu, "");
  if (bare === "") return { kind: "none" };
  const own = prefixOfCountry(country);
  const written = ["CHE", prefixOfCountry(bare.slice(0, 2))].filter(
    (prefix) => hasVatNumbers(prefix) && (bare.startsWith(prefix) || prefixOfCountry(bare.slice(0, 2)) === prefix),
  );
  const tried = [
    ...written.map((prefix) => ({ prefix, number: bare.slice(prefix === "CHE" ? 3 : 2) })),
    { prefix: own, number: bare },
  ];
  for (const { prefix, number } of tried) {
    const read = vatNumber(prefix, number);
    if (read !== null) return { kind: "tax_id", taxId: { country: prefix, number: read, check: "form" } };
  }
  return { kind: written.length > 0 || hasVatNumbers(own) ? "not_one" : "not_covered" };
}
