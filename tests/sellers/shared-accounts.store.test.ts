import { afterAll, beforeAll, expect, it } from "vitest";
import { sellerId, type SellerId } from "#lib/ids.ts";
import { needingPerson } from "#lib/purchase/mail/needs-person.ts";
import { applyAccountEvent } from "#lib/purchase/sellers/account.ts";
import { storeFileSellers } from "#lib/purchase/sellers/records.ts";
import type { FileSeller } from "#lib/sellers/record.ts";
import { createVerbs, type Verbs } from "../fixtures/verbs.ts";
import { kept, openMailBench, type MailBench } from "../mail/mail-bench.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

const COMMAND = { by: "command" } as const;
const [KITCHEN, PANTRY, CELLAR] = [sellerId("kitchen"), sellerId("pantry"), sellerId("cellar")];
const ALLOWED = { model: "platform", feesOnRefund: "return", mayShareAccounts: true } as const;
let bench: MailBench;
let shop: TestShop;
/** The same shop where sellers may share an account. */
let sharing: Verbs;
beforeAll(async () => {
  bench = openMailBench();
  shop = await openTestShop(undefined, { mailer: bench.mailer });
  sharing = createVerbs({ ...shop.context, marketplace: ALLOWED });
  await shop.startJobs();
});
afterAll(async () => {
  await shop.close();
  bench.close();
});

const add = (id: SellerId, account: string | null = null, verbs = shop.verbs) =>
  verbs.addSeller({
    id,
    change: {
      name: id,
      country: "US",
      ownerEmail: `owner@${id}.example.com`,
      ...(account === null ? {} : { account }),
    },
    state: "active",
    why: "test",
    caller: COMMAND,
  });
/** An account that can receive money, and that no seller has any more. */
async function freeAccount(of: SellerId): Promise<string> {
  await add(of);
  const made = await shop.verbs.onboardSeller({ id: of, caller: COMMAND });
  if (made.kind !== "link") return expect.unreachable();
  shop.bank.sellers.answerPage(made.url.split("/").at(-1) ?? "", "provide");
  await expect.poll(async () => (await shop.context.sellers.one(of)).facts?.canReceive).toBe(true);
  const account = (await shop.context.sellers.one(of)).account ?? "";
  await shop.verbs.changeSeller({ id: of, change: { account: null }, caller: COMMAND });
  return account;
}
const accountOf = async (id: SellerId) => (await shop.context.sellers.one(id)).account;
const factsOf = async (id: SellerId) => (await shop.context.sellers.one(id)).facts;
const settled = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 20_000 });
const start = (file: readonly FileSeller[], mayShareAccounts = false) =>
  shop.context.store.transaction((transaction) =>
    storeFileSellers(transaction, { file, mayShareAccounts, now: shop.context.now() }),
  );

it("an event about an account reaches every seller who has it, and each is written to once", async () => {
  const account = await freeAccount(sellerId("founder"));
  for (const id of [KITCHEN, PANTRY]) expect(await add(id, account, sharing)).toMatchObject({ kind: "saved" });
  shop.bank.sellers.turn(account, "restricted");
  for (const id of [KITCHEN, PANTRY]) await settled(async () => (await factsOf(id))?.canReceive).toBe(false);
  const mails = async () => (await kept(bench)).filter((one) => /^owner@(kitchen|pantry)/.test(one));
  await settled(mails).toHaveLength(2);
  await applyAccountEvent(shop.context, { id: "evt_again", account });
  const open: string[] = [];
  for await (const items of needingPerson(shop.context))
    open.push(...items.filter(({ kind }) => kind === "seller_requirements").map(({ subject }) => subject));
  expect(open.toSorted()).toEqual(["kitchen", "pantry"]);
  shop.bank.sellers.turn(account, "able");
  for (const id of [KITCHEN, PANTRY]) await settled(async () => (await factsOf(id))?.canReceive).toBe(true);
  expect(await mails()).toHaveLength(2);
});

it("whoever has an account read has it read for every seller of it", async () => {
  const account = (await accountOf(PANTRY)) ?? "";
  shop.advance(10_000);
  await shop.verbs.readSellerAccount(PANTRY);
  const [kitchen, pantry] = [await factsOf(KITCHEN), await factsOf(PANTRY)];
  expect(kitchen).toMatchObject({ id: account });
  expect(kitchen?.readAt).toEqual(pantry?.readAt);
});

it("of calls that name one account at the same moment, one seller gets it, also beside a seller who is added with it", async () => {
  for (let round = 0; round < 5; round += 1) {
    const account = await freeAccount(sellerId(`founder-${round}`));
    const ids = ["one", "two", "three"].map((name) => sellerId(`${name}-${round}`));
    for (const id of ids) await add(id);
    const added = sellerId(`four-${round}`);
    const outcomes = await Promise.all([
      ...ids.map((id) => shop.verbs.changeSeller({ id, change: { account }, caller: COMMAND })),
      add(added, account),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted(), `round ${round}`).toEqual([
      "refused",
      "refused",
      "refused",
      "saved",
    ]);
    const having = await Promise.all([...ids, added].map(async (id) => (await accountOf(id)) === account));
    expect(having.filter(Boolean)).toHaveLength(1);
  }
});

it("where sharing is allowed, calls at the same moment all get the account", async () => {
  const account = await freeAccount(sellerId("founder-of-all"));
  const ids = [sellerId("all-one"), sellerId("all-two")];
  for (const id of ids) await add(id);
  await Promise.all(ids.map((id) => sharing.changeSeller({ id, change: { account }, caller: COMMAND })));
  for (const id of ids) expect(await accountOf(id)).toBe(account);
});

it("an account that is made for a seller is not kept where somebody named it for another meanwhile", async () => {
  const id = sellerId("late");
  await add(id);
  const { sellerAccounts } = shop.context.provider;
  if (sellerAccounts === null) return expect.unreachable();
  const made = await sellerAccounts.create({
    key: `seller:${id}:transfers`,
    sellerId: id,
    name: id,
    email: `owner@${id}.example.com`,
    country: "US",
    use: "transfers",
  });
  if (made.kind !== "account") return expect.unreachable();
  await add(sellerId("quick"), made.account.id);
  expect((await shop.verbs.onboardSeller({ id, caller: COMMAND })).kind).toBe("link");
  expect(await accountOf(id)).not.toBe(made.account.id);
  expect(await accountOf(sellerId("quick"))).toBe(made.account.id);
});

it("a start with a shop file that names the account of a seller who has it by API is refused, and stores nothing", async () => {
  const account = await freeAccount(sellerId("founder-of-cellar"));
  await add(CELLAR, account);
  const file = [{ seller: "attic", fields: { name: "Attic", account } }];
  await expect(start(file)).rejects.toThrow(
    `SHOP_FILE: sellers, attic, account: ${account} is the account of cellar, who`,
  );
  expect(await shop.context.store.sellerRecords([sellerId("attic")])).toEqual([]);
  await start(file, true);
  expect(await accountOf(CELLAR)).toBe(account);
  const [attic] = await shop.context.store.sellerRecords([sellerId("attic")]);
  expect(attic?.accountId).toBe(account);
});

it("an account that the shop file gives to another seller than before is that seller's alone", async () => {
  const account = "acct_of_the_file";
  const entry = (seller: string): readonly FileSeller[] => [{ seller, fields: { name: seller, account } }];
  await start(entry("before"));
  await start(entry("after"));
  const records = await shop.context.store.sellerRecords([sellerId("before"), sellerId("after")]);
  expect(records.map(({ id, accountId }) => [id, accountId])).toEqual([
    ["after", account],
    ["before", null],
  ]);
});
