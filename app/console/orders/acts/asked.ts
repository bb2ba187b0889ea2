import type { Order } from "#lib/orders/order.ts";

/** What a form of the console says, from an address or from a form that was posted. Everything in it is read again before it counts. */
export type Asked = { get(name: string): unknown };

const MAX_TEXT = 2000;

export function textIn(asked: Asked, name: string): string {
  const value = asked.get(name);
  return typeof value === "string" ? value.trim().slice(0, MAX_TEXT) : "";
}

export const isTicked = (asked: Asked, name: string): boolean => textIn(asked, name) === "on";

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

/** The named fields as they were given, for the form that does what they say. */
export const fieldsOf = (asked: Asked, names: readonly string[]): readonly (readonly [string, string])[] =>
  names.flatMap((name) => {
    const value = textIn(asked, name);
    return value === "" ? [] : [[name, value] as const];
  });

/** The address of a page with such fields. */
export const addressWith = (path: string, fields: readonly (readonly [string, string])[]): string =>
  `${path}?${new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()}`;

/** What came in the address of a page, as a form has it. */
export const askedInAddress = (query: Readonly<Record<string, string | string[] | undefined>>): Asked => ({
  get: (name) => query[name],
});
