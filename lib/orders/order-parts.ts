import { discountsOn, partWith, sumOfTotals, type Part } from "../checkout/parts.ts";
import { mergeShares } from "../checkout/taxes/by-table.ts";
import type { SellerId } from "../ids.ts";
import { allocateInSteps, money, sameMoney, subtract, sum, type Money } from "../money.ts";
import { leftOfEach, takenOfEach, type Taking } from "../sellers/taken.ts";
import { refundedOf } from "./adjustment.ts";
import { isDispute, takenBy, type Dispute, type PaymentAlert } from "./disputes/alert.ts";
import type { Order, OrderPart, Sale } from "./order.ts";
import { isGiven, takenByOrderRefund, takenOfOrder, type RefundItems, type TakenAmount } from "./refund.ts";

/** The parts of an order, one per seller: an order of one seller is its only part. */
export const partsOfOrder = (sale: Sale): readonly (Part & Pick<OrderPart, "number" | "delivery">)[] =>
  sale.parts?.map((part) => ({ ...partWith(sale, part, part.delivery), ...part })) ?? [sale];

/** What was sold and paid; an order of one seller has no parts. */
export type Parted = Pick<Sale, "lineItems" | "totals" | "paid"> & Partial<Pick<Sale, "parts" | "discounts">>;

/** Each part as a sale of its own. What was paid for it is its total, or its share where a person accepted another amount. */
export function salesOfParts(sale: Parted): readonly Pick<Sale, "lineItems" | "totals" | "paid">[] {
  const { lineItems, totals, paid, parts, discounts = [] } = sale;
  if (parts === undefined) return [{ lineItems, totals, paid }];
  const views = parts.map((part) => partWith({ lineItems, totals, discounts }, part, part.delivery));
  const shares = sameMoney(paid, totals.total)
    ? views.map((part) => part.totals.total)
    : allocateInSteps(
        paid,
        views.map((part) => part.totals.total.amountMinor),
      );
  return views.map((part, index) => ({ ...part, paid: shares[index] ?? part.totals.total }));
}

const paidOfParts = (sale: Parted): readonly Money[] => salesOfParts(sale).map(({ paid }) => paid);

/**
 * An order as its sellers may see it: of several sellers, an order of the parts that are theirs, with the lines, delivery, taxes,
 * totals, shipments and refunds of those, and their share of what was paid and is disputed. One part has the part's number; of
 * several it is the order's, with the parts that are theirs. Null: none of it is theirs. `sellers` null: of anybody, so all of it.
 */
export function orderOfSellers(order: Order | null, sellers: readonly SellerId[] | null): Order | null {
  if (order === null || sellers === null) return order;
  const { parts } = order;
  if (parts === undefined) return sellers.includes(order.sellerId) ? order : null;
  const own = parts.filter(({ sellerId }) => sellers.includes(sellerId));
  if (own.length === 0) return null;
  return own.length === parts.length ? order : orderOf(order, parts, own);
}

/** As `orderOfSellers` for whoever sent a shipment, or whose goods some lines are. */
export function orderOfLines(order: Order, lineIds: readonly string[]): Order {
  const sellers = order.parts?.filter((part) => part.lineIds.some((id) => lineIds.includes(id))) ?? [];
  return order.parts === undefined
    ? order
    : (orderOfSellers(
        order,
        sellers.map(({ sellerId }) => sellerId),
      ) ?? order);
}

/** Each seller's part as that seller sees it; an order of one seller is its only part. */
export const ordersOfParts = (order: Order): readonly Order[] =>
  order.parts?.flatMap(({ sellerId }) => orderOfSellers(order, [sellerId]) ?? []) ?? [order];

function orderOf(order: Order, all: readonly OrderPart[], own: readonly OrderPart[]): Order {
  const { currency } = order.paid;
  const isOwn = all.map((part) => own.includes(part));
  const ofOwn = (amounts: readonly Money[]) =>
    sum(
      amounts.filter((_, index) => isOwn[index]),
      currency,
    );
  const [first, ...others] = own;
  if (first === undefined) return order;
  const lineIds = own.flatMap((part) => part.lineIds);
  const lineItems = order.lineItems.filter(({ id }) => lineIds.includes(id));
  const views = own.map((part) => partWith(order, part, part.delivery));
  const divided = dividedRefunds(order);
  const refunded = ofOwn(divided.inAll);
  const paid = ofOwn(paidOfParts(order));
  // What is given back of the whole says something of the other parts.
  const { parts: _, status: _status, refunded: _refunded, ...rest } = { refunded: null, ...order };
  const view = {
    ...rest,
    // Several parts bear the order's number; a link that shows them alone there is none, and the first one's is theirs.
    ...(others.length === 0 ? { number: first.number, isPart: true as const } : { parts: own }),
    link: first.link,
    sellerId: first.sellerId,
    sellerName: first.sellerName,
    lineItems,
    discounts: discountsOn(order.discounts, lineIds),
    totals: sumOfTotals(
      views.map(({ totals }) => totals),
      currency,
    ),
    taxLines: (["goods", "delivery"] as const).flatMap((of) =>
      mergeShares(views.flatMap(({ taxLines }) => taxLines.filter((one) => one.of === of))).map((one) => ({
        ...one,
        of,
      })),
    ),
    taxBasis: first.taxBasis,
    delivery: others.length === 0 ? first.delivery : null,
    paid,
    shortages: order.shortages.filter(({ productId }) => lineItems.some((line) => line.productId === productId)),
    shipments: order.shipments.filter(({ lines }) => lines.every(({ lineId }) => lineIds.includes(lineId))),
    refunds: order.refunds.flatMap((refund, index) => {
      const amount = ofOwn(divided.refunds[index] ?? []);
      const items = refund.items ? itemsOfParts(refund.items, own) : null;
      // Units that cost nothing, or of a part that has nothing left, are given back without money.
      const isOthers = amount.amountMinor === 0 && (items?.lines.length ?? 0) === 0;
      return isOthers ? [] : [{ ...refund, amount, items }];
    }),
    alerts: order.alerts.map((alert) => shareOfAlert(order, alert, isOwn)),
  };
  if (order.status === "canceled") return { ...view, status: "canceled", canceledAt: order.canceledAt };
  // A part that cost nothing has nothing to give back, and is refunded with its order.
  if (order.status === "refunded") return { ...view, status: "refunded" };
  if (refunded.amountMinor === 0) return { ...view, status: "paid" };
  if (refunded.amountMinor >= paid.amountMinor) return { ...view, status: "refunded" };
  return { ...view, status: "partially_refunded", refunded };
}

/** What a refund names of some parts. */
function itemsOfParts(
  { lines, shippingBySeller = [], isRestocked }: RefundItems,
  own: readonly OrderPart[],
): RefundItems {
  const delivered = shippingBySeller.filter((one) => own.some(({ sellerId }) => sellerId === one.sellerId));
  return {
    lines: lines.filter(({ lineId }) => own.some(({ lineIds }) => lineIds.includes(lineId))),
    shippingMinor: delivered.reduce((all, { amountMinor }) => all + amountMinor, 0),
    shippingBySeller: delivered,
    isRestocked,
  };
}

/** What an order's refunds and disputes are divided by. */
type Taken = Parted & Pick<Order, "refunds" | "alerts">;

/** A seller's share of what is disputed, which goes by what their part had left after the refunds. */
export function shareOfSeller(order: Taken, seller: SellerId, amount: Money): Money {
  const index = order.parts?.findIndex(({ sellerId }) => sellerId === seller) ?? -1;
  return index === -1 ? amount : (disputedShares(order, amount)[index] ?? amount);
}

function disputedShares(order: Taken, amount: Money): readonly Money[] {
  const left = leftOfParts(order, takenOfOrder(order)).map(({ amountMinor }) => amountMinor);
  const paid = paidOfParts(order).map(({ amountMinor }) => amountMinor);
  return allocateInSteps(amount, left.some((one) => one > 0) ? left : paid);
}

/** An alert as some parts of its order see it: what a dispute took of them is what the books take of their sellers. */
function shareOfAlert(order: Order, alert: PaymentAlert, isOwn: readonly boolean[]): PaymentAlert {
  if (!isDispute(alert)) return alert;
  const ofOwn = (shares: readonly Money[], { currency }: Money) =>
    sum(
      shares.filter((_, index) => isOwn[index]),
      currency,
    );
  const share = (amount: Money) => ofOwn(disputedShares(order, amount), amount);
  const { amount, taken, fee } = alert;
  return {
    ...alert,
    amount: share(amount),
    taken: taken === null ? null : ofOwn(takenByDispute(order, alert), taken),
    fee: fee === null ? null : share(fee),
  };
}

function takenByDispute(order: Order, dispute: Dispute): readonly Money[] {
  const disputes = order.alerts.filter(isDispute).filter((one) => takenBy(one).currency === order.paid.currency);
  const index = disputes.findIndex(({ id }) => id === dispute.id);
  if (index === -1) return disputedShares(order, takenBy(dispute));
  const takings = [...givenOf(order), ...disputes.map((one) => ({ amount: takenBy(one) }))];
  return takenOfEach(paidOfParts(order), takings.map(takingOf(order)))[index - disputes.length + takings.length] ?? [];
}

/** What refunds have given back, with what was given back without us last. */
function givenOf(order: Order): readonly TakenAmount[] {
  const given = takenOfOrder(order);
  const known = sum(
    order.refunds.filter(isGiven).map(({ amount }) => amount),
    order.paid.currency,
  );
  const amount = subtract(refundedOf(order), known);
  return amount.amountMinor > 0 ? [...given, { amount }] : given;
}

type Divided = {
  /** For each refund what of it is each part's. */
  readonly refunds: readonly (readonly Money[])[];
  /** What is given back of each part, also without us. */
  readonly inAll: readonly Money[];
};

/** What refunds give back of each part, as the books divide it (`takenOfEach`), and what those would that are not given. */
export function dividedRefunds(order: Order): Divided {
  const paid = paidOfParts(order);
  const refunds = order.refunds.map((refund, index) => {
    const before = takenOfOrder({ refunds: order.refunds.slice(0, index) });
    const own = { ...takenByOrderRefund(refund), lostAt: null };
    return takenOfEach(paid, [...before, own].map(takingOf(order))).at(-1) ?? [];
  });
  const left = leftOfParts(order, givenOf(order));
  return { refunds, inAll: paid.map((one, index) => subtract(one, left[index] ?? one)) };
}

/** What each part has left of what was paid for it, once these are taken of it. */
export const leftOfParts = (sale: Parted, taken: readonly TakenAmount[]): readonly Money[] =>
  leftOfEach(paidOfParts(sale), taken.map(takingOf(sale)));

/** What refunds that are given, and then disputes, have taken of each part: what the books of its seller have of them. */
export function takenOfParts(order: Taken): readonly Money[] {
  const { currency } = order.paid;
  const disputed = order.alerts.filter(isDispute).map((dispute) => ({ amount: takenBy(dispute) }));
  const left = leftOfParts(order, [
    ...takenOfOrder(order),
    ...disputed.filter(({ amount }) => amount.currency === currency),
  ]);
  return paidOfParts(order).map((paid, index) => subtract(paid, left[index] ?? paid));
}

/** What a refund's lines and deliveries are of each part; null where it names none. */
const takingOf =
  ({ parts }: Parted) =>
  ({ amount, items = null, ...times }: TakenAmount): Taking => {
    if (items === null || parts === undefined) return { taken: amount, named: null, ...times };
    const named = parts.map(({ sellerId, lineIds }) => {
      const lines = items.lines.filter(({ lineId }) => lineIds.includes(lineId));
      const shipping = items.shippingBySeller?.find((one) => one.sellerId === sellerId)?.amountMinor ?? 0;
      return money(
        lines.reduce((all, { amountMinor }) => all + amountMinor, shipping),
        amount.currency,
      );
    });
    return { taken: amount, named, ...times };
  };
