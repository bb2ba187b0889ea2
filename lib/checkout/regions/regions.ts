import data from "./regions.json" with { type: "json" };
import { usualNames } from "./usual-names.ts";

/** Code of ISO 3166-2 without the country, its names with the one written on a label first, and the beginnings of its postal codes. */
type Region = { readonly code: string; readonly names: readonly string[]; readonly postalCodes: RegExp | null };

export type NamedRegion = {
  readonly code: string;
  /** As it is written on a label: a code where the country writes codes, else the name in the script that was typed. */
  readonly written: string;
};

/** https://pe.usps.com/text/pub28, Canada Post's, Australia Post's, Correios' and Poste Italiane's guides. */
const WRITES_CODES: ReadonlySet<string> = new Set(["US", "CA", "AU", "BR", "IT"]);

/** Words for a kind of region, in the languages of the data; "State of Rio", "Tokyo-to" and "Seoul-si" name the same region without. */
const KIND =
  /\b(?:provincia|province|prov|state|estado|emirate|prefecture|ken|fu|to|do|si|sheng|shi|city|county|co|governorate|community|metropolitan city|oblast|kray|region|departamento|department|district|(?:national capital )?territory)(?: of| de| do| da)?\b/g;

const tables = new Map<string, { readonly regions: readonly Region[]; readonly byName: ReadonlyMap<string, Region> }>();

/**
 * The region of the country that a code, a local or an English name or a usual abbreviation says, with or without accents
 * and points, also a name beside its code ("SP - São Paulo"); null when none does.
 */
export function findRegion(country: string, text: string): NamedRegion | null {
  const key = plain(text);
  if (key === "") return null;
  const found = regionNamed(country, key) ?? regionNamedTwice(country, text);
  if (found === undefined) return null;
  const isCodeAName = plain(found.code) === key && /\p{L}{4}/u.test(found.code);
  const typed = isCodeAName ? found.code : found.names.find((name) => plain(name) === key && !/^\d/.test(name));
  return {
    code: found.code,
    written: WRITES_CODES.has(country) ? found.code : (typed ?? found.names[0] ?? found.code),
  };
}

function regionNamed(country: string, key: string): Region | undefined {
  const { byName } = tableOf(country);
  const code = key.startsWith(country.toLowerCase()) ? key.slice(country.length).trim() : key;
  // "B.C." and "D.C." have a letter and a point for each word.
  const joined = key.replace(/\b(\w) (?=\w\b)/g, "$1");
  return byName.get(key) ?? byName.get(joined) ?? byName.get(withoutKind(key)) ?? byName.get(code);
}

function regionNamedTwice(country: string, text: string): Region | undefined {
  const [first = "", second = "", ...others] = text
    .split(/[(),/]|\s[-–]\s/u)
    .map(plain)
    .filter((part) => part !== "");
  const found = second === "" || others.length > 0 ? undefined : regionNamed(country, first);
  return found !== undefined && found === regionNamed(country, second) ? found : undefined;
}

/** The region whose postal codes begin so, for countries in which that is certain; null elsewhere. */
export function regionOfPostalCode(country: string, postalCode: string): NamedRegion | null {
  const bare = postalCode.replace(/\D/g, "");
  const fits = tableOf(country).regions.filter(({ postalCodes }) => postalCodes?.test(bare) === true);
  const [only] = fits;
  return only === undefined || fits.length > 1 ? null : findRegion(country, only.code);
}

/** Whether the country's regions are known, so that any other text is a mistake. */
export const hasRegions = (country: string): boolean => Object.hasOwn(data, country);

/** Every region of a country by its code and the name it is shown by. */
export const regionsOf = (country: string): readonly { readonly code: string; readonly name: string }[] =>
  tableOf(country).regions.map(({ code, names }) => ({ code, name: names[0] ?? code }));

export type RegionChoice = { readonly code: string; readonly title: string };

/**
 * A country's regions to choose from, in the order of the data: each by its local name, with another one that says more beside
 * it for a reader (`locale`, BCP 47) of another language than the country's. Who reads that looks for the local name alone, and
 * so does a browser that fills the form in.
 */
export function regionChoices(country: string, locale: string): readonly RegionChoice[] {
  const { regions } = tableOf(country);
  // No country is chosen yet, or one whose regions nobody needs to name.
  if (regions.length === 0) return [];
  const isLocal = new Intl.Locale(`und-${country}`).maximize().language === new Intl.Locale(locale).language;
  return regions.map(({ code, names }) => {
    const { name, other } = shownNames(names);
    return { code, title: name === null ? code : isLocal || other === null ? name : `${name} (${other})` };
  });
}

/**
 * A region of an address for whoever reads it: "Tokyo" and "東京都" are one to the data, and a name in one script is odd among
 * lines in another. It is in the country's own script where `isLocal` (the address is) or where the language of `locale` (BCP 47)
 * is written in that script, else in Latin letters. Text that the data has in one script only, or not at all, is as it was given.
 */
export function shownRegion(country: string, text: string, locale: string, isLocal: boolean): string {
  const found = WRITES_CODES.has(country) ? null : findRegion(country, text);
  const names = tableOf(country).regions.find(({ code }) => code === found?.code)?.names ?? [];
  const local = localName(names);
  const [latin] = names;
  if (local === undefined || latin === undefined) return text;
  const wanted = isLocal || isReadBy(locale, local) ? OTHER_SCRIPT : LATIN;
  if (wanted.test(text)) return text;
  return wanted === LATIN ? latin : local;
}

const OTHER_SCRIPT = /[^\P{L}\p{Script=Latin}]/u;
/** Whether some of a text is written in letters that are not Latin. */
export const isInOtherScript = (text: string): boolean => OTHER_SCRIPT.test(text);
const LATIN = /\p{Script=Latin}/u;
/** Letters of the languages that are read here and not written in Latin ones. */
const SCRIPTS: ReadonlyMap<string, RegExp> = new Map([
  ["ja", /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\P{L}]+$/u],
  ["ar", /^[\p{Script=Arabic}\P{L}]+$/u],
]);

const isReadBy = (locale: string, name: string): boolean =>
  SCRIPTS.get(new Intl.Locale(locale).language)?.test(name) === true;

const localName = (names: readonly string[]): string | undefined =>
  names.find((name) => /^[^\p{Script=Latin}\d]+$/u.test(name));

/** "東京都" and "Tokyo", "Sevilla" and "Seville", "Ontario": the second is null when it is the first with a word more or less. */
function shownNames(names: readonly string[]): { readonly name: string | null; readonly other: string | null } {
  const [label = null, ...others] = names.filter((name) => !/\d/.test(name));
  const local = others.find((name) => !/\p{Script=Latin}/u.test(name));
  if (local !== undefined) return { name: local, other: label };
  const [other = null] = others;
  const [one, two] = [plain(label ?? ""), plain(other ?? "")];
  return { name: label, other: one.includes(two) || two.includes(one) ? null : other };
}

function tableOf(country: string) {
  const known = tables.get(country);
  if (known !== undefined) return known;
  const rows = Object.entries(data).find(([code]) => code === country)?.[1] ?? [];
  const regions = rows.map(readRow);
  const byName = new Map<string, Region>();
  const put = (key: string, region: Region) => {
    if (key !== "" && !byName.has(key)) byName.set(key, region);
  };
  // A code says more than a name, and a whole name more than a part of one.
  for (const region of regions) put(plain(region.code), region);
  for (const [name, code] of usualNames(country)) {
    const region = regions.find((one) => one.code === code);
    if (region !== undefined) put(plain(name), region);
  }
  // "Chiayi County" is a label in Taiwan, and by another table's code also a name of the city.
  for (const region of regions) put(plain(region.names[0] ?? ""), region);
  for (const region of regions) for (const name of region.names) put(plain(name), region);
  const short = new Map<string, Region | null>();
  for (const region of regions)
    for (const name of region.names) {
      const key = withoutKind(plain(name));
      const before = short.get(key);
      short.set(key, before === undefined || before === region ? region : null);
    }
  for (const [key, region] of short) if (region !== null) put(key, region);
  const table = { regions, byName };
  tables.set(country, table);
  return table;
}

function readRow(row: readonly unknown[]): Region {
  const [code, names, postalCodes] = row;
  return {
    code: typeof code === "string" ? code : "",
    names: Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [],
    postalCodes: typeof postalCodes === "string" ? new RegExp(`^(?:${postalCodes})`) : null,
  };
}

/** In one case, without accents and signs: "Québec" and "QUEBEC" are one. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ø/g, "o")
    .replace(/ı/g, "i")
    .replace(/ł/g, "l")
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .normalize("NFC")
    .trim();
}

const withoutKind = (key: string): string => {
  const short = key.replace(KIND, " ").replace(/\s+/g, " ").trim();
  const han = short.replace(/(?:都|道|府|県|省|市|自治区|特別行政区|特别行政区)$/u, "");
  const hangul = han.replace(/(?:특별자치도|특별자치시|특별시|광역시|도|시)$/u, "");
  const cyrillic = hangul.replace(/(?<=^| )(?:г|город|м|місто|обл|область|краи|респ|республика)(?=$| )/gu, "").trim();
  return cyrillic === "" ? key : cyrillic;
};
