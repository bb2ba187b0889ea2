import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderLink, productId, sellerId } from "#lib/ids.ts";
import { money, zero, type Money } from "#lib/money.ts";
import { leftOfParts } from "#lib/orders/order-parts.ts";
import { takenByRefund } from "#lib/orders/refund.ts";
import type { RefundRows } from "#lib/orders/given-units.ts";
import type { Order } from "#lib/orders/order.ts";
import { allThatIsLeft, atMost, readRefundLines } from "#lib/orders/refund-lines.ts";
import { anOrder, aProduct, aSession } from "../../fixtures/builders.ts";

type Line = { readonly price: number; readonly quantity: number; readonly of: number };
const SELLERS = ["s0", "s1", "s2"].map(sellerId);

/** An order without delivery whose lines are of these sellers; of one seller it has no parts. */
function orderOf(lines: readonly Line[]): Order {
  const order = anOrder(
    aSession({
      status: "completed",
      lines: lines.map(({ price, quantity }, index) => ({
        product: aProduct({ id: productId(`p_${index}`), price: money(price, "USD") }),
        quantity,
      })),
    }),
  );
  const none = zero("USD");
  const paid = money(
    order.lineItems.reduce((all, line) => all + line.total.amountMinor, 0),
    "USD",
  );
  const parts = SELLERS.flatMap((id, seller) => {
    const lineIds = order.lineItems.filter((_, index) => lines[index]?.of === seller).map((line) => line.id);
    const link = orderLink(`or_${seller}123456789abcdef`);
    const named = { sellerId: id, sellerName: id, number: `T-1-${seller}`, link };
    return lineIds.length === 0 ? [] : [{ ...named, lineIds, taxBasis: order.taxBasis, delivery: null }];
  });
  const whole = { ...order, paid, totals: { ...order.totals, total: paid, fulfillment: none, fee: none } };
  return parts.length < 2 ? whole : { ...whole, parts };
}

const kept = (rows: RefundRows) => rows.filter(({ state }) => state !== "failed");
const minors = (amounts: readonly Money[]) => amounts.map(({ amountMinor }) => amountMinor);
const at = (second: number) => new Date(1_800_000_000_000 + second * 1000);
const row = (amount: Money, items: RefundRows[number]["items"], second: number): RefundRows[number] => ({
  amount,
  items,
  state: "done",
  dueAt: null,
  requestedAt: at(second),
  settledAt: at(second),
});

describe("amounts, units and all that is left of parts, of which some come back", () => {
  it("never leave money of a part without units by which all of it is given back, and never give more than was paid", () => {
    let reopened = 0;
    const line = fc.record({
      price: fc.integer({ min: 1, max: 9999 }),
      quantity: fc.integer({ min: 1, max: 5 }),
      of: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(3), fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 }),
        (lines, acts) => {
          const order = orderOf(lines);
          const scopes = order.parts?.map((part) => [part.sellerId]) ?? [null];
          let rows: RefundRows = [];
          for (const [when, [act, choice, second]] of acts.entries()) {
            const left = leftOfParts(order, rows.map(takenByRefund));
            const [part, all] = [choice % scopes.length, minors(left).reduce((sum, one) => sum + one, 0)];
            const scope = scopes[part] ?? null;
            const open = allThatIsLeft(order, rows, scope);
            if (act === 0 && all > 0) rows = [...rows, row(money(1 + (choice % all), "USD"), null, when)];
            if (act === 1 && (left[part]?.amountMinor ?? 0) > 0) {
              const rest = readRefundLines(order, rows, open, scope);
              if (rest.kind !== "amount") return expect.unreachable(rest.kind);
              const { amount, items } = atMost(order, rest, left);
              rows = [...rows, row(amount, { ...items, isRestocked: false }, when)];
            }
            const unit = open.lines[second % Math.max(1, open.lines.length)];
            if (act === 2 && unit !== undefined) {
              const wanted = { lines: [{ ...unit, quantity: 1 + (second % unit.quantity) }], isShippingToo: false };
              const read = readRefundLines(order, rows, wanted, scope);
              if (read.kind === "amount" && read.amount.amountMinor <= (left[part]?.amountMinor ?? 0))
                rows = [...rows, row(read.amount, { ...read.items, isRestocked: false }, when)];
            }
            if (act === 3)
              rows = rows.map((one, index) =>
                index === choice % rows.length && one.state !== "failed"
                  ? { ...one, state: "failed", settledAt: at(when) }
                  : one,
              );
            const now = leftOfParts(order, rows.map(takenByRefund));
            const given = kept(rows).reduce((sum, { amount }) => sum + amount.amountMinor, 0);
            expect(given + minors(now).reduce((sum, one) => sum + one, 0)).toBe(order.paid.amountMinor);
            for (const [index, one] of now.entries()) {
              if (one.amountMinor === 0) continue;
              const units = allThatIsLeft(order, rows, scopes[index] ?? null);
              expect(units.lines.length).toBeGreaterThan(0);
              const rest = readRefundLines(order, rows, units, scopes[index] ?? null);
              if (rest.kind !== "amount") return expect.unreachable(rest.kind);
              expect(atMost(order, rest, now).amount).toEqual(one);
              const named = kept(rows).flatMap(({ items }) => items?.lines ?? []);
              for (const { lineId, quantity } of units.lines) {
                const before = named.reduce((sum, of) => sum + (of.lineId === lineId ? of.quantity : 0), 0);
                const sold = order.lineItems.find(({ id }) => id === lineId)?.quantity ?? 0;
                if (before + quantity > sold) reopened += 1;
                expect(quantity).toBeLessThanOrEqual(sold);
              }
            }
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(reopened).toBeGreaterThan(20);
  });
});
