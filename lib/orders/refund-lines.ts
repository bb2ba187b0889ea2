import type { SellerId } from "../ids.ts";
import {
  add,
  allocate,
  allocateInSteps,
  incrementOf,
  isInSteps,
  money,
  sameMoney,
  subtract,
  sum,
  zero,
  type Money,
} from "../money.ts";
import { salesOfParts, type Parted } from "./order-parts.ts";
import type { Sale, ShippedLine } from "./order.ts";
import { isLost, type RefundItems, type RefundState } from "./refund.ts";
import type { RefundLineProblem } from "./refund-problem.ts";

type Rows = readonly { readonly items: RefundItems | null; readonly state: RefundState; readonly dueAt: Date | null }[];

/**
 * Units of an order's lines, and its delivery, that are to be given back. `shippingOf`: whose delivery; absent: of the sellers of
 * the lines, and where none is named of everybody.
 */
export type RefundLinesRequest = {
  readonly lines: readonly ShippedLine[];
  readonly isShippingToo: boolean;
  readonly shippingOf?: readonly SellerId[];
};

type LinesAmount = {
  readonly kind: "amount";
  readonly amount: Money;
  readonly items: Omit<RefundItems, "isRestocked">;
};
export type RefundLinesReading = LinesAmount | RefundLineProblem;

type Shares = {
  readonly lines: readonly Money[];
  readonly shipping: Money;
  /** In an order of several sellers what was paid for each one's delivery. */
  readonly shippingOf?: readonly { readonly sellerId: SellerId; readonly amount: Money }[];
};

/**
 * What was paid for each line and for delivery: the line with its tax, less its share of the discount codes, shared out as it
 * was when the tax was worked out. All of them add up to what was paid: where a person accepted another amount than the
 * total, each has its share of that. In a currency that providers take in steps, each is in whole ones (incrementOf).
 */
export function paidShares(sale: Parted): Shares {
  const { parts, lineItems, paid } = sale;
  if (parts === undefined) return sharesOf(sale);
  const sales = salesOfParts(sale).map((part) => ({ part, shares: sharesOf(part) }));
  const lines = lineItems.map(({ id }) => {
    const own = sales.find(({ part }) => part.lineItems.some((line) => line.id === id));
    const index = own?.part.lineItems.findIndex((line) => line.id === id) ?? 0;
    return own?.shares.lines[index] ?? zero(paid.currency);
  });
  const shippingOf = parts.map(({ sellerId }, index) => ({
    sellerId,
    amount: sales[index]?.shares.shipping ?? zero(paid.currency),
  }));
  const shipping = sum(
    shippingOf.map(({ amount }) => amount),
    paid.currency,
  );
  return { lines, shipping, shippingOf };
}

function sharesOf({ lineItems, totals, paid }: Pick<Sale, "lineItems" | "totals" | "paid">): Shares {
  const codes = allocate(
    totals.discount,
    lineItems.map((line) => line.subtotal.amountMinor),
  );
  const lines = lineItems.map((line, index) => subtract(line.total, codes[index] ?? zero(paid.currency)));
  const shipping = add(totals.fulfillment, totals.fee);
  // Where providers take whole steps alone, so that any of them can be given back.
  const isTaken = !isInSteps(paid) || [shipping, ...lines].every(isInSteps);
  if (sameMoney(paid, totals.total) && isTaken) return { lines, shipping };
  const shares = allocateInSteps(
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

/** What of delivery is left to give back: of the sellers in `scope`, each one's; of one seller under no name. */
function shippingLeft(
  { shipping, shippingOf }: Shares,
  rows: Rows,
  scope: Scope,
): readonly { readonly sellerId: SellerId | null; readonly amountMinor: number }[] {
  const kept = rows.filter((row) => !isLost(row)).flatMap(({ items }) => items ?? []);
  const given = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
  if (shippingOf === undefined) {
    const before = given(kept.map(({ shippingMinor }) => shippingMinor));
    return [{ sellerId: null, amountMinor: Math.max(0, shipping.amountMinor - before) }];
  }
  return shippingOf
    .filter(({ sellerId }) => scope === null || scope.includes(sellerId))
    .map(({ sellerId, amount }) => {
      const own = kept.flatMap((items) => items.shippingBySeller ?? []).filter((one) => one.sellerId === sellerId);
      const before = given(own.map(({ amountMinor }) => amountMinor));
      return { sellerId, amountMinor: Math.max(0, amount.amountMinor - before) };
    })
    .filter(({ amountMinor }) => amountMinor > 0);
}

/** Whose goods and delivery somebody may give back; null: everybody's. */
type Scope = readonly SellerId[] | null;

const linesIn = ({ lineItems, parts }: Parted, scope: Scope): Sale["lineItems"] =>
  scope === null || parts === undefined
    ? lineItems
    : lineItems.filter(({ id }) => parts.some((part) => scope.includes(part.sellerId) && part.lineIds.includes(id)));

const sellersOf = ({ parts }: Parted, lines: readonly Pick<ShippedLine, "lineId">[]): Scope =>
  parts
    ?.filter(({ lineIds }) => lines.some(({ lineId }) => lineIds.includes(lineId)))
    .map(({ sellerId }) => sellerId) ?? null;

/**
 * Works out what units of lines cost, with their tax and their share of discount codes. A line's units are counted up, so
 * that however it is split the parts add up to what was paid for it: `quantity` more units bring what is given back of the
 * line to its share for all units so far, rounded down, and the last one to all of it.
 */
export function readRefundLines(
  order: Parted,
  rows: Rows,
  { lines, isShippingToo, shippingOf }: RefundLinesRequest,
  scope: Scope = null,
): RefundLinesReading {
  if (lines.length === 0 && !isShippingToo) return { kind: "no_lines" };
  const shares = paidShares(order);
  const inScope = linesIn(order, scope);
  const items: { lineId: string; quantity: number; amountMinor: number }[] = [];
  for (const [position, { lineId, quantity }] of lines.entries()) {
    const index = order.lineItems.findIndex(({ id }) => id === lineId);
    const [line, paid] = [order.lineItems[index], shares.lines[index]];
    if (line === undefined || paid === undefined || !inScope.includes(line)) {
      const known = inScope.map(({ id, title }) => ({ id, title }));
      return { kind: "unknown_line", line: position, known };
    }
    if (lines.findIndex((one) => one.lineId === lineId) !== position) return { kind: "repeated_line", line: position };
    if (!Number.isSafeInteger(quantity) || quantity < 1) return { kind: "bad_quantity", line: position };
    const given = givenOf(rows, lineId);
    const left = line.quantity - given.quantity;
    if (quantity > left) return { kind: "too_many_units", line: position, left, ordered: line.quantity };
    const target = shareOf(paid, given.quantity + quantity, line.quantity);
    items.push({ lineId, quantity, amountMinor: Math.max(0, target - given.amountMinor) });
  }
  const shippers = shippingOf ?? (lines.length === 0 ? scope : sellersOf(order, items));
  const shipping = isShippingToo ? shippingLeft(shares, rows, shippers) : [];
  const shippingMinor = shipping.reduce((all, one) => all + one.amountMinor, 0);
  if (isShippingToo && shippingMinor <= 0) return { kind: "shipping_refunded" };
  const shippingBySeller = shipping.flatMap(({ sellerId, amountMinor }) =>
    sellerId === null ? [] : [{ sellerId, amountMinor }],
  );
  const amountMinor = items.reduce((all, line) => all + line.amountMinor, shippingMinor);
  return {
    kind: "amount",
    amount: money(amountMinor, order.paid.currency),
    items: { lines: items, shippingMinor, ...(shippingBySeller.length === 0 ? {} : { shippingBySeller }) },
  };
}

/** The same units and delivery for no more than `most`, where an amount without lines has taken some of it: each its part. */
export function atMost(reading: LinesAmount, most: Money): LinesAmount {
  const { amount, items } = reading;
  if (amount.amountMinor <= most.amountMinor) return reading;
  const { lines, shippingMinor, shippingBySeller: shipping = [] } = items;
  const byLine = lines.map(({ amountMinor }) => amountMinor);
  const [ofAll = zero(most.currency), ...ofLines] = allocateInSteps(most, [shippingMinor, ...byLine]);
  const minor = (part: Money | undefined) => part?.amountMinor ?? 0;
  const ofShipping =
    shipping.length === 0
      ? []
      : allocateInSteps(
          ofAll,
          shipping.map(({ amountMinor }) => amountMinor),
        );
  return {
    kind: "amount",
    amount: most,
    items: {
      lines: lines.map((line, index) => ({ ...line, amountMinor: minor(ofLines[index]) })),
      shippingMinor: minor(ofAll),
      ...(shipping.length === 0
        ? {}
        : { shippingBySeller: shipping.map((one, index) => ({ ...one, amountMinor: minor(ofShipping[index]) })) }),
    },
  };
}

/** `paid × units / all`, rounded down to what providers take; of all units all of it. */
function shareOf(paid: Money, units: number, all: number): number {
  const share = Number((BigInt(paid.amountMinor) * BigInt(units)) / BigInt(all));
  return units >= all ? paid.amountMinor : share - (share % incrementOf(paid.currency));
}

/** Every unit and the delivery that no refund has given back yet. */
export function allThatIsLeft(order: Parted, rows: Rows, scope: Scope = null): RefundLinesRequest {
  const lines = linesIn(order, scope).map(({ id, quantity }) => ({
    lineId: id,
    quantity: quantity - givenOf(rows, id).quantity,
  }));
  const isShippingToo = shippingLeft(paidShares(order), rows, scope).some(({ amountMinor }) => amountMinor > 0);
  const shippingOf = scope ?? order.parts?.map(({ sellerId }) => sellerId);
  return {
    lines: lines.filter(({ quantity }) => quantity > 0),
    isShippingToo,
    ...(shippingOf === undefined ? {} : { shippingOf }),
  };
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
