import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operatorVerbs } from "#lib/runtime-operator.ts";
import { paidOrder } from "./paid-order.ts";
import { openTestShop, type TestShop } from "./test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

/** What a script hears that asks the server for a verb. */
async function heard(verb: string, body: object): Promise<unknown> {
  const begun = operatorVerbs(shop)[verb]?.begin(body);
  if (begun === undefined || typeof begun === "string") throw new Error(String(begun));
  const lines: unknown[] = [];
  await begun(async (line) => void lines.push(line), new AbortController().signal);
  return lines[0];
}

describe("npm run ship, as the server does it", () => {
  const NOTHING = { newName: "ship-1", shipment: null, carrier: null, tracking: null, url: null, lines: null };
  const told = (body: object) => heard("ship", { ...NOTHING, delivered: false, ...body });

  it("names a shipment by its tracking number, and knows which one is meant while there is one", async () => {
    const { number: order } = await paidOrder(shop, { mug: 3 });
    const lines = [{ id: "line_1", quantity: 1 }];
    expect(await told({ order, carrier: "Post", tracking: "42", lines })).toMatchObject({
      kind: "recorded",
      shipment: "42",
      progress: "partly_shipped",
    });
    expect(await told({ order, delivered: true })).toMatchObject({ kind: "recorded", shipment: "42" });
    expect(await told({ order, carrier: "Post" })).toMatchObject({
      kind: "recorded",
      shipment: "ship-1",
      progress: "shipped",
    });
    expect(await told({ order, delivered: true })).toMatchObject({
      kind: "refused",
      problems: [{ field: "name", message: "the order has several, so say which: 42, ship-1" }],
    });
    expect(await told({ order, shipment: "ship-1", delivered: true })).toMatchObject({
      kind: "recorded",
      progress: "delivered",
    });
    expect(await told({ order: "T-2222-2222" })).toMatchObject({ kind: "not_found" });
  });

  it("tells a script of an order's refund its status, and nothing of the buyer", async () => {
    const { number } = await paidOrder(shop, { mug: 3 });
    const line = await heard("refund", { order: number, amount: "1.00 USD", requestId: "r", why: "a test" });
    expect(line).toEqual({ type: "refund", order: number, kind: "done", status: "partially_refunded" });
  });
});
