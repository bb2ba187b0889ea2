import { createHmac } from "node:crypto";
import { LOOPBACK_MARK } from "../loopback.ts";
import {
  CLIENT_VALUES,
  HEADER_NAME,
  HEADER_VALUES,
  NAMESPACED,
  PROTOCOL_NAMES,
  PROTOCOL_NUMBERS,
  PROTOCOL_VALUES,
} from "./protocol-words.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A JSON value in which everything that is not known to be harmless is a marker. */
export type Redacted = string | number | boolean | null | readonly Redacted[] | { readonly [name: string]: Redacted };

/** `~s:` a string, `~n:` a number, `~k:` the name of a field; then its length and its digest. */
const MARKER = /^~[snk]:\d+:[0-9a-f]{16}$/;
export const isMarker = (text: string): boolean => MARKER.test(text);

/** Nothing of ours is nested deeper; what is becomes one marker. */
const MAX_DEPTH = 64;
const MAX_PRODUCTS = 10_000;
/** Whole numbers up to nine digits: no card number, no phone number, no coordinate. */
const MAX_NUMBER = 999_999_999;
/** The fields of our answers whose `id` is a product's. */
const PRODUCT_FIELDS: ReadonlySet<string> = new Set(["products", "product", "variants", "item"]);

/** The one field of what is recorded instead of JSON text; what a caller calls so becomes a marker. */
export const JSON_TEXT = "~json";

/** The names of the fields that lead to a value; a place is such names with commas between. */
type Path = readonly string[];
/** Where a message says which program sent it. Fields of the same name elsewhere may have anything. */
const CLIENT_PLACES: ReadonlySet<string> = new Set([
  "params,clientInfo",
  "params,_meta,io.modelcontextprotocol/clientInfo",
]);
const ARGUMENTS = "params,arguments";
/** Where a message names a tool or a resource. */
const TARGET_PLACES: ReadonlySet<string> = new Set(["params,name", "params,uri"]);

export type Redactor = {
  headers(headers: Headers): Readonly<Record<string, string>>;
  request(message: unknown): Redacted;
  /** Remembers the products that our own answer names, whose ids later requests may then show. */
  answer(body: unknown): Redacted;
};

/**
 * Redacts by an allow-list: structure, types and lengths stay, and of values only what the vocabulary or the protocol
 * knows. Every other value becomes a marker with a digest under `key`, so that equal values stay equal within one
 * recording and cannot be guessed by whoever lacks the key (docs/decisions/0026-recordings-redact-by-allow-list.md).
 */
export function createRedactor(key: Uint8Array, vocabulary: Vocabulary): Redactor {
  const products = new Set<string>();
  const marker = (kind: "s" | "n" | "k", text: string) =>
    `~${kind}:${text.length}:${createHmac("sha256", key).update(`${kind}:${text}`).digest("hex").slice(0, 16)}`;
  const nameOf = (name: string) =>
    vocabulary.names.has(name) || PROTOCOL_NAMES.has(name) || vocabulary.targets.has(name) || NAMESPACED.test(name)
      ? name
      : marker("k", name);

  function isShown(text: string, path: Path): boolean {
    const field = path.at(-1) ?? "";
    if (CLIENT_PLACES.has(path.slice(0, -1).join())) return own(CLIENT_VALUES, field)?.(text) ?? false;
    if (TARGET_PLACES.has(path.join()) || field === "resourceUri") return vocabulary.targets.has(text);
    if (field === "id") return products.has(text);
    return own(PROTOCOL_VALUES, field)?.(text) ?? vocabulary.words.get(field)?.has(text) ?? false;
  }

  function redacted(value: unknown, path: Path, depth: number): Redacted {
    if (value === null || typeof value === "boolean") return value;
    if (typeof value === "string") {
      // Hosts send arguments as JSON text, and then the fields in it are what a recording is made for.
      const inner = path.slice(0, 2).join() === ARGUMENTS ? jsonTextOf(value) : null;
      if (inner !== null) return { [JSON_TEXT]: redacted(inner, path, depth + 1) };
      return isShown(value, path) ? value : marker("s", value);
    }
    if (typeof value === "number") {
      const isKnown = vocabulary.numbers.has(path.at(-1) ?? "") || PROTOCOL_NUMBERS.has(path.join());
      return isKnown && Number.isInteger(value) && Math.abs(value) <= MAX_NUMBER ? value : marker("n", String(value));
    }
    if (typeof value !== "object") return null;
    if (depth > MAX_DEPTH) return marker("s", "");
    if (Array.isArray(value)) return value.map((one) => redacted(one, path, depth + 1));
    // Without a prototype: a field may be called `__proto__`.
    const fields: Record<string, Redacted> = Object.create(null);
    for (const [name, inner] of Object.entries(value))
      fields[nameOf(name)] = redacted(inner, [...path, name], depth + 1);
    return fields;
  }

  /** Only what our own answers contain is a product; a request may have anything there. */
  function learn(value: unknown, field: string, depth: number): void {
    if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return;
    if (Array.isArray(value)) return value.forEach((one) => learn(one, field, depth + 1));
    for (const [name, inner] of Object.entries(value))
      if (name !== "id") learn(inner, name, depth + 1);
      else if (typeof inner === "string" && PRODUCT_FIELDS.has(field) && products.size < MAX_PRODUCTS)
        products.add(inner);
  }

  return {
    headers(headers) {
      const shown: Record<string, string> = Object.create(null);
      for (const [name, value] of headers) {
        if (name === LOOPBACK_MARK) continue;
        const isKnown = name === "mcp-name" ? vocabulary.targets.has(value) : own(HEADER_VALUES, name)?.(value);
        shown[HEADER_NAME.test(name) ? name : marker("k", name)] = isKnown === true ? value : marker("s", value);
      }
      return shown;
    },
    request: (message) => redacted(message, [], 0),
    answer(body) {
      learn(structuredContentOf(body), "", 0);
      return redacted(body, [], 0);
    },
  };
}

function structuredContentOf(body: unknown): unknown {
  const result = typeof body === "object" && body !== null && "result" in body ? body.result : null;
  return typeof result === "object" && result !== null && "structuredContent" in result
    ? result.structuredContent
    : null;
}

/** The object or list that a text is the JSON of, else null. */
function jsonTextOf(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    // JSON has no other way to say that a text is none.
    return null;
  }
}

const own = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
