import { regionName } from "../address/region-name.ts";

const CITIES = {
  city: "city",
  suburb: "suburb",
  post_town: "town",
  district: "district",
};
const STATES = {
  any: "state or province",
  area: "area",
  county: "county",
  department: "department",
  district: "district",
  do_si: "province or city",
  emirate: "emirate",
  island: "island",
  oblast: "region",
  parish: "parish",
  prefecture: "prefecture",
  province: "province",
  region: "region",
  state: "state",
};
const POSTAL_CODES = {
  eircode: "Eircode",
  pin: "PIN code",
  postal: "postal code",
  postcode: "postcode",
  zip: "ZIP code",
};

/** In the language of these texts, with its article where a sentence needs one. */
export function countryName(code: string): string {
  const name = regionName(code, "en");
  return /^(?:United |Netherlands|Philippines|Bahamas|Czech Republic|Dominican Republic|Gambia|Maldives)|Islands$|^Isle /.test(
    name,
  )
    ? `the ${name}`
    : name;
}

/**
 * What a form says before it is sent, in English. The widget has these; what only the server says is in details.ts.
 * `names`: what a country calls a part of an address, by the keys of its format, as `part` and `postalCode` need it.
 */
export const ADDRESS_TEXTS = {
  names: { city: CITIES, state: STATES, postal_code: POSTAL_CODES },
  labels: {
    name: "The full name",
    company: "The company",
    line_one: "The address",
    line_two: "The second address line",
    city: "The city",
    country: "The country",
    state: "The state or province",
    postal_code: "The postal code",
  },
  part: (name: string): string => `The ${name}`,
  missing: (label: string): string => `${label} is missing.`,
  /** `name`: what the country calls its codes. */
  postalCode: (name: string, example: string): string =>
    `Enter ${/^[AEIOU]/i.test(name) ? "an" : "a"} ${name} like ${example}.`,
};
export type AddressTexts = typeof ADDRESS_TEXTS;

/** What a country calls a part of an address; one that has no name of its own has the most usual one. */
export function partName(
  part: keyof AddressTexts["names"],
  key: string,
  { names }: Pick<AddressTexts, "names">,
): string {
  const known: Readonly<Record<string, string>> = names[part];
  return known[key] ?? { city: names.city.city, state: names.state.any, postal_code: names.postal_code.postal }[part];
}
