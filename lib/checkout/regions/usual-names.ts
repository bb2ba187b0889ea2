import data from "./usual-names.json" with { type: "json" };

/**
 * Names and abbreviations that people write for a region of a country and the address data does not have, with the code of
 * the region. Many are abbreviations of before the two-letter codes, https://pe.usps.com/text/pub28/28apb.htm.
 */
export const usualNames = (country: string): readonly (readonly [name: string, code: string])[] =>
  Object.entries(data)
    .filter(([one]) => one === country)
    .flatMap(([, regions]) =>
      Object.entries(regions).flatMap(([code, names]) => names.map((name: string) => [name, code] as const)),
    );
