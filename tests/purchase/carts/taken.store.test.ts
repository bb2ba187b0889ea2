import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { isDispute, type ProviderDispute } from "#lib/orders/disputes/alert.ts";
import { orderOfSellers } from "#lib/orders/order-parts.ts";
import type { Order } from "#lib/orders/order.ts";
import { readAlerts } from "#lib/purchase/disputes/read-alerts.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { sellersProblems } from "../../faults/sellers/sellers-check.ts";
import { ada, testProduct } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { CART, FERNWEH, OMBRA, openCartShop, readyCart } from "./cart-shop.ts";

const usd = (amountMinor: number) => money(amountMinor, "USD");
/** What the buyer pays for each part of the cart. */
const [FERNWEHS, OMBRAS] = [5988, 3266];

async function openShop() {
  const shop = await openCartShop();
  const disputes = new Map<string, ProviderDispute>();
  const { disputes: service } = shop.context.provider;
  if (service === null) throw new Error("the sandbox bank reports disputes");
  const read = async ({ reference }: { readonly reference: string }) => {
    const dispute = disputes.get(reference);
    return { kind: "listed" as const, alerts: dispute === undefined ? [] : [dispute] };
  };
  const context = { ...shop.context, provider: { ...shop.context.provider, disputes: { ...service, read } } };
  const { store } = context;
  const paymentOf = ({ paymentReference: reference }: Order) => ({ provider: "sandbox", reference });
  const verbs = createVerbs(context);
  return {
    ...shop,
    verbs,
    async sold(goods: Readonly<Record<string, number>> = CART): Promise<Order> {
      const id = await readyCart({ verbs }, goods);
      const paid = await verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
      if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid: ${paid.kind}`);
      return paid.order;
    },
    refund: (order: Order, requestId: string, changes: object = {}) =>
      verbs.refundOrder({ orderId: order.id, amountMinor: null, requestId, why: "a test", insist: true, ...changes }),
    async dispute(order: Order, state: ProviderDispute["state"], taken: number, amount = taken): Promise<void> {
      disputes.set(order.paymentReference, {
        kind: "chargeback",
        id: `dp_${order.id}`,
        amount: usd(amount),
        fee: null,
        status: state,
        reason: "fraudulent",
        evidenceDueAt: null,
        submissions: 0,
        openedAt: context.now(),
        state,
        taken: usd(taken),
      });
      await readAlerts(context, order.paymentReference);
    },
    settle: () => sweep(context, { isThorough: true }),
    /** What our rows have taken of each seller, by one kind of cause or by all. */
    async taken(order: Order, kind?: "refund" | "dispute"): Promise<readonly number[]> {
      const transfers = (await store.transfers(paymentOf(order))).filter(({ cause }) => cause !== null);
      const rows = [...transfers, ...(await store.reversals(paymentOf(order)))];
      return [FERNWEH, OMBRA].map((seller) =>
        rows
          .filter(({ sellerId, causeKind }) => sellerId === seller && (kind === undefined || causeKind === kind))
          .reduce((all, row) => all + (row.kind === "reversal" ? 1 : -1) * row.gross.amountMinor, 0),
      );
    },
    async view(order: Order, seller: SellerId): Promise<Order> {
      const view = orderOfSellers(await store.order(order.id), [seller]);
      if (view === null) throw new Error("the seller has a part");
      return view;
    },
    async problems(order: Order): Promise<readonly string[]> {
      const capture = await store.capture("sandbox", order.paymentReference);
      if (capture === null) return ["the payment is gone"];
      const refunds = await store.refunds("sandbox", order.paymentReference);
      const facts = { capture, refunds, alerts: await store.alerts(paymentOf(order)) };
      return sellersProblems(store, facts, shop.sellersBank.ledger(order));
    },
  };
}
type Shop = Awaited<ReturnType<typeof openShop>>;
const holder: { shop?: Shop } = {};
const shop = (): Shop => {
  if (holder.shop === undefined) throw new Error("the shop is open");
  return holder.shop;
};
beforeAll(async () => {
  holder.shop = await openShop();
});
afterAll(() => holder.shop?.close());

describe("what is taken of the sellers of one payment", () => {
  it("is what their own lines say, when a dispute that was open meanwhile is won", async () => {
    const order = await shop().sold();
    await shop().dispute(order, "needs_response", 5000);
    expect(await shop().taken(order)).toEqual([3235, 1765]);
    expect(await shop().refund(order, "ombra", { sellers: [OMBRA] })).toMatchObject({
      kind: "done",
      amount: usd(OMBRAS),
    });
    expect(await shop().taken(order, "refund")).toEqual([0, OMBRAS]);
    expect(await shop().taken(order, "dispute")).toEqual([5000, 0]);
    await shop().dispute(order, "won", 0, 5000);
    await shop().settle();
    expect(await shop().taken(order)).toEqual([0, OMBRAS]);
    expect(await shop().problems(order)).toEqual([]);
  });

  it("by a dispute is by what each has left, and each is shown that", async () => {
    const order = await shop().sold();
    await shop().refund(order, "fernweh", { sellers: [FERNWEH] });
    await shop().dispute(order, "needs_response", OMBRAS);
    expect(await shop().taken(order)).toEqual([FERNWEHS, OMBRAS]);
    const alerts = async (seller: SellerId) => (await shop().view(order, seller)).alerts.filter(isDispute);
    expect(await alerts(FERNWEH)).toMatchObject([{ amount: usd(0), taken: usd(0) }]);
    expect(await alerts(OMBRA)).toMatchObject([{ amount: usd(OMBRAS), taken: usd(OMBRAS) }]);
  });
});

describe("a part that cost nothing", () => {
  it("is refunded with its order, so that nobody ships it", async () => {
    const free = { sellerId: OMBRA, sellerName: "Ombra", isDigital: true, taxCategory: "exempt", price: usd(0) };
    await shop().context.catalog.upsert([testProduct("pattern", free)]);
    const order = await shop().sold({ mug: 1, pattern: 1 });
    expect(await shop().view(order, OMBRA)).toMatchObject({ status: "paid", paid: usd(0) });
    await shop().refund(order, "mug", { amountMinor: 1000 });
    expect((await shop().view(order, OMBRA)).status).toBe("paid");
    await shop().refund(order, "all");
    for (const seller of [FERNWEH, OMBRA]) expect((await shop().view(order, seller)).status).toBe("refunded");
  });
});

describe("what a seller's key gives back", () => {
  it("is no more than the part has left, after an amount that was divided", async () => {
    const order = await shop().sold();
    await shop().refund(order, "shop", { amountMinor: 5000 });
    expect(await shop().taken(order)).toEqual([3235, 1765]);
    const line = { lines: [{ lineId: "line_2", quantity: 1 }], isShippingToo: false };
    const left = usd(OMBRAS - 1765);
    expect(await shop().refund(order, "line", { sellers: [OMBRA], lines: line })).toEqual({
      kind: "more_than_left",
      left,
    });
    expect(await shop().refund(order, "rest", { sellers: [OMBRA] })).toMatchObject({
      kind: "done",
      amount: left,
      order: { status: "refunded" },
    });
    expect(await shop().taken(order)).toEqual([3235, OMBRAS]);
    expect(await shop().refund(order, "more", { sellers: [OMBRA] })).toEqual({ kind: "nothing_left" });
    expect(await shop().refund(order, "rest", { sellers: [FERNWEH] })).toMatchObject({
      kind: "done",
      amount: usd(FERNWEHS - 3235),
    });
    expect(await shop().problems(order)).toEqual([]);
  });

  it("leaves out what a dispute has kept of the part, and says nothing of what others have", async () => {
    const order = await shop().sold();
    await shop().dispute(order, "lost", 5000);
    expect(await shop().refund(order, "agreed", { sellers: [OMBRA], agreedMinor: OMBRAS })).toEqual({
      kind: "more_than_left",
      left: usd(OMBRAS - 1765),
    });
    expect(await shop().refund(order, "rest", { sellers: [OMBRA] })).toMatchObject({ amount: usd(OMBRAS - 1765) });
  });
});
