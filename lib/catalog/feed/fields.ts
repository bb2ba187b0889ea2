import { parsePrice, type Money } from "../../money.ts";
import { oneLine, severalLines } from "../../plain-text.ts";

export type FeedFields = Readonly<Record<string, unknown>>;

/** Why a row cannot be taken, and the field it is about. */
export class Rejection extends Error {
  readonly field: string;
  constructor(field: string, reason: string) {
    super(reason);
    this.field = field;
  }
}

/**
 * Other spellings of a field, the winner first.
 * https://developers.openai.com/commerce/specs/file-upload/products, accepted aliases.
 */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  item_id: ["item_id", "id", "sku"],
  group_id: ["group_id", "item_group_id"],
  url: ["url", "link"],
  image_url: ["image_url", "image_link"],
  additional_image_urls: ["additional_image_urls", "additional_image_link"],
  is_eligible_search: ["enable_search", "is_eligible_search"],
  is_eligible_checkout: ["enable_checkout", "is_eligible_checkout"],
};

/** Columns that every delimited feed must have, by any of their spellings. */
export const REQUIRED_FIELDS = [
  "item_id",
  "title",
  "description",
  "url",
  "brand",
  "seller_name",
  "image_url",
  "availability",
  "price",
] as const;
export const spellingsOf = (field: string): readonly string[] => SPELLINGS[field] ?? [field];

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

/** What other rows and requests name: cleaned, two of them could become one. */
const KEYS: ReadonlySet<string> = new Set(["item_id", "group_id", "offer_id", "merchant_id"]);

/** The row's id, also of a row that cannot be taken otherwise; null when it has none. */
export function itemIdIn(fields: FeedFields): string | null {
  try {
    return optional(fields, "item_id");
  } catch (error) {
    if (error instanceof Rejection) return null;
    throw error;
  }
}

export function optional(fields: FeedFields, field: string): string | null {
  for (const spelling of spellingsOf(field)) {
    const value = fields[spelling];
    if (value === null || value === undefined) continue;
    const text =
      typeof value === "string"
        ? value.trim()
        : typeof value === "number" || typeof value === "boolean"
          ? String(value)
          : null;
    if (text === null) throw new Rejection(field, "it must be text");
    const clean = field === "description" ? severalLines(text) : oneLine(text);
    if (clean === "") continue;
    if (/^(n\/a|null|none|undefined)$/i.test(text))
      throw new Rejection(field, `"${text}" is not a value; leave the field out instead`);
    const limit = LIMITS[field] ?? MAX_CHARACTERS;
    if (text.length > limit)
      throw new Rejection(field, `it has ${text.length} characters; at most ${limit} are accepted`);
    storable(field, text);
    if (KEYS.has(field) && clean !== text)
      throw new Rejection(field, "it must be one line, without repeated spaces or characters that cannot be seen");
    return clean;
  }
  return null;
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
    throw new Rejection(field, `"${text.slice(0, 80)}" is not an address that starts with http:// or https://`);
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
  if (text !== "true" && text !== "false")
    throw new Rejection(field, `"${text.slice(0, 40)}" is neither true nor false`);
  return text === "true";
}

export function priceOf(fields: FeedFields, field: string): Money | null {
  const text = optional(fields, field);
  if (text === null) return null;
  const read = parsePrice(text);
  if (read.kind === "not_a_price") throw new Rejection(field, read.why);
  return read.price;
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
