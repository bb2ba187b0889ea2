import { add, allocate, money, sameMoney, subtract, zero, type Money } from "../money.ts";
import type { Sale, ShippedLine } from "./order.ts";
import { isLost, type RefundItems, type RefundState } from "./refund.ts";
import type { RefundLineProblem } from "./refund-problem.ts";

type Sold = Pick<Sale, "lineItems" | "totals" | "paid">;
type Rows = readonly { readonly items: RefundItems | null; readonly state: RefundState; readonly dueAt: Date | null }[];

/** Units of an order's lines, and its delivery, that are to be given back. */
export type RefundLinesRequest = { readonly lines: readonly ShippedLine[]; readonly isShippingToo: boolean };

export type RefundLinesReading =
  | { readonly kind: "amount"; readonly amount: Money; readonly items: Omit<RefundItems, "isRestocked"> }
  | RefundLineProblem;

/**
 * What was paid for each line and for delivery: the line with its tax, less its share of the discount codes, shared out as it
 * was when the tax was worked out. All of them add up to what was paid: where a person accepted another amount than the
 * total, each has its share of that.
 */
export function paidShares({ lineItems, totals, paid }: Sold): {
  readonly lines: readonly Money[];
  readonly shipping: Money;
} {
  const codes = allocate(
    totals.discount,
    lineItems.map((line) => line.subtotal.amountMinor),
  );
  const lines = lineItems.map((line, index) => subtract(line.total, codes[index] ?? zero(paid.currency)));
  const shipping = add(totals.fulfillment, totals.fee);
  if (sameMoney(paid, totals.total)) return { lines, shipping };
  const shares = allocate(
    paid,
    [shipping, ...lines].map(({ amountMinor }) => amountMinor),
  );
  return { lines: shares.slice(1), shipping: shares[0] ?? shipping };
}

/** What refunds that are not lost gave back so far of a line, and of delivery. */
function givenOf(rows: Rows, lineId: string): { readonly quantity: number; readonly amountMinor: number } {
  const lines = rows.filter((row) => !isLost(row)).flatMap((row) => row.items?.lines ?? []);
  const ofLine = lines.filter((line) => line.lineId === lineId);
  return {
    quantity: ofLine.reduce((sum, line) => sum + line.quantity, 0),
    amountMinor: ofLine.reduce((sum, line) => sum + line.amountMinor, 0),
  };
}

const shippingGiven = (rows: Rows): number =>
  rows.filter((row) => !isLost(row)).reduce((sum, row) => sum + (row.items?.shippingMinor ?? 0), 0);

/**
 * Works out what units of lines cost, with their tax and their share of discount codes. A line's units are counted up, so
 * that however it is split the parts add up to what was paid for it: `quantity` more units bring what is given back of the
 * line to its share for all units so far, rounded down, and the last one to all of it.
 */
export function readRefundLines(
  order: Sold,
  rows: Rows,
  { lines, isShippingToo }: RefundLinesRequest,
): RefundLinesReading {
  if (lines.length === 0 && !isShippingToo) return { kind: "no_lines" };
  const shares = paidShares(order);
  const items: { lineId: string; quantity: number; amountMinor: number }[] = [];
  for (const [position, { lineId, quantity }] of lines.entries()) {
    const index = order.lineItems.findIndex(({ id }) => id === lineId);
    const [line, paid] = [order.lineItems[index], shares.lines[index]];
    if (line === undefined || paid === undefined) {
      const known = order.lineItems.map(({ id, title }) => ({ id, title }));
      return { kind: "unknown_line", line: position, known };
    }
    if (lines.findIndex((one) => one.lineId === lineId) !== position) return { kind: "repeated_line", line: position };
    if (!Number.isSafeInteger(quantity) || quantity < 1) return { kind: "bad_quantity", line: position };
    const given = givenOf(rows, lineId);
    const left = line.quantity - given.quantity;
    if (quantity > left) return { kind: "too_many_units", line: position, left, ordered: line.quantity };
    const target = shareOf(paid.amountMinor, given.quantity + quantity, line.quantity);
    items.push({ lineId, quantity, amountMinor: Math.max(0, target - given.amountMinor) });
  }
  const shippingMinor = isShippingToo ? shares.shipping.amountMinor - shippingGiven(rows) : 0;
  if (isShippingToo && shippingMinor <= 0) return { kind: "shipping_refunded" };
  const amountMinor = items.reduce((sum, line) => sum + line.amountMinor, shippingMinor);
  return { kind: "amount", amount: money(amountMinor, order.paid.currency), items: { lines: items, shippingMinor } };
}

/** `amountMinor × units / all`, rounded down. */
function shareOf(amountMinor: number, units: number, all: number): number {
  return Number((BigInt(amountMinor) * BigInt(units)) / BigInt(all));
}

/** Every unit and the delivery that no refund has given back yet. */
export function allThatIsLeft(order: Sold, rows: Rows): RefundLinesRequest {
  const lines = order.lineItems.map(({ id, quantity }) => ({
    lineId: id,
    quantity: quantity - givenOf(rows, id).quantity,
  }));
  const isShippingToo = paidShares(order).shipping.amountMinor > shippingGiven(rows);
  return { lines: lines.filter(({ quantity }) => quantity > 0), isShippingToo };
}

/**
 * The units that may go back on the shelf: of those wanted, at most what was sold less what went back before, also with
 * refunds that failed, because the goods are back all the same.
 */
export function unitsToRestock(
  { lineItems }: Pick<Sale, "lineItems">,
  rows: Rows,
  wanted: readonly ShippedLine[],
): readonly { readonly productId: Sale["lineItems"][number]["productId"]; readonly quantity: number }[] {
  const before = rows.flatMap((row) => (row.items?.isRestocked === true ? row.items.lines : []));
  return wanted.flatMap(({ lineId, quantity }) => {
    const line = lineItems.find(({ id }) => id === lineId);
    if (line === undefined) return [];
    const back = before.filter((one) => one.lineId === lineId).reduce((sum, one) => sum + one.quantity, 0);
    const units = Math.min(quantity, line.quantity - back);
    return units > 0 ? [{ productId: line.productId, quantity: units }] : [];
  });
}
