import { afterAll, beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import { money } from "#lib/money.ts";
import { adjustmentsOf, refundedOf } from "#lib/orders/adjustment.ts";
import type { Order } from "#lib/orders/order.ts";
import { shippedOf } from "#lib/orders/shipment.ts";
import { readRefunds } from "#lib/purchase/orders/read-refunds.ts";
import type { Verbs } from "../../fixtures/verbs.ts";
import { acpOrder } from "#lib/wire/acp/order.ts";
import { orderEventBody } from "#lib/wire/orders/event.ts";
import { problemsBy } from "../../acp/acp-schemas.ts";
import { paidOrder } from "./paid-order.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { aParcel } from "../../fixtures/parcels.ts";

const PUBLIC_URL = "https://shop.example.com";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

/** Three mugs and two e-books, paid. */
const newOrder = (card?: string) => paidOrder(shop, { mug: 3, ebook: 2 }, card);
const now = async (order: Order): Promise<Order> => {
  const found = await shop.verbs.orderByName(order.id);
  if (found === null) throw new Error("the order is gone");
  return found;
};
type Options = Omit<Parameters<Verbs["recordShipment"]>[0], "orderId">;
const ship = (order: Order, request: Partial<Options> = {}) =>
  shop.verbs.recordShipment({ orderId: order.id, ...aParcel(request) });
const eventsOf = (order: Order) => shop.orderEvents.filter((event) => event.order.id === order.id);

/** Somebody gives money back at the bank itself, and the bank's event says so. */
async function refundAtBank(order: Order, amountMinor: number): Promise<void> {
  shop.bank.refundByHand(order.paymentReference, money(amountMinor, "USD"));
  await readRefunds(shop.context, order.paymentReference);
}

/** What must be true of an order whatever happened to it. */
function checkOrder(order: Order): void {
  for (const line of order.lineItems) expect(shippedOf(order, line.id)).toBeLessThanOrEqual(line.quantity);
  const body = acpOrder(order, PUBLIC_URL);
  expect(problemsBy("Order", body)).toEqual([]);
  const given = body.adjustments.filter(({ status }) => status !== "failed");
  const sum = given.reduce((total, { amount }) => total + amount, 0);
  expect(sum).toBe(refundedOf(order).amountMinor);
  expect(body.totals.find(({ type }) => type === "amount_refunded")?.amount ?? 0).toBe(sum);
  expect(sum).toBeLessThanOrEqual(order.paid.amountMinor);
  expect(new Set(body.adjustments.map(({ id }) => id)).size).toBe(body.adjustments.length);
  for (const { quantity } of body.line_items) {
    expect(quantity.fulfilled).toBeLessThanOrEqual(quantity.current);
    expect(quantity.current).toBeLessThanOrEqual(quantity.ordered);
  }
  const { data } = orderEventBody(
    { id: "evt_1", type: "order_update", occurredAt: order.paidAt, order },
    PUBLIC_URL,
    "openai",
  );
  const refunds = "refunds" in data ? data.refunds : [];
  expect(refunds.reduce((total, { amount }) => total + amount, 0)).toBe(sum);
  const text = JSON.stringify([body, data]);
  for (const secret of [order.paymentReference, "ada@example.com", "Ada", "1 Main St"])
    expect(text).not.toContain(secret);
}

describe("an order's way to the buyer", () => {
  it("is sent to the merchant's receiver at each step, and not when nothing changed", async () => {
    await shop.startJobs();
    const order = await newOrder();
    expect(await ship(order, { lines: [{ lineId: "line_1", quantity: 1 }] })).toMatchObject({
      kind: "recorded",
      isNew: true,
    });
    expect(await ship(order, { trackingNumber: "42" })).toMatchObject({ kind: "recorded", isNew: false });
    expect((await ship(order, { trackingNumber: "42" })).kind).toBe("already_recorded");
    expect((await ship(order, { trackingNumber: "43" })).kind).toBe("refused");
    expect((await ship(order, { isDelivered: true })).kind).toBe("recorded");
    await expect.poll(() => eventsOf(order).length, { timeout: 20_000 }).toBe(4);
    const last = await now(order);
    expect(last.shipments).toMatchObject([{ name: "box-1", trackingNumber: "42", deliveredAt: expect.any(Date) }]);
    expect(
      eventsOf(order)
        .map(({ type }) => type)
        .toSorted(),
    ).toEqual(["order_create", ...Array.from({ length: 3 }, () => "order_update")]);
    expect(new Set(eventsOf(order).map(({ id }) => id)).size).toBe(4);
  });

  it("sent many times at once is one shipment, and rivals for the last pieces do not both get them", async () => {
    const order = await newOrder();
    const same = await Promise.all(
      Array.from({ length: 5 }, () => ship(order, { lines: [{ lineId: "line_1", quantity: 2 }] })),
    );
    expect(same.filter((one) => one.kind === "recorded")).toHaveLength(1);
    expect(same.filter((one) => one.kind === "already_recorded")).toHaveLength(4);
    const rivals = await Promise.all(
      ["a", "b", "c"].map((name) => ship(order, { name, lines: [{ lineId: "line_1", quantity: 1 }] })),
    );
    expect(rivals.map(({ kind }) => kind).toSorted()).toEqual(["recorded", "refused", "refused"]);
    checkOrder(await now(order));
  });

  it("of an order that is not there is nowhere", async () => {
    expect(await ship({ ...(await newOrder()), id: "ord_nobody" as Order["id"] })).toEqual({ kind: "not_found" });
  });
});

describe("several refunds of one order", () => {
  it("are an adjustment each, and one more for what the bank gave back without us", async () => {
    const order = await newOrder();
    const refund = (amountMinor: number | null, requestId: string) =>
      shop.verbs.refundOrder({ orderId: order.id, amountMinor, requestId, why: "a test" });
    await refund(500, "a");
    await refundAtBank(order, 700);
    await refund(300, "b");
    const given = adjustmentsOf(await now(order)).map(({ amount, status }) => [amount.amountMinor, status]);
    expect(given).toEqual([
      [500, "completed"],
      [700, "completed"],
      [300, "completed"],
    ]);
    checkOrder(await now(order));
    expect(await refund(501, "a")).toEqual({ kind: "other_amount", amount: money(500, "USD") });
    expect((await refund(500, "a")).kind).toBe("done");
  });

  it("that failed after they were given are reported as failed, and the receiver gets it", async () => {
    const order = await newOrder("tok_sandbox_refund_fails");
    const amount = money(900, "USD");
    const request = { orderId: order.id, amountMinor: 900, requestId: "fails", why: "a test" };
    expect((await shop.verbs.refundOrder(request)).kind).toBe("done");
    expect(adjustmentsOf(await now(order))).toMatchObject([{ amount, status: "completed" }]);
    checkOrder(await now(order));
    const before = eventsOf(order).length;
    shop.advance(6000);
    await readRefunds(shop.context, order.paymentReference);
    expect(await now(order)).toMatchObject({ status: "paid", refunds: [{ state: "failed", needsPerson: true }] });
    expect(adjustmentsOf(await now(order))).toMatchObject([{ amount, status: "failed" }]);
    await expect.poll(() => eventsOf(order).length, { timeout: 20_000 }).toBeGreaterThan(before);
    checkOrder(await now(order));
  });
});

const step = fc.oneof(
  fc.record({
    do: fc.constant("ship" as const),
    name: fc.constantFrom("a", "b", "c", "d"),
    lines: fc.option(
      fc.array(
        fc.record({ lineId: fc.constantFrom("line_1", "line_2", "line_3"), quantity: fc.integer({ min: 0, max: 4 }) }),
        { maxLength: 2 },
      ),
    ),
    isDelivered: fc.boolean(),
    trackingNumber: fc.constantFrom(null, "1", "2"),
  }),
  fc.record({
    do: fc.constant("refund" as const),
    amount: fc.option(fc.integer({ min: 1, max: 9000 })),
    key: fc.constantFrom("r", "s", "t", "u"),
  }),
  fc.record({
    do: fc.constant("bank" as const),
    amount: fc.integer({ min: 1, max: 4000 }),
  }),
);

describe("whatever happens to an order, in any sequence", () => {
  it("no more is shipped than was ordered, the adjustments add up to what was given back, and the schema holds", async () => {
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        const order = await newOrder();
        for (const one of steps) {
          if (one.do === "ship") await ship(order, one);
          else if (one.do === "refund")
            await shop.verbs.refundOrder({
              orderId: order.id,
              amountMinor: one.amount,
              requestId: one.key,
              why: "a test",
            });
          else await refundAtBank(order, one.amount);
          const after = await now(order);
          checkOrder(after);
          reached.add(`${acpOrder(after, PUBLIC_URL).status} ${after.status}`);
        }
      }),
      { numRuns: 30, seed: 20_260_417 },
    );
    expect(reached.size).toBeGreaterThan(8);
  }, 120_000);
});
