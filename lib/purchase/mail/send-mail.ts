import { cameFromOutside, NO_ORIGINS } from "../../checkout/ownership.ts";
import { redactedAddress, type ShownAddress } from "../../checkout/redacted.ts";
import type { CheckoutSession } from "../../checkout/session.ts";
import { unreachable } from "../../invariant.ts";
import type { Mail, MailContent, MailRequest } from "../../orders/mail.ts";
import type { Order } from "../../orders/order.ts";
import type { StoredMail } from "../../store/mail-store.ts";
import { expiredWhenDue } from "../checkout/expire-checkout.ts";
import type { PurchaseContext } from "../context.ts";

type Addressed = Pick<Mail, "content" | "to" | "isTest" | "locale">;

/**
 * Sends a message that an event left, with the order and its buyer's address as they are now: nothing is sent to a buyer
 * who was erased meanwhile. Throws when it must be tried again. A crash between the mail server's answer and ours sends the
 * message again under its id.
 */
export async function sendMail(context: PurchaseContext, id: string): Promise<void> {
  const { mailer, store } = context;
  const stored = await store.mail(id);
  if (mailer === null || stored === null || stored.state !== "queued" || stored.request === null) return;
  const addressed = await addressedMail(context, stored.request);
  const isSent = addressed !== null && (await isTaken(context, stored, addressed));
  context.failpoint("mail_sent");
  await store.transaction((transaction) => transaction.settleMail(id, isSent ? "sent" : "not_sent", context.now()));
}

async function isTaken(context: PurchaseContext, stored: StoredMail, addressed: Addressed): Promise<boolean> {
  const { id, createdAt, sessionId, kind } = stored;
  const outcome = await context.mailer?.send({ id, createdAt, sessionId, ...addressed });
  if (outcome?.kind !== "refused") return outcome?.kind === "sent";
  const fields = { mailId: id, kind, sessionId, why: outcome.why };
  context.report({ level: "error", message: "the mail server refused a message for good", fields });
  return false;
}

/** Null when there is nobody to write to, or nothing to write about any more. */
async function addressedMail(context: PurchaseContext, request: MailRequest): Promise<Addressed | null> {
  switch (request.kind) {
    case "order_placed":
    case "order_canceled":
    case "order_shipped":
    case "order_delivered":
    case "refund_made":
    case "refund_failed":
      return toBuyer(context, request);
    case "debit_failed":
      return aboutDebit(context, request);
    case "new_order": {
      const order = await context.store.order(request.orderId);
      return order === null ? null : toSeller(context, order.sellerId, { kind: request.kind, order }, order.isTest);
    }
    case "dispute_opened": {
      const { kind, orderId, amount, reason } = request;
      const order = await context.store.order(orderId);
      const deadline = request.deadline === null ? null : new Date(request.deadline);
      if (order === null) return null;
      return toSeller(context, order.sellerId, { kind, order, amount, reason, deadline }, order.isTest);
    }
    case "needs_person":
      return toSeller(context, null, request, context.provider.mode === "test");
    case "daily_summary":
      return toSeller(context, request.sellerId, request, context.provider.mode === "test");
    default:
      return unreachable(request);
  }
}

function toSeller(
  { mailer }: PurchaseContext,
  seller: Parameters<NonNullable<PurchaseContext["mailer"]>["sellerAddresses"]>[0],
  content: MailContent,
  isTest: boolean,
): Addressed | null {
  const to = mailer?.sellerAddresses(seller) ?? [];
  return to.length === 0 ? null : { content, to, isTest };
}

type BuyerRequest = Extract<
  MailRequest,
  { kind: "order_placed" | "order_canceled" | "order_shipped" | "order_delivered" | "refund_made" | "refund_failed" }
>;

async function toBuyer({ store }: PurchaseContext, request: BuyerRequest): Promise<Addressed | null> {
  const order = await store.order(request.orderId);
  if (order === null || order.buyer === null) return null;
  const session = await store.session(order.sessionId);
  const addressed = (content: MailContent): Addressed => ({
    ...spokenTo(session),
    content,
    to: [order.buyer?.email ?? ""].filter((email) => email !== ""),
    isTest: order.isTest,
  });
  switch (request.kind) {
    case "order_placed":
      return addressed({ kind: request.kind, order, address: shownAddress(session, order) });
    case "order_canceled":
      return addressed({ kind: request.kind, order });
    case "order_shipped":
    case "order_delivered": {
      const shipment = order.shipments.find(({ id }) => id === request.shipmentId);
      return shipment === undefined ? null : addressed({ kind: request.kind, order, shipment });
    }
    case "refund_made":
    case "refund_failed":
      return addressed({ kind: request.kind, order, amount: request.amount });
    default:
      return unreachable(request);
  }
}

/**
 * In full only when one and the same gave the address and the e-mail address: whoever has a checkout's link may type an
 * e-mail address beside an address from the chat, and is not to read the street by it (docs/decisions/0028).
 */
function shownAddress(session: CheckoutSession | null, { address, paid }: Order): ShownAddress | null {
  // What cost nothing anybody can order for any e-mail address: the message says nothing that they typed.
  if (address === null || paid.amountMinor === 0) return null;
  const origins = session?.origins ?? NO_ORIGINS;
  if (origins.address !== null && origins.address === origins.buyer) return { kind: "full", address };
  return redactedAddress(address, cameFromOutside(origins.address));
}

const spokenTo = (session: CheckoutSession | null): Pick<Mail, "locale"> =>
  session?.locale === undefined ? {} : { locale: session.locale };

async function aboutDebit(
  { store, provider, now }: PurchaseContext,
  { kind, sessionId }: Extract<MailRequest, { kind: "debit_failed" }>,
): Promise<Addressed | null> {
  const session = await store.session(sessionId);
  // Paid another way meanwhile: the message would come too late.
  if (session === null || session.status === "completed" || session.buyer === null) return null;
  const { link, sellerName, lineItems, totals } = session;
  // As the page says: a bank may take longer than the checkout is open.
  const isOpen = expiredWhenDue(session, now()).status === "ready";
  const checkout = { link, sellerName, lineItems, totals, isOpen };
  return {
    ...spokenTo(session),
    content: { kind, checkout },
    to: [session.buyer.email],
    isTest: provider.mode === "test",
  };
}
