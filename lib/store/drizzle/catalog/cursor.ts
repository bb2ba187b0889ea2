import { createHash } from "node:crypto";
import type { ProductSearch } from "../../../catalog/product.ts";

/** How a search's pages are chosen and ordered; the cursor keeps it from the first page to the last. */
export type SearchMode = {
  readonly match: "all" | "some";
  /** The words are read as what they may have been meant as. */
  readonly isCorrected: boolean;
  /** `identifier`: only products with a number of the query, best first. `mixed`: an order that says nothing, always the same. */
  readonly order: "rank" | "identifier" | "title" | "mixed" | "price";
  /** Too many to be read all. */
  readonly isMany: boolean;
  /** The terms whose beginnings of words are read as whole words: bit 0 is the first. */
  readonly whole: number;
};

/** Where a page ended: at a rank and a title, at a place in the mixed order, or at a price and its currency. */
export type Place = { readonly amount: number; readonly text: string; readonly id: string };
export type Cursor = { readonly mode: SearchMode; readonly place: Place };

const ORDERS = ["rank", "identifier", "title", "mixed", "price"] as const;
const DIGEST_CHARACTERS = 16;

export function writeCursor(search: ProductSearch, { mode, place }: Cursor): string {
  const { match, isCorrected, order, isMany, whole } = mode;
  const parts = [digestOf(search), match, isCorrected, order, isMany, place.amount, place.text, place.id, whole];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** `bad`: it was not made here, or for another query, other filters or another order. */
export function readCursor(search: ProductSearch, text: string): Cursor | "bad" {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(value) || (value.length !== 8 && value.length !== 9)) return "bad";
    // An earlier release writes no more than eight.
    const [digest, match, isCorrected, orderName, isMany, amount, end, id, whole = 0]: unknown[] = value;
    const order = ORDERS.find((one) => one === orderName);
    if (digest !== digestOf(search) || (match !== "all" && match !== "some")) return "bad";
    if (typeof isCorrected !== "boolean" || typeof isMany !== "boolean" || order === undefined) return "bad";
    if ((order === "price") === (search.sort === "relevance")) return "bad";
    if (typeof amount !== "number" || !Number.isSafeInteger(amount) || amount < 0) return "bad";
    if (order !== "price" && amount >= 2 ** 31) return "bad";
    if (typeof end !== "string" || typeof id !== "string" || `${end}${id}`.includes("\0")) return "bad";
    if (typeof whole !== "number" || !Number.isInteger(whole) || whole < 0) return "bad";
    return { mode: { match, isCorrected, order, isMany, whole }, place: { amount, text: end, id } };
  } catch {
    return "bad";
  }
}

/** Of all that decides which products a search finds, and in which order. */
function digestOf(search: ProductSearch): string {
  const { text, currency, minPriceMinor, maxPriceMinor, sellerId, availability, brand, category, sort } = search;
  const parts = [text, currency, minPriceMinor, maxPriceMinor, sellerId, availability, brand, category, sort];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, DIGEST_CHARACTERS);
}
