import { COUNTRY_CODES } from "./country-codes.ts";
import data from "./formats.json" with { type: "json" };

/** The parts of an address that not every country has, or not in one place. */
export type AddressPart = "line_one" | "city" | "state" | "postal_code";
const PARTS: Readonly<Record<string, AddressPart>> = { A: "line_one", C: "city", S: "state", Z: "postal_code" };

export type AddressFormat = {
  /** The parts that the country's addresses have, in the order in which they are written. */
  readonly parts: readonly AddressPart[];
  readonly required: ReadonlySet<AddressPart>;
  /** What the parts are called there: keys of the texts. */
  readonly names: { readonly state: string; readonly postal_code: string; readonly city: string };
  /** The whole of a postal code in its canonical form; null where there are none. */
  readonly postalCode: RegExp | null;
  readonly postalCodeExamples: readonly string[];
};

/** Cities of countries that are one, so that nobody has to write them twice. */
const CITY_STATES: Readonly<Record<string, string>> = {
  SG: "Singapore",
  HK: "Hong Kong",
  MO: "Macao",
  GI: "Gibraltar",
  MC: "Monaco",
  VA: "Vatican City",
};
/** Where Google's data asks for no city and parcels need one: a municipality is part of the address. */
const NEEDS_CITY: ReadonlySet<string> = new Set(["JP", "CO", "ID", "SM", "AG", "KY", "NR", "VG"]);
/** Where carriers refuse an address without a postal code, though Google's data lets it pass. */
const NEEDS_POSTAL_CODE: ReadonlySet<string> = new Set(["ID", "MT", "CY", "RS", "BG", "HR", "SI", "MC", "TH", "PK"]);
const POSTCODE: ReadonlySet<string> = new Set(["GB", "AU", "NZ", "IM", "JE", "GG", "ZA", "MY"]);

const known = new Map<string, AddressFormat>();

/** How an address of the country is written; `country` is ISO 3166-1 alpha-2 in upper case, and any other has line, city, region and code. */
export function addressFormat(country: string): AddressFormat {
  const before = known.get(country);
  if (before !== undefined) return before;
  const row = COUNTRY_CODES.has(country) ? Object.entries(data).find(([code]) => code === country)?.[1] : undefined;
  const format = row === undefined ? ANY : formatOf(country, row);
  known.set(country, format);
  return format;
}

/**
 * Parts as addressFormat has them, in the order in which a reader of `locale` (BCP 47) fills them in; `country` "" is none yet.
 * Japanese goes from the largest part to the smallest, of addresses in Japan and until another country is chosen.
 * https://chromium-i18n.appspot.com/ssl-address/data/JP
 */
export function inReadersOrder(parts: readonly AddressPart[], country: string, locale: string): readonly AddressPart[] {
  const isFromLargest = (country === "JP" || country === "") && new Intl.Locale(locale).language === "ja";
  return isFromLargest ? [...parts].reverse() : parts;
}

/** The city that the country is; null elsewhere. */
export const cityOfCountry = (country: string): string | null => CITY_STATES[country] ?? null;

const ANY: AddressFormat = {
  parts: ["line_one", "city", "state", "postal_code"],
  required: new Set(["line_one", "city"]),
  names: { state: "any", postal_code: "postal", city: "city" },
  postalCode: null,
  postalCodeExamples: [],
};

function formatOf(country: string, row: readonly string[]): AddressFormat {
  const [parts = "", required = "", postalCode = "", examples = "", names = ""] = row;
  const needed = new Set<AddressPart>(["line_one", ...partsOf(required)]);
  if (NEEDS_CITY.has(country)) needed.add("city");
  if (NEEDS_POSTAL_CODE.has(country)) needed.add("postal_code");
  const [state = "", code = "postal", city = "city"] = names.split(",");
  const asked = partsOf(parts);
  return {
    parts: needed.has("city") && !asked.includes("city") ? ["line_one", "city", ...asked.slice(1)] : asked,
    required: needed,
    names: { state: state === "" ? "province" : state, postal_code: POSTCODE.has(country) ? "postcode" : code, city },
    postalCode: postalCode === "" ? null : new RegExp(`^(?:${postalCode})$`),
    postalCodeExamples: examples === "" ? [] : examples.split(","),
  };
}

const partsOf = (letters: string): readonly AddressPart[] =>
  [...letters].flatMap((letter) => {
    const part = PARTS[letter];
    return part === undefined ? [] : [part];
  });
