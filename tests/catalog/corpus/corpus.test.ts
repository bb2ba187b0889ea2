import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { NO_DEFAULTS, type FeedDefaults } from "#lib/catalog/feed/fields.ts";
import { readFeed } from "#lib/catalog/feed/feed.ts";
import { readRow } from "#lib/catalog/feed/row.ts";
import { isCurrency } from "#lib/money.ts";
import { productView } from "../product-view.ts";

/** What `expected.json` of a folder says of each feed beside it: the products with the fields that matter there, or how it fails. */
const EXPECTED = z.record(
  z.string(),
  z.strictObject({
    defaults: z
      .strictObject({
        currency: z.string().refine(isCurrency).nullable().default(null),
        shopUrl: z.string().nullable().default(null),
        sellerName: z.string().nullable().default(null),
      })
      .default(NO_DEFAULTS),
    products: z.array(z.looseObject({ line: z.int(), id: z.string() })).optional(),
    rejections: z.array(z.strictObject({ line: z.int(), field: z.string(), reason: z.string() })).default([]),
    fails: z.string().optional(),
  }),
);

const FOLDERS = ["specification", "google", "shopify", "woocommerce", "files", "unusual"];
const folder = import.meta.dirname;
const expectedIn = (name: string) =>
  EXPECTED.parse(JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")));
const feeds = FOLDERS.flatMap((name) =>
  Object.entries(expectedIn(name)).map(([file, expected]) => [`${name}/${file}`, expected] as const),
);

async function readAll(file: string, defaults: FeedDefaults) {
  const products: Record<string, unknown>[] = [];
  const rejections: { line: number; field: string; reason: string }[] = [];
  for await (const record of readFeed(join(folder, file), defaults)) {
    const { line } = record;
    const row = record.kind === "record" ? readRow(record.fields, null, defaults) : null;
    if (row?.kind === "product") products.push({ ...productView(row.product), line });
    else if (row?.kind === "rejected") rejections.push({ line, field: row.field, reason: row.reason });
    else if (record.kind === "broken") rejections.push({ line, field: "", reason: record.reason });
  }
  return { products, rejections };
}

/** Those fields of a product that its expectation names. */
const fieldsLike = (wanted: object, product: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.keys(wanted).map((name) => [name, product[name]]));

describe("the corpus of feeds as shops have them", () => {
  it("has at least 60 feeds, and an expectation for every file", () => {
    expect(feeds.length).toBeGreaterThanOrEqual(60);
    for (const name of FOLDERS)
      expect(Object.keys(expectedIn(name)).sort()).toEqual(
        readdirSync(join(folder, name))
          .filter((file) => file !== "expected.json")
          .sort(),
      );
  });

  it.each(feeds)("%s is read as its expectation says", async (file, expected) => {
    if (expected.fails !== undefined) return expect(readAll(file, expected.defaults)).rejects.toThrow(expected.fails);
    const wanted = expected.products ?? [];
    const { products, rejections } = await readAll(file, expected.defaults);
    expect(products.map((product, index) => fieldsLike(wanted[index] ?? {}, product))).toEqual(wanted);
    expect(rejections).toEqual(
      expected.rejections.map((one) => ({ ...one, reason: expect.stringContaining(one.reason) })),
    );
  });
});
