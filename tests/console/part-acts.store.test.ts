import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerRefund, answerShipment } from "#app/api/orders/order-calls.ts";
import { refundAsked, refundWords, runRefund } from "#app/console/orders/acts/refund.ts";
import { runShip, shipAsked } from "#app/console/orders/acts/ship.ts";
import { orderAddress } from "#app/console/orders/words.ts";
import { readConfig } from "#lib/config/config.ts";
import { cancel, type CancelLine } from "#lib/operator/orders/cancel.ts";
import { dispute, type DisputeLine } from "#lib/operator/disputes/dispute.ts";
import { refund, type RefundLine } from "#lib/operator/refund.ts";
import type { Order } from "#lib/orders/order.ts";
import { OMBRA, openCartShop, readyCart, type CartShop } from "../purchase/carts/cart-shop.ts";
import { ada } from "../fixtures/test-shop.ts";

const holder: { shop?: CartShop } = {};
const shop = () => {
  if (holder.shop === undefined) throw new Error("the shop is open");
  return holder.shop;
};
beforeAll(async () => {
  holder.shop = await openCartShop();
});
afterAll(() => holder.shop?.close());

async function sold(): Promise<Order> {
  const id = await readyCart(shop());
  const paid = await shop().verbs.payWithToken({ sessionId: id, token: `tok_sandbox_ok_${id}`, buyer: ada });
  if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid: ${paid.kind}`);
  return paid.order;
}
const now = async ({ id }: Order) => (await shop().context.store.order(id)) ?? expect.unreachable();
const named = async (name: string) => (await shop().verbs.orderByName(name)) ?? expect.unreachable();
const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams({ why: "sent back", ...fields });

describe("the number of one seller's part", () => {
  it("finds that part and leads to its page, and the order's number and id find the order", async () => {
    const order = await sold();
    const part = await named(`${order.number}-2`);
    expect(part).toMatchObject({ id: order.id, number: `${order.number}-2`, sellerId: OMBRA });
    expect(part.lineItems.map(({ id }) => id)).toEqual(["line_2"]);
    expect([orderAddress(part), orderAddress(order)]).toEqual([
      `/console/orders/${order.number}-2`,
      `/console/orders/${order.id}`,
    ]);
    for (const name of [order.number, order.id]) expect(await named(name)).toEqual(order);
    expect(await shop().verbs.orderByName(`${order.number}-3`)).toBeNull();
  });

  it("gives back that part in the console, once, and nothing of the other", async () => {
    const order = await sold();
    const part = await named(`${order.number}-2`);
    const request = refundAsked(form({ give: "all" }), part);
    const plan = await runRefund(shop().verbs, { ...request, isDryRun: true });
    expect(plan).toMatchObject({ kind: "planned", amount: part.paid, paid: part.paid });
    expect(refundWords(plan)).toContain(`order ${order.number}-2 of Ombra`);
    const agreedMinor = part.paid.amountMinor;
    const answers = await Promise.all([1, 2].map(() => runRefund(shop().verbs, { ...request, agreedMinor })));
    expect(answers.map(({ kind }) => kind)).toEqual(["done", "done"]);
    expect(await now(order)).toMatchObject({ status: "partially_refunded", refunded: part.paid });
    expect(await named(part.number)).toMatchObject({ status: "refunded" });
    expect(await named(`${order.number}-1`)).toMatchObject({ status: "paid" });
  });

  it("is of that part's lines for npm run refund, which refuses another's, and an amount", async () => {
    const order = await sold();
    const asked = async (changes: object) => {
      const lines: RefundLine[] = [];
      const request = { isShippingToo: false, restock: false, returnCodes: false, requestId: null, why: "a test" };
      const body = { order: `${order.number}-2`, amount: null, lines: [], ...request, ...changes };
      await refund(shop().verbs, body, async (line) => void lines.push(line as RefundLine));
      return lines[0];
    };
    expect(await asked({ lines: [{ id: "line_1", quantity: 1 }] })).toMatchObject({
      kind: "unknown_line",
      known: [{ id: "line_2" }],
    });
    expect((await asked({ amount: "1.00 USD" }))?.kind).toBe("amount_needs_lines");
    expect((await now(order)).status).toBe("paid");
    expect((await asked({ lines: [{ id: "line_2", quantity: 1 }] }))?.kind).toBe("done");
  });

  it("ships that part's lines, and refuses another's", async () => {
    const order = await sold();
    const part = await named(`${order.number}-2`);
    const ship = (line: string) =>
      runShip(shop().verbs, shipAsked(form({ carrier: "UPS", name: "a", [`quantity-${line}`]: "1" }), part));
    expect(await ship("line_1")).toMatchObject({ kind: "refused", problems: [{ kind: "no_lines" }] });
    const others = { ...shipAsked(form({ carrier: "UPS", name: "a" }), part), lines: [{ id: "line_1", quantity: 1 }] };
    expect(await runShip(shop().verbs, others)).toMatchObject({
      kind: "refused",
      problems: [{ kind: "unknown_line", known: [{ id: "line_2" }] }],
    });
    expect(await ship("line_2")).toMatchObject({ kind: "recorded", progress: "shipped" });
    expect((await now(order)).shipments).toMatchObject([{ lines: [{ lineId: "line_2", quantity: 1 }] }]);
  });

  it("keeps a key of all sellers to that part too", async () => {
    const key = "key-of-all-sellers-0123456789";
    const read = readConfig({ ORDERS_API_KEY: key }, process.cwd());
    if (read.kind === "invalid") throw new Error(JSON.stringify(read.problems));
    const parts = {
      operator: shop().verbs,
      publicUrl: "https://shop.example.com",
      keys: read.config.ordersKeys,
      keyRefused: () => {},
      report: (error: unknown) => expect.unreachable(String(error)),
    };
    const post = (body: object) =>
      new Request("https://shop.example.com/api/orders/x", {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "idempotency-key": "r1" },
        body: JSON.stringify(body),
      });
    const order = await sold();
    const sent = { shipment_id: "box", carrier: "UPS", line_items: [{ id: "line_1", quantity: 1 }] };
    expect((await answerShipment(post(sent), `${order.number}-2`, parts)).status).toBe(422);
    const given = await answerRefund(post({ why: "a test" }), `${order.number}-2`, parts);
    expect(given.status).toBe(200);
    const part = await named(`${order.number}-2`);
    expect(await now(order)).toMatchObject({ status: "partially_refunded", refunded: part.paid });
  });

  it("stands for its order where a payment is disputed, and does not cancel what is another's too", async () => {
    const order = await sold();
    const number = `${order.number}-1`;
    const [shown, canceled]: [DisputeLine[], CancelLine[]] = [[], []];
    const parts = { operator: shop().verbs, publicUrl: "https://shop.example.com" };
    const emit = (lines: unknown[]) => async (line: unknown) => void lines.push(line);
    await dispute(parts, { order: number, act: { kind: "show" } }, emit(shown));
    await cancel(shop().verbs, { order: number, why: "a test" }, emit(canceled));
    expect([shown, canceled]).toMatchObject([[{ kind: "shown" }], [{ kind: "several_sellers" }]]);
  });
});
