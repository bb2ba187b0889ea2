import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderCallParts } from "#app/api/orders/access.ts";
import { answerOrder, answerOrders, answerRefund } from "#app/api/orders/order-calls.ts";
import { answerKeyEnd, answerKeys, answerNewKey } from "#app/api/sellers/key-calls.ts";
import { answerSellers } from "#app/api/sellers/seller-calls.ts";
import { readConfig } from "#lib/config/config.ts";
import { MAX_SELLER_ID, sellerId } from "#lib/ids.ts";
import { sellerKeysCommand, type SellerKeysLine, type SellerKeysRequest } from "#lib/operator/sellers/keys.ts";
import { MAX_SELLER_KEYS } from "#lib/sellers/key.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { sayOfKeys } from "#scripts/sellers/key-lines.ts";
import { openRunDatabase } from "../fixtures/real-postgres.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { paidOrder } from "../purchase/orders/paid-order.ts";

const KEY = "key-of-all-sellers-0123456789";
const MANAGER = "key-that-manages-0123456789abc";
const COMMAND = { by: "command" } as const;
const FERNWEH = sellerId("fernweh");

let opened: OpenDatabase;
let shop: TestShop;
let parts: OrderCallParts;
let refusals = 0;
beforeAll(async () => {
  opened = await openRunDatabase();
  shop = await openTestShop(opened);
  for (const id of ["fernweh", "kumo", "full", "racer"])
    await shop.verbs.addSeller({ id: sellerId(id), change: {}, state: "active", why: "test", caller: COMMAND });
  const keys = [{ name: "onboarding", key: MANAGER, sellers: "all", actions: ["read", "manage_sellers"] }];
  const read = readConfig({ ORDERS_API_KEY: KEY, ORDERS_API_KEYS: JSON.stringify(keys) }, process.cwd());
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  parts = {
    operator: shop.verbs,
    publicUrl: "https://shop.example.com",
    keys: read.config.ordersKeys,
    keyRefused: () => void (refusals += 1),
    report: (error) => expect.unreachable(String(error)),
  };
});
afterAll(() => shop.close());

const requestOf = (key: string, body: object | null = null) =>
  new Request("https://shop.example.com/api", {
    ...(body === null ? {} : { method: "POST", body: JSON.stringify(body) }),
    headers: { "content-type": "application/json", authorization: `Bearer ${key}`, "idempotency-key": key.slice(-9) },
  });
type KeyView = { readonly id: string; readonly [field: string]: unknown };
type Body = {
  readonly key: KeyView;
  readonly keys: readonly KeyView[];
  readonly secret: string;
  readonly result: string;
  readonly valid_keys_created_with_it: readonly KeyView[];
  readonly problems: readonly { readonly field: string; readonly message: string }[];
};
const answered = async (answer: Promise<Response>) => {
  const response = await answer;
  return { status: response.status, body: (await response.json()) as Body };
};
const make = (actions: readonly string[], { by = KEY, of = "fernweh" } = {}) =>
  answered(answerNewKey(requestOf(by, { actions, why: "their ERP" }), of, parts));
const end = (key: string, { by = KEY, of = "fernweh" } = {}) =>
  answered(answerKeyEnd(requestOf(by), { seller: of, key }, parts));
const list = (by = KEY, of = "fernweh") => answered(answerKeys(requestOf(by), of, parts));
const orders = (by: string, given = parts) => answered(answerOrders(requestOf(by), given));

describe("a seller's key that is made while the shop runs", () => {
  it("reads and settles that seller's orders, and its secret is in one answer alone", async () => {
    const { number } = await paidOrder(shop, { mug: 1 });
    const made = await make(["ship", "read", "refund", "read"]);
    expect(made).toMatchObject({
      status: 201,
      body: { key: { seller_id: "fernweh", actions: ["read", "ship", "refund"], created_by: "ORDERS_API_KEY" } },
    });
    const { key, secret } = made.body;
    expect(secret.startsWith(`${key.id}_`)).toBe(true);
    expect((await answered(answerOrder(requestOf(secret), number, parts))).status).toBe(200);
    expect((await answered(answerRefund(requestOf(secret, { why: "test" }), number, parts))).status).toBe(200);
    expect((await answered(answerSellers(requestOf(secret), parts))).status).toBe(403);
    const listed = await list();
    expect(listed.body.keys[0]).toEqual({ ...key, last_used_on: shop.context.now().toISOString().slice(0, 10) });
    const trail = await shop.context.store.auditEntries(new Date(0), 100, 0);
    expect(trail).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: "seller_key_created",
          subject: "fernweh",
          details: { created: key.id, actions: "read ship refund", key: "ORDERS_API_KEY" },
        }),
        expect.objectContaining({ action: "refund_requested", details: expect.objectContaining({ key: key.id }) }),
      ]),
    );
    const rows = JSON.stringify(await opened.database.execute("select * from seller_keys"));
    const random = secret.slice(key.id.length + 1);
    for (const text of [JSON.stringify(trail), JSON.stringify(listed), rows]) expect(text).not.toContain(random);
  });

  it("is refused once it is revoked, also beside a call that uses it, and a second time changes nothing", async () => {
    const { key, secret } = (await make(["read"])).body;
    expect((await orders(secret)).status).toBe(200);
    const [ended, used] = await Promise.all([end(key.id), orders(secret)]);
    expect([200, 401]).toContain(used.status);
    expect(ended.body).toMatchObject({ result: "changed", key: { id: key.id, revoked_at: expect.any(String) } });
    const before = refusals;
    expect((await orders(secret)).status).toBe(401);
    expect(refusals).toBe(before + 1);
    expect((await end(key.id)).body).toMatchObject({ result: "unchanged", key: ended.body.key });
    const acts = (await shop.context.store.auditEntries(new Date(0), 1000, 0)).filter(
      ({ action, details }) => action === "seller_key_revoked" && details["revoked"] === key.id,
    );
    expect(acts).toMatchObject([{ subject: "fernweh", why: null, details: { key: "ORDERS_API_KEY" } }]);
  });

  it("is none with another secret, another id or another form, and the answer does not say which", async () => {
    const { key, secret } = (await make(["read"])).body;
    const wrong = [
      `${secret.slice(0, -1)}${secret.endsWith("0") ? "1" : "0"}`,
      secret.replace("key_", "key_x"),
      key.id,
    ];
    for (const text of [...wrong, `${secret}a`, ` ${secret}`, secret.toUpperCase()])
      expect(await orders(text)).toMatchObject({ status: 401, body: { error: "the key is missing or wrong" } });
  });

  it("opens these addresses where the settings have no key, and nothing else does", async () => {
    const { secret } = (await make(["read"])).body;
    const without = { ...parts, keys: new Map() };
    expect((await orders(secret, without)).status).toBe(200);
    expect((await orders(secret.replace(/.$/, "!"), without)).status).toBe(404);
    expect((await orders(KEY, without)).status).toBe(404);
  });

  it("still reads and settles what is open when its seller has left", async () => {
    const kumo = sellerId("kumo");
    const { number } = await paidOrder(shop, { cup: 1 });
    const { secret } = (await make(["read", "refund"], { of: "kumo" })).body;
    await shop.verbs.moveSeller({ id: kumo, to: "closed", why: "test", caller: COMMAND });
    expect((await answered(answerOrder(requestOf(secret), number, parts))).status).toBe(200);
    expect((await answered(answerRefund(requestOf(secret, { why: "test" }), number, parts))).status).toBe(200);
    expect((await make(["read"], { of: "kumo" })).status).toBe(201);
  });

  it("gives away no more than it allows, as every key, and names those that it made when it is revoked", async () => {
    const own = (await make(["read", "manage_sellers"])).body;
    for (const by of [own.secret, MANAGER]) {
      const more = await make(["read", "refund"], { by });
      expect([more.status, more.body.problems[0]?.field]).toEqual([403, "actions"]);
      expect(more.body.problems[0]?.message).toContain("does not allow refund");
    }
    const next = await make(["read", "manage_sellers"], { by: own.secret });
    expect(next.body.key["created_by"]).toBe(own.key.id);
    expect((await list(own.secret)).body.keys.map(({ id }) => id)).toEqual(
      expect.arrayContaining([own.key.id, next.body.key.id]),
    );
    const ended = await end(own.key.id, { by: own.secret });
    expect(ended.body.valid_keys_created_with_it.map(({ id }) => id)).toEqual([next.body.key.id]);
    expect((await end(next.body.key.id, { by: own.secret })).status).toBe(401);
    expect((await end(next.body.key.id, { by: next.body.secret })).body.result).toBe("changed");
  });

  it("makes none when it is revoked while it makes one", async () => {
    const { key } = (await make(["manage_sellers"])).body;
    await end(key.id);
    const caller = { by: "orders_api", keyName: key.id, sellers: [FERNWEH] } as const;
    const request = { seller: FERNWEH, actions: ["read"], why: "test", caller, own: ["read"] } as const;
    expect(await shop.verbs.makeSellerKey(request)).toEqual({ kind: "not_found" });
  });

  it("is named by its maker's revocation, or was not made, when both come at once", async () => {
    for (let round = 0; round < 12; round += 1) {
      const { key, secret } = (await make(["manage_sellers"], { of: "racer" })).body;
      const making = make(["manage_sellers"], { by: secret, of: "racer" });
      const [made, ended] = await Promise.all([making, end(key.id, { of: "racer" })]);
      expect(ended.body.valid_keys_created_with_it).toEqual(made.status === 201 ? [made.body.key] : []);
    }
  });

  it("is one of so many at most, also when they are made at once", async () => {
    const each = Array.from({ length: MAX_SELLER_KEYS + 3 }, () => make(["read"], { of: "full" }));
    const statuses = (await Promise.all(each)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(MAX_SELLER_KEYS);
    expect(statuses.filter((status) => status === 422)).toHaveLength(3);
    await end((await list(KEY, "full")).body.keys[0]?.id ?? "", { of: "full" });
    expect((await make(["read"], { of: "full" })).status).toBe(201);
  });

  it("needs actions that there are, a reason, and a seller who is there", async () => {
    for (const body of [{ actions: ["write"], why: "x" }, { actions: [], why: "x" }, { actions: ["read"] }])
      expect((await answered(answerNewKey(requestOf(KEY, body), "fernweh", parts))).status).toBe(400);
    const none = [await make(["read"], { of: "nobody" }), await list(KEY, "nobody"), await list(KEY, "a\0b")];
    expect(none.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await end("key_a\0b")).status).toBe(404);
  });
});

describe("npm run sellers", () => {
  const printed = async (request: SellerKeysRequest) => {
    const lines: SellerKeysLine[] = [];
    await sellerKeysCommand({ operator: shop.verbs }, request, async (line) => void lines.push(line as SellerKeysLine));
    return lines.map((line) => sayOfKeys(line).text).join("\n");
  };
  const newKey = { do: "make", seller: "fernweh", actions: ["read", "ship"], why: "warehouse" } as const;

  it("makes a key, prints it once, lists it and revokes it, with the reasons in the audit trail", async () => {
    const made = await printed(newKey);
    const [, id = "", secret = ""] =
      /^Now: valid (\S+) of fernweh: read, ship; made .+, never used: warehouse\n(\S+)\n/.exec(made) ?? [];
    expect((await orders(secret)).status).toBe(200);
    const listed = await printed({ do: "list", seller: "fernweh" });
    expect([listed.includes(id), listed.includes(secret)]).toEqual([true, false]);
    expect(await printed({ do: "revoke", key: id, why: "lost" })).toMatch(/^Now: revoked /);
    expect(await printed({ do: "revoke", key: id, why: "lost" })).toMatch(/^Nothing to change: revoked /);
    expect((await orders(secret)).status).toBe(401);
    const trail = (await shop.context.store.auditEntries(new Date(0), 1000, 0)).slice(-2);
    expect(trail).toMatchObject([
      { action: "seller_key_created", actor: "command", why: "warehouse", details: { created: id } },
      { action: "seller_key_revoked", actor: "command", why: "lost", details: { revoked: id } },
    ]);
  });

  it("changes nothing in a dry run, and says which seller or key is not there", async () => {
    const before = await printed({ do: "list", seller: "fernweh" });
    expect(await printed({ ...newKey, isDryRun: true })).toMatch(/^Would be: valid .+\nNothing was changed\.$/);
    const { key, secret } = (await make(["read"])).body;
    expect(await printed({ do: "revoke", key: key.id, why: "x", isDryRun: true })).toMatch(/^Would be: revoked/);
    expect((await orders(secret)).status).toBe(200);
    await end(key.id);
    expect((await printed({ do: "list", seller: "fernweh" })).split("\n").length).toBe(before.split("\n").length + 1);
    for (const nobody of ["nobody", "n".repeat(MAX_SELLER_ID)])
      for (const request of [{ ...newKey, seller: nobody }, { do: "list", seller: nobody } as const])
        expect(await printed(request)).toBe(`There is no seller "${nobody}". npm run sellers lists them.`);
    expect(await printed({ do: "revoke", key: "key_none", why: "x" })).toMatch(/^There is no key "key_none"/);
    expect(await printed({ ...newKey, seller: "full" })).toMatch(
      /^"full" already has 20 valid keys\. Revoke one first/,
    );
  });

  it("finds for the doctor the keys that nobody used for 90 days", async () => {
    expect(await printed({ do: "idle" })).toBe("There are no keys.");
    const { key, secret } = (await make(["read"])).body;
    const [used, unused] = [await orders(secret), (await make(["read"])).body.key];
    expect(used.status).toBe(200);
    shop.advance(89 * 86_400_000);
    expect((await orders(secret)).status).toBe(200);
    shop.advance(2 * 86_400_000);
    const idle = await printed({ do: "idle" });
    expect([idle.includes(unused.id), idle.includes(key.id)]).toEqual([true, false]);
  });
});
