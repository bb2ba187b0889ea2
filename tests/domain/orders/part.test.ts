import { expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { sellerId } from "#lib/ids.ts";
import { adjustmentsOf } from "#lib/orders/adjustment.ts";
import { orderOfSellers, ordersOfParts } from "#lib/orders/order-parts.ts";
import { anOrder, aProduct, aSession, NOON } from "../../fixtures/builders.ts";

const OMBRA = sellerId("ombra");
const lamp = aProduct({ title: "Lamp", sellerId: OMBRA, sellerName: "Ombra" });
const both = anOrder(
  aSession({
    status: "completed",
    lines: [
      { product: aProduct(), quantity: 3 },
      { product: lamp, quantity: 1 },
    ],
  }),
);
const FERNWEH = sellerId("fernweh");

it("one seller's part of an order has of a refund what it names of that part's goods and delivery", () => {
  const items = {
    lines: [
      { lineId: "line_1", quantity: 2, amountMinor: 300 },
      { lineId: "line_2", quantity: 1, amountMinor: 200 },
    ],
    shippingMinor: 70,
    shippingBySeller: [
      { sellerId: FERNWEH, amountMinor: 50 },
      { sellerId: OMBRA, amountMinor: 20 },
    ],
    isRestocked: true,
  };
  const some = { state: "done", requestedAt: NOON, occurredAt: NOON, isLost: false, needsPerson: false } as const;
  const refunds = [
    { ...some, id: "refund_1", amount: money(570, "USD"), items },
    { ...some, id: "refund_2", amount: money(100, "USD"), items: null },
  ];
  const part = orderOfSellers({ ...both, refunds }, [OMBRA]);
  expect(part?.refunds[0]).toMatchObject({
    amount: money(220, "USD"),
    items: {
      lines: [{ lineId: "line_2", quantity: 1, amountMinor: 200 }],
      shippingMinor: 20,
      shippingBySeller: [{ sellerId: OMBRA, amountMinor: 20 }],
      isRestocked: true,
    },
  });
  expect(part?.refunds[1]?.items).toBeNull();
});

it("a refund that names units of a part is in what its seller sees, also where no money of theirs goes back", () => {
  const done = { state: "done", requestedAt: NOON, occurredAt: NOON, isLost: false, needsPerson: false } as const;
  const lines = [
    { lineId: "line_1", quantity: 1, amountMinor: 300 },
    { lineId: "line_2", quantity: 1, amountMinor: 0 },
  ];
  const items = { lines, shippingMinor: 0, shippingBySeller: [], isRestocked: true };
  const paid = { ...both, refunds: [{ ...done, id: "refund_1", amount: money(300, "USD"), items }] };
  const part = orderOfSellers(paid, [OMBRA]);
  expect(part?.refunds).toMatchObject([
    { amount: money(0, "USD"), items: { lines: [{ lineId: "line_2", quantity: 1, amountMinor: 0 }] } },
  ]);
  expect(part === null ? null : adjustmentsOf(part)).toEqual([]);
  expect(part?.status).toBe("paid");
  const ofOther = { ...items, lines: lines.slice(0, 1) };
  const without = { ...both, refunds: [{ ...done, id: "refund_1", amount: money(300, "USD"), items: ofOther }] };
  expect(orderOfSellers(without, [OMBRA])?.refunds).toEqual([]);
});

it("says of one seller's part of an order that it is one, and of no whole order", () => {
  expect(ordersOfParts(both).map(({ isPart }) => isPart)).toEqual([true, true]);
  expect([both, orderOfSellers(both, [FERNWEH, OMBRA])].map((order) => order?.isPart)).toEqual([undefined, undefined]);
  const [only] = ordersOfParts(anOrder(aSession({ status: "completed", lines: [{ product: lamp, quantity: 1 }] })));
  expect(only?.isPart).toBeUndefined();
});
