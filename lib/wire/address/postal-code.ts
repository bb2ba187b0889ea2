import { addressFormat } from "./formats.ts";

export type PostalCodeReading =
  { readonly kind: "postal_code"; readonly code: string } | { readonly kind: "not_one"; readonly example: string };

/** Codes that more people have seen than the first ones of the data. */
const USUAL_EXAMPLES: Readonly<Record<string, string>> = {
  US: "10001",
  CA: "K1A 0B1",
  GB: "SW1A 1AA",
  DE: "10115",
  FR: "75001",
  JP: "100-0001",
};

/** The letters that were put before a code for mail from abroad: D-10115, CH 8001, FIN-00100, NL 1011 AB, L1234. */
const COUNTRY_MARK = /^(?:〒|T(?=\d{3}-?\d{4}$)|[A-Z]{1,3}[- ]+|[A-Z]{2}(?=\d))/;
/** Where the mark is one letter, as on a car. */
const ONE_LETTER: ReadonlySet<string> = new Set("AT:A BE:B DE:D ES:E FR:F HU:H IT:I LU:L NO:N PT:P SE:S".split(" "));

/**
 * A postal code as the country writes it, from what a person types: full-width digits, any case, blanks, hyphens and
 * the country's mark before it. Where the country has no postal codes, or none that are known, the text as it is.
 */
export function readPostalCode(country: string, text: string): PostalCodeReading {
  const { postalCode, postalCodeExamples: examples } = addressFormat(country);
  const typed = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\p{Pd}ー−]/gu, "-")
    .replace(/\s+/g, " ")
    .trim();
  if (postalCode === null || typed === "") return { kind: "postal_code", code: typed };
  const shapes = new Set(examples.map(shapeOf));
  const unmarked = ONE_LETTER.has(`${country}:${typed.charAt(0)}`) ? typed.replace(/^[A-Z](?=\d)/, "") : typed;
  for (const candidate of [typed, unmarked.replace(COUNTRY_MARK, "")]) {
    const written = forms(candidate, country, shapes).find((form) => postalCode.test(form));
    if (written !== undefined) return { kind: "postal_code", code: written };
  }
  return { kind: "not_one", example: USUAL_EXAMPLES[country] ?? examples[0] ?? "" };
}

/** "A9A 9A9" of "K1A 0B1": where the blanks and hyphens of a code are. */
const shapeOf = (example: string): string => example.replace(/[A-Z]/g, "A").replace(/\d/g, "9");

/** The ways to write the same letters and digits that the country's examples show, and a blank before the last three. */
function forms(text: string, country: string, shapes: ReadonlySet<string>): readonly string[] {
  const bare = text.replace(/[^\p{L}\p{N}]/gu, "");
  const bareShape = shapeOf(bare);
  const likeExamples = [...shapes]
    .filter((shape) => shape.replace(/[^A9]/g, "") === bareShape)
    .map((shape) => {
      let next = 0;
      return [...shape].map((sign) => (sign === "A" || sign === "9" ? (bare[next++] ?? "") : sign)).join("");
    });
  const eircode = country === "IE" ? [`${bare.slice(0, 3)} ${bare.slice(3)}`] : [];
  return [...eircode, ...likeExamples, `${bare.slice(0, -3)} ${bare.slice(-3)}`, bare, `${country}-${bare}`, text];
}
