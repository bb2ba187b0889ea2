import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productId, sellerId } from "#lib/ids.ts";
import { applyAccountEvent, saveFacts } from "#lib/purchase/sellers/account.ts";
import type { SellerCaller } from "#lib/purchase/sellers/caller.ts";
import { toStore } from "#lib/purchase/sellers/records.ts";
import { notSelling, type AccountFacts } from "#lib/sellers/record.ts";
import { createVerbs } from "../fixtures/verbs.ts";
import { openTestShop, testProduct, type TestShop } from "../fixtures/test-shop.ts";

let shop: TestShop;
const ID = sellerId("kitchen");
const COMMAND = { by: "command" } as const;
beforeAll(async () => {
  shop = await openTestShop();
  await shop.verbs.addSeller({ id: ID, change: { name: "Kitchen" }, state: "active", why: "test", caller: COMMAND });
});
afterAll(() => shop.close());

const seller = () => shop.context.sellers.one(ID);
const facts = async () => (await seller()).facts;
const onboard = (caller: SellerCaller = COMMAND) => shop.verbs.onboardSeller({ id: ID, caller });
async function link(caller?: SellerCaller): Promise<string> {
  const outcome = await onboard(caller);
  return outcome.kind === "link" ? outcome.url : expect.unreachable(outcome.kind);
}
const tokenOf = (url: string) => url.split("/").at(-1) ?? "";
const page = async () => shop.bank.sellers.page(tokenOf(await link()));
const addressOf = async (of: "refreshUrl" | "returnUrl") => new URL((await page())?.link[of] ?? "");
const tokenIn = async (of: "refreshUrl" | "returnUrl") => (await addressOf(of)).searchParams.get("token") ?? "";
const settled = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 5000 });

describe("onboarding a seller at the payment provider", () => {
  it("names the fields that the provider needs first, and makes nothing", async () => {
    expect(await onboard()).toEqual({ kind: "fields_missing", fields: ["ownerEmail", "country"] });
    expect((await seller()).account).toBeNull();
    const change = { email: "owner@kitchen.example.com", country: "US" };
    await shop.verbs.changeSeller({ id: ID, change, caller: COMMAND });
  });

  it("makes one account, and a link of one use each time", async () => {
    const [first, second] = [await link({ by: "orders_api", keyName: "erp", sellers: null }), await link()];
    expect(first).not.toBe(second);
    expect(shop.bank.sellers.accounts()).toHaveLength(1);
    const { account } = await seller();
    expect(account).toBe(shop.bank.sellers.accounts()[0]?.id);
    const trail = await shop.context.store.auditEntries(new Date(0), 100, 0);
    expect(trail.filter(({ details }) => details["account"] === account)).toMatchObject([
      { action: "seller_changed", actor: "orders_api", subject: ID, details: { fields: "account", key: "erp" } },
    ]);
    const stored = JSON.stringify(await shop.context.store.sellerRecords([ID]));
    for (const url of [first, second]) expect(stored).not.toContain(tokenOf(url));
    // Not ready yet: whether the seller needs an account to sell is the money model's question.
    expect(notSelling(await seller())).toBeNull();
  });

  it("believes neither who comes back nor an event, and reads the account", async () => {
    shop.advance(10_000);
    const token = await tokenIn("returnUrl");
    expect(await shop.verbs.returnFromOnboarding({ id: ID, token })).toBe("not_ready");
    shop.bank.sellers.answerPage(tokenOf(await link()), "provide");
    await settled(async () => (await facts())?.canReceive).toBe(true);
    expect((await seller()).readyAt).not.toBeNull();
    await applyAccountEvent(shop.context, { id: "evt_forged", account: "acct_of_nobody" });
  });

  it("reads nothing and says nothing for an address without our signature, for this seller and for coming back", async () => {
    const readAt = (await facts())?.readAt;
    shop.advance(10_000);
    const [mine, refresh] = [await tokenIn("returnUrl"), await tokenIn("refreshUrl")];
    for (const token of ["", refresh, `${mine}x`])
      expect(await shop.verbs.returnFromOnboarding({ id: ID, token })).toBe("unknown");
    expect(await shop.verbs.returnFromOnboarding({ id: sellerId("nobody"), token: mine })).toBe("unknown");
    expect((await facts())?.readAt).toEqual(readAt);
    expect(await shop.verbs.returnFromOnboarding({ id: ID, token: mine })).toBe("ready");
    expect((await facts())?.readAt).not.toEqual(readAt);
  });

  it("stops the sales of a seller whom the provider restricts, without losing their own state", async () => {
    const account = (await seller()).account ?? "";
    shop.bank.sellers.turn(account, "restricted");
    await settled(async () => notSelling(await seller())).toBe("paused");
    expect((await seller()).state).toBe("active");
    expect((await shop.context.sellers.money([ID])).get(ID)).toMatchObject({ state: "paused", canReceive: false });
    const listed = await shop.verbs.attention(100);
    expect(listed.sellerRequirements.map(({ id }) => id)).toEqual([ID]);
    shop.bank.sellers.turn(account, "able");
    await settled(async () => notSelling(await seller())).toBeNull();
  });

  it("keeps the later of two readings, in whatever order they end, and reads once for each event", async () => {
    const now = await facts();
    if (now === null) return expect.unreachable();
    const older: AccountFacts = { ...now, canReceive: false, readAt: new Date(now.readAt.getTime() - 1000) };
    await saveFacts(shop.context, ID, older);
    expect((await facts())?.canReceive).toBe(true);
    shop.advance(1000);
    await applyAccountEvent(shop.context, { id: "evt_1", account: now.id });
    const readAt = (await facts())?.readAt;
    shop.advance(1000);
    await applyAccountEvent(shop.context, { id: "evt_1", account: now.id });
    expect((await facts())?.readAt).toEqual(readAt);
  });

  it("leads to a new link with a token of ours, for this seller and for an hour, and nobody without one", async () => {
    const refreshUrl = await addressOf("refreshUrl");
    expect(refreshUrl.pathname).toBe("/sellers/kitchen/refresh");
    const token = refreshUrl.searchParams.get("token") ?? "";
    shop.advance(50 * 60_000);
    const again = await shop.verbs.refreshOnboarding({ id: ID, token });
    if (again?.kind !== "link") return expect.unreachable();
    // However often it is used, the hour stays the first one.
    const next = shop.bank.sellers.page(tokenOf(again.url))?.link.refreshUrl ?? "";
    expect(new URL(next).searchParams.get("token")).toBe(token);
    for (const wrong of [
      "",
      "1.x",
      `9${token}`,
      `${token}x`,
      token.replace(/^\d+/, (time) => String(Number(time) + 1)),
    ])
      expect(await shop.verbs.refreshOnboarding({ id: ID, token: wrong }), wrong).toBeNull();
    expect(await shop.verbs.refreshOnboarding({ id: sellerId("kumo"), token })).toBeNull();
    shop.advance(11 * 60_000);
    expect(await shop.verbs.refreshOnboarding({ id: ID, token })).toBeNull();
  });

  it("is known to buyers by the name that was given, whatever the feed says", async () => {
    const id = productId("ladle");
    await shop.context.catalog.upsert([testProduct("ladle", { sellerId: ID, sellerName: "KITCHEN LLC (feed)" })]);
    expect((await shop.verbs.product(id))?.product.sellerName).toBe("Kitchen");
    const prepared = await shop.verbs.prepareCheckout({ items: [{ productId: id, offerId: null, quantity: 1 }] });
    expect(prepared).toMatchObject({ kind: "prepared", session: { sellerName: "Kitchen" } });
  });

  it("makes a seller who left their account and comes back a new one, each time, and one however often it is asked for", async () => {
    const leave = () => shop.verbs.changeSeller({ id: ID, change: { account: null }, caller: COMMAND });
    const accounts = new Set([(await seller()).account]);
    for (const time of [1, 2]) {
      await leave();
      expect((await seller()).account).toBeNull();
      expect((await seller()).facts).toBeNull();
      expect((await shop.verbs.attention(100)).sellerRequirements.map(({ id }) => id)).not.toContain(ID);
      await link();
      const { account } = await seller();
      expect(accounts, `time ${time}`).not.toContain(account);
      accounts.add(account);
      await link();
      expect((await seller()).account).toBe(account);
    }
    const [first] = accounts;
    await shop.verbs.changeSeller({ id: ID, change: { account: first ?? null }, caller: COMMAND });
    expect((await seller()).account).toBe(first);
  });

  it("is at an account of the seller's own: another's is refused, unless the setting allows it", async () => {
    const { account } = await seller();
    const other = sellerId("pantry");
    const name = (verbs: typeof shop.verbs, change: object) =>
      verbs.changeSeller({ id: other, change, caller: COMMAND });
    const added = { id: other, state: "active", why: "test", caller: COMMAND } as const;
    const refused = { kind: "refused", problems: [{ field: "account", kind: "account_of_another" }] };
    expect(await shop.verbs.addSeller({ ...added, change: { name: "Pantry", account } })).toEqual(refused);
    await shop.verbs.addSeller({ ...added, change: { name: "Pantry" } });
    expect(await name(shop.verbs, { account })).toEqual(refused);
    const { marketplace } = shop.context;
    const shared = createVerbs({ ...shop.context, marketplace: { ...marketplace, mayShareAccounts: true } });
    expect(await name(shared, { account })).toMatchObject({ kind: "saved", seller: { account } });
    expect(await name(shop.verbs, { phone: "+1 212 555 0100" })).toMatchObject({ kind: "saved" });
    expect(await name(shop.verbs, { account: null })).toMatchObject({ kind: "saved", seller: { account: null } });
  });

  it("stops the sales of a seller whose account the provider does not have any more", async () => {
    const { account } = await seller();
    const [record] = await shop.context.store.sellerRecords([ID]);
    if (record === undefined) return expect.unreachable();
    const disconnected = toStore({ ...record, given: { ...record.given, account: "acct_gone" } }, []);
    await shop.context.store.transaction((transaction) => transaction.saveSeller(disconnected, record.revision));
    expect(notSelling(await seller())).toBeNull();
    await applyAccountEvent(shop.context, { id: "evt_gone", account: "acct_gone" });
    expect(await facts()).toMatchObject({ id: "acct_gone", canReceive: false, isClosed: true });
    expect(notSelling(await seller())).toBe("paused");
    await shop.verbs.changeSeller({ id: ID, change: { account }, caller: COMMAND });
    expect(notSelling(await seller())).toBeNull();
  });

  it("opens another account after one was closed, and another one after that", async () => {
    const opened: (string | null)[] = [];
    for (let n = 0; n < 3; n += 1) {
      await link();
      const { account } = await seller();
      opened.push(account);
      shop.bank.sellers.turn(account ?? "", "closed");
      await applyAccountEvent(shop.context, { id: `evt_closed_${n}`, account: account ?? "" });
      expect((await facts())?.isClosed).toBe(true);
    }
    expect(new Set(opened).size).toBe(3);
    // Taken off the record, a closed account is not opened again either.
    await shop.verbs.changeSeller({ id: ID, change: { account: null }, caller: COMMAND });
    await link();
    expect(opened).not.toContain((await seller()).account);
    expect((await facts())?.isClosed).toBe(false);
  });

  it("ends with the seller: who has left is not onboarded again, and a key of another seller finds none", async () => {
    const caller = { by: "orders_api", keyName: "kumo", sellers: [sellerId("kumo")] } as const;
    expect((await shop.verbs.onboardSeller({ id: ID, caller })).kind).toBe("not_found");
    await shop.verbs.moveSeller({ id: ID, to: "closed", why: "test", caller: COMMAND });
    expect((await onboard()).kind).toBe("closed");
  });
});
