import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRow } from "#lib/catalog/feed/row.ts";
import { AVAILABILITIES, type Product } from "#lib/catalog/product.ts";
import { recordsIn } from "./feed-file.ts";

const records = await recordsIn("config/demo-feed.csv");
const rows = records.flatMap((record) => (record.kind === "record" ? [record] : []));
const results = rows.map((row) => readRow(row.fields, null));
const products: readonly Product[] = results.flatMap((row) => (row.kind === "product" ? [row.product] : []));
const isGtin = (digits: string): boolean =>
  /^(\d{8}|\d{12,14})$/.test(digits) &&
  [...digits].toReversed().reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0) % 10 === 0;
const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

describe("the demo feed", () => {
  it("has no rejected row and every id once", () => {
    expect(results.filter((row) => row.kind === "rejected")).toEqual([]);
    expect(rows).toHaveLength(records.length);
    expect(distinct(products.map((one) => one.id))).toHaveLength(products.length);
  });

  it("is a shop that one can try everything in", () => {
    expect(products.length).toBeGreaterThanOrEqual(60);
    expect(distinct(products.map((one) => one.sellerId))).toEqual(["fernweh", "kumo", "bayt-al-qahwa"]);
    expect(distinct(products.map((one) => one.price.currency)).toSorted()).toEqual(["EUR", "GBP", "JPY", "KWD", "USD"]);
    expect(distinct(products.map((one) => one.availability))).toEqual(
      expect.arrayContaining(AVAILABILITIES.filter((one) => one !== "unknown")),
    );
    const has = (wanted: (product: Product) => boolean) => products.some(wanted);
    expect(has((one) => one.salePrice !== null)).toBe(true);
    expect(has((one) => one.isDigital)).toBe(true);
    expect(has((one) => one.stockOnHand === 1 && one.isEligibleCheckout)).toBe(true);
    expect(has((one) => !one.isEligibleCheckout)).toBe(true);
    expect(has((one) => one.condition !== "new")).toBe(true);
    expect(has((one) => one.title.length > 140)).toBe(true);
    for (const script of [/ö/, /\p{Script=Han}/u, /\p{Script=Arabic}/u])
      expect(has((one) => script.test(one.title))).toBe(true);
  });

  it("has variants that differ in what they are", () => {
    const groups = distinct(products.flatMap((one) => one.groupId ?? []));
    expect(groups.length).toBeGreaterThan(10);
    for (const group of groups) {
      const members = products.filter((one) => one.groupId === group);
      expect(members.length).toBeGreaterThan(1);
      expect(distinct(members.map((one) => JSON.stringify(one.variant)))).toHaveLength(members.length);
    }
  });

  it("shows pictures that are part of the project", () => {
    for (const url of distinct(products.flatMap((one) => [one.imageUrl, ...one.additionalImageUrls]))) {
      expect(url).toMatch(/^http:\/\/localhost:3000\/pictures\/[a-z0-9-]+\.svg$/);
      expect(existsSync(join("public", new URL(url).pathname)), url).toBe(true);
    }
  });

  it("has right check digits in its barcodes and says what the specification asks a checkout feed for", () => {
    const gtins = rows.map((row) => row.fields["gtin"]).filter((one) => one !== "");
    expect(gtins.length).toBeGreaterThan(60);
    for (const gtin of gtins) expect(isGtin(String(gtin)), String(gtin)).toBe(true);
    for (const product of products) {
      expect(product.sellerPrivacyPolicyUrl).not.toBeNull();
      expect(product.sellerTermsUrl).not.toBeNull();
      expect(product.category).toMatch(/ > /);
    }
  });
});
