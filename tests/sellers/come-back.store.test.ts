import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { sellerId, type SellerId } from "#lib/ids.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

const COMMAND = { by: "command" } as const;
let shop: TestShop;
let id: SellerId;
let count = 0;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  id = sellerId(`seller-${(count += 1)}`);
  const change = { name: "Kitchen", country: "US", ownerEmail: "owner@kitchen.example.com" };
  await shop.verbs.addSeller({ id, change, state: "active", why: "test", caller: COMMAND });
});

const accountOf = async () => (await shop.context.sellers.one(id)).account;
async function onboard(): Promise<string> {
  expect((await shop.verbs.onboardSeller({ id, caller: COMMAND })).kind).toBe("link");
  return (await accountOf()) ?? expect.unreachable();
}
const name = (account: string | null) => shop.verbs.changeSeller({ id, change: { account }, caller: COMMAND });

/** As a record was left by which nothing of the account stayed. */
async function leaveWithoutTrace(): Promise<void> {
  await name(null);
  const [record] = await shop.context.store.sellerRecords([id]);
  if (record === undefined) return expect.unreachable();
  const without = { ...record, account: null, accountId: null, logo: null };
  await shop.context.store.transaction((transaction) => transaction.saveSeller(without, record.revision));
}

it("a seller who comes back gets another account than any that they left, also where the record has no trace of it", async () => {
  const first = await onboard();
  await leaveWithoutTrace();
  const second = await onboard();
  expect(second).not.toBe(first);
  await leaveWithoutTrace();
  expect([first, second]).not.toContain(await onboard());
});

it("a seller who was named an account by hand in between gets none that they left either", async () => {
  const first = await onboard();
  await name(null);
  const second = await onboard();
  for (const account of [first, second]) {
    await name(account);
    await name(null);
    expect([first, second]).not.toContain(await onboard());
    await name(null);
  }
});

it("whoever names an account that a seller left gives it back to them, and it stays theirs", async () => {
  const first = await onboard();
  await name(null);
  await onboard();
  await name(first);
  expect(await onboard()).toBe(first);
});

it("an account that was made and not kept, because the server ended in between, is the seller's at the next call", async () => {
  const { sellerAccounts } = shop.context.provider;
  if (sellerAccounts === null) return expect.unreachable();
  const made = await sellerAccounts.create({
    key: `seller:${id}:transfers`,
    sellerId: id,
    name: "Kitchen",
    email: "owner@kitchen.example.com",
    country: "US",
    use: "transfers",
  });
  expect(await onboard()).toBe(made.kind === "account" && made.account.id);
});

it("calls at the same moment open one account, also after the seller left one", async () => {
  await onboard();
  await leaveWithoutTrace();
  const before = shop.bank.sellers.accounts().length;
  await Promise.all([onboard(), onboard(), onboard()]);
  expect(shop.bank.sellers.accounts()).toHaveLength(before + 1);
});
