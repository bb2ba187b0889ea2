import type { SellerId } from "../ids.ts";
import { add, allocate, allocateInSteps, incrementOf, isInSteps, sameMoney, subtract, sum, zero } from "../money.ts";
import type { Money } from "../money.ts";
import { leftOfParts, salesOfParts, type Parted } from "./order-parts.ts";
import type { Sale } from "./order.ts";
import type { RefundRow, TakenAmount } from "./refund.ts";

/** The refunds of a payment, in the order in which they were asked for. */
export type RefundRows = readonly RefundRow[];

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

/**
 * What refunds that are not lost leave of delivery to give back: of the sellers in `scope`, each one's; of one seller under no
 * name.
 */
export function shippingLeft(
  { shipping, shippingOf }: Shares,
  kept: readonly TakenAmount[],
  scope: Scope,
): readonly { readonly sellerId: SellerId | null; readonly amountMinor: number }[] {
  const named = kept.flatMap(({ items }) => items ?? []);
  if (shippingOf === undefined) {
    const before = total(named.map(({ shippingMinor }) => shippingMinor));
    return [{ sellerId: null, amountMinor: Math.max(0, shipping.amountMinor - before) }];
  }
  return shippingOf
    .filter(({ sellerId }) => scope === null || scope.includes(sellerId))
    .map(({ sellerId, amount }) => {
      const own = named.flatMap((items) => items.shippingBySeller ?? []).filter((one) => one.sellerId === sellerId);
      const before = total(own.map(({ amountMinor }) => amountMinor));
      return { sellerId, amountMinor: Math.max(0, amount.amountMinor - before) };
    })
    .filter(({ amountMinor }) => amountMinor > 0);
}

/** Whose goods and delivery somebody may give back; null: everybody's. */
export type Scope = readonly SellerId[] | null;

/** Units of a line that count as given back, and what of the line's share they count for. */
export type GivenUnits = { readonly quantity: number; readonly amountMinor: number };

/** What is not lost of it. */
export const keptOf = (taken: readonly TakenAmount[]): readonly TakenAmount[] =>
  taken.filter(({ lostAt = null }) => lostAt === null);

/**
 * What refunds that are not lost gave back so far of each line, by its id; `taken` has the lost ones too, by which the others
 * were divided. Units may have been given back for less than
 * their share, because an amount without lines had taken the rest (`atMost`). They count as given all the same, as far as that
 * amount does: once it is lost, and their part has money left for which it has no units, so many of them count as not given back.
 */
export function givenUnits(order: Parted, taken: readonly TakenAmount[]): ReadonlyMap<string, GivenUnits> {
  const kept = keptOf(taken);
  const shares = paidShares(order);
  const lines = order.lineItems.map(({ id, quantity: all }, index) => {
    const named = kept.flatMap(({ items }) => items?.lines ?? []).filter(({ lineId }) => lineId === id);
    const quantity = Math.min(all, total(named.map((one) => one.quantity)));
    const paid = shares.lines[index] ?? zero(order.paid.currency);
    const due = shareOf(paid, quantity, all);
    const amountMinor = total(named.map((one) => one.amountMinor));
    return { id, all, paid, quantity, due, amountMinor, short: Math.max(0, due - amountMinor) };
  });
  const lefts = leftOfParts(order, taken);
  const given = new Map<string, GivenUnits>();
  for (const [part, { sellerId, lineIds }] of placesOf(order).entries()) {
    const own = lines.filter(({ id }) => lineIds.includes(id));
    const delivery = total(
      shippingLeft(shares, kept, sellerId === null ? null : [sellerId]).map(({ amountMinor }) => amountMinor),
    );
    const open = total(own.map(({ paid, due }) => paid.amountMinor - due)) + delivery;
    let unnamed = Math.max(0, (lefts[part]?.amountMinor ?? 0) - open);
    for (const { id, all, paid, quantity, due, amountMinor, short } of own) {
      const back = Math.min(short, unnamed);
      unnamed -= back;
      const counts = Math.max(due, amountMinor) - back;
      let units = quantity;
      while (back > 0 && units > 0 && shareOf(paid, units, all) > counts) units -= 1;
      given.set(id, { quantity: units, amountMinor: counts });
    }
  }
  return given;
}

/** The parts of an order with their lines; an order of one seller is its only part. */
export const placesOf = ({
  parts,
  lineItems,
}: Parted): readonly {
  readonly sellerId: SellerId | null;
  readonly lineIds: readonly string[];
}[] => parts ?? [{ sellerId: null, lineIds: lineItems.map(({ id }) => id) }];

/** `paid × units / all`, rounded down to what providers take; of all units all of it. */
export function shareOf(paid: Money, units: number, all: number): number {
  const share = Number((BigInt(paid.amountMinor) * BigInt(units)) / BigInt(all));
  return units >= all ? paid.amountMinor : share - (share % incrementOf(paid.currency));
}

const total = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
