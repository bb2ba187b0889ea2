import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import { added, COMMAND, FERNWEH, openReceiverShop } from "./receiver-shop.ts";

let database: OpenDatabase;
let shop: TestShop;
beforeAll(async () => {
  database = await openRunDatabase();
  shop = await openReceiverShop({ database });
});
afterAll(() => shop.close());

describe("beside a later release", () => {
  it("a payment is recorded at a seller whose receiver asks for an event that this one does not know", async () => {
    const { id } = await added(shop);
    await database.query("update seller_receivers set events = events || '{order_paid}' where id = $1", [id]);
    const order = await paidOrder(shop, { mug: 1 });
    const events = ["order_create", "order_update"];
    expect(await shop.context.store.receiversOfOrder(order.id)).toEqual([{ id, sellerId: FERNWEH, events }]);
    expect(await shop.verbs.sellerReceivers({ seller: FERNWEH, caller: COMMAND })).toMatchObject([{ id, events }]);
  });

  it("a seller's key with an action that this one does not know allows the others, is listed and is revoked", async () => {
    const made = await shop.verbs.makeSellerKey({
      seller: FERNWEH,
      actions: ["read", "ship"],
      own: ["read", "ship"],
      why: "test",
      caller: COMMAND,
    });
    if (made.kind !== "made") throw new Error(`not made but ${made.kind}`);
    const { id } = made.key;
    await database.query("update seller_keys set actions = actions || '{manage_ads}' where id = $1", [id]);
    expect(await shop.context.store.sellerKey(id)).toMatchObject({ actions: ["read", "ship"] });
    expect(await shop.context.store.sellerKeys(FERNWEH, 9)).toMatchObject([{ id, actions: ["read", "ship"] }]);
    expect(await shop.verbs.revokeSellerKey({ seller: FERNWEH, key: id, why: "test", caller: COMMAND })).toMatchObject({
      kind: "revoked",
    });
  });
});
