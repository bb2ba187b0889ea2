import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrderCallParts } from "#app/api/orders/access.ts";
import {
  answerNewReceiver,
  answerReceiverAct,
  answerReceiverEnd,
  answerReceivers,
} from "#app/api/sellers/receiver-calls.ts";
import { readConfig } from "#lib/config/config.ts";
import { sellerId } from "#lib/ids.ts";
import { reencryptReceivers } from "#lib/purchase/sellers/reencrypt.ts";
import { signedHeaders } from "#lib/runtime/order-events.ts";
import { openEncryption } from "#lib/runtime/sellers/encryption.ts";
import { ORDER_ACTIONS, type OrderAction } from "#lib/sellers/key.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { COMMAND, FERNWEH, openReceiverShop, recordingSender, SECRETS_KEY } from "./receiver-shop.ts";

const KEYS: Readonly<Record<string, readonly OrderAction[]>> = {
  "key-of-receivers-0123456789abc": ["manage_receivers"],
  "key-of-managers-0123456789abcd": ["manage_sellers", "read"],
  "key-of-blind-managers-01234567": ["manage_sellers"],
  "key-of-readers-0123456789abcde": ["read", "ship", "refund", "change_products"],
};
const [RECEIVERS = "", MANAGERS = "", BLIND = "", READERS = ""] = Object.keys(KEYS);
const URL_OF_ERP = "https://erp.fernweh.example.com/events?key=hush-hush";

let shop: TestShop;
const { sender, sent } = recordingSender((url) => (url.includes("broken") ? 503 : 204));
beforeAll(async () => {
  shop = await openReceiverShop({ sender });
});
afterAll(() => shop.close());

function partsOf(): OrderCallParts {
  const keys = Object.entries(KEYS).map(([key, actions], index) => ({
    name: `key-${index}`,
    key,
    sellers: ["fernweh"],
    actions,
  }));
  const read = readConfig({ ORDERS_API_KEYS: JSON.stringify(keys) }, process.cwd());
  if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
  return {
    operator: shop.verbs,
    publicUrl: "https://shop.example.com",
    keys: read.config.ordersKeys,
    keyRefused: () => undefined,
    report: (error) => expect.unreachable(String(error)),
  };
}
const requestOf = (key: string, body?: object) =>
  new Request("https://shop.example.com/api", {
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
  });
type View = { id: string; state: string; url: string; earlier_secret_until: string | null };
type Body = { receiver: View; receivers: View[]; secret: string; problems: { field: string }[] } & Record<
  string,
  unknown
>;
const answered = async (answer: Promise<Response>) => {
  const response = await answer;
  return { status: response.status, body: (await response.json()) as Body };
};
const add = (body: object = {}, key = RECEIVERS) =>
  answered(answerNewReceiver(requestOf(key, { url: URL_OF_ERP, why: "their ERP", ...body }), "fernweh", partsOf()));
const act = (receiver: string, body: object) =>
  answered(answerReceiverAct(requestOf(RECEIVERS, body), { seller: "fernweh", receiver }, partsOf()));
const end = (receiver: string) =>
  answered(answerReceiverEnd(requestOf(RECEIVERS), { seller: "fernweh", receiver }, partsOf()));
const list = (key = RECEIVERS) => answered(answerReceivers(requestOf(key), "fernweh", partsOf()));

describe("/api/sellers/{id}/receivers", () => {
  it("shows a secret once, and neither the list, the database nor the audit trail has it", async () => {
    const { status, body } = await add();
    expect([status, body.receiver.state, body.receiver.url]).toEqual([201, "active", URL_OF_ERP]);
    expect(body.secret).toMatch(/^whsec_\S{43}$/);
    const stored = await shop.context.store.sellerReceiver(body.receiver.id);
    const entry = await shop.context.store.latestEntry("seller_receiver_added");
    const text = JSON.stringify([stored, entry, (await list()).body]);
    expect(text).not.toContain(body.secret);
    expect(entry).toMatchObject({ actor: "orders_api", why: "their ERP", details: { key: "key-0" } });
    expect(JSON.stringify(entry)).not.toContain("hush-hush");
    expect(openEncryption([SECRETS_KEY]).decrypt(stored?.secret ?? "", body.receiver.id)).toBe(body.secret);
    expect((await end(body.receiver.id)).body).toMatchObject({ result: "removed" });
    expect((await end(body.receiver.id)).status).toBe(404);
  });

  it("is for keys that may manage receivers, or manage sellers and read, and for no others", async () => {
    for (const key of [BLIND, READERS])
      expect([(await list(key)).status, (await add({}, key)).status]).toEqual([403, 403]);
    const added = await add({}, MANAGERS);
    expect([added.status, (await list(MANAGERS)).body.receivers.length]).toEqual([201, 1]);
    await end(added.body.receiver.id);
  });

  it.each([
    ["http://erp.example.com/", 422, "url"],
    ["https://erp.example.com:8443/", 422, "url"],
    ["https://user:secret@erp.example.com/", 422, "url"],
    ["ftp://erp.example.com/", 400, "url"],
  ])("refuses %s", async (url, status, field) => {
    expect(await add({ url })).toMatchObject({ status, body: { problems: [{ field }] } });
    expect((await list()).body.receivers).toEqual([]);
  });

  it("refuses a short secret, an unknown event and an unknown field", async () => {
    for (const [wrong, field] of [
      [{ secret: "short" }, "secret"],
      [{ events: ["order_paid"] }, "events[0]"],
      [{ events: [] }, "events"],
    ] as const)
      expect(await add(wrong), field).toMatchObject({ status: 400, body: { problems: [{ field }] } });
    expect((await add({ names: "openai" })).status).toBe(400);
  });

  it("signs with a new secret and for a day with the one before too", async () => {
    const given = "a-secret-that-the-caller-gave";
    const { receiver, secret } = (await add({ secret: given })).body;
    expect(secret).toBe(given);
    const rotated = (await act(receiver.id, { do: "rotate", why: "a year old" })).body;
    expect(rotated.secret).not.toBe(given);
    const encryption = openEncryption([SECRETS_KEY]);
    const secretsNow = async () => {
      expect((await act(receiver.id, { do: "test" })).body).toMatchObject({ result: "taken", status: 204, why: null });
      const { to } = sent.at(-1) ?? expect.unreachable();
      return to.secrets.map((one) => encryption.decrypt(one, receiver.id));
    };
    expect(await secretsNow()).toEqual([rotated.secret, given]);
    shop.advance(86_400_001);
    expect(await secretsNow()).toEqual([rotated.secret]);
    await end(receiver.id);
  });

  it("says what a receiver answered to a test call, also while it is paused, and changes nothing", async () => {
    const { receiver } = (await add({ url: "https://broken.example.com/" })).body;
    await act(receiver.id, { do: "pause", why: "moving" });
    const { body } = await act(receiver.id, { do: "test" });
    expect(body).toMatchObject({ result: "failed", status: 503, why: "answered_503", receiver: { state: "paused" } });
    expect(sent.at(-1)?.event).toMatchObject({ type: "ping", sellerId: FERNWEH });
    expect(await shop.context.store.sellerReceiver(receiver.id)).toMatchObject({
      lastFailure: null,
      failingSince: null,
    });
    expect((await act(receiver.id, { do: "resume", why: "moved" })).body).toMatchObject({ result: "changed" });
    expect((await act(receiver.id, { do: "resume", why: "moved" })).body).toMatchObject({ result: "unchanged" });
    await end(receiver.id);
  });

  it("has five receivers of a seller at most", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await add()).body.receiver.id);
    expect(await add()).toMatchObject({ status: 422, body: { problems: [{ field: "id" }] } });
    for (const id of ids) await end(id);
  });
});

describe("a receiver's secret", () => {
  it("is signed with as the settings' are, with a v1 for each secret that is valid", () => {
    const now = new Date("2026-11-30T12:00:00.500Z");
    const event = { id: "evt_1", body: '{"type":"ping"}', header: "Merchant-Signature", now };
    const headers = signedHeaders({ ...event, secrets: ["new", "old"] });
    const mac = (secret: string) => createHmac("sha256", secret).update(`1796040000.${event.body}`).digest("hex");
    expect(headers).toMatchObject({
      "Merchant-Signature": `t=1796040000,v1=${mac("new")},v1=${mac("old")}`,
      "request-id": "evt_1",
    });
  });

  it("is encrypted with the newest key at the next start, and without a key nobody can add one", async () => {
    const { receiver, secret } = (await add()).body;
    const next = openEncryption(["another-key-of-at-least-32-characters", SECRETS_KEY]);
    const context = { ...shop.context, receiverSender: { ...sender, encryption: next } };
    await reencryptReceivers(context);
    const stored = await shop.context.store.sellerReceiver(receiver.id);
    expect(stored?.secret.startsWith(next.keyId)).toBe(true);
    expect(openEncryption(["another-key-of-at-least-32-characters"]).decrypt(stored?.secret ?? "", receiver.id)).toBe(
      secret,
    );
    await reencryptReceivers(shop.context);
    expect(shop.reports.map(({ fields }) => fields)).toEqual([{ receivers: 1 }]);
    const without = await openTestShop();
    await without.verbs.addSeller({ id: FERNWEH, change: {}, state: "active", why: "test", caller: COMMAND });
    const made = { seller: FERNWEH, url: URL_OF_ERP, events: ["order_create"], secret: null, why: "test" } as const;
    expect(await without.verbs.addSellerReceiver({ ...made, caller: COMMAND })).toEqual({ kind: "no_secrets_key" });
    expect(await without.verbs.addSellerReceiver({ ...made, seller: sellerId("none"), caller: COMMAND })).toEqual({
      kind: "not_found",
    });
    await without.close();
  });

  it("is not left to a key that was revoked while it added a receiver, and a dry run keeps nothing", async () => {
    const own = ORDER_ACTIONS;
    const made = await shop.verbs.makeSellerKey({
      seller: FERNWEH,
      actions: ["manage_receivers"],
      why: "test",
      caller: COMMAND,
      own,
    });
    if (made.kind !== "made") throw new Error(made.kind);
    await shop.verbs.revokeSellerKey({ key: made.key.id, seller: null, why: "lost", caller: COMMAND });
    const caller = { by: "orders_api", keyName: made.key.id, sellers: [FERNWEH] } as const;
    const request = { seller: FERNWEH, url: URL_OF_ERP, events: ["order_create"], secret: null, why: "test" } as const;
    const before = (await list()).body.receivers.length;
    expect(await shop.verbs.addSellerReceiver({ ...request, caller })).toEqual({ kind: "not_found" });
    const dry = await shop.verbs.addSellerReceiver({ ...request, caller: COMMAND, isDryRun: true });
    expect(dry).toMatchObject({ kind: "added", secret: null });
    expect((await list()).body.receivers.length).toBe(before);
  });
});
