import { productId } from "../ids.ts";
import type { ItemRequest } from "../purchase/checkout/price-items.ts";

/** What is bought, from a tool's items: only id, offer and quantity. Names and prices that were sent along are dropped here. */
export function itemRequests(
  items: readonly { readonly id: string; readonly quantity: number; readonly offerId?: string | null | undefined }[],
): ItemRequest[] {
  return items.map(({ id, quantity, offerId }) => ({
    productId: productId(id),
    quantity,
    offerId: offerId ? offerId : null,
  }));
}
