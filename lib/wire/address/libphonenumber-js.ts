import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

export type PhoneReading =
  | { readonly kind: "phone"; readonly number: string | null }
  | { readonly kind: "extension" }
  | { readonly kind: "not_a_number" };

/** Where people leave out the zero that their country's long form has, at mobile numbers above all. */
const ZERO_IS_OPTIONAL: ReadonlySet<string> = new Set([
  "IN",
  "AR",
  "BR",
  "CN",
  "TR",
  "PK",
  "BD",
  "LK",
  "ID",
  "NG",
  "EG",
]);

/**
 * Numbers as they were written before a country gave up a digit, and still are: Mexico's mobile 1 and its prefixes until
 * 2019, Chile's 0 before mobile numbers. The library knows the plans of today alone.
 */
function inTodaysForm(digits: string, country: string): string {
  const abroad = digits.replace(/^(?:\+|00)521(?=\d{10}$)/, "+52");
  if (country === "MX") return abroad.replace(/^(?:044|045|01)(?=\d{10}$)/, "");
  return country === "CL" ? abroad.replace(/^0(?=9\d{8}$)/, "") : abroad;
}

/**
 * A phone number in E.164, null when none was given. Without a country code it is read as one of `country`, with the
 * zero that is dialled at home. The length decides, and not whether the range is in use: ranges are opened every month.
 * E.164 has no extensions, so a number with one is refused and not cut.
 */
export function readPhone(text: string | null, country: string): PhoneReading {
  const given = (text ?? "")
    .normalize("NFKC")
    .trim()
    .replace(/^tel(?:efon|ephone)?\s*[.:]\s*/i, "");
  if (given === "") return { kind: "phone", number: null };
  const bare = given.replace(/[\s().\-/]+/g, "");
  const digits = inTodaysForm(bare, country);
  const typed = digits === bare ? given : digits;
  const home = isSupportedCountry(country) ? country : undefined;
  const read = parsePhoneNumberFromString(digits.startsWith("00") ? `+${digits.slice(2)}` : typed, {
    ...(home === undefined ? {} : { defaultCountry: home }),
    extract: false,
  });
  if (read === undefined || !read.isPossible()) return { kind: "not_a_number" };
  if (read.ext !== undefined && read.ext !== "") return { kind: "extension" };
  const lacksTrunkDigit = digits === read.nationalNumber && !digits.startsWith("0");
  if (lacksTrunkDigit && !ZERO_IS_OPTIONAL.has(country) && read.formatNational().replace(/\D/g, "").startsWith("0"))
    return { kind: "not_a_number" };
  return { kind: "phone", number: read.number };
}

/** A stored number as people of `country` read it: the home form for one of its own, else the international one. */
export function phoneText(number: string, country: string): string {
  const read = parsePhoneNumberFromString(number);
  if (read === undefined) return number;
  return read.country === country ? read.formatNational() : read.formatInternational();
}
