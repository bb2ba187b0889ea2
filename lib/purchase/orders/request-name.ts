import { createHash } from "node:crypto";
import type { Money } from "../../money.ts";
import type { Order } from "../../orders/order.ts";
import type { RefundLinesRequest } from "../../orders/refund-lines.ts";
import { isLost, type Refund } from "../../orders/refund.ts";

/** The key of an order's refund by the name that its caller gave it. */
export const keyOf = ({ paymentReference }: Order, requestId: string) => `${paymentReference}:refund:${requestId}`;

type Asked = { readonly amountMinor: number | null; readonly lines?: RefundLinesRequest | null };

/**
 * The name of a request that was given none: a digest of what is asked for, and a number that grows when a refund of that name
 * is lost. So the same request again is the same refund, also after an interruption, and gives a lost one again. For all that is
 * left it also grows when something is left beside it: more than all cannot be given.
 */
export function derivedName(
  order: Order,
  rows: readonly Refund[],
  { amountMinor, lines = null }: Asked,
  left: Money,
): string {
  const isAll = amountMinor === null && lines === null;
  const parts = lines?.lines.map(({ lineId, quantity }) => `${lineId}=${quantity}`).toSorted() ?? [];
  const text = JSON.stringify([order.id, amountMinor, parts, lines?.isShippingToo ?? false, isAll]);
  const base = `auto-${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
  for (let number = 1; ; number += 1) {
    const name = `${base}-${number}`;
    const known = rows.find(({ key }) => key === keyOf(order, name));
    if (known === undefined) return name;
    if (!isLost(known) && !(isAll && left.amountMinor > 0)) return name;
  }
}
