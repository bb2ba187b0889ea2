import { COUNTRY_CODES } from "./country-codes.ts";
import ALPHA3 from "./alpha3.json" with { type: "json" };

/** What people write for a country and no list of names has, in the form of `plain`; names of one country between "|". */
const EVERYDAY: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AE: "uae|u a e|emirates",
    AG: "antigua",
    BA: "bosnia herzegovina",
    CD: "dr congo|drc|congo drc|congo kinshasa|kinshasa congo|democratic republic of the congo|democratic republic of congo",
    CG: "congo brazzaville|brazzaville congo",
    CI: "ivory coast",
    CN: "mainland china|people s republic of china|prc|p r china|pr china",
    CV: "cape verde",
    CZ: "czech republic|czech rep",
    DE: "deutschland brd|brd",
    DO: "dominican rep",
    ES: "canary islands|islas canarias|canarias|balearic islands|islas baleares",
    GB:
      "uk|u k|g b|england|scotland|wales|northern ireland|great britain|britain|" +
      "united kingdom of great britain and northern ireland",
    GR: "el",
    HK: "hong kong|hong kong sar",
    IE: "republic of ireland|ireland republic|eire|roi",
    IM: "iom",
    JE: "jersey channel islands|jersey c i|jersey ci",
    GG: "guernsey channel islands|guernsey c i|guernsey ci",
    KP: "north korea|democratic people s republic of korea|dprk",
    KR: "korea|republic of korea|south korea|s korea",
    MK: "macedonia",
    MM: "burma",
    MO: "macau|macau sar|macao sar",
    NL: "holland|the netherlands",
    PF: "tahiti",
    PT: "madeira|azores|acores",
    RU: "russian federation",
    SA: "ksa|السعودية",
    SJ: "svalbard",
    SK: "slovak republic",
    SX: "st maarten",
    SZ: "swaziland",
    TC: "turks and caicos",
    TH: "ประเทศไทย",
    TL: "east timor",
    TR: "turkey",
    TT: "trinidad",
    TW: "republic of china|province of china taiwan|taiwan province of china",
    US: "america|united states of america|u s|u s a|eeuu|estados unidos de america",
    VA: "vatican",
    VC: "saint vincent|st vincent",
    VG: "bvi",
    VI: "us virgin islands|u s virgin islands|usvi",
    VN: "viet nam",
  }).flatMap(([code, names]) => names.split("|").map((name): [string, string] => [plain(name), code])),
);

/** Languages whose own names of countries are read. */
const LANGUAGES = (
  "en de fr es it nl pt ja ko zh zh-Hant ar hi ru pl sv da nb fi cs tr el he th vi uk " +
  "hu et lv lt sk sl hr sr mk bg ro ca is ga id ms"
).split(" ");

/** Countries that are often written with the one they belong to, as in "Puerto Rico, USA". */
const PARTS_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ["US", "PR GU VI AS MP UM".split(" ")],
  ["GB", "JE GG IM GI".split(" ")],
  ["CN", "HK MO TW".split(" ")],
  ["FR", "RE GP MQ GF YT NC PF PM WF BL MF".split(" ")],
  ["NL", "AW CW SX BQ".split(" ")],
  ["DK", "FO GL".split(" ")],
  ["FI", ["AX"]],
]);

const MAX_LENGTH = 100;

let names: ReadonlyMap<string, string> | null = null;

/**
 * The code of ISO 3166-1 alpha-2 of a country that is written as a code of two or three letters or by a usual name, also as
 * forms list it: "Korea, Republic of", "United Kingdom (UK)". Null for others, and where two countries are named.
 */
export function readCountry(written: string): string | null {
  // No country has a longer name, and what is longer takes long to divide.
  const text = written.slice(0, MAX_LENGTH);
  const whole = named(plain(text));
  if (whole !== null) return whole;
  const [first = "", second = "", ...others] = text
    .split(/\s*(?:[,/|()]|\s[-–—]\s)\s*/u)
    .map(plain)
    .filter((part) => part !== "" && part !== "sar");
  const turned = others.length === 0 ? named(`${second} ${first}`) : null;
  if (turned !== null) return turned;
  const codes = [first, second, ...others].filter((part) => part !== "").map(named);
  const [one = null, two = null] = codes;
  if (codes.every((code) => code === one)) return one;
  const isPart = one !== null && two !== null && codes.length === 2 && PARTS_OF.get(two)?.includes(one) === true;
  return isPart ? one : null;
}

/** Words of a state's full name before the name that it goes by. */
const FORMAL =
  /^(?:the |(?:(?:islamic|federal|federative|united|arab|bolivarian|plurinational|co operative|socialist) )?republic of |kingdom of |principality of |commonwealth of |sultanate of |grand duchy of )+/;

function named(key: string): string | null {
  const code = key.toUpperCase();
  if (COUNTRY_CODES.has(code)) return code;
  const alpha3 = Object.entries(ALPHA3).find(([, three]) => three === code && three !== "")?.[0] ?? null;
  if (alpha3 !== null) return alpha3;
  names ??= countryNames();
  const short = key.replace(FORMAL, "");
  return EVERYDAY.get(key) ?? names.get(key) ?? EVERYDAY.get(short) ?? names.get(short) ?? null;
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

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .normalize("NFC")
    .trim();
}
