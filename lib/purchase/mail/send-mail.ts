import { cameFromOutside, NO_ORIGINS } from "../../checkout/ownership.ts";
import { partsOf } from "../../checkout/parts.ts";
import { redactedAddress, type ShownAddress } from "../../checkout/redacted.ts";
import type { CheckoutSession } from "../../checkout/session.ts";
import { unreachable } from "../../invariant.ts";
import type { Mail, MailContent, MailRequest } from "../../orders/mail.ts";
import { orderOfLines, orderOfSellers } from "../../orders/order-parts.ts";
import type { Order } from "../../orders/order.ts";
import type { Seller } from "../../sellers/record.ts";
import type { MailToSend, StoredMail } from "../../store/mail-store.ts";
import { expiredWhenDue } from "../checkout/expire-checkout.ts";
import type { PurchaseContext } from "../context.ts";

type Addressed = Pick<Mail, "content" | "to" | "isTest" | "locale" | "from">;

/**
 * Sends a message that an event left, with the order and its buyer's address as they are now: nothing is sent to a buyer
 * who was erased meanwhile. Throws when it must be tried again. A crash between the mail server's answer and ours sends the
 * message again under its id.
 */
export async function sendMail(context: PurchaseContext, id: string): Promise<void> {
  const { mailer, store } = context;
  const found = await store.mailToSend(id);
  const stored = found?.mail;
  if (mailer === null || !found || stored?.state !== "queued" || stored.request === null) return;
  const addressed = await addressedMail(context, stored.request, found);
  const isSent = addressed !== null && (await isTaken(context, stored, addressed));
  context.failpoint("mail_sent");
  await store.settleMail(id, isSent ? "sent" : "not_sent", context.now());
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
async function addressedMail(
  context: PurchaseContext,
  request: MailRequest,
  about: MailToSend,
): Promise<Addressed | null> {
  switch (request.kind) {
    case "order_placed":
    case "order_canceled":
    case "order_shipped":
    case "order_delivered":
    case "refund_made":
    case "refund_failed":
      return toBuyer(context, request, about);
    case "debit_failed":
      return aboutDebit(context, request, about);
    case "new_order": {
      const order = partFor(request, about);
      return order === null ? null : toSeller(context, order.sellerId, { kind: request.kind, order }, order.isTest);
    }
    case "dispute_opened": {
      const { kind, amount, reason } = request;
      const order = partFor(request, about);
      const deadline = request.deadline === null ? null : new Date(request.deadline);
      if (order === null) return null;
      return toSeller(context, order.sellerId, { kind, order, amount, reason, deadline }, order.isTest);
    }
    case "receiver_turned_off":
    case "seller_requirements": {
      const seller = await context.sellers.one(request.sellerId);
      const email = seller.ownerEmail ?? seller.email;
      const addressed = toSeller(context, request.sellerId, request, context.provider.mode === "test");
      const spoken = seller.locale === null ? {} : { locale: seller.locale };
      if (email === null) return addressed === null ? null : { ...addressed, ...spoken };
      return { content: request, to: [email], isTest: context.provider.mode === "test", ...spoken };
    }
    case "needs_person":
      return toSeller(context, null, request, context.provider.mode === "test");
    case "daily_summary":
      return toSeller(context, request.sellerId, request, context.provider.mode === "test");
    default:
      return unreachable(request);
  }
}

/** An order as its seller may see it. */
const partFor = (
  { sellerId }: Pick<Extract<MailRequest, { kind: "new_order" }>, "sellerId">,
  { order }: MailToSend,
): Order | null => orderOfSellers(order, sellerId === undefined ? null : [sellerId]);

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

async function toBuyer(
  { sellers }: PurchaseContext,
  request: BuyerRequest,
  { order: whole, session, seller }: MailToSend,
): Promise<Addressed | null> {
  if (whole === null || whole.buyer === null) return null;
  const parcel = "shipmentId" in request ? whole.shipments.find(({ id }) => id === request.shipmentId) : undefined;
  // A parcel is one seller's, who says so.
  const lineIds = parcel?.lines.map(({ lineId }) => lineId);
  const order = lineIds === undefined ? whole : { ...orderOfLines(whole, lineIds), link: whole.link };
  const own = [order.sellerId];
  // What was read with the order is the record of its first seller.
  const sellerBy =
    order.sellerId === whole.sellerId
      ? sellers.from(own, seller === null ? [] : [seller])
      : await sellers.of(order.parts === undefined ? own : []);
  const from = order.parts === undefined ? { from: fromSeller(sellerBy(order.sellerId)) } : {};
  const addressed = (content: MailContent): Addressed => ({
    ...spokenTo(session),
    ...from,
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

const fromSeller = ({ senderName: name, email: replyTo }: Seller): Mail["from"] & object => ({ name, replyTo });

const spokenTo = (session: CheckoutSession | null): Pick<Mail, "locale"> =>
  session?.locale === undefined ? {} : { locale: session.locale };

async function aboutDebit(
  { sellers, provider, now }: PurchaseContext,
  { kind }: Extract<MailRequest, { kind: "debit_failed" }>,
  { session }: MailToSend,
): Promise<Addressed | null> {
  // Paid another way meanwhile: the message would come too late.
  if (session === null || session.status === "completed" || session.buyer === null) return null;
  const { link, sellerName, parts, lineItems, totals, discounts, taxLines, taxBasis } = session;
  // As the page says: a bank may take longer than the checkout is open.
  const isOpen = expiredWhenDue(session, now()).status === "ready";
  const isDelivered = partsOf(session).some(({ deliveryOptionId }) => deliveryOptionId !== null);
  const figures = { lineItems, totals, discounts, taxLines, taxBasis, isDelivered };
  const checkout = { link, sellerName, ...(parts === undefined ? {} : { parts }), ...figures, isOpen };
  return {
    ...spokenTo(session),
    ...(parts === undefined ? { from: fromSeller(await sellers.one(session.sellerId)) } : {}),
    content: { kind, checkout },
    to: [session.buyer.email],
    isTest: provider.mode === "test",
  };
}
