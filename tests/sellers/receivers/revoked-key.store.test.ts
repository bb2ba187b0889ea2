import { afterAll, beforeAll, expect, it } from "vitest";
import { ORDER_ACTIONS } from "#lib/sellers/key.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";
import { added, COMMAND, FERNWEH, openReceiverShop } from "./receiver-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openReceiverShop();
});
afterAll(() => shop.close());

it("a key that was revoked while it replaced a receiver's secret, paused or removed it has changed nothing", async () => {
  const erp = await added(shop);
  const made = await shop.verbs.makeSellerKey({
    seller: FERNWEH,
    actions: ["manage_receivers"],
    why: "test",
    caller: COMMAND,
    own: ORDER_ACTIONS,
  });
  if (made.kind !== "made") throw new Error(made.kind);
  await shop.verbs.revokeSellerKey({ key: made.key.id, seller: null, why: "stolen", caller: COMMAND });
  const before = await shop.context.store.sellerReceiver(erp.id);
  const caller = { by: "orders_api", keyName: made.key.id, sellers: [FERNWEH] } as const;
  const act = { receiver: erp.id, seller: FERNWEH, why: "test", caller };
  expect(await shop.verbs.rotateSellerReceiver({ ...act, secret: "known-to-who-stole-the-key" })).toEqual({
    kind: "not_found",
  });
  expect(await shop.verbs.moveSellerReceiver({ ...act, to: "paused" })).toEqual({ kind: "not_found" });
  expect(await shop.verbs.removeSellerReceiver(act)).toEqual({ kind: "not_found" });
  expect(await shop.context.store.sellerReceiver(erp.id)).toEqual(before);
});
