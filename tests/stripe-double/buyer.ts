import { unreachable } from "#lib/invariant.ts";
import type { Books } from "./books.ts";
import { captureCharge, insertCharge } from "./resources/charges.ts";
import { session as sessionOf, expireSession, type Session } from "./resources/checkout-sessions.ts";
import { insertCustomer } from "./resources/customers.ts";
import { newId, type Charge, type PaymentIntent } from "./resources/objects.ts";
import { charged, declined, insertIntent, paymentIntent } from "./resources/payment-intents.ts";
import { cardNamed, paymentMethodFrom } from "./resources/payment-methods.ts";
import { attach } from "./resources/wallets/means.ts";
import { startSubscription } from "./resources/subscriptions.ts";

export const BUYER_ACTIONS = [
  "pay",
  "decline",
  "pay_later",
  "take_voucher",
  "succeed_later",
  "fail_later",
  "expire",
  "leave",
] as const;
export type BuyerAction = (typeof BUYER_ACTIONS)[number];

const VOUCHER_IS_VALID_S = 3 * 24 * 3600;

export function isBuyerAction(text: string | null): text is BuyerAction {
  return BUYER_ACTIONS.some((action) => action === text);
}

/**
 * What the buyer (or later the buyer's bank) does on the page of a session. Returns where the browser goes next,
 * or null to stay on the page. An action that does not match the session's state changes nothing.
 */
export function act(books: Books, id: string, action: BuyerAction): string | null {
  const session = sessionOf(books, id);
  const isOpen = session.status === "open";
  const isPending = session.status === "complete" && session.payment_status === "unpaid";
  books.cause = { id: newId("req"), idempotency_key: null };
  switch (action) {
    case "pay":
      if (isOpen) pay(books, session);
      return destination(session);
    case "pay_later":
      if (isOpen) payLater(books, session);
      return destination(session);
    case "take_voucher":
      if (isOpen) takeVoucher(books, session);
      return destination(session);
    case "decline": {
      const card = cardNamed("pm_card_chargeDeclined");
      if (isOpen && card.kind === "declines")
        declined(books, intentOf(books, session, "pm_card_chargeDeclined"), card.decline);
      return null;
    }
    case "succeed_later":
    case "fail_later":
      if (isPending) settle(books, session, action);
      return null;
    case "expire":
      if (isOpen) expireSession(books, id);
      return null;
    case "leave":
      return session.cancel_url;
    default:
      return unreachable(action);
  }
}

/** Where a complete session sends its buyer, or null when the merchant's page goes on by itself: no payment here needs a redirect. */
export function destination(session: Session): string | null {
  if (session.status !== "complete" || session.redirect_on_completion === "if_required") return null;
  return (session.success_url ?? session.return_url)?.replaceAll("{CHECKOUT_SESSION_ID}", session.id) ?? null;
}

/** The session's PaymentIntent, made at the first try; a second try uses the same one with another card. */
function intentOf(books: Books, session: Session, card: string): PaymentIntent {
  const { intentData, intent: kept } = session.$private;
  const intent =
    kept === null
      ? insertIntent(books, {
          amount: session.amount_total,
          currency: session.currency,
          captureMethod: intentData.captureMethod,
          metadata: intentData.metadata,
          session: session.id,
          fields: { ...intentData.fields, customer: session.customer },
        })
      : paymentIntent(books, kept);
  session.$private = { ...session.$private, intent: intent.id };
  attach(intent, { ...paymentMethodFrom(books, card), token: null });
  return intent;
}

function pay(books: Books, session: Session): void {
  if (session.mode === "subscription") session.customer ??= insertCustomer(books, { email: session.customer_email }).id;
  if (session.amount_total > 0) {
    const intent = intentOf(books, session, "pm_card_visa");
    charged(books, intent);
    if (intent.status === "succeeded") session.payment_status = "paid";
    if (session.mode === "payment") session.payment_intent = intent.id;
  }
  if (session.mode === "subscription") startSubscription(books, session);
  complete(books, session);
}

function payLater(books: Books, session: Session): void {
  if (session.mode === "subscription" || session.amount_total === 0) return pay(books, session);
  const intent = intentOf(books, session, "pm_card_visa");
  intent.status = "processing";
  insertCharge(books, intent, { kind: "pending" });
  books.announce("payment_intent.processing", intent);
  session.payment_intent = intent.id;
  complete(books, session);
}

/** A voucher to be paid at a counter: no charge until then, https://docs.stripe.com/payments/vouchers. */
function takeVoucher(books: Books, session: Session): void {
  if (session.mode === "subscription" || session.amount_total === 0) return pay(books, session);
  const intent = intentOf(books, session, "pm_card_visa");
  const expires = books.now() + VOUCHER_IS_VALID_S;
  Object.assign(intent, {
    status: "requires_action",
    next_action: {
      type: "boleto_display_details",
      boleto_display_details: { expires_at: expires, hosted_voucher_url: null, number: "0000", pdf: null },
    },
  });
  books.announce("payment_intent.requires_action", intent);
  session.payment_intent = intent.id;
  complete(books, session);
}

function complete(books: Books, session: Session): void {
  session.status = "complete";
  session["url"] = null;
  session["customer_details"] ??= {
    address: null,
    business_name: null,
    email: "buyer@example.com",
    individual_name: null,
    name: "Buyer of the Stripe double",
    phone: null,
    tax_exempt: "none",
    tax_ids: null,
  };
  books.announce("checkout.session.completed", session);
}

/** The charge that waits for its money; a voucher's is made when it is paid, or has run out. */
function chargeOf(books: Books, intent: PaymentIntent): Charge | null {
  if (intent.status === "requires_action" && intent.latest_charge === null)
    insertCharge(books, intent, { kind: "pending" });
  return books.get<Charge>(intent.latest_charge ?? "", "charge");
}

function settle(books: Books, session: Session, outcome: "succeed_later" | "fail_later"): void {
  const intent = paymentIntent(books, session.payment_intent ?? "");
  const charge = chargeOf(books, intent);
  if (charge === null || charge.status !== "pending") return;
  Object.assign(intent, { next_action: null });
  if (outcome === "succeed_later") {
    Object.assign(charge, { status: "succeeded", paid: true });
    captureCharge(books, charge, charge.amount);
    Object.assign(intent, { status: "succeeded", amount_received: intent.amount });
    session.payment_status = "paid";
    books.announce("charge.succeeded", charge);
    books.announce("payment_intent.succeeded", intent);
    books.announce("checkout.session.async_payment_succeeded", session);
    return;
  }
  const failure = { failure_code: "insufficient_funds", failure_message: "The account has insufficient funds." };
  Object.assign(charge, { status: "failed", ...failure });
  const error = { code: failure.failure_code, message: failure.failure_message, type: "invalid_request_error" };
  Object.assign(intent, { status: "requires_payment_method", payment_method: null, last_payment_error: error });
  books.announce("charge.failed", charge);
  books.announce("payment_intent.payment_failed", intent);
  books.announce("checkout.session.async_payment_failed", session);
}
