import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderCallParts } from "#app/api/orders/access.ts";
import {
  answerNewSeller,
  answerSeller,
  answerSellerChange,
  answerSellers,
  answerSellerState,
} from "#app/api/sellers/seller-calls.ts";
import { readConfig } from "#lib/config/config.ts";
import { sellerId } from "#lib/ids.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

const KEY = "key-of-all-sellers-0123456789";
const OF_KUMO = "key-of-kumo-0123456789abcdefg";
const KUMO_READS = "key-that-reads-kumo-0123456789";
const READS = "key-that-reads-0123456789abcd";

let shop: TestShop;
let parts: OrderCallParts;
beforeAll(async () => {
  shop = await openTestShop(undefined, {
    sellersInFile: { sellers: [{ seller: "fernweh", fields: { legalName: "Fernweh GmbH" } }], goods: [] },
  });
  const keys = [
    { name: "kumo-erp", key: OF_KUMO, sellers: ["kumo"], actions: ["manage_sellers"] },
    { name: "kumo-reads", key: KUMO_READS, sellers: ["kumo"], actions: ["read"] },
    { name: "reads", key: READS, sellers: "all", actions: ["read"] },
  ];
  const read = readConfig({ ORDERS_API_KEY: KEY, ORDERS_API_KEYS: JSON.stringify(keys) }, process.cwd());
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  parts = {
    operator: shop.verbs,
    publicUrl: "https://shop.example.com",
    keys: read.config.ordersKeys,
    keyRefused: () => undefined,
    report: (error) => expect.unreachable(String(error)),
  };
});
afterAll(() => shop.close());

const requestOf = (body: unknown = null, key = KEY, query = "") =>
  new Request(`https://shop.example.com/api/sellers${query}`, {
    ...(body === null ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
  });
type Body = {
  readonly seller?: Readonly<Record<string, unknown>>;
  readonly sellers?: readonly { readonly id: string }[];
  readonly next_after?: string | null;
  readonly result?: string;
  readonly problems?: readonly { readonly field: string; readonly message: string }[];
};
const answered = async (answer: Promise<Response>) => {
  const response = await answer;
  return { status: response.status, body: (await response.json()) as Body };
};

describe("the API of sellers", () => {
  it("adds a seller who waits, changes what is said of them, and lets them begin", async () => {
    const added = await answered(
      answerNewSeller(
        requestOf({ id: "kumo", why: "contract", name: "Kumo", country: "JP", fees: [{ rate: "5%" }] }),
        parts,
      ),
    );
    expect(added).toMatchObject({
      status: 201,
      body: {
        seller: { id: "kumo", state: "onboarding", not_selling: "not_open_yet", country: "JP", tax_number: null },
      },
    });
    expect(added.body.seller?.["fees"]).toEqual([{ category: null, rate: "5%", fixed: [] }]);
    expect((await answered(answerNewSeller(requestOf({ id: "kumo", why: "again" }), parts))).status).toBe(409);
    const changed = await answered(answerSellerChange(requestOf({ tax_number: "T1", country: null }), "kumo", parts));
    expect(changed).toMatchObject({
      status: 200,
      body: { result: "changed", seller: { tax_number: "T1", country: null } },
    });
    const again = await answered(answerSellerChange(requestOf({ tax_number: "T1" }), "kumo", parts));
    expect(again.body.result).toBe("unchanged");
    const active = await answered(answerSellerState(requestOf({ state: "active", why: "checked" }), "kumo", parts));
    expect(active).toMatchObject({ status: 200, body: { seller: { state: "active", not_selling: null } } });
    const entries = await shop.context.store.auditEntries(new Date(0), 100, 0);
    expect(entries.filter(({ subject }) => subject === "kumo").map(({ action }) => action)).toEqual([
      "seller_added",
      "seller_changed",
      "seller_moved",
    ]);
  });

  it("says which field is wrong, and changes nothing", async () => {
    const wrong = await answered(
      answerSellerChange(requestOf({ color: "#ffff00", tax_id: "1", policies: { terms: {} } }), "kumo", parts),
    );
    expect(wrong.status).toBe(400);
    expect(wrong.body.problems?.map(({ field }) => field).toSorted()).toEqual(["color", "policies.terms", "tax_id"]);
    expect(wrong.body.problems?.find(({ field }) => field === "color")?.message).toMatch(/contrast .* has it/);
    const state = await answered(answerSellerState(requestOf({ state: "onboarding", why: "no" }), "kumo", parts));
    expect([state.status, state.body.problems?.[0]?.field]).toEqual([400, "state"]);
    const none = await answered(answerSeller(requestOf(), "nobody", parts));
    expect([none.status, none.body.problems]).toEqual([404, [{ field: "id", message: "unknown" }]]);
  });

  it("leaves to the shop file what the file says", async () => {
    await shop.verbs.addSeller({
      id: sellerId("fernweh"),
      change: {},
      state: "active",
      why: "test",
      caller: { by: "command" },
    });
    const refused = await answered(answerSellerChange(requestOf({ legal_name: "Other" }), "fernweh", parts));
    expect([refused.status, refused.body.problems?.[0]?.field]).toEqual([422, "legal_name"]);
    expect(refused.body.problems?.[0]?.message).toContain("SHOP_FILE");
  });

  it("gives a seller's own key that seller alone, and not what is the shop's to say", async () => {
    const list = await answered(answerSellers(requestOf(null, OF_KUMO), parts));
    expect(list.body.sellers?.map(({ id }) => id)).toEqual(["kumo"]);
    expect((await answered(answerSeller(requestOf(null, OF_KUMO), "fernweh", parts))).status).toBe(404);
    expect((await answered(answerSellerChange(requestOf({ url: null }, OF_KUMO), "fernweh", parts))).status).toBe(404);
    const stop = requestOf({ state: "paused", why: "x" }, OF_KUMO);
    expect((await answered(answerSellerState(stop, "fernweh", parts))).status).toBe(404);
    const added = await answered(answerNewSeller(requestOf({ id: "own", why: "x" }, OF_KUMO), parts));
    expect(added.status).toBe(403);
    const shops = ["name", "legal_name", "tax_number", "sender_name"];
    for (const field of [...shops, "country", "account", "network_id", "statement_descriptor"]) {
      const value = field === "country" ? "DE" : "Other_name";
      const refused = await answered(answerSellerChange(requestOf({ [field]: value }, OF_KUMO), "kumo", parts));
      expect([refused.status, refused.body.problems?.[0]?.field], field).toEqual([422, field]);
    }
    const own = await answered(answerSellerChange(requestOf({ phone: "+81 3 1234" }, OF_KUMO), "kumo", parts));
    expect(own.body.seller?.["phone"]).toBe("+81 3 1234");
    const paused = await answered(
      answerSellerState(requestOf({ state: "paused", why: "May" }, OF_KUMO), "kumo", parts),
    );
    expect(paused.body.seller?.["state"]).toBe("paused");
    const back = await answered(answerSellerState(requestOf({ state: "active", why: "x" }, OF_KUMO), "kumo", parts));
    expect(back.status).toBe(422);
  });

  it("needs an action of its own", async () => {
    expect((await answered(answerSellers(requestOf(null, READS), parts))).status).toBe(403);
    expect((await answered(answerSellers(requestOf(null, "no-key-at-all-0123456789"), parts))).status).toBe(401);
  });

  it("lets a key that reads one seller's orders read that seller, and no other", async () => {
    expect((await answered(answerSeller(requestOf(null, KUMO_READS), "kumo", parts))).body.seller?.["id"]).toBe("kumo");
    expect((await answered(answerSeller(requestOf(null, KUMO_READS), "fernweh", parts))).status).toBe(404);
    expect((await answered(answerSeller(requestOf(null, READS), "kumo", parts))).status).toBe(403);
    expect((await answered(answerSellerChange(requestOf({ url: null }, KUMO_READS), "kumo", parts))).status).toBe(403);
  });

  it("names an account that the payment provider does not have, and keeps what was", async () => {
    const refused = await answered(
      answerSellerChange(requestOf({ account: "acct_none", tax_number: "T9" }), "kumo", parts),
    );
    expect([refused.status, refused.body.problems?.[0]?.field]).toEqual([422, "account"]);
    expect(await shop.verbs.seller(sellerId("kumo"))).toMatchObject({ account: null, taxNumber: "T1" });
  });

  it("reads an account when it is named, and keeps the country of who has one", async () => {
    const made = await shop.bank.sellers.create({
      sellerId: sellerId("kumo"),
      name: "Kumo ready",
      email: "kumo@example.com",
      country: "JP",
      use: "transfers",
      key: "kumo",
    });
    if (made.kind !== "account") return expect.unreachable();
    const set = await answered(
      answerSellerChange(requestOf({ account: made.account.id, country: "JP" }), "kumo", parts),
    );
    expect(set.body.seller?.["account_state"]).toMatchObject({ can_charge: false });
    const moved = await answered(answerSellerChange(requestOf({ country: "DE" }), "kumo", parts));
    expect([moved.status, moved.body.problems?.[0]?.field]).toEqual([422, "country"]);
    const away = await answered(answerSellerChange(requestOf({ account: null, country: null }), "kumo", parts));
    expect(away.body.seller).toMatchObject({ account: null, account_state: null, country: null });
  });

  it("names the field whose text cannot be stored", async () => {
    for (const change of [
      { legal_name: "a\0b" },
      { address: ["a\u0007"] },
      { policies: { terms: { text: "a\0b" } } },
    ]) {
      const refused = await answered(answerSellerChange(requestOf(change), "kumo", parts));
      expect([refused.status, refused.body.problems?.[0]?.field?.split(/[.[]/)[0]]).toEqual([
        400,
        Object.keys(change)[0],
      ]);
    }
    const state = requestOf({ state: "paused", why: "a\0b" });
    expect((await answered(answerSellerState(state, "kumo", parts))).status).toBe(400);
    expect((await answered(answerSellers(requestOf(null, KEY, "?after=%00"), parts))).status).toBe(400);
  });

  it("lists sellers page by page", async () => {
    const first = await answered(answerSellers(requestOf(null, KEY, "?limit=1"), parts));
    expect([first.body.sellers?.length, first.body.next_after]).toEqual([1, "fernweh"]);
    const rest = await answered(answerSellers(requestOf(null, KEY, "?limit=1&after=fernweh"), parts));
    expect([rest.body.sellers?.map(({ id }) => id), rest.body.next_after]).toEqual([["kumo"], null]);
    expect((await answered(answerSellers(requestOf(null, KEY, "?state=gone"), parts))).status).toBe(400);
  });

  it("changes nothing in a dry run", async () => {
    const id = sellerId("kumo");
    const before = await shop.verbs.seller(id);
    const act = { id, caller: { by: "command" }, isDryRun: true } as const;
    expect(await shop.verbs.moveSeller({ ...act, to: "closed", why: "no" })).toMatchObject({
      kind: "saved",
      seller: { state: "closed" },
    });
    expect(await shop.verbs.changeSeller({ ...act, change: { url: "https://a.example" } })).toMatchObject({
      kind: "saved",
    });
    expect(await shop.verbs.seller(id)).toEqual(before);
  });
});
