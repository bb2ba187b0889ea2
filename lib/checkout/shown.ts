import { createHmac } from "node:crypto";
import { timingSafeEqualText } from "../timing-safe-equal.ts";
import type { CheckoutSession } from "./session.ts";

/** What a payer reads before paying, in the parts that can be named when one has changed. */
export const SHOWN_PARTS = ["lines", "delivery_address", "delivery", "buyer", "discount_codes", "total"] as const;
export type ShownPart = (typeof SHOWN_PARTS)[number];

/** 72 bits of each part: nobody finds another order with the same text, and a form stays small. */
const PART_LENGTH = 12;

/**
 * A digest of everything on the payer's screen, one code for each part, for a form or a stored decision to carry. It is keyed
 * with the checkout's link, so that it doesn't tell one order from another, and who buys and where they live with what
 * a page reveals to nobody, so that whoever has the link can't try names and streets. Accepts every state.
 */
export const shownDigest = (session: CheckoutSession): string =>
  SHOWN_PARTS.map((part) => codeOf(session, part)).join(".");

/** The parts that are not as `shown` says; all of them when it is no digest of this release. */
export function changedParts(shown: string, session: CheckoutSession): readonly ShownPart[] {
  const codes = shown.split(".");
  return codes.length === SHOWN_PARTS.length
    ? SHOWN_PARTS.filter((part, index) => !timingSafeEqualText(codes[index] ?? "", codeOf(session, part)))
    : SHOWN_PARTS;
}

const codeOf = (session: CheckoutSession, part: ShownPart): string =>
  createHmac("sha256", keyOf(session, part))
    .update(JSON.stringify([part, CONTENT[part](session)]))
    .digest("base64url")
    .slice(0, PART_LENGTH);

/** The secret that the session was made with, which never changes; a browser's comes later, and would change what was shown. */
function keyOf({ link, ownership }: CheckoutSession, part: ShownPart): string {
  if (part !== "buyer" && part !== "delivery_address") return link;
  const { apiKeyDigest, widgetDigest, browserDigest } = ownership;
  return JSON.stringify([link, widgetDigest ?? apiKeyDigest ?? browserDigest]);
}

/** Lists and no objects, so that the order in which fields were written does not count. */
const CONTENT: Readonly<Record<ShownPart, (session: CheckoutSession) => readonly unknown[]>> = {
  lines: ({ sellerId, parts, currency, lineItems }) => [
    parts === undefined ? sellerId : parts.map((part) => [part.sellerId, ...part.lineIds]),
    currency,
    ...lineItems.map((line) => [
      line.productId,
      line.offerId,
      line.title,
      line.quantity,
      line.unitPrice.amountMinor,
      line.discount.amountMinor,
    ]),
  ],
  delivery_address: ({ address }) =>
    address === null
      ? []
      : [
          address.name,
          address.company,
          address.lineOne,
          address.lineTwo,
          address.city,
          address.region,
          address.country,
          address.postalCode,
          address.phoneNumber,
        ],
  delivery: ({ parts, deliveryOptionId, totals }) => [
    parts === undefined ? deliveryOptionId : parts.map((part) => part.deliveryOptionId),
    totals.fulfillment.amountMinor,
  ],
  buyer: ({ buyer }) => (buyer === null ? [] : [buyer.name, buyer.email, buyer.phoneNumber]),
  discount_codes: ({ discounts }) => discounts.map(({ code, amount }) => [code, amount.amountMinor]),
  total: ({ totals, taxLines }) => [
    ...[
      totals.itemsBase,
      totals.itemsDiscount,
      totals.subtotal,
      totals.discount,
      totals.tax,
      totals.fee,
      totals.total,
    ].map(({ amountMinor }) => amountMinor),
    ...taxLines.map((line) => [line.of, line.name, line.ratePerMillion, line.mode, line.amount.amountMinor]),
  ],
};
