import type { Currency, Money } from "../../money.ts";
import { oneLine, severalLines } from "../../plain-text.ts";
import { readDate } from "./values/dates.ts";
import { plainText } from "./values/html-text.ts";
import { spellingsOf } from "./names.ts";
import { readPrice } from "./values/price.ts";
import { shown } from "./values/shown.ts";
import { isSheetError, NO_VALUE, readFlag } from "./values/words.ts";

export type FeedFields = Readonly<Record<string, unknown>>;

/** Why a row cannot be taken, and the field it is about. */
export class Rejection extends Error {
  readonly field: string;
  constructor(field: string, reason: string) {
    super(reason);
    this.field = field;
  }
}

/** What a feed does not say of itself, and the merchant gives beside it; null: not given. */
export type FeedDefaults = {
  /** Of every price that names none. */
  readonly currency: Currency | null;
  /** The shop's address without a slash at its end, for exports that name their products and not their pages. */
  readonly shopUrl: string | null;
  /** Of every row that names no seller. */
  readonly sellerName: string | null;
};

export const NO_DEFAULTS: FeedDefaults = { currency: null, shopUrl: null, sellerName: null };

/** In UTF-16 units. Ids and names are in indexes of the database, whose entries have to stay below 2,700 bytes. */
const LIMITS: Readonly<Record<string, number>> = {
  item_id: 100,
  group_id: 100,
  offer_id: 200,
  merchant_id: 100,
  title: 500,
  description: 10_000,
  brand: 200,
  seller_name: 200,
};
const MAX_CHARACTERS = 2000;

/** Texts that people read, and that shop systems write as HTML. */
const READ_BY_PEOPLE: ReadonlySet<string> = new Set([
  "title",
  "description",
  "brand",
  "seller_name",
  "product_category",
]);

/** Without these no row is taken, and a word for nothing in one of them would be shown as a name. */
const NAMES: ReadonlySet<string> = new Set(["item_id", "title", "description", "brand", "seller_name"]);

/** What other rows and requests name: cleaned, two of them could become one. */
const KEYS: ReadonlySet<string> = new Set(["item_id", "group_id", "offer_id", "merchant_id"]);

/** Fields of which a list has several values, and what stands between them in one text. */
const LISTED: ReadonlyMap<string, string> = new Map([
  ["product_category", " | "],
  ...["color", "size", "material", "pattern"].map((field): [string, string] => [field, "/"]),
]);

/** The row's id, also of a row that cannot be taken otherwise; null when it has none. */
export const itemIdIn = (fields: FeedFields): string | null => lenient(fields, "item_id");

export function optional(fields: FeedFields, field: string): string | null {
  for (const spelling of spellingsOf(field)) {
    const given = textIn(fields[spelling], field);
    if (given === null) continue;
    const text = READ_BY_PEOPLE.has(field) ? plainText(given) : given;
    const clean = field === "description" ? severalLines(text) : oneLine(text);
    if (clean === "") continue;
    if (NO_VALUE.test(text)) {
      if (!NAMES.has(field)) continue;
      throw new Rejection(field, `${shown(text)} is not a value; leave the field out instead`);
    }
    if (isSheetError(text))
      throw new Rejection(field, `${shown(text)} is an error of the spreadsheet that the feed comes from`);
    const limit = LIMITS[field] ?? MAX_CHARACTERS;
    // No more than its beginning is sent to anybody, so a long one is no reason not to sell the product.
    if (field === "description" && clean.length > limit) return cutAtWord(storable(field, clean), limit);
    if (clean.length > limit)
      throw new Rejection(field, `it has ${clean.length} characters; at most ${limit} are accepted`);
    storable(field, text);
    if (KEYS.has(field) && /^\d[.,]\d+E\+\d+$/i.test(text))
      throw new Rejection(
        field,
        `${shown(text)} is a number that a spreadsheet has shortened; give the column the format "text" and write it again`,
      );
    if (KEYS.has(field) && clean !== text)
      throw new Rejection(
        field,
        `${shown(text)} must be one line, without repeated spaces or characters that cannot be seen`,
      );
    return clean;
  }
  return null;
}

function cutAtWord(text: string, limit: number): string {
  const start = text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "");
  const word = start.replace(/\s+\S*$/u, "");
  return `${word.length > limit / 2 ? word : start}…`;
}

/** The field as the row has it, for a message; null when it is left out. */
export function asGiven(fields: FeedFields, field: string): string | null {
  for (const spelling of spellingsOf(field)) {
    const text = textIn(fields[spelling], field);
    if (text !== null) return text;
  }
  return null;
}

function textIn(value: unknown, field: string): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new Rejection(field, `"${value}" has more digits than a JSON number keeps; write it in quotation marks`);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const between = LISTED.get(field);
  if (Array.isArray(value) && between !== undefined) {
    const texts = value.map((one: unknown) => (Array.isArray(one) ? null : textIn(one, field)));
    return texts.filter((text) => text !== null).join(between) || null;
  }
  if (typeof value !== "string") throw new Rejection(field, "it must be text");
  const text = value.trim();
  return text === "" ? null : text;
}

/** A field that no sale depends on: what cannot be read counts as left out. */
export function lenient(fields: FeedFields, field: string): string | null {
  try {
    return optional(fields, field);
  } catch (error) {
    if (error instanceof Rejection) return null;
    throw error;
  }
}

export function required(fields: FeedFields, field: string): string {
  const value = optional(fields, field);
  if (value === null) throw new Rejection(field, "it is missing");
  return value;
}

export function address(fields: FeedFields, field: string, isRequired = true): string | null {
  const text = isRequired ? required(fields, field) : optional(fields, field);
  if (text === null) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Rejection(field, `${shown(text)} is not an address that starts with http:// or https://`);
  if (namesUser(text)) throw new Rejection(field, "an address must not name a user before its host");
  return text;
}

/** "https://shop.example.com@evil.example/" leads to evil.example, and reads like the shop. */
export function namesUser(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== "" || password !== "";
}

export function flag(fields: FeedFields, field: string, fallback: boolean): boolean {
  const text = optional(fields, field);
  if (text === null) return fallback;
  const read = readFlag(text);
  if (read === undefined)
    throw new Rejection(field, `${shown(asGiven(fields, field) ?? "")} must be true or false, or yes or no`);
  return read;
}

/** A price as text, or as an object of value and currency, which Google's API has. */
export function priceOf(fields: FeedFields, field: string, currency: Currency | null): Money | null {
  const name = spellingsOf(field).find((spelling) => typeof fields[spelling] === "object" && fields[spelling] !== null);
  const ofObject = name === undefined ? null : priceTextOf(fields[name]);
  if (ofObject === null && optional(fields, field) === null) return null;
  const read = readPrice(ofObject ?? asGiven(fields, field) ?? "", currency);
  if (read.kind === "not_a_price") throw new Rejection(field, read.why);
  return read.price;
}

export function dateOf(fields: FeedFields, field: string, side: "start" | "end"): Date | null {
  const text = optional(fields, field);
  if (text === null) return null;
  const read = readDate(asGiven(fields, field) ?? text, side);
  if (read.kind === "not_a_date") throw new Rejection(field, read.why);
  return read.date;
}

/** A price is text or a number, or an object of value and currency; null: it is something else. */
export function priceTextOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return scalarText(value);
  const amount = scalarText(Reflect.get(value, "value") ?? Reflect.get(value, "amount"));
  const currency = scalarText(Reflect.get(value, "currency") ?? Reflect.get(value, "unit"));
  return amount === null ? null : `${amount} ${currency ?? ""}`.trim();
}

/** Text or a number as text; null when it is empty or anything else. */
export function scalarText(value: unknown): string | null {
  const text = typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
  return text === "" ? null : text.slice(0, 200);
}

/** The text, when a database takes it and it arrived unharmed. */
export function storable(field: string, text: string): string {
  if (text.includes("\0")) throw new Rejection(field, "it contains a zero byte");
  if (text.includes("\uFFFD") || /\p{Surrogate}/u.test(text))
    throw new Rejection(field, "it contains a broken character; the feed must be UTF-8 throughout");
  return text;
}

/** What a cell contains as JSON; undefined when it is not JSON. */
export function jsonIn(cell: string): unknown {
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return undefined;
  }
}
