import type { SellerId } from "../ids.ts";
import { invariant } from "../invariant.ts";
import { allocateInSteps, money, sum, zero, type Money } from "../money.ts";
import {
  givenUnits,
  keptOf,
  paidShares,
  placesOf,
  shareOf,
  shippingLeft,
  type RefundRows,
  type Scope,
} from "./given-units.ts";
import { lineProblem } from "./line-problem.ts";
import type { Parted } from "./order-parts.ts";
import type { Sale, ShippedLine } from "./order.ts";
import { takenByRefund, type RefundItems } from "./refund.ts";
import type { RefundLineProblem } from "./refund-problem.ts";

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
  rows: RefundRows,
  { lines, isShippingToo, shippingOf }: RefundLinesRequest,
  scope: Scope = null,
): RefundLinesReading {
  if (lines.length === 0 && !isShippingToo) return { kind: "no_lines" };
  const shares = paidShares(order);
  const taken = rows.map(takenByRefund);
  const kept = keptOf(taken);
  const givenOf = givenUnits(order, taken);
  const inScope = linesIn(order, scope);
  const givenTo = (lineId: string) => givenOf.get(lineId) ?? { quantity: 0, amountMinor: 0 };
  const items: { lineId: string; quantity: number; amountMinor: number }[] = [];
  for (const [position, { lineId, quantity }] of lines.entries()) {
    const problem = lineProblem(lines, position, inScope, (line) => line.quantity - givenTo(line.id).quantity);
    if (problem !== null) return problem;
    const index = order.lineItems.findIndex(({ id }) => id === lineId);
    const [line, paid] = [order.lineItems[index], shares.lines[index]];
    invariant(line !== undefined && paid !== undefined, "a line without a problem is the order's");
    const given = givenTo(lineId);
    const target = shareOf(paid, given.quantity + quantity, line.quantity);
    items.push({ lineId, quantity, amountMinor: Math.max(0, target - given.amountMinor) });
  }
  const shippers = shippingOf ?? (lines.length === 0 ? scope : sellersOf(order, items));
  const shipping = isShippingToo ? shippingLeft(shares, kept, shippers) : [];
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

/**
 * The same units and delivery for no more than what each part has left, where an amount without lines has taken some of it: each
 * line its part of that. `most` is in the order of the parts; an order of one seller has one.
 */
export function atMost(order: Parted, { items, amount }: LinesAmount, most: readonly Money[]): LinesAmount {
  const none = zero(amount.currency);
  const minors = new Map<string, number>();
  const shipped = namedOf(order, items).map(({ sellerId, lines, shippingMinor, named }, part) => {
    const left = most[part] ?? none;
    const wanted = [shippingMinor, ...lines.map(({ amountMinor }) => amountMinor)];
    const shares = named.amountMinor <= left.amountMinor ? null : allocateInSteps(left, wanted);
    const minorOf = (index: number) => (shares === null ? wanted : shares.map((one) => one.amountMinor))[index] ?? 0;
    for (const [index, { lineId }] of lines.entries()) minors.set(lineId, minorOf(index + 1));
    return { sellerId, amountMinor: minorOf(0) };
  });
  const lines = items.lines.map((line) => ({ ...line, amountMinor: minors.get(line.lineId) ?? 0 }));
  const shippingMinor = shipped.reduce((all, one) => all + one.amountMinor, 0);
  const shippingBySeller = shipped.flatMap(({ sellerId, amountMinor }) =>
    sellerId === null || amountMinor === 0 ? [] : [{ sellerId, amountMinor }],
  );
  return {
    kind: "amount",
    amount: money(
      lines.reduce((all, { amountMinor }) => all + amountMinor, shippingMinor),
      amount.currency,
    ),
    items: { lines, shippingMinor, ...(shippingBySeller.length === 0 ? {} : { shippingBySeller }) },
  };
}

/** What the first part has left that has less than the lines and the delivery of it that are named; null: each has as much. */
export function tooLittleLeft(
  order: Parted,
  items: Omit<RefundItems, "isRestocked">,
  left: readonly Money[],
): Money | null {
  const part = namedOf(order, items).findIndex(
    ({ named }, index) => named.amountMinor > (left[index]?.amountMinor ?? 0),
  );
  return part === -1 ? null : (left[part] ?? zero(order.paid.currency));
}

/** What a refund names of each part. */
function namedOf(order: Parted, { lines, shippingMinor, shippingBySeller = [] }: Omit<RefundItems, "isRestocked">) {
  return placesOf(order).map(({ sellerId, lineIds }) => {
    const own = lines.filter(({ lineId }) => lineIds.includes(lineId));
    const delivered = shippingBySeller.find((one) => one.sellerId === sellerId)?.amountMinor ?? 0;
    const delivery = sellerId === null ? shippingMinor : delivered;
    const named = sum(
      [delivery, ...own.map(({ amountMinor }) => amountMinor)].map((minor) => money(minor, order.paid.currency)),
      order.paid.currency,
    );
    return { sellerId, lines: own, shippingMinor: delivery, named };
  });
}

/** Every unit and the delivery that no refund has given back yet. */
export function allThatIsLeft(order: Parted, rows: RefundRows, scope: Scope = null): RefundLinesRequest {
  const taken = rows.map(takenByRefund);
  const kept = keptOf(taken);
  const givenOf = givenUnits(order, taken);
  const lines = linesIn(order, scope).map(({ id, quantity }) => ({
    lineId: id,
    quantity: quantity - (givenOf.get(id)?.quantity ?? 0),
  }));
  const isShippingToo = shippingLeft(paidShares(order), kept, scope).some(({ amountMinor }) => amountMinor > 0);
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
  rows: readonly { readonly items: RefundItems | null }[],
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
