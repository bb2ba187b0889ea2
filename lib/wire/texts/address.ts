const CITY: Readonly<Record<string, string>> = {
  city: "city",
  suburb: "suburb",
  post_town: "town",
  district: "district",
};
const STATE: Readonly<Record<string, string>> = {
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
const POSTAL_CODE: Readonly<Record<string, string>> = {
  eircode: "Eircode",
  pin: "PIN code",
  postal: "postal code",
  postcode: "postcode",
  zip: "ZIP code",
};

/** What a country calls a part of an address, by the keys of its format. */
export const partName = {
  city: (key: string): string => CITY[key] ?? "city",
  state: (key: string): string => STATE[key] ?? "state or province",
  postal_code: (key: string): string => POSTAL_CODE[key] ?? "postal code",
} as const;

/** In the language of these texts, with its article where a sentence needs one. */
export function countryName(code: string): string {
  const name = new Intl.DisplayNames("en", { type: "region" }).of(code) ?? code;
  return /^(?:United |Netherlands|Philippines|Bahamas|Czech Republic|Dominican Republic|Gambia|Maldives)|Islands$|^Isle /.test(
    name,
  )
    ? `the ${name}`
    : name;
}

/** What a form says before it is sent. The widget has these; what only the server says is in details.ts. */
export const ADDRESS_TEXTS = {
  labels: {
    name: "The name",
    company: "The company",
    line_one: "The street address",
    line_two: "The second address line",
    city: "The city",
    country: "The country",
    state: "The state or province",
    postal_code: "The postal code",
  },
  part: (name: string) => `The ${name}`,
  missing: (label: string) => `${label} is missing.`,
  /** `name`: what the country calls its codes. */
  postalCode: (name: string, example: string) =>
    `Enter ${/^[AEIOU]/i.test(name) ? "an" : "a"} ${name} like ${example}.`,
} as const;
