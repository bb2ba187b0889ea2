import { createHash } from "node:crypto";
import type { SellerId } from "../../ids.ts";
import { money, sameMoney, type Money } from "../../money.ts";
import { orderOfSellers } from "../../orders/order-parts.ts";
import type { Order } from "../../orders/order.ts";
import type { RefundLinesRequest } from "../../orders/refund-lines.ts";
import { isLost, type Refund } from "../../orders/refund.ts";

/** The key of an order's refund by the name that its caller gave it. */
export const keyOf = ({ paymentReference }: Order, requestId: string) => `${paymentReference}:refund:${requestId}`;

type Asked = {
  readonly amountMinor: number | null;
  readonly lines?: RefundLinesRequest | null;
  readonly sellers?: readonly SellerId[] | null;
};

/**
 * The name of a request that was given none: a digest of what is asked for, and a number that grows when a refund of that name
 * is lost. So the same request again is the same refund, also after an interruption, and gives a lost one again. For all that is
 * left it also grows when something is left beside it: more than all cannot be given. Some sellers of an order have names of
 * their own.
 */
export function derivedName(
  order: Order,
  rows: readonly Refund[],
  { amountMinor, lines = null, sellers = null }: Asked,
  left: Money,
): string {
  const isAll = amountMinor === null && lines === null;
  const parts = lines?.lines.map(({ lineId, quantity }) => `${lineId}=${quantity}`).toSorted() ?? [];
  const asked = [order.id, amountMinor, parts, lines?.isShippingToo ?? false, isAll];
  const text = JSON.stringify(sellers === null ? asked : [...asked, sellers.toSorted()]);
  const base = `auto-${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
  for (let number = 1; ; number += 1) {
    const name = `${base}-${number}`;
    const known = rows.find(({ key }) => key === keyOf(order, name));
    if (known === undefined) return name;
    if (!isLost(known) && !(isAll && left.amountMinor > 0)) return name;
  }
}

type Scoped = { readonly sellers?: readonly SellerId[] | null; readonly requestId: string | null };

/**
 * For whom a refund is asked, and its name, where it has one. Some sellers of an order have names of their own, so that two who
 * count their refunds alike have two; whoever speaks for everybody in the order has no bounds.
 */
export function scopeOf(order: Order, { sellers = null, requestId }: Scoped): Required<Scoped> {
  if (orderOfSellers(order, sellers) === order) return { sellers: null, requestId };
  if (requestId === null) return { sellers, requestId };
  const text = JSON.stringify([sellers?.toSorted(), requestId]);
  return { sellers, requestId: `part-${createHash("sha256").update(text).digest("hex").slice(0, 32)}` };
}

/** Whether a refund that has the name of this request is what it asks for. */
export function isSameRequest({ amount, items }: Refund, { amountMinor, lines }: Asked): boolean {
  if (amountMinor !== null) return sameMoney(amount, money(amountMinor, amount.currency));
  if (lines === undefined || lines === null) return true;
  const inRow = items?.lines.map(({ lineId, quantity }) => `${lineId} ${quantity}`) ?? [];
  const asked = lines.lines.map(({ lineId, quantity }) => `${lineId} ${quantity}`);
  return inRow.toSorted().join() === asked.toSorted().join() && (items?.shippingMinor ?? 0) > 0 === lines.isShippingToo;
}
