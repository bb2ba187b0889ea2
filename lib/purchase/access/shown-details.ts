import { cameFromOutside, type DetailOrigins } from "../../checkout/ownership.ts";
import { redactedAddress, redactedBuyer, type ShownAddress, type ShownBuyer } from "../../checkout/redacted.ts";
import type { Address, Buyer, CheckoutSession } from "../../checkout/session.ts";
import type { OrderLink } from "../../ids.ts";
import type { Order } from "../../orders/order.ts";
import type { PurchaseContext } from "../context.ts";
import { paidAgain, type PaidAgain } from "./paid-again.ts";
import type { Principal } from "./principal.ts";
import { ALLOWED_ACTIONS, relationOf, type Relation } from "./relation.ts";

/** What a page shows of who buys and where it goes, and whether it offers to change the order. */
export type ShownDetails = {
  readonly address: ShownAddress | null;
  readonly buyer: ShownBuyer | null;
  readonly mayChange: boolean;
};

type Details = { readonly address: Address | null; readonly buyer: Buyer | null; readonly origins: DetailOrigins };

/** What this caller's page shows of a session. Accepts every state. */
export function shownDetails(principal: Principal, session: CheckoutSession, now: Date): ShownDetails {
  return shownTo(relationOf(principal, session, now), session);
}

/**
 * What a relation is shown of details. In full only what was typed on the page, to the browser that typed it. What came
 * from the chat or a platform is redacted in every browser: otherwise whoever has the link types an e-mail address, is
 * the browser of the checkout from then on, and reads the street.
 */
export function shownTo(relation: Relation | null, { address, buyer, origins }: Details): ShownDetails {
  const isFull = (detail: "address" | "buyer") => relation === "same_browser" && origins[detail] === "page";
  return {
    address:
      address === null
        ? null
        : isFull("address")
          ? { kind: "full", address }
          : redactedAddress(address, cameFromOutside(origins.address)),
    buyer: buyer === null ? null : isFull("buyer") ? { kind: "full", ...buyer } : redactedBuyer(buyer),
    mayChange: relation !== null && ALLOWED_ACTIONS[relation].includes("change"),
  };
}

export type OrderPage = {
  readonly order: Order;
  readonly details: ShownDetails;
  readonly paidAgain: readonly PaidAgain[];
};

/**
 * An order by its link, which its buyer was given in the chat as well, and what the caller's page shows of its details:
 * in full to the browser that typed them at the checkout. Null when there is no such order.
 */
export async function orderPage(
  context: PurchaseContext,
  principal: Principal,
  link: OrderLink,
): Promise<OrderPage | null> {
  const order = await context.store.orderByLink(link);
  if (order === null) return null;
  const session = await context.store.session(order.sessionId);
  return {
    order,
    details: shownOfOrder(context, principal, session, order),
    // It is of the whole payment, goes back as a whole, and is in no seller's books.
    paidAgain: isPartOf(session, order) ? [] : await paidAgain(context, order),
  };
}

/** True of one seller's part of a cart of several. */
const isPartOf = (session: CheckoutSession | null, { parts }: Order): boolean =>
  session?.parts !== undefined && parts === undefined;

/** The same for an order that is at hand with its session. */
export function shownOfOrder(
  context: PurchaseContext,
  principal: Principal,
  session: CheckoutSession | null,
  { address, buyer }: Order,
): ShownDetails {
  // Whoever has an order's link reads its page; the cookie alone says whose details these are.
  const asked = principal.surface === "web" && session !== null ? { ...principal, link: session.link } : principal;
  const relation = relationOf(asked, session, context.now());
  return shownTo(relation, { address, buyer, origins: session?.origins ?? { address: null, buyer: null } });
}
