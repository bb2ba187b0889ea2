import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payWithToken } from "#lib/purchase/payment/pay-with-token.ts";
import { orderEventBody } from "#lib/wire/orders/event.ts";
import { ada, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { PLATFORM } from "../../fixtures/verbs.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

describe("an order that was paid to the sandbox bank", () => {
  it("stays marked as a test after the shop has begun to take real money, and one that was paid then is not", async () => {
    const pay = async (mode: "test" | "live") => {
      const id = await shop.readySession();
      const context = { ...shop.context, provider: { ...shop.context.provider, mode } };
      const paid = await payWithToken(context, PLATFORM, { sessionId: id, token: "tok_sandbox_ok", buyer: ada });
      if (paid.kind !== "completed" || paid.order === null) throw new Error(paid.kind);
      const order = await shop.context.store.order(paid.order.id);
      if (order === null) throw new Error("the order is not there");
      return orderEventBody(
        { id: "evt_1", type: "order_create", occurredAt: order.paidAt, order },
        "https://a.example",
        "acp",
      );
    };
    expect(await pay("test")).toMatchObject({ livemode: false });
    expect(await pay("live")).toMatchObject({ livemode: true });
  });
});
