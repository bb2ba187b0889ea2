import type { Address } from "../../checkout/session.ts";
import {
  findRegion,
  hasRegions,
  regionOfPostalCode,
  regionsOf,
  type NamedRegion,
} from "../../checkout/regions/regions.ts";
import { oneLine } from "../../plain-text.ts";
import { FORM_TEXTS, type FormTexts } from "../texts/details.ts";
import { readCountry } from "./country.ts";
import { addressFormat, cityOfCountry, type AddressPart } from "./formats.ts";
import { readPhone } from "./libphonenumber-js.ts";
import { REGION_BY_POSTAL_CODE } from "./needed-parts.ts";
import { labelOf, postalCodeProblem } from "./part-labels.ts";
import { readPostalCode } from "./postal-code.ts";

/** The fields of an address, by the names that they have on the wire and in a form. */
export const ADDRESS_FIELDS = [
  "name",
  "company",
  "country",
  "line_one",
  "line_two",
  "city",
  "state",
  "postal_code",
  "phone_number",
] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];
/** An address as a form or a tool call sends it. */
export type AddressFields = { readonly [Field in AddressField]?: string | null | undefined };
export type AddressProblem = {
  readonly field: AddressField;
  readonly code: "missing" | "invalid";
  readonly message: string;
};
export type AddressReading =
  | { readonly kind: "address"; readonly address: Address }
  | { readonly kind: "problems"; readonly problems: readonly AddressProblem[] };

/** https://developers.openai.com/commerce/specs/checkout, address; `company` is of ACP 2026-04-17. */
const MAX = { name: 256, company: 256, country: 60, line_one: 60, line_two: 60, city: 60, state: 60, postal_code: 20 };
type TextField = keyof typeof MAX;

/** Military post, https://pe.usps.com/text/pub28/28c2_010.htm; people write its state beside it as well. */
const MILITARY_CITY = /^(?<city>APO|FPO|DPO)(?:[\s,]+(?<state>AA|AE|AP))?$/i;
const MILITARY_STATES: ReadonlySet<string> = new Set(["AA", "AE", "AP"]);

/** Where the city of a region's name is in that region, so that its name says both: regions by country, or all of them. */
const CITY_SAYS_REGION: Readonly<Record<string, readonly string[] | "all">> = {
  AE: "all",
  HK: "all",
  TW: "all",
  CN: ["BJ", "SH", "TJ", "CQ"],
  MX: ["CMX"],
};

type Report = {
  (field: AddressField, code: AddressProblem["code"], message: string): void;
  readonly texts: FormTexts;
};

/**
 * Reads a delivery address by its country's rules and brings it into one form: the country as a code, region and postal
 * code as they are written on a label there, the phone number in E.164. Every problem is reported, in the language of `texts`.
 */
export function readAddress(fields: AddressFields, texts: FormTexts = FORM_TEXTS): AddressReading {
  const problems: AddressProblem[] = [];
  const report: Report = Object.assign(
    (field: AddressField, code: AddressProblem["code"], message: string) =>
      void problems.push({ field, code, message }),
    { texts },
  );
  const text = (field: TextField): string => {
    const value = oneLine(fields[field] ?? "");
    if (value.length > MAX[field]) report(field, "invalid", texts.tooLong(labelOf(field, "", texts), MAX[field]));
    return value;
  };
  const name = text("name");
  if (name === "") report("name", "missing", texts.missing(texts.labels.name));
  const [company, lineTwo] = [text("company"), text("line_two")];
  const country = countryIn(text("country"), report);
  const place = placeIn(
    { line_one: text("line_one"), city: text("city"), state: text("state"), postal_code: text("postal_code") },
    country,
    report,
  );
  const phone = readPhone(fields.phone_number ?? null, country);
  if (phone.kind !== "phone") report("phone_number", "invalid", phoneProblem(phone.kind, texts));
  if (problems.length > 0 || phone.kind !== "phone") return { kind: "problems", problems: inOrder(problems) };
  return {
    kind: "address",
    address: {
      name,
      company: company === "" ? null : company,
      lineOne: place.line_one,
      lineTwo: lineTwo === "" ? null : lineTwo,
      city: place.city,
      region: place.state,
      country,
      postalCode: place.postal_code,
      phoneNumber: phone.number,
    },
  };
}

const SILENT: Report = Object.assign(() => undefined, { texts: FORM_TEXTS });

/**
 * Reads as much of an address as a wallet tells before its buyer confirms: no name and no street, and in some countries only
 * the first part of the postal code. Each part is in the form that `readAddress` gives it; what is not said is empty. Null
 * without a country.
 */
export function readPartialAddress(fields: Pick<AddressFields, AddressPart | "country">): Address | null {
  const country = readCountry(oneLine(fields.country ?? ""));
  if (country === null) return null;
  const text = (field: AddressPart) => oneLine(fields[field] ?? "").slice(0, MAX[field]);
  const place = placeIn(
    { line_one: "", city: text("city"), state: text("state"), postal_code: text("postal_code") },
    country,
    SILENT,
  );
  return {
    name: "",
    company: null,
    lineOne: "",
    lineTwo: null,
    city: place.city,
    region: place.state,
    country,
    postalCode: place.postal_code,
    phoneNumber: null,
  };
}

export const phoneProblem = (kind: "extension" | "not_a_number", texts: FormTexts): string =>
  kind === "extension" ? texts.phoneExtension : texts.phone;

function countryIn(text: string, report: Report): string {
  if (text === "") report("country", "missing", report.texts.countryMissing);
  const code = text === "" ? null : readCountry(text);
  if (text !== "" && code === null) report("country", "invalid", report.texts.country);
  return code ?? "";
}

/** The parts that depend on the country, each in its form there. */
function placeIn(
  typed: Readonly<Record<AddressPart, string>>,
  country: string,
  report: Report,
): Readonly<Record<AddressPart, string>> {
  const postalCode = postalCodeIn(typed.postal_code, country, report);
  const military = country === "US" ? MILITARY_CITY.exec(typed.city)?.groups : undefined;
  const state = stateIn(
    { ...typed, state: typed.state === "" ? (military?.["state"] ?? "") : typed.state },
    postalCode,
    country,
    report,
  );
  const city = military?.["city"]?.toUpperCase() ?? typed.city;
  const format = addressFormat(country);
  const place = { ...typed, city, state, postal_code: postalCode };
  // Where an address has no city of its own, the region is what parcels are sorted by.
  if (city === "") place.city = cityOfCountry(country) ?? (format.required.has("city") ? "" : state);
  const isRegionToCome = REGION_BY_POSTAL_CODE.has(country) && typed.postal_code === "";
  for (const part of format.required)
    if (place[part] === "" && !(part === "state" && isRegionToCome))
      report(part, "missing", report.texts.missing(labelOf(part, country, report.texts)));
  return place;
}

function postalCodeIn(text: string, country: string, report: Report): string {
  if (country === "" || text.length > MAX.postal_code) return text;
  const read = readPostalCode(country, text);
  if (read.kind === "postal_code") return read.code;
  report("postal_code", "invalid", postalCodeProblem(country, read.example, report.texts));
  return text;
}

/** The region as it is written on a label. Text that is none is a mistake only where the country's addresses need one. */
function stateIn(
  { city, state }: Readonly<Record<AddressPart, string>>,
  postalCode: string,
  country: string,
  report: Report,
): string {
  const found = findRegion(country, state);
  if (country === "US" && MILITARY_CITY.test(city) && found !== null && !MILITARY_STATES.has(found.code))
    report("state", "invalid", report.texts.military);
  if (found !== null) return found.written;
  const likely = regionOfPostalCode(country, postalCode) ?? (state === "" ? regionOfCity(country, city) : null);
  if (likely !== null) return likely.written;
  if (state !== "" && hasRegions(country) && addressFormat(country).required.has("state"))
    report(
      "state",
      "invalid",
      report.texts.region(labelOf("state", country, report.texts), country, regionExamples(country)),
    );
  return state.length <= 3 ? state.toUpperCase() : state;
}

function regionOfCity(country: string, city: string): NamedRegion | null {
  const found = Object.hasOwn(CITY_SAYS_REGION, country) ? findRegion(country, city) : null;
  const regions = CITY_SAYS_REGION[country];
  return found !== null && (regions === "all" || regions?.includes(found.code) === true) ? found : null;
}

const regionExamples = (country: string): string => {
  const [first] = regionsOf(country);
  return first === undefined ? "" : `${first.name} (${first.code})`;
};

const inOrder = (problems: readonly AddressProblem[]): readonly AddressProblem[] =>
  [...problems].sort((a, b) => ADDRESS_FIELDS.indexOf(a.field) - ADDRESS_FIELDS.indexOf(b.field));
