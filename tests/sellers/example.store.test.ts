import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { importFeed } from "#lib/catalog/import-feed.ts";
import { sellerChange } from "#lib/config/shop/seller-fields.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

const FOLDER = "examples/marketplace";
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

it("the example of a marketplace is accepted: every row of its feed, and what is said of each of its five sellers", async () => {
  const options = { originRewrite: null, onLine: () => undefined };
  const report = await importFeed(shop.context.catalog, `${FOLDER}/feed.csv`, options);
  expect(report).toMatchObject({ accepted: 10, rejected: 0 });
  const files = readdirSync(`${FOLDER}/sellers`);
  const said = files.map((file) => sellerChange.parse(JSON.parse(readFileSync(`${FOLDER}/sellers/${file}`, "utf8"))));
  expect(new Set(said.map(({ country }) => country)).size).toBe(3);
  expect(new Set(said.flatMap(({ currencies }) => currencies ?? [])).size).toBe(3);
  expect(files).toHaveLength(5);
  const ids = files.map((file) => sellerId(file.replace(".json", "")));
  expect([...(await shop.verbs.sellerNames(ids)).keys()].toSorted()).toEqual(ids.toSorted());
});
