import type { Order } from "#lib/orders/order.ts";
import { textIn, type Asked } from "../../asked.ts";

/** The field of a line's quantity. */
export const quantityField = (lineId: string): string => `quantity-${lineId}`;

/** The lines of which a quantity is named; one that is no number is kept, so that it is refused and not overlooked. */
export const linesIn = (
  asked: Asked,
  { lineItems }: Order,
): readonly { readonly id: string; readonly quantity: number }[] =>
  lineItems.flatMap(({ id }) => {
    const text = textIn(asked, quantityField(id));
    return text === "" || text === "0" ? [] : [{ id, quantity: /^\d{1,9}$/.test(text) ? Number(text) : -1 }];
  });
