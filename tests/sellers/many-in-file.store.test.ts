import { afterAll, beforeAll, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { storeFileSellers } from "#lib/purchase/sellers/records.ts";
import type { FileSeller } from "#lib/sellers/record.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

/** More rows than one statement can have. */
const MANY = 10_000;
const file: readonly FileSeller[] = Array.from({ length: MANY }, (_, index) => ({
  seller: `shop-${index}`,
  fields: { name: `Shop ${index}`, logo: `https://shop-${index}.example/logo.png`, account: `acct_${index}` },
}));

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

it("a shop file of ten thousand sellers gives each a record, and another start changes none of them", async () => {
  const { store, now } = shop.context;
  const start = (of: readonly FileSeller[]) =>
    store.transaction((transaction) =>
      storeFileSellers(transaction, { file: of, mayShareAccounts: false, now: now() }),
    );
  const ids = file.map(({ seller }) => sellerId(seller));
  await start(file);
  const first = await store.sellerRecords(ids);
  expect(first).toHaveLength(MANY);
  expect(new Set(first.map(({ state }) => state))).toEqual(new Set(["active"]));
  await start(file);
  expect(await store.sellerRecords(ids)).toEqual(first);
  const [one, ...others] = file;
  if (one === undefined) throw new Error("there are sellers in the file");
  const withoutLogo = { ...one, fields: { ...one.fields, logo: null } };
  await start([withoutLogo, ...others]);
  const changed = (await store.sellerRecords(ids)).filter(({ revision }) => revision > 1);
  expect(changed.map(({ id }) => String(id))).toEqual(["shop-0"]);
  expect((await store.sellerLogos([sellerId("shop-0"), sellerId("shop-1")])).get(sellerId("shop-0"))).toBeNull();
}, 60_000);
