import { describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import type { OrderRefund } from "#lib/orders/refund.ts";
import { adjustmentsOf, refundedOf } from "#lib/orders/adjustment.ts";
import type { Order } from "#lib/orders/order.ts";
import { anOrder, aSession, NOON } from "../fixtures/builders.ts";
import { anOrderRefund } from "../fixtures/refunds.ts";

const paid = anOrder(aSession({ status: "completed" }));
const TOLD = new Date(NOON.getTime() + 60_000);
function given(refunded: number, refunds: readonly OrderRefund[], refundReportedAt: Date | null = null): Order {
  const life = { ...paid, refunds, refundReportedAt };
  if (refunded === 0) return life;
  if (refunded === paid.paid.amountMinor) return { ...life, status: "refunded" };
  return { ...life, status: "partially_refunded", refunded: money(refunded, "USD") };
}
const adjustments = (order: Order) =>
  adjustmentsOf(order).map(({ id, amount, status }) => [id, amount.amountMinor, status] as const);
const ELSEWHERE = `adj_${paid.id}_elsewhere`;

describe("an order's adjustments", () => {
  it("are one for each refund, with its own amount, time and status", () => {
    const order = given(300, [
      anOrderRefund("a", 100, "done"),
      anOrderRefund("b", 200, "accepted"),
      anOrderRefund("c", 50, "refused"),
    ]);
    expect(adjustments(order)).toEqual([
      ["a", 100, "completed"],
      ["b", 200, "pending"],
      ["c", 50, "failed"],
    ]);
    expect(adjustmentsOf(order).every(({ occurredAt }) => occurredAt === NOON)).toBe(true);
  });

  it("have one more for what was given back at the payment service without us, with the time when it reported it", () => {
    const order = given(300, [anOrderRefund("a", 100, "done")], TOLD);
    expect(adjustments(order)).toEqual([
      ["a", 100, "completed"],
      [ELSEWHERE, 200, "completed"],
    ]);
    expect(adjustmentsOf(order).at(-1)?.occurredAt).toBe(TOLD);
    expect(adjustments(given(paid.paid.amountMinor, []))).toEqual([[ELSEWHERE, paid.paid.amountMinor, "completed"]]);
  });

  it("say nothing of a refund that the payment service has not answered, unless so much was given back", () => {
    const open = [anOrderRefund("a", 100, "unknown"), anOrderRefund("b", 150, "requested")];
    expect(adjustments(given(0, open))).toEqual([]);
    expect(adjustments(given(99, open))).toEqual([[ELSEWHERE, 99, "completed"]]);
    expect(adjustments(given(120, open))).toEqual([
      ["a", 100, "pending"],
      [ELSEWHERE, 20, "completed"],
    ]);
    expect(adjustments(given(250, open))).toEqual([
      ["a", 100, "pending"],
      ["b", 150, "pending"],
    ]);
  });

  it("are none while nothing was given back, and what was given back is listed in every state", () => {
    expect(adjustmentsOf(paid)).toEqual([]);
    expect([given(0, []), given(7, []), given(paid.paid.amountMinor, [])].map(refundedOf)).toEqual([
      money(0, "USD"),
      money(7, "USD"),
      paid.paid,
    ]);
  });
});
