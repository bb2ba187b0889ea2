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
function countryName(code: string): string {
  const name = new Intl.DisplayNames("en", { type: "region" }).of(code) ?? code;
  return /^(?:United |Netherlands|Philippines|Bahamas|Czech Republic|Dominican Republic|Gambia|Maldives)|Islands$|^Isle /.test(
    name,
  )
    ? `the ${name}`
    : name;
}

/** What is wrong with who buys and where it goes, for a form's field. One place, so that another language is another file. */
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
  tooLong: (label: string, max: number) => `${label} has at most ${max} characters.`,
  country: "The country is a two-letter ISO 3166-1 code, such as US or JP.",
  region: (label: string, country: string, examples: string) =>
    `${label} is not one of ${countryName(country)}. Write it by its name or code, such as ${examples}.`,
  military: "The state of an APO, FPO or DPO address is AA, AE or AP.",
  postalCode: (label: string, country: string, example: string) =>
    `${label} is not written like one of ${countryName(country)}, such as ${example}.`,
  phone: "Write the phone number with its country code, such as +44 20 7946 0000.",
  phoneExtension: "Write the phone number without its extension; a carrier cannot dial one.",
  vatNumber: {
    not_one: "The VAT number is not written like one of its country. Write it with the country, such as DE136695976.",
    not_covered: "VAT numbers of the European Union, the United Kingdom, Switzerland and Norway are taken here.",
  },
  emailMissing: "The e-mail address is missing.",
  email: "The e-mail address is not written like name@example.com.",
  emailLetters:
    "Before the @, use letters without accents (a to z), digits and signs such as - and _; payments and many mail servers take no others. If this is your only address, ask your mail service for one without accents.",
} as const;
