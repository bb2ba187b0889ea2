import { checkoutLink, orderLink, type CheckoutLink, type OrderLink } from "#lib/ids.ts";

const PART = /^[0-9A-Za-z_-]{1,64}$/;

/** The unguessable part of a page's address, or null for what can be none of ours: Next hands over what the browser sent. */
export const readCheckoutLink = (text: unknown): CheckoutLink | null => {
  const part = readReference(text);
  return part === null ? null : checkoutLink(part);
};

export const readOrderLink = (text: unknown): OrderLink | null => {
  const part = readReference(text);
  return part === null ? null : orderLink(part);
};

export const readReference = (text: unknown): string | null =>
  typeof text === "string" && PART.test(text) ? text : null;
