import { plain } from "./runs.ts";

const MAX_IDENTIFIER_CHARACTERS = 100;
/** GTIN-8, -12, -13 and -14, also when a spreadsheet took the zeros at the front. GS1 General Specifications, 3.3 */
const GTIN_DIGITS = /^\d{6,14}$/;
const GTIN_LENGTH = 14;

/** A product's numbers as the index has them: letters and digits only, so that "AX-77", "ax 77" and "AX77" are one. */
export function identifierOf(text: string): string | null {
  const folded = plain(text).replace(/[^\p{L}\p{N}]/gu, "");
  return folded === "" || folded.length > MAX_IDENTIFIER_CHARACTERS ? null : folded;
}

/** All forms of a GTIN with zeros in front up to 14 digits; null for what is none. */
export function gtinOf(identifier: string): string | null {
  const significant = identifier.replace(/^0+/, "");
  return GTIN_DIGITS.test(identifier) && significant !== "" ? significant.padStart(GTIN_LENGTH, "0") : null;
}
