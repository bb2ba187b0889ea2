import { COUNTRY_CODES } from "./country-codes.ts";
import { countryOfAlpha3 } from "./formats.ts";

/** What people write for a country and no list of names has, in the form of `plain`. */
const EVERYDAY: Readonly<Record<string, string>> = {
  uk: "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  "northern ireland": "GB",
  "great britain": "GB",
  britain: "GB",
  "united kingdom of great britain and northern ireland": "GB",
  america: "US",
  "united states of america": "US",
  "u s": "US",
  "u s a": "US",
  "u k": "GB",
  holland: "NL",
  "the netherlands": "NL",
  el: "GR",
  uae: "AE",
  "u a e": "AE",
  emirates: "AE",
  korea: "KR",
  "republic of korea": "KR",
  "south korea": "KR",
  "north korea": "KP",
  "hong kong": "HK",
  macau: "MO",
  "czech republic": "CZ",
  turkey: "TR",
  "ivory coast": "CI",
  burma: "MM",
  macedonia: "MK",
  swaziland: "SZ",
  "cape verde": "CV",
  "east timor": "TL",
  "russian federation": "RU",
  "viet nam": "VN",
  "republic of ireland": "IE",
  eire: "IE",
  "mainland china": "CN",
  "people s republic of china": "CN",
  prc: "CN",
  "us virgin islands": "VI",
  vatican: "VA",
  "deutschland brd": "DE",
};
/** Languages whose own names of countries are read. */
const LANGUAGES = "en de fr es it nl pt ja ko zh zh-Hant ar hi ru pl sv da nb fi cs tr el he th vi uk".split(" ");

let names: ReadonlyMap<string, string> | null = null;

/** The code of ISO 3166-1 alpha-2 of a country that is written as a code of two or three letters or by a usual name; null for others. */
export function readCountry(text: string): string | null {
  const key = plain(text);
  const code = key.toUpperCase();
  if (COUNTRY_CODES.has(code)) return code;
  const alpha3 = /^[A-Z]{3}$/.test(code) ? countryOfAlpha3(code) : null;
  if (alpha3 !== null) return alpha3;
  names ??= countryNames();
  return EVERYDAY[key] ?? names.get(key) ?? null;
}

/** Every name that is one country's alone. */
function countryNames(): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>();
  for (const language of LANGUAGES)
    for (const style of ["long", "short"] as const) {
      const display = new Intl.DisplayNames(language, { type: "region", style });
      for (const code of COUNTRY_CODES) {
        const key = plain(display.of(code) ?? "");
        found.set(key, (found.get(key) ?? new Set()).add(code));
      }
    }
  return new Map(
    [...found].flatMap(([key, codes]): [string, string][] => {
      const [only] = codes;
      return only === undefined || codes.size > 1 || key === "" ? [] : [[key, only]];
    }),
  );
}

const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .normalize("NFC")
    .trim();
