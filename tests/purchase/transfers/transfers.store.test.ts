import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { productId, sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { recordPayment } from "#lib/purchase/payment/record-payment.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import { paidOrder } from "../orders/paid-order.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { FEE, openTransferShop, PAID, SELLER, type TransferShop } from "./transfer-shop.ts";

const HOUR_MS = 3_600_000;
let shop: TransferShop;
beforeEach(async () => {
  shop = await openTransferShop();
});
afterEach(() => shop.close());

const oneMug = { items: [{ productId: productId("mug"), offerId: null, quantity: 1 }] };

describe("a seller's part of a payment", () => {
  it("is stored with the order and sent once, less the fee, however often it is asked for", async () => {
    const order = await shop.pay();
    expect(order).toMatchObject({ sellerId: SELLER, paid: money(PAID, "USD") });
    expect(await shop.rowsOf(order)).toMatchObject([
      {
        key: `${order.attemptId}:transfer:${SELLER}`,
        state: "due",
        gross: money(PAID, "USD"),
        fee: money(FEE, "USD"),
        amount: money(PAID - FEE, "USD"),
      },
    ]);
    await Promise.all([shop.settle(), shop.settle()]);
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer sent"]);
    expect(shop.sellersBank.calls).toHaveLength(1);
    expect(shop.balance()).toBe(PAID - FEE);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("is sent, and taken back, by the job that is stored with it", async () => {
    await shop.jobs.work((job) => runJob(shop.context, job));
    const order = await shop.pay();
    await vi.waitFor(async () => expect(await shop.states(order)).toEqual(["transfer sent"]), 8000);
    await shop.refund(order, 1000);
    await vi.waitFor(async () => expect(await shop.states(order)).toContain("reversal reversed"), 8000);
    expect(await shop.problems(order)).toEqual([]);
  });

  it.each(["lost", "never_arrives"] as const)(
    "is asked for again under its key when an answer is %s",
    async (fault) => {
      const order = await shop.pay();
      shop.sellersBank.meet(fault);
      await shop.settle();
      expect(await shop.states(order)).toEqual(["transfer unknown"]);
      shop.advance(HOUR_MS);
      await shop.settle();
      expect(await shop.states(order)).toEqual(["transfer sent"]);
      expect(new Set(shop.sellersBank.calls).size).toBe(1);
      expect(await shop.problems(order)).toEqual([]);
    },
  );

  it("is asked for again after a refusal that passes, and needs a person after one that does not", async () => {
    const order = await shop.pay();
    shop.sellersBank.meet("refused");
    await shop.settle();
    expect(await shop.rowsOf(order)).toMatchObject([{ state: "refused", refusals: 1 }]);
    shop.sellersBank.meet("refused_for_good");
    shop.advance(HOUR_MS);
    await shop.settle();
    expect(await shop.rowsOf(order)).toMatchObject([{ state: "refused", refusals: 2, dueAt: null }]);
    const { lostMovements } = await shop.verbs.attention(100);
    expect(lostMovements.map(({ sessionId }) => sessionId)).toEqual([order.sessionId]);
    expect(await shop.context.store.movementTotals()).toMatchObject({ refused: { count: 1 }, needPerson: 1 });
    const [{ key } = { key: "" }] = lostMovements;
    const again = await shop.verbs.settleMovement({ key, act: "again", why: "mended" });
    expect(again).toMatchObject({ kind: "movement_settled", movement: { state: "sent" } });
    expect(await shop.verbs.settleMovement({ key, act: "again", why: "mended" })).toMatchObject({
      kind: "needs_nobody",
    });
    expect(await shop.verbs.settleMovement({ key: "none", act: "again", why: "x" })).toEqual({
      kind: "no_such_movement",
    });
    expect((await shop.verbs.attention(100)).lostMovements).toEqual([]);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("is not there for an order that cost nothing, nor for money that is given back as orphaned", async () => {
    const free = await shop.verbs.prepareCheckout({ ...oneMug, discountCodes: ["GIFT50"] });
    expect(free.kind).toBe("prepared");
    const order = await shop.pay();
    const orphan = { kind: "captured", reference: "sbx_second", amount: order.paid } as const;
    await shop.settle();
    const proof = { attemptId: order.attemptId, outcome: orphan };
    expect(await recordPayment(shop.context, proof)).toMatchObject({ kind: "orphaned" });
    expect(await shop.context.store.transfers({ provider: "sandbox", reference: "sbx_second" })).toEqual([]);
    expect(shop.balance()).toBe(PAID - FEE);
  });
});

describe("money models", () => {
  it("the platform's own money has no transfers, and the seller is owed it outside", async () => {
    const context = { ...shop.context, marketplace: { ...shop.context.marketplace, model: "platform" as const } };
    const order = await paidOrder({ ...shop, verbs: createVerbs(context) });
    await shop.settle();
    expect(await shop.rowsOf(order)).toEqual([]);
    expect((await shop.context.store.attempt(order.attemptId))?.split).toBeUndefined();
  });

  it("a destination charge has sent it with the charge, which the provider's list confirms", async () => {
    await shop.close();
    shop = await openTransferShop({ model: "destination" });
    const order = await shop.pay();
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer unknown"]);
    shop.sellersBank.madeWithCharge(order.paymentReference, `acct_${SELLER}`, money(PAID - FEE, "USD"));
    shop.advance(HOUR_MS);
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer sent"]);
    await shop.refund(order, PAID);
    await shop.settle();
    expect(shop.balance()).toBe(0);
    expect(await shop.problems(order)).toEqual([]);
  });
});

describe("a seller who cannot be paid", () => {
  it("leaves the checkout there and not ready, and it is ready once they can", async () => {
    shop.sellers.set(sellerId(SELLER), { canReceive: false });
    const prepared = await shop.verbs.prepareCheckout(oneMug);
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    expect(prepared.session).toMatchObject({ status: "not_ready", missing: ["delivery_address", "seller"] });
    shop.sellers.set(sellerId(SELLER), {});
    const now = await shop.verbs.checkOrder({ sessionId: prepared.session.id });
    expect(now?.session).toMatchObject({ missing: ["delivery_address"] });
  });

  it("has the route's reason seller_not_ready", async () => {
    const id = await shop.readySession("mug", "a shopper");
    shop.sellers.set(sellerId(SELLER), { state: "paused" });
    const capabilities = { widget: true, requestCheckout: true, openExternal: true, openLink: true };
    const chosen = await shop.verbs.chooseRoute({ sessionId: id, capabilities, country: null, platform: null });
    expect(chosen).toMatchObject({ decision: { route: "external", reason: "seller_not_ready" } });
  });

  it.each([{ state: "paused" } as const, { account: null }, { canReceive: false }])(
    "is paid nothing by a checkout that was ready before: %j",
    async (changes) => {
      const id = await shop.readySession();
      shop.sellers.set(sellerId(SELLER), changes);
      const paid = await shop.verbs.payWithToken({ sessionId: id, token: `tok_sandbox_ok_${id}`, buyer: null });
      expect(paid).toMatchObject({ kind: "seller_not_ready", session: { status: "ready" } });
      expect(await shop.verbs.openHostedPayment({ sessionId: id })).toMatchObject({ kind: "seller_not_ready" });
      expect(await shop.context.store.attempts(id)).toEqual([]);
    },
  );
});
