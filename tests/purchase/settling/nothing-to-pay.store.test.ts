import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attemptIdOf, productId, shopperId, type SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { HOST_WITH_SHEET } from "#lib/routing/host.ts";
import { ledgerProblems } from "../../faults/ledger-check.ts";
import { ada, chargesOf, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  await shop.context.catalog.upsert([
    testProduct("song", { isDigital: true, taxCategory: "exempt", price: money(999, "USD"), stockOnHand: 30 }),
  ]);
});
afterAll(() => shop.close());
beforeEach(() => shop.flags.set({ killed: false, beta: true, variant: "instant" }));

const SHOPPER = shopperId("shopper-with-a-gift");

/** A session of one song that a gift code covers. */
async function freeSession(code = "GIFT50", shopper: typeof SHOPPER | null = null): Promise<SessionId> {
  const items = [{ productId: productId("song"), offerId: null, quantity: 1 }];
  const prepared = await shop.verbs.prepareCheckout({ items, buyer: ada, shopperId: shopper });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  const { id } = prepared.session;
  const updated = await shop.verbs.updateCheckout({ sessionId: id, discountCodes: [code] });
  if (updated.kind !== "updated") throw new Error(updated.kind);
  expect(updated.session).toMatchObject({ status: "ready", totals: { total: money(0, "USD") } });
  return id;
}
const open = (sessionId: SessionId) => shop.verbs.openHostedPayment({ sessionId });
const byToken = (sessionId: SessionId, token = "tok_sandbox_ok") =>
  shop.verbs.payWithToken({ sessionId, token, buyer: ada });
const problems = (id: SessionId) => ledgerProblems(shop.context.store, shop.bank.ledger().charges, id);
const stockOf = async () => (await shop.context.catalog.products([productId("song")]))[0]?.stockOnHand;

describe("a checkout with nothing to pay", () => {
  it.each([
    ["the checkout page", open],
    ["a token", byToken],
  ] as const)("becomes an order by %s, and no provider is asked for anything", async (_, place) => {
    const id = await freeSession();
    const placed = await place(id);
    expect(placed).toMatchObject({
      kind: "completed",
      order: { status: "paid", paid: money(0, "USD"), sessionId: id, attemptId: attemptIdOf(id, 1) },
    });
    expect(chargesOf(shop, id)).toEqual([]);
    expect(await shop.context.store.captures(id)).toEqual([]);
    expect(await problems(id)).toEqual([]);
    expect(shop.orderEvents.filter((event) => event.order.sessionId === id)).toHaveLength(0);
  });

  it("is one order, however often and by whichever way it is asked for at once", async () => {
    const before = await stockOf();
    const id = await freeSession();
    const outcomes = await Promise.all([open(id), byToken(id), open(id), byToken(id, "tok_sandbox_other"), open(id)]);
    expect(new Set(outcomes.map((one) => one.kind))).toEqual(new Set(["completed"]));
    const orders = outcomes.map((one) => (one.kind === "completed" ? one.order?.number : null));
    expect(new Set(orders).size).toBe(1);
    expect(await stockOf()).toBe((before ?? 0) - 1);
    expect(await problems(id)).toEqual([]);
  });

  it("takes what is limited: the last use of a code is one order's, and the other buyer sees the full price", async () => {
    const [first, second] = [await freeSession("GIFTONCE"), await freeSession("GIFTONCE")];
    const outcomes = await Promise.all([open(first), open(second)]);
    expect(outcomes.map((one) => one.kind).toSorted()).toEqual(["completed", "discount_used_up"]);
    const other = outcomes.find((one) => one.kind === "discount_used_up");
    expect(other).toMatchObject({ session: { status: "ready", totals: { total: money(999, "USD") } } });
  });

  it("is not placed when it is another order than the one that was shown", async () => {
    const id = await freeSession();
    const shown = await shop.verbs.openHostedPayment({ sessionId: id, onServicePage: false, shown: "something else" });
    expect(shown).toMatchObject({ kind: "changed" });
    expect((await shop.context.store.session(id))?.status).toBe("ready");
  });

  it("is sent to the checkout page, and no kill switch stops its order", async () => {
    const id = await freeSession("GIFT50", SHOPPER);
    const decided = await shop.verbs.chooseRoute({
      sessionId: id,
      capabilities: HOST_WITH_SHEET,
      country: null,
      platform: null,
    });
    expect(decided).toMatchObject({ decision: { route: "external" } });
    shop.flags.set({ killed: true });
    expect((await byToken(id)).kind).toBe("completed");
  });

  it("has nothing to refund", async () => {
    const id = await freeSession();
    const placed = await open(id);
    if (placed.kind !== "completed" || placed.order === null) throw new Error(placed.kind);
    const refund = { orderId: placed.order.id, amountMinor: null, requestId: null, why: "test" };
    expect(await shop.verbs.refundOrder(refund)).toEqual({ kind: "nothing_left" });
  });
});

describe("whoever cannot change a checkout", () => {
  const reads = { surface: "mcp", widgetSecret: null } as const;

  it("does not place its order by a token, which proves nothing where nothing is paid", async () => {
    const id = await freeSession("GIFT50", SHOPPER);
    const stranger = shop.verbs.storefront({ ...reads, subject: null });
    const mallory = { ...ada, email: "mallory@example.org" };
    expect(await stranger.payWithToken({ sessionId: id, token: "anything", buyer: mallory })).toEqual({
      kind: "not_found",
    });
    expect((await shop.context.store.session(id))?.status).toBe("ready");
  });

  it("does not place it from another browser with the link either", async () => {
    const id = await freeSession();
    const session = await shop.context.store.session(id);
    if (session === null) throw new Error("there is no session");
    const browser = (browserSecret: string) =>
      shop.verbs.storefront({ surface: "web", link: session.link, browserSecret });
    await browser("of-the-buyer").updateCheckout({ sessionId: id, buyer: ada });
    expect((await browser("of-somebody-else").openHostedPayment({ sessionId: id })).kind).toBe("not_found");
    expect((await browser("of-the-buyer").openHostedPayment({ sessionId: id })).kind).toBe("completed");
  });

  it("and an owner's token makes nobody else the buyer, and shows nobody the address", async () => {
    const id = await freeSession("GIFT50", SHOPPER);
    const owner = shop.verbs.storefront({ ...reads, subject: SHOPPER });
    const other = { ...ada, email: "other@example.org" };
    const placed = await owner.payWithToken({ sessionId: id, token: "tok_sandbox_any", buyer: other });
    expect(placed).toMatchObject({ kind: "completed", isByThisToken: false, order: { buyer: ada } });
    const again = await owner.payWithToken({ sessionId: id, token: "tok_sandbox_any", buyer: other });
    expect(again).toMatchObject({ kind: "completed", isByThisToken: false });
  });
});

describe("several codes", () => {
  it("never cover everything together: the one that would is not combined", async () => {
    const id = await freeSession();
    const both = await shop.verbs.updateCheckout({ sessionId: id, discountCodes: ["TEN", "GIFT50"] });
    expect(both).toMatchObject({
      kind: "updated",
      session: {
        discounts: [{ code: "TEN" }],
        rejectedDiscounts: [{ code: "GIFT50", reason: "not_combinable" }],
      },
    });
  });
});
