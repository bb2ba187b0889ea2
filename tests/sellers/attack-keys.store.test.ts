import { afterAll, beforeAll, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { ORDER_ACTIONS } from "#lib/sellers/key.ts";
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

it("revoking a stolen key names every valid key that goes back to it, also where the thief revoked the one between", async () => {
  const make = async (caller: Parameters<typeof shop.verbs.makeSellerKey>[0]["caller"]) => {
    const made = await shop.verbs.makeSellerKey({
      seller: FERNWEH,
      actions: ["read", "refund", "manage_sellers"],
      why: "t",
      caller,
      own: ORDER_ACTIONS,
    });
    if (made.kind !== "made") throw new Error(made.kind);
    return made.key.id;
  };
  const by = (keyName: string) => ({ by: "orders_api", keyName, sellers: [FERNWEH] }) as const;
  const stolen = await make(COMMAND);
  const between = await make(by(stolen));
  const hidden = await make(by(between));
  await shop.verbs.revokeSellerKey({ key: between, seller: FERNWEH, why: null, caller: by(hidden) });
  const ended = await shop.verbs.revokeSellerKey({ key: stolen, seller: null, why: "stolen", caller: COMMAND });
  expect(ended.kind === "revoked" && ended.made.map(({ id }) => id)).toEqual([hidden]);
});
