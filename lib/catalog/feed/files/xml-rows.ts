import type { FeedRecord } from "../lines.ts";
import { fieldName } from "../names.ts";
import { XmlStream } from "./xml-stream.ts";

/** Elements that are a product: in RSS 2.0, in Atom, and in lists without either. */
const ITEMS = new Set(["item", "entry", "product"]);
/** Fields of which an item may have several. */
const LISTS = new Set(
  "additional_image_link additional_image_url shipping product_type color size material pattern".split(" "),
);
const MAX_FIELDS = 1000;

/**
 * Google's feed as RSS 2.0 or Atom, item by item. Where an item has a name with and without a prefix, such as `g:title` and
 * `title`, the one with a prefix wins. https://support.google.com/merchants/answer/14987622
 */
export async function* xmlRows(text: AsyncIterable<string>, maxCharacters: number): AsyncGenerator<FeedRecord> {
  const items = new ItemReader(maxCharacters);
  const xml = new XmlStream({
    open: (name, attributes, prefix) => items.open(name, attributes, prefix, xml.line),
    text: (piece) => items.text(piece),
    close: () => items.close(),
  });
  for await (const chunk of text) {
    xml.write(chunk);
    yield* items.taken();
  }
  xml.end();
  yield* items.taken();
  if (items.count === 0) throw new Error("the XML has no <item> and no <entry>, so it is no product feed");
}

type Field = { value: unknown; readonly hasPrefix: boolean };

class ItemReader {
  count = 0;
  readonly #maxCharacters: number;
  #records: FeedRecord[] = [];
  #fields = new Map<string, Field>();
  #line = 0;
  #characters = 0;
  /** The open elements of an item, itself first; empty outside of one. */
  #path: string[] = [];
  #prefix = "";
  #href = "";
  #text = "";
  #parts: Record<string, string> | null = null;

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  *taken(): Generator<FeedRecord> {
    const records = this.#records;
    this.#records = [];
    yield* records;
  }

  open(name: string, attributes: Readonly<Record<string, string>>, prefix: string, line: number): void {
    if (this.#path.length === 0) {
      if (!ITEMS.has(name.toLowerCase())) return;
      this.count += 1;
      this.#line = line;
      this.#fields = new Map();
      this.#characters = 0;
    } else if (this.#path.length === 1) {
      this.#prefix = prefix;
      // Of Atom's links only the page itself is the product's.
      this.#href = ["", "alternate"].includes(attributes["rel"] ?? "") ? (attributes["href"] ?? "") : "";
      this.#text = "";
      this.#parts = null;
    } else if (this.#path.length === 2) this.#text = this.#parts === null ? "" : this.#text;
    this.#path.push(name);
  }

  text(piece: string): void {
    if (this.#path.length < 2) return;
    this.#characters += piece.length;
    if (this.#characters <= this.#maxCharacters) this.#text += piece;
  }

  close(): void {
    const name = this.#path.pop();
    if (name === undefined) return;
    if (this.#path.length === 2) {
      this.#parts ??= {};
      this.#parts[fieldName(name)] = this.#text.trim();
      this.#text = "";
    } else if (this.#path.length === 1) this.#keep(name);
    else if (this.#path.length === 0) this.#records.push(this.#record());
  }

  #keep(name: string): void {
    const value = this.#parts ?? (this.#text.trim() === "" ? this.#href : this.#text.trim());
    const field = name === "summary" || name === "content" ? "description" : fieldName(name);
    const hasPrefix = this.#prefix !== "";
    const earlier = this.#fields.get(field);
    if (earlier === undefined || (hasPrefix && !earlier.hasPrefix)) {
      if (value !== "" && this.#fields.size < MAX_FIELDS) this.#fields.set(field, { value, hasPrefix });
    } else if (LISTS.has(field) && hasPrefix === earlier.hasPrefix)
      earlier.value = [...(Array.isArray(earlier.value) ? earlier.value : [earlier.value]), value];
  }

  #record(): FeedRecord {
    if (this.#characters > this.#maxCharacters)
      return { kind: "broken", line: this.#line, reason: `it is longer than ${this.#maxCharacters} characters` };
    const fields = Object.fromEntries([...this.#fields].map(([name, { value }]) => [name, value]));
    return { kind: "record", line: this.#line, fields };
  }
}
