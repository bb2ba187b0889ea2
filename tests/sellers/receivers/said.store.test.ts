import { afterAll, beforeAll, expect, it } from "vitest";
import { runJob } from "#lib/purchase/run-job.ts";
import type { TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "../../purchase/orders/paid-order.ts";
import { added, COMMAND, FERNWEH, openReceiverShop, recordingSender } from "./receiver-shop.ts";

let shop: TestShop;
const answers: (() => Promise<number>)[] = [];
const { sender, sent } = recordingSender(() => answers.shift()?.() ?? 204);
beforeAll(async () => {
  shop = await openReceiverShop({ sender });
});
afterAll(() => shop.close());

it("a receiver is not failing when the last event was taken, though another failed while it was on its way", async () => {
  const erp = await added(shop);
  const { id: orderId } = await paidOrder(shop, { mug: 1 });
  const event = { eventId: "evt_1", orderId, type: "order_create", occurredAt: "2026-11-30T12:00:00Z" } as const;
  const send = () =>
    runJob(shop.context, { kind: "send_seller_event", ...event, receiverId: erp.id, sellerId: FERNWEH });
  await send();
  const held = { answer: (_status: number): void => undefined };
  answers.push(
    () => new Promise((resolve) => (held.answer = resolve)),
    async () => 500,
  );
  const taken = send();
  await expect.poll(() => sent.length).toBe(2);
  await expect(send()).rejects.toThrow("answered 500");
  held.answer(204);
  await taken;
  expect(await shop.context.store.sellerReceiver(erp.id)).toMatchObject({ failingSince: null });
});

it("nothing is said to be sent again to a receiver that is paused, until it is resumed", async () => {
  const erp = await added(shop);
  await paidOrder(shop, { mug: 1 });
  const act = { receiver: erp.id, seller: FERNWEH, why: "test", caller: COMMAND } as const;
  await shop.verbs.moveSellerReceiver({ ...act, to: "paused" });
  const resent = await shop.verbs.resendOrders({ receiver: erp.id, since: new Date(0), why: "test" });
  expect(resent).toEqual({ kind: "receiver_off", state: "paused" });
  expect(await shop.context.store.latestEntry("orders_resent")).toBeNull();
  await shop.verbs.moveSellerReceiver({ ...act, to: "active" });
  expect(await shop.verbs.resendOrders({ receiver: erp.id, since: new Date(0), why: "test" })).toMatchObject({
    kind: "enqueued",
  });
});
