import type { LineItem } from "#lib/checkout/session.ts";
import type { ItemRequest } from "#lib/purchase/checkout/price-items.ts";

const ASKED = /^(\S{1,64}) (\d{1,4})$/;

/**
 * The items of an order after one of its lines was given another quantity, 0 to remove it. `asked` is the value of a
 * button: "<line id> <quantity>". Null when it changes nothing, names no line of the order or would leave it empty.
 */
export function itemsAfter(lines: readonly LineItem[], asked: string): readonly ItemRequest[] | null {
  const [, lineId, digits] = ASKED.exec(asked) ?? [];
  const line = lines.find(({ id }) => id === lineId);
  const quantity = Number(digits);
  if (line === undefined || line.quantity === quantity) return null;
  const after = lines
    .map(({ id, productId, offerId, quantity: before }) => ({
      productId,
      offerId,
      quantity: id === lineId ? quantity : before,
    }))
    .filter((item) => item.quantity > 0);
  return after.length === 0 ? null : after;
}
