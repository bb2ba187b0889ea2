import { afterAll, beforeAll, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { storeFileSellers } from "#lib/purchase/sellers/records.ts";
import { openSellers } from "#lib/purchase/sellers/directory.ts";
import type { FileSeller } from "#lib/sellers/record.ts";
import { createVerbs } from "../fixtures/verbs.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

const COMMAND = { by: "command" } as const;
const postgres = realPostgres();
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop(await postgres.open(await postgres.freshDatabase()));
});
afterAll(() => shop.close());
const add = (name: string, verbs = shop.verbs) =>
  verbs.addSeller({
    id: sellerId(name),
    change: { name, country: "US", ownerEmail: `o@${name}.example.com` },
    state: "active",
    why: "t",
    caller: COMMAND,
  });
async function freeAccount(name: string): Promise<string> {
  await add(name);
  await shop.verbs.onboardSeller({ id: sellerId(name), caller: COMMAND });
  const account = (await shop.context.sellers.one(sellerId(name))).account ?? "";
  await shop.verbs.changeSeller({ id: sellerId(name), change: { account: null }, caller: COMMAND });
  return account;
}
const recordOf = async (name: string) => (await shop.context.store.sellerRecords([sellerId(name)]))[0];

it("a start stores the file's account also where the seller is changed at that moment", async () => {
  const account = await freeAccount("founder");
  await add("attic");
  await add("cellar");
  const file: readonly FileSeller[] = [{ seller: "attic", fields: { name: "Attic", account } }];
  await shop.context.store.transaction((transaction) =>
    storeFileSellers(
      {
        ...transaction,
        async lockSellerAccounts() {
          // Another instance, while this one waits for the lock.
          await shop.verbs.moveSeller({ id: sellerId("attic"), to: "paused", why: "2 a.m.", caller: COMMAND });
          await transaction.lockSellerAccounts();
        },
      },
      { file, mayShareAccounts: false, now: shop.context.now() },
    ),
  );
  expect.soft((await recordOf("attic"))?.accountId).toBe(account);
  const verbs = createVerbs({
    ...shop.context,
    sellers: openSellers(shop.context.store, { sellers: file, goods: [] }),
  });
  const named = await verbs.changeSeller({ id: sellerId("cellar"), change: { account }, caller: COMMAND });
  expect.soft(named.kind).toBe("refused");
});

it("an instance that still has the earlier file gives nobody the account that the new file gave", async () => {
  const account = await freeAccount("founder-2");
  await add("loft");
  await add("porch");
  const file: readonly FileSeller[] = [{ seller: "loft", fields: { name: "Loft", account } }];
  await shop.context.store.transaction((transaction) =>
    storeFileSellers(transaction, { file, mayShareAccounts: false, now: shop.context.now() }),
  );
  // shop.verbs is the instance of the earlier file, in a rolling restart.
  const named = await shop.verbs.changeSeller({ id: sellerId("porch"), change: { account }, caller: COMMAND });
  expect.soft(named.kind).toBe("refused");
  await shop.verbs.moveSeller({ id: sellerId("loft"), to: "paused", why: "x", caller: COMMAND });
  expect.soft((await recordOf("loft"))?.accountId).toBe(account);
});

it("a start is refused where the file gives one of its sellers the account that another of its sellers has by API", async () => {
  const account = await freeAccount("founder-3");
  await add("zebra");
  await add("aardvark");
  await shop.verbs.changeSeller({ id: sellerId("zebra"), change: { account }, caller: COMMAND });
  expect((await recordOf("zebra"))?.accountId).toBe(account);
  const file: readonly FileSeller[] = [
    { seller: "aardvark", fields: { name: "Aardvark", account } },
    { seller: "zebra", fields: { name: "Zebra" } },
  ];
  const start = shop.context.store.transaction((transaction) =>
    storeFileSellers(transaction, { file, mayShareAccounts: false, now: shop.context.now() }),
  );
  await expect.soft(start).rejects.toThrow("is the account of zebra");
  expect.soft((await recordOf("aardvark"))?.accountId ?? null).toBe(null);
});
