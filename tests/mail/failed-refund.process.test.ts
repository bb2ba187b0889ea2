import { afterAll, beforeAll, expect, it } from "vitest";
import { openRefundShop, type RefundShop } from "../purchase/orders/refund-shop.ts";
import { kept, openMailBench, sendWaiting, type MailBench } from "./mail-bench.ts";

let bench: MailBench;
let shop: RefundShop;
beforeAll(async () => {
  bench = openMailBench();
  shop = await openRefundShop(bench.mailer);
});
afterAll(async () => {
  await shop.close();
  bench.close();
});

it("a refund that comes back weeks later is reported to the buyer after the one that said it was given, each once", async () => {
  const order = await shop.orderBy("pm_card_refundFail");
  const key = `${order.paymentReference}:refund:first`;
  await shop.refund(order, null, "first");
  await shop.control.settleRefunds();
  await shop.deliver();
  await shop.deliver();
  await sendWaiting(shop.shop, [`refund_made:${key}`, `refund_failed:${key}`]);
  const written = await kept(bench);
  expect(written.toSorted()).toEqual([
    "ada@example.com: A refund for order T- did not reach you",
    expect.stringMatching(/^ada@example\.com: Your refund of \$[0-9.]+ for order T-$/),
  ]);
});

it("a refund that the provider refuses is no promise to the buyer, and no message is made", async () => {
  const order = await shop.orderBy("pm_card_visa");
  await shop.control.refundRules({ isBalanceLow: false, refusal: "charge_disputed" });
  await shop.refund(order, 500, "refused");
  const key = `${order.paymentReference}:refund:refused`;
  expect(await shop.store.mail(`refund_made:${key}`)).toBeNull();
  expect(await shop.store.mail(`refund_failed:${key}`)).toBeNull();
});
