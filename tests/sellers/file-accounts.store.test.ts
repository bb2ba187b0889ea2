import { afterAll, beforeAll, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { sellersOver } from "../fixtures/sellers/open-sellers.ts";
import { storeFileSellers } from "#lib/purchase/sellers/records.ts";
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

const start = (file: readonly FileSeller[]) =>
  shop.context.store.transaction((transaction) =>
    storeFileSellers(transaction, { file, mayShareAccounts: false, now: shop.context.now() }),
  );
const name = (id: string, account: string, verbs = shop.verbs) =>
  verbs.changeSeller({ id: sellerId(id), change: { account }, caller: COMMAND });
const pauseSeller = (id: string) =>
  shop.verbs.moveSeller({ id: sellerId(id), to: "paused", why: "2 a.m.", caller: COMMAND });

it("a start stores the file's account also where the seller is changed at that moment", async () => {
  const account = await freeAccount("founder");
  for (const id of ["attic", "cellar"]) await add(id);
  const file: readonly FileSeller[] = [{ seller: "attic", fields: { name: "Attic", account } }];
  let paused = 0;
  const meanwhile = async (moment: string) => {
    paused += 1;
    await pauseSeller("attic");
    expect((await recordOf("attic"))?.state, moment).toBe("paused");
    await shop.verbs.moveSeller({ id: sellerId("attic"), to: "active", why: "again", caller: COMMAND });
  };
  await shop.context.store.transaction((transaction) =>
    storeFileSellers(
      {
        ...transaction,
        // Other instances, while this one waits for the lock, and after it has read.
        async lockSellerAccounts() {
          await meanwhile("before the lock");
          await transaction.lockSellerAccounts();
        },
        async sellersAtAccounts(accounts) {
          await meanwhile("after the read");
          return transaction.sellersAtAccounts(accounts);
        },
      },
      { file, mayShareAccounts: false, now: shop.context.now() },
    ),
  );
  expect(paused).toBe(2);
  expect(await recordOf("attic")).toMatchObject({ accountId: account, state: "active", why: "again" });
  const verbs = createVerbs({
    ...shop.context,
    sellers: sellersOver(shop.context.store, { sellers: file }),
  });
  expect((await name("cellar", account, verbs)).kind).toBe("refused");
});

it("an instance that still has the earlier file gives nobody the account that the new file gave, and does not lose it", async () => {
  const account = await freeAccount("founder-2");
  for (const id of ["loft", "porch"]) await add(id);
  await start([{ seller: "loft", fields: { name: "Loft", account } }]);
  // shop.verbs is the instance of the earlier file, in a rolling restart.
  expect((await name("porch", account)).kind).toBe("refused");
  await pauseSeller("loft");
  await shop.verbs.changeSeller({ id: sellerId("loft"), change: { phone: "+1 555 0100" }, caller: COMMAND });
  await shop.verbs.readSellerAccount(sellerId("loft"));
  expect(await recordOf("loft")).toMatchObject({ accountId: account, state: "paused" });
});

it("an instance that still has the earlier file changes no account that the new file gave, also when asked to", async () => {
  const [account, other] = [await freeAccount("founder-10"), await freeAccount("founder-11")];
  await add("mill");
  await start([{ seller: "mill", fields: { name: "Mill", account } }]);
  for (const to of [other, null])
    expect(await shop.verbs.changeSeller({ id: sellerId("mill"), change: { account: to }, caller: COMMAND })).toEqual({
      kind: "refused",
      problems: [{ field: "account", kind: "in_file" }],
    });
  expect(await recordOf("mill")).toMatchObject({ accountId: account });
  await start([]);
  expect((await name("mill", other)).kind).toBe("saved");
});

it("the account of the file's seller is theirs also where an instance of an earlier release stored another", async () => {
  const [account, other] = [await freeAccount("founder-3"), await freeAccount("founder-4")];
  for (const id of ["barn", "shed"]) await add(id);
  const file: readonly FileSeller[] = [{ seller: "barn", fields: { name: "Barn", account } }];
  await start(file);
  const barn = await recordOf("barn");
  if (barn === undefined) throw new Error("no barn");
  const stored = { ...barn, given: { ...barn.given, account: other }, accountId: other, logo: null };
  await shop.context.store.transaction((transaction) => transaction.saveSeller(stored, barn.revision));
  const sellers = sellersOver(shop.context.store, { sellers: file });
  expect((await name("shed", account, createVerbs({ ...shop.context, sellers }))).kind).toBe("refused");
});

it("an account that the file gives nobody any more is free from the next start", async () => {
  const account = await freeAccount("founder-5");
  await add("study");
  await start([{ seller: "nursery", fields: { name: "Nursery", account } }]);
  expect((await name("study", account)).kind).toBe("refused");
  await start([]);
  expect((await recordOf("nursery"))?.accountId).toBe(null);
  expect((await name("study", account)).kind).toBe("saved");
  await start([]);
  expect((await recordOf("study"))?.accountId).toBe(account);
});

it("a start is refused where the file gives a seller, known or new, the account that another of its sellers has by API", async () => {
  const account = await freeAccount("founder-6");
  for (const id of ["zebra", "aardvark"]) await add(id);
  await name("zebra", account);
  for (const seller of ["aardvark", "newcomer"]) {
    const other = { seller: "zebra", fields: { name: "Zebra" } };
    for (const file of [
      [{ seller, fields: { name: "One", account } }, other],
      [other, { seller, fields: { name: "One", account } }],
    ])
      await expect(start(file)).rejects.toThrow(
        `SHOP_FILE: sellers, ${seller}, account: ${account} is the account of zebra, who got it by API`,
      );
    expect((await recordOf(seller))?.accountId ?? null).toBe(null);
  }
});

it("a start is refused where the file gives one account to two sellers, and says so of both", async () => {
  const account = await freeAccount("founder-7");
  const entry = (seller: string): FileSeller => ({ seller, fields: { name: seller, account } });
  await expect(start([entry("twin-1"), entry("twin-2")])).rejects.toThrow(
    `twin-2, account: ${account} is the account of twin-1, here too`,
  );
});

it("sellers who share an account since that was allowed keep it, also when the file names them", async () => {
  const account = await freeAccount("founder-8");
  const marketplace = { ...shop.context.marketplace, mayShareAccounts: true };
  const sharing = createVerbs({ ...shop.context, marketplace });
  for (const id of ["left-wing", "right-wing"]) {
    await add(id);
    expect((await name(id, account, sharing)).kind).toBe("saved");
  }
  await start(["left-wing", "right-wing"].map((seller) => ({ seller, fields: { name: seller } })));
  for (const id of ["left-wing", "right-wing"]) expect((await recordOf(id))?.accountId).toBe(account);
});

it("the entry for all other sellers is no seller who could have its account", async () => {
  const account = await freeAccount("founder-9");
  const file: readonly FileSeller[] = [{ seller: "*", fields: { account } }];
  await start(file);
  const sellers = sellersOver(shop.context.store, { sellers: file });
  const added = (id: string) => add(id, createVerbs({ ...shop.context, sellers }));
  expect((await added("only-one")).kind).toBe("saved");
  expect((await added("second-one")).kind).toBe("refused");
  expect((await recordOf("only-one"))?.accountId).toBe(account);
});
