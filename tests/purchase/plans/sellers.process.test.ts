import { afterAll, beforeAll, expect, it } from "vitest";
import { MAPS, openPlansShop, type PlansShop } from "./plans-shop.ts";

let shop: PlansShop;
beforeAll(async () => {
  shop = await openPlansShop();
});
afterAll(() => shop.close());

const subscribe = (holder: string) => shop.verbs.subscribe({ plan: MAPS.id, holder, email: "ada@example.com" });
const complaints = () =>
  shop.reports.filter(({ message }) => message.startsWith("a subscription was paid for a seller"));

it("nobody begins to pay for a plan whose seller does not sell, and who pays already reads that", async () => {
  await shop.subscribed("before");
  await shop.open("half_way");
  shop.sellers.set(MAPS.sellerId, { state: "paused" });
  expect(await subscribe("after")).toEqual({ kind: "no_such_plan" });
  expect(await subscribe("half_way")).toEqual({ kind: "no_such_plan" });
  expect((await subscribe("before")).kind).toBe("already_subscribed");
  shop.sellers.set(MAPS.sellerId, { state: "active" });
  expect((await subscribe("after")).kind).toBe("opened");
});

it("a month that is paid after the seller paused is for a person, once, and the subscriber has what they paid for", async () => {
  const subscription = await shop.subscribed("renews");
  await shop.deliver(await shop.news());
  expect(complaints()).toEqual([]);
  shop.sellers.set(MAPS.sellerId, { state: "paused" });
  await shop.month(subscription, "paid");
  await shop.deliver(await shop.news());
  expect(await shop.statusOf("renews")).toBe("active");
  expect(complaints()).toMatchObject([{ fields: { sellerId: MAPS.sellerId, subscription } }]);
});
