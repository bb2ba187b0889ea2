import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { incrementOf, isInSteps, money } from "#lib/money.ts";
import type { RefundRows } from "#lib/orders/given-units.ts";
import { readRefundLines, unitsToRestock, allThatIsLeft } from "#lib/orders/refund-lines.ts";
import type { Order } from "#lib/orders/order.ts";
import type { RefundItems, RefundState } from "#lib/orders/refund.ts";
import { anOrder, aProduct, aSession, NOON, someRules } from "../../fixtures/builders.ts";
import { productId } from "#lib/ids.ts";

type Row = RefundRows[number];
const row = (items: Omit<RefundItems, "isRestocked">, state: RefundState = "done", isRestocked = false): Row => ({
  amount: money(
    items.lines.reduce((all, { amountMinor }) => all + amountMinor, items.shippingMinor),
    "USD",
  ),
  items: { ...items, isRestocked },
  state,
  dueAt: null,
  requestedAt: NOON,
  settledAt: NOON,
});

/** An order of these many units at these prices, with added tax and a code where the rules have them. */
function orderOf(lines: readonly { readonly price: number; readonly quantity: number }[], code: string | null): Order {
  return anOrder(
    aSession({
      status: "completed",
      lines: lines.map(({ price, quantity }, index) => ({
        product: aProduct({ id: productId(`p_${index}`), price: money(price, "USD") }),
        quantity,
      })),
      discountCodes: code === null ? [] : [code],
    }),
  );
}
const CODES = someRules.discounts.map(({ code }) => code);
const refund = (order: Order, rows: readonly Row[], lines: Readonly<Record<string, number>>, isShippingToo = false) =>
  readRefundLines(order, rows, {
    lines: Object.entries(lines).map(([lineId, quantity]) => ({ lineId, quantity })),
    isShippingToo,
  });

describe("a refund of lines in a currency that providers take in steps", () => {
  const stepped = (order: Order, currency: "KWD" | "MGA"): Order => {
    const of = JSON.parse(JSON.stringify(order).replaceAll('"USD"', `"${currency}"`)) as Order;
    const { amountMinor } = of.totals.total;
    const total = money(amountMinor - (amountMinor % incrementOf(currency)), currency);
    return { ...of, paid: total, totals: { ...of.totals, total } };
  };

  it("is in whole steps unit by unit, in any order of lines, and all of them are all that was paid", () => {
    const line = fc.record({ price: fc.integer({ min: 1000, max: 99_999 }), quantity: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.constantFrom("KWD" as const, "MGA" as const),
        fc.constantFrom(null, ...CODES),
        fc.boolean(),
        (lines, currency, code, isBackwards) => {
          const order = stepped(orderOf(lines, code), currency);
          const units = order.lineItems.flatMap(({ id, quantity }) => Array.from({ length: quantity }, () => id));
          const rows: Row[] = [];
          let given = 0;
          for (const id of isBackwards ? units.toReversed() : units) {
            const one = refund(order, rows, { [id]: 1 });
            if (one.kind !== "amount") throw new Error(one.kind);
            expect(isInSteps(one.amount)).toBe(true);
            rows.push({ ...row(one.items), amount: one.amount });
            given += one.amount.amountMinor;
          }
          const rest = refund(order, rows, {}, true);
          const shipping = rest.kind === "amount" ? rest.amount : money(0, currency);
          expect(isInSteps(shipping)).toBe(true);
          expect(given + shipping.amountMinor).toBe(order.paid.amountMinor);
        },
      ),
    );
  });
});

describe("a refund of lines", () => {
  it("costs what was paid for the units, with their tax and their share of the code; the rest is what is left", () => {
    const order = orderOf([{ price: 1000, quantity: 3 }], null);
    const one = refund(order, [], { line_1: 1 });
    if (one.kind !== "amount") throw new Error(one.kind);
    const rest = refund(order, [row(one.items)], { line_1: 2 }, order.totals.fulfillment.amountMinor > 0);
    if (rest.kind !== "amount") throw new Error(rest.kind);
    expect(one.amount.amountMinor + rest.amount.amountMinor).toBe(order.paid.amountMinor);
  });

  it("of an order whose other amount was accepted costs its share of what was paid, and all of them cost all of it", () => {
    const asked = orderOf(
      [
        { price: 1000, quantity: 3 },
        { price: 700, quantity: 2 },
      ],
      null,
    );
    for (const paid of [1, 1299, asked.totals.total.amountMinor - 1, asked.totals.total.amountMinor + 250]) {
      const order: Order = { ...asked, paid: money(paid, "USD") };
      const one = refund(order, [], { line_1: 3 });
      if (one.kind !== "amount") throw new Error(one.kind);
      expect(one.amount.amountMinor).toBeLessThanOrEqual(paid);
      const all = readRefundLines(order, [], allThatIsLeft(order, []));
      if (all.kind !== "amount") throw new Error(all.kind);
      expect(all.amount).toEqual(order.paid);
      const rest = readRefundLines(order, [row(one.items)], allThatIsLeft(order, [row(one.items)]));
      if (rest.kind !== "amount") throw new Error(rest.kind);
      expect(one.amount.amountMinor + rest.amount.amountMinor).toBe(paid);
    }
  });

  it("all lines in any order and any split, and with refunds that fail on the way, add up to exactly what was paid and never to more", () => {
    let withCode = 0;
    fc.assert(
      fc.property(
        fc.array(fc.record({ price: fc.integer({ min: 1, max: 99_999 }), quantity: fc.integer({ min: 1, max: 7 }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.constantFrom(null, ...CODES),
        fc.infiniteStream(fc.nat()),
        (lines, code, choices) => {
          const order = orderOf(lines, code);
          if (order.totals.discount.amountMinor > 0) withCode += 1;
          const pick = (below: number) => Number(choices.next().value) % below;
          const rows: Row[] = [];
          const given = () =>
            rows
              .filter(({ state }) => state !== "failed")
              .flatMap(({ items }) => [
                ...(items?.lines ?? []).map((one) => one.amountMinor),
                items?.shippingMinor ?? 0,
              ])
              .reduce((sum, minor) => sum + minor, 0);
          for (let step = 0; step < 60; step += 1) {
            const left = allThatIsLeft(order, rows);
            if (left.lines.length === 0 && !left.isShippingToo) break;
            const chosen = left.lines.filter(() => step > 40 || pick(2) === 0);
            const isShippingToo = left.isShippingToo && (step > 40 || pick(3) === 0);
            if (chosen.length === 0 && !isShippingToo) continue;
            const wanted = chosen.map(({ lineId, quantity }) => ({ lineId, quantity: 1 + pick(quantity) }));
            const read = readRefundLines(order, rows, { lines: wanted, isShippingToo });
            if (read.kind !== "amount") throw new Error(read.kind);
            // Of the first refunds some come back; their units can be given again.
            rows.push(row(read.items, step < 20 && pick(4) === 0 ? "failed" : "done"));
            expect(given()).toBeLessThanOrEqual(order.paid.amountMinor);
          }
          expect(given()).toBe(order.paid.amountMinor);
        },
      ),
      { numRuns: 300 },
    );
    expect(withCode).toBeGreaterThan(20);
  });

  it("names no line, an unknown one, one twice, no whole number, or more than is left: each is refused as such", () => {
    const order = orderOf([{ price: 1000, quantity: 2 }], null);
    const known = [{ id: "line_1", title: order.lineItems[0]?.title }];
    expect(refund(order, [], {})).toEqual({ kind: "no_lines" });
    expect(refund(order, [], { line_9: 1 })).toEqual({ kind: "unknown_line", line: 0, known });
    for (const quantity of [0, -1, 1.5, Number.NaN])
      expect(refund(order, [], { line_1: quantity })).toEqual({ kind: "bad_quantity", line: 0 });
    expect(refund(order, [], { line_1: 3 })).toEqual({ kind: "too_many_units", line: 0, left: 2, ordered: 2 });
    const twice = { lines: [1, 1].map((quantity) => ({ lineId: "line_1", quantity })), isShippingToo: false };
    expect(readRefundLines(order, [], twice)).toEqual({ kind: "repeated_line", line: 1 });
    const one = refund(order, [], { line_1: 1 });
    if (one.kind !== "amount") throw new Error(one.kind);
    expect(refund(order, [row(one.items)], { line_1: 2 })).toMatchObject({ kind: "too_many_units", left: 1 });
    expect(refund(order, [row(one.items, "failed")], { line_1: 2 })).toMatchObject({ kind: "amount" });
  });
});

describe("units that go back on the shelf", () => {
  it("are at most what was sold, also when a refund with them failed", () => {
    const order = orderOf([{ price: 1000, quantity: 3 }], null);
    const wanted = [{ lineId: "line_1", quantity: 2 }];
    const items = { lines: [{ lineId: "line_1", quantity: 2, amountMinor: 5 }], shippingMinor: 0 };
    const units = (rows: readonly Row[]) => unitsToRestock(order, rows, wanted).map(({ quantity }) => quantity);
    expect(units([])).toEqual([2]);
    expect(units([row(items, "failed", true)])).toEqual([1]);
    expect(units([row(items, "failed", true), row(items, "done", true)])).toEqual([]);
    expect(units([row(items, "done", false)])).toEqual([2]);
  });
});
