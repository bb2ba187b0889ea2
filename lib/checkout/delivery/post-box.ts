import type { Address } from "../session.ts";

/** What a post calls its boxes, and mail that it keeps until it is fetched, without accents and in lower case. */
const WORDS = [
  String.raw`p[\s.,-]*[o0][\s.,-]*box`,
  String.raw`p\.?\s?o\.?\s?b\.?(?=\s*\d)`,
  String.raw`post(?:al)?\s+(?:office\s+)?box`,
  String.raw`g\.?p\.?o\.?\s+box`,
  "(?:locked|private)\\s+bag",
  "postfach|packstation|postlagernd|postbus|postboks|postbox",
  "boite\\s+postale|case\\s+postale|casier\\s+postal|poste\\s+restante",
  String.raw`b\.?p\.?\s+\d+`,
  "casella\\s+postale|cas\\.?\\s*post\\.?|fermo\\s*posta",
  String.raw`apartado(?:\s+(?:de\s+correos|postal|aereo))?(?=[^\p{L}]*\d|[^\p{L}]*$)`,
  String.raw`apdo\.?(?:\s+(?:de\s+correos|postal))?(?=[^\p{L}]*\d)`,
  String.raw`ap\.?\s+postal|lista\s+de\s+correos|caixa\s+postal`,
  String.raw`skr(?:ytka)?\.?\s*poczt(?:owa)?`,
  "postafiok|postilokero|posta\\s+kutusu|postanski\\s+pretinac|postni\\s+predal|general\\s+delivery",
  String.raw`а\s*\/\s*я|абонентски\p{L}*\s+ящик|поштова\s+скринька|τ\.?\s?θ\.?(?=\s*\d)`,
];
const ANYWHERE = new RegExp(String.raw`(?:^|[^\p{L}])(?:${WORDS.join("|")})(?!\p{L})`, "iu");
/** Scripts that put no blanks around such a word, or write it with letters of their own between points. */
const UNSPACED = /邮政信箱|郵政信箱|私書箱|사서함|ת\.?\s?ד\.?\s*\d|ص\.?\s?ب\.?\s*\d|صندوق\s+بريد/u;

/** Short forms that mean something else in other countries, at the start of a line or a part of it. */
const SHORT: readonly (readonly [countries: readonly string[], form: RegExp])[] = [
  [["SE", "KE", "UG", "TZ", "GH", "MW", "ZM", "AE", "QA", "OM", "KW", "BH", "SA"], /(?:^|,\s*)box\s*\d/u],
  [["DE", "AT", "CH", "LI", "HU"], /(?:^|,\s*)pf\.?\s*\d/u],
  [["FI"], /(?:^|,\s*)pl\s*\d/u],
  [["NO"], /(?:^|,\s*)pb\.?\s*\d/u],
  [["TR"], /(?:^|,\s*)p\.?\s?k\.?\s*\d/u],
  [["FR", "MC", "GP", "MQ", "GF", "RE", "YT", "PF", "NC"], /(?:^|,\s*)(?:bp|cs|tsa)\s*\d/u],
  [["IT", "SM", "CA", "CH"], /(?:^|,\s*)c\.?\s?p\.?\s*\d/u],
];

/** Whether mail to the address is left at a post office, which carriers' parcels do not reach. */
export function isPostBox({ lineOne, lineTwo, country }: Pick<Address, "lineOne" | "lineTwo" | "country">): boolean {
  return [lineOne, lineTwo ?? ""]
    .map((line) => line.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase())
    .some(
      (line) =>
        ANYWHERE.test(line) ||
        UNSPACED.test(line.normalize("NFC")) ||
        SHORT.some(([countries, form]) => countries.includes(country) && form.test(line)),
    );
}
