import { afterAll, beforeAll, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { sellerKeysCommand, type SellerKeysLine } from "#lib/operator/sellers/keys.ts";
import { ORDER_ACTIONS } from "#lib/sellers/key.ts";
import { sayOfKeys } from "#scripts/sellers/key-lines.ts";
import { openRunDatabase } from "../fixtures/real-postgres.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { added, recordingSender } from "./receivers/receiver-shop.ts";

const COMMAND = { by: "command" } as const;
const FERNWEH = sellerId("fernweh");
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop(await openRunDatabase());
  await shop.verbs.addSeller({ id: FERNWEH, change: {}, state: "active", why: "test", caller: COMMAND });
});
afterAll(() => shop.close());

const make = async (caller: Parameters<typeof shop.verbs.makeSellerKey>[0]["caller"]) => {
  const made = await shop.verbs.makeSellerKey({
    seller: FERNWEH,
    actions: ["read", "refund", "manage_sellers"],
    why: "t",
    caller,
    own: ORDER_ACTIONS,
  });
  return made.kind === "made" ? made.key.id : expect.unreachable(made.kind);
};
const by = (keyName: string) => ({ by: "orders_api", keyName, sellers: [FERNWEH] }) as const;
const revoke = async (key: string, caller: ReturnType<typeof by> | typeof COMMAND = COMMAND) => {
  const ended = await shop.verbs.revokeSellerKey({ key, seller: null, why: "stolen", caller });
  return ended.kind === "revoked" ? ended.made.map(({ id }) => id) : expect.unreachable(ended.kind);
};

it("revoking a stolen key names every valid key that goes back to it, also where the thief revoked the one between", async () => {
  const stolen = await make(COMMAND);
  const between = await make(by(stolen));
  const hidden = await make(by(between));
  expect(await revoke(between, by(hidden))).toEqual([hidden]);
  expect(await revoke(stolen)).toEqual([hidden]);
  // Said again, it names them again.
  expect(await revoke(stolen)).toEqual([hidden]);
  expect(await revoke(hidden)).toEqual([]);
  expect(await revoke(stolen)).toEqual([]);
});

it("revoking a stolen key names the receivers that it added, also by way of a key that it made", async () => {
  const { sender } = recordingSender();
  const rich = await openTestShop(undefined, { receiverSender: sender });
  await rich.verbs.addSeller({ id: FERNWEH, change: {}, state: "active", why: "test", caller: COMMAND });
  const key = { seller: FERNWEH, actions: ["manage_receivers"], why: "t", own: ORDER_ACTIONS } as const;
  const stolen = await rich.verbs.makeSellerKey({ ...key, caller: COMMAND });
  if (stolen.kind !== "made") throw new Error(stolen.kind);
  const next = await rich.verbs.makeSellerKey({ ...key, caller: by(stolen.key.id) });
  if (next.kind !== "made") throw new Error(next.kind);
  const thiefs = await added(rich, FERNWEH, { url: "https://thief.example/", caller: by(next.key.id) });
  const lines: string[] = [];
  const request = { do: "revoke", key: stolen.key.id, why: "stolen" } as const;
  await added(rich, FERNWEH);
  await sellerKeysCommand({ operator: rich.verbs }, request, async (one) => {
    lines.push(sayOfKeys(one as SellerKeysLine).text);
  });
  expect(lines.join()).toContain(`keys; --remove-receiver ends one:\n  ${thiefs.id} https://thief.example/`);
  expect(lines.join().match(/rcv_/g)).toHaveLength(1);
  await rich.close();
});

it("npm run sellers lists with which key each was made, also one of the settings", async () => {
  const first = await make({ by: "orders_api", keyName: "warehouse-erp", sellers: null });
  const second = await make(by(first));
  const lines: string[] = [];
  await sellerKeysCommand({ operator: shop.verbs }, { do: "list", seller: FERNWEH }, async (line) => {
    lines.push(sayOfKeys(line as SellerKeysLine).text);
  });
  expect(lines.join()).toMatch(new RegExp(`${first} of fernweh: .* with warehouse-erp,`));
  expect(lines.join()).toMatch(new RegExp(`${second} of fernweh: .* with ${first},`));
});
