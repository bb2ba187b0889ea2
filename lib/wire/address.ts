import type { Address } from "../checkout/session.ts";
import { oneLine } from "../plain-text.ts";
import { COUNTRY_CODES } from "./country-codes.ts";
import { regionCode } from "./region-codes.ts";
import { ADDRESS_TEXTS } from "./texts/address.ts";

/** An address as a form or a tool call sends it; the fields' names are the wire's. */
export type AddressFields = {
  readonly [
    Field in "name" | "line_one" | "line_two" | "city" | "state" | "country" | "postal_code" | "phone_number"
  ]?: string | null | undefined;
};
export type AddressField = keyof AddressFields;
export type AddressProblem = {
  readonly field: AddressField;
  readonly code: "missing" | "invalid";
  readonly message: string;
};
export type AddressReading =
  | { readonly kind: "address"; readonly address: Address }
  | { readonly kind: "problems"; readonly problems: readonly AddressProblem[] };

const POSTAL_CODES: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  US: { pattern: /^\d{5}(-\d{4})?$/, example: "10001" },
  CA: { pattern: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/, example: "K1A 0B1" },
  GB: { pattern: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/, example: "SW1A 1AA" },
  DE: { pattern: /^\d{5}$/, example: "10115" },
  FR: { pattern: /^\d{5}$/, example: "75001" },
  JP: { pattern: /^\d{3}-?\d{4}$/, example: "100-0001" },
  AU: { pattern: /^\d{4}$/, example: "2000" },
};

/**
 * Reads a delivery address and brings it into one form: country in upper case, regions of the United States and
 * Canada as codes, the phone number in E.164. Every problem is reported. Lengths:
 * https://developers.openai.com/commerce/specs/checkout, address.
 */
export function readAddress(fields: AddressFields): AddressReading {
  const problems: AddressProblem[] = [];
  const report = (field: AddressField, code: AddressProblem["code"], message: string) =>
    void problems.push({ field, code, message });
  const read = (field: keyof typeof ADDRESS_TEXTS.labels, max: number, required: boolean): string => {
    const label = ADDRESS_TEXTS.labels[field];
    const text = oneLine(fields[field] ?? "");
    if (text === "" && required) report(field, "missing", ADDRESS_TEXTS.missing(label));
    if (text.length > max) report(field, "invalid", ADDRESS_TEXTS.tooLong(label, max));
    return text;
  };
  const name = read("name", 256, true);
  const lineOne = read("line_one", 60, true);
  const lineTwo = read("line_two", 60, false);
  const city = read("city", 60, true);
  const country = read("country", 60, true).toUpperCase();
  const known = COUNTRY_CODES.has(country);
  if (country !== "" && !known) report("country", "invalid", ADDRESS_TEXTS.country);
  const state = read("state", 60, false);
  const region = known ? regionCode(country, state) : state;
  if (region === null)
    report(
      "state",
      state === "" ? "missing" : "invalid",
      state === "" ? ADDRESS_TEXTS.missing(ADDRESS_TEXTS.labels.state) : ADDRESS_TEXTS.region(country),
    );
  const postalCode = read("postal_code", 20, known && POSTAL_CODES[country] !== undefined).toUpperCase();
  const postal = POSTAL_CODES[country];
  if (postal !== undefined && postalCode !== "" && postalCode.length <= 20 && !postal.pattern.test(postalCode)) {
    report("postal_code", "invalid", ADDRESS_TEXTS.postalCode(country, postal.example));
  }
  const phone = readPhone(fields.phone_number ?? null, country);
  if (phone.kind === "not_a_number") report("phone_number", "invalid", ADDRESS_TEXTS.phone);
  if (problems.length > 0 || region === null || phone.kind === "not_a_number") return { kind: "problems", problems };
  return {
    kind: "address",
    address: {
      name,
      company: null,
      lineOne,
      lineTwo: lineTwo === "" ? null : lineTwo,
      city,
      region,
      country,
      postalCode,
      phoneNumber: phone.number,
    },
  };
}

export type PhoneReading =
  { readonly kind: "phone"; readonly number: string | null } | { readonly kind: "not_a_number" };

/** A phone number in E.164, null when none was given. Ten digits without a country code are read as North American there. */
export function readPhone(text: string | null, country: string): PhoneReading {
  const bare = (text ?? "").replace(/[\s().\-/]+/g, "");
  if (bare === "") return { kind: "phone", number: null };
  const withCode = bare.startsWith("00") ? `+${bare.slice(2)}` : bare;
  const national =
    (country === "US" || country === "CA") && /^1?[2-9]\d{9}$/.test(withCode) ? `+1${withCode.slice(-10)}` : withCode;
  return /^\+[1-9]\d{6,14}$/.test(national) ? { kind: "phone", number: national } : { kind: "not_a_number" };
}
