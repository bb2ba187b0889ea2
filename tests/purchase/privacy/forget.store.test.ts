import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { forget } from "#lib/purchase/privacy/forget.ts";
import { ledgerProblems } from "../../faults/ledger-check.ts";
import { DAY_MS, openPrivacyShop, orderOf, pay, rowsOf, sessionOf, tablesWith } from "./privacy-shop.ts";

let shop: Awaited<ReturnType<typeof openPrivacyShop>>;
beforeAll(async () => {
  shop = await openPrivacyShop();
});
afterAll(() => shop.close());

const days = (count: number) => shop.advance(count * DAY_MS);
/** What earlier tests left is forgotten first. */
beforeEach(async () => {
  await shop.verbs.sweep();
  days(5000);
  await forget(shop.context);
});
const buyerOf = async (id: Parameters<typeof shop.context.store.session>[0]) =>
  (await shop.context.store.session(id))?.buyer ?? null;

describe("what was kept long enough", () => {
  it("of an unpaid checkout is emptied the configured days after it was closed, and not before", async () => {
    const id = await sessionOf(shop, "quartz");
    await shop.verbs.cancelCheckout({ sessionId: id, by: "buyer" });
    days(29.9);
    expect((await forget(shop.context)).unpaid).toBe(0);
    expect(await buyerOf(id)).not.toBeNull();
    days(0.2);
    expect((await forget(shop.context)).unpaid).toBe(1);
    expect((await forget(shop.context)).unpaid).toBe(0);
    expect((await tablesWith(shop.opened, "quartz")).filter((table) => !table.includes("experiment"))).toEqual([]);
  });

  it("of an order is emptied after the legal time, with what its session still has", async () => {
    const order = await orderOf(shop, "basalt");
    days(3649);
    expect((await forget(shop.context)).orders).toBe(0);
    expect((await shop.context.store.order(order.id))?.buyer?.name).toBe("Name basalt");
    days(2);
    expect((await forget(shop.context)).orders).toBe(1);
    expect(await tablesWith(shop.opened, "basalt")).toEqual([]);
    expect(await ledgerProblems(shop.context.store, shop.bank.ledger().charges, order.sessionId)).toEqual([]);
  });

  it("of the history goes after its own time: events, trials, ways back and names of shoppers, never a figure", async () => {
    const order = await orderOf(shop, "granite");
    const figures = () => shop.verbs.experimentFigures("phase-1");
    const applied = async () =>
      (await rowsOf(shop.opened, "select 1 from provider_events where state = 'applied'")).length;
    await shop.context.store.transaction((transaction) =>
      transaction.insertEvent({
        provider: "sandbox",
        event: { id: "evt_old", attemptId: order.attemptId, reference: null, outcome: { kind: "voided" } },
        state: "applied",
        receivedAt: shop.context.now(),
      }),
    );
    days(399);
    await forget(shop.context);
    expect(await applied()).toBeGreaterThan(0);
    expect(await tablesWith(shop.opened, "subject-granite")).toContain("public.experiment_exposures");
    days(2);
    const before = await figures();
    expect(before.cells.length).toBeGreaterThan(0);
    expect((await forget(shop.context)).history).toBeGreaterThan(3);
    expect(await applied()).toBe(0);
    expect(await figures()).toEqual(before);
    expect(await tablesWith(shop.opened, "subject-granite")).toEqual(["public.checkout_sessions"]);
    expect(await tablesWith(shop.opened, "chatgpt.com/c/granite")).toEqual([]);
    expect((await shop.context.store.order(order.id))?.buyer?.name).toBe("Name granite");
  });

  it("keeps the experiment's figures countable after the shoppers' names are gone", async () => {
    const order = await orderOf(shop, "gneiss");
    const before = await shop.verbs.experimentFigures("phase-1");
    await shop.verbs.eraseBuyer("gneiss@example.com");
    expect(await tablesWith(shop.opened, "gneiss")).toEqual([]);
    expect(await shop.verbs.experimentFigures("phase-1")).toEqual(before);
    await shop.verbs.refundOrder({ orderId: order.id, amountMinor: null, requestId: "r", why: "late" });
    const refunded = ({ cells }: typeof before) =>
      cells.filter((cell) => cell.dimension === "all").reduce((sum, cell) => sum + cell.figures.refunded, 0);
    expect(refunded(await shop.verbs.experimentFigures("phase-1"))).toBe(refunded(before) + 1);
  });
});

describe("forgetting leaves alone what money still needs", () => {
  it("a payment whose outcome nobody knows, however old it is", async () => {
    const id = await sessionOf(shop, "slate");
    await pay(shop, id, "slate", "tok_sandbox_timeout_captured");
    days(5000);
    expect(await forget(shop.context)).toMatchObject({ asked: 0, unpaid: 0, orders: 0 });
    expect(await buyerOf(id)).not.toBeNull();
  });

  it("a payment page that is open", async () => {
    const id = await sessionOf(shop, "marble");
    expect((await shop.verbs.openHostedPayment({ sessionId: id })).kind).toBe("opened");
    days(5000);
    expect((await forget(shop.context)).unpaid).toBe(0);
    expect(await buyerOf(id)).not.toBeNull();
  });

  it("a refund that may still be on its way", async () => {
    const order = await orderOf(shop, "chalk");
    await shop.verbs.refundOrder({ orderId: order.id, amountMinor: 100, requestId: "r", why: "late" });
    const unanswered = `state = 'unknown', provider_id = null, settled_at = null`;
    await rowsOf(shop.opened, `update refunds set ${unanswered} where order_id = '${order.id}'`);
    days(5000);
    expect((await forget(shop.context)).orders).toBe(0);
    expect((await shop.verbs.eraseBuyer("chalk@example.com")).outcomes).toMatchObject([{ outcome: "open" }]);
    await shop.verbs.sweep();
    expect((await forget(shop.context)).asked).toBe(1);
    expect(await tablesWith(shop.opened, "chalk")).toEqual([]);
  });

  it("a refund that was lost and that the buyer is still owed", async () => {
    const order = await orderOf(shop, "basalt");
    await shop.verbs.refundOrder({ orderId: order.id, amountMinor: 100, requestId: "lost", why: "broken" });
    const lost = (change: string) => rowsOf(shop.opened, `update refunds set ${change} where order_id = '${order.id}'`);
    await lost("state = 'failed'");
    expect((await shop.verbs.eraseBuyer("basalt@example.com")).outcomes).toMatchObject([{ outcome: "open" }]);
    await lost("resolved_at = now()");
    expect((await forget(shop.context)).asked).toBe(1);
    expect(await tablesWith(shop.opened, "basalt")).toEqual([]);
  });

  it("and a run that ends in the middle is taken up by the next", async () => {
    const ids = [];
    for (const word of ["onyx-1", "onyx-2", "onyx-3"]) ids.push(await sessionOf(shop, word));
    for (const sessionId of ids) await shop.verbs.cancelCheckout({ sessionId, by: "buyer" });
    days(31);
    let left = 1;
    const failing: PurchaseContext = {
      ...shop.context,
      store: {
        ...shop.context.store,
        transaction: (work) =>
          left-- > 0 ? shop.context.store.transaction(work) : Promise.reject(new Error("the database went away")),
      },
    };
    await expect(forget(failing)).rejects.toThrow("the database went away");
    shop.reports.length = 0;
    const emptied = (await Promise.all(ids.map(buyerOf))).filter((buyer) => buyer === null);
    expect(emptied).toHaveLength(1);
    const both = await Promise.all([forget(shop.context), forget(shop.context)]);
    expect(both.reduce((sum, { unpaid }) => sum + unpaid, 0)).toBe(2);
    expect(await Promise.all(ids.map(buyerOf))).toEqual([null, null, null]);
    expect(shop.reports).toEqual([]);
  });
});
