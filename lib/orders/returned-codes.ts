import { leftOfParts, salesOfParts, type Parted } from "./order-parts.ts";
import type { Sale } from "./order.ts";
import type { TakenAmount } from "./refund.ts";

/**
 * The codes of an order of several sellers that took nothing off any goods that are kept. Goods are given back with all units of
 * their line, or with all that was paid for their part. `taken`: its refunds.
 */
export function returnedCodes(
  order: Parted & Pick<Sale, "discounts">,
  taken: readonly TakenAmount[],
): readonly string[] {
  const left = leftOfParts(order, taken);
  const given = taken.filter(({ lostAt = null }) => lostAt === null);
  // Of a part that cost nothing, nothing is given back.
  const isAllBack = salesOfParts(order).map(({ paid }, part) => paid.amountMinor > 0 && left[part]?.amountMinor === 0);
  const units = (lineId: string): number =>
    given
      .flatMap(({ items }) => items?.lines ?? [])
      .reduce((all, line) => all + (line.lineId === lineId ? line.quantity : 0), 0);
  const isBack = (lineId: string): boolean => {
    const line = order.lineItems.find(({ id }) => id === lineId);
    const part = order.parts?.findIndex(({ lineIds }) => lineIds.includes(lineId)) ?? -1;
    return (line !== undefined && units(lineId) >= line.quantity) || isAllBack[part] === true;
  };
  return order.discounts
    .filter(({ allocations }) => allocations.every(({ lineId, amount }) => amount.amountMinor === 0 || isBack(lineId)))
    .map(({ code }) => code);
}
