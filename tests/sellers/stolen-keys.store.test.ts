import { afterAll, beforeAll, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { sellerKeysCommand, type SellerKeysLine } from "#lib/operator/sellers/keys.ts";
import { ORDER_ACTIONS } from "#lib/sellers/key.ts";
import { sayOfKeys } from "#scripts/sellers/key-lines.ts";
import { openRunDatabase } from "../fixtures/real-postgres.ts";
import { openTestShop, type TestShop } from "../fixtures/test-shop.ts";

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
