import type { Books } from "../books.ts";
import type { Session } from "./checkout-sessions.ts";
import { pageOf, type List } from "./lists.ts";
import { letters, newId, type Metadata, type PaymentIntent, type Wire } from "./objects.ts";
import { flag, text, type Params } from "../params.ts";
import { charged, declined, insertIntent } from "./payment-intents.ts";
import { cardNamed, paymentMethodFrom } from "./payment-methods.ts";
import { attach } from "./wallets/means.ts";
import { invalidRequest, missing } from "../stripe-error.ts";

const DAY_SECONDS = 86_400;

type Item = Wire & { current_period_start: number; current_period_end: number; price: Wire };
type Subscription = Wire & {
  object: "subscription";
  status: "active" | "past_due" | "canceled";
  cancel_at_period_end: boolean;
  currency: string;
  customer: string;
  latest_invoice: string;
  metadata: Metadata;
  items: { readonly data: readonly Item[] };
};
type Invoice = Wire & {
  object: "invoice";
  status: "open" | "paid";
  total: number;
  $private: { readonly subscription: string; readonly intent: string | null };
};

/** The subscription and the paid first invoice of a session in `subscription` mode. Later invoices come when a test says so. */
export function startSubscription(books: Books, session: Session): void {
  const now = books.now();
  const id = newId("sub");
  const recurring = session.$private.line_items.filter((line) => (line["price"] as Wire)["type"] === "recurring");
  const subscription: Subscription = {
    id,
    object: "subscription",
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    collection_method: "charge_automatically",
    created: now,
    currency: session.currency,
    customer: session.customer ?? "",
    default_payment_method: null,
    ended_at: null,
    items: {
      data: recurring.map(({ price, quantity }): Item => ({
        id: `si_${letters(14)}`,
        object: "subscription_item",
        created: now,
        current_period_end: now + secondsOf(price as Wire),
        current_period_start: now,
        price: price as Wire,
        quantity,
        subscription: id,
      })),
    },
    latest_invoice: "",
    livemode: false,
    metadata: { ...session.$private.subscriptionMetadata },
    start_date: now,
    status: "active",
    trial_end: null,
  };
  const invoice = insertInvoice(books, subscription, {
    reason: "subscription_create",
    total: session.amount_total,
    intent: session.$private.intent,
    status: "paid",
  });
  books.insert(subscription);
  session["subscription"] = id;
  session["invoice"] = invoice.id;
  books.announce("customer.subscription.created", subscription);
  books.announce("invoice.paid", invoice);
}

function secondsOf(price: Wire): number {
  return (price["recurring"] as Wire)["interval"] === "year" ? 365 * DAY_SECONDS : 30 * DAY_SECONDS;
}

type Bill = {
  readonly reason: string;
  readonly total: number;
  readonly intent: string | null;
  readonly status: Invoice["status"];
};

function insertInvoice(books: Books, subscription: Subscription, { reason, total, intent, status }: Bill): Invoice {
  const invoice = books.insert<Invoice>({
    id: newId("in"),
    object: "invoice",
    amount_due: total,
    amount_paid: status === "paid" ? total : 0,
    amount_remaining: status === "paid" ? 0 : total,
    billing_reason: reason,
    created: books.now(),
    currency: subscription.currency,
    customer: subscription.customer,
    livemode: false,
    metadata: {},
    number: `DOUBLE-${letters(4).toUpperCase()}`,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: "subscription_details",
    },
    status,
    total,
    $private: { subscription: subscription.id, intent },
  });
  subscription.latest_invoice = invoice.id;
  return invoice;
}

function subscriptionNamed(books: Books, id: string): Subscription {
  const subscription = books.get<Subscription>(id, "subscription");
  if (subscription === null) throw missing("subscription", id, "id");
  return subscription;
}

export function cancelSubscription(books: Books, id: string): Wire {
  const subscription = subscriptionNamed(books, id);
  if (subscription.status === "canceled") throw invalidRequest(`The subscription ${id} is canceled already.`);
  Object.assign(subscription, { status: "canceled", canceled_at: books.now(), ended_at: books.now() });
  books.announce("customer.subscription.deleted", subscription);
  return subscription;
}

/** Only whether it ends with its period can be changed here. */
export function updateSubscription(books: Books, id: string, params: Params): Wire {
  const subscription = subscriptionNamed(books, id);
  if (subscription.status === "canceled") throw invalidRequest("A canceled subscription can only update its metadata.");
  subscription.cancel_at_period_end = flag(params, "cancel_at_period_end");
  books.announce("customer.subscription.updated", subscription);
  return subscription;
}

export function listInvoices(books: Books, params: Params): List {
  const subscription = text(params, "subscription");
  const invoices = books
    .all<Invoice>("invoice")
    .filter(({ $private }) => subscription === null || $private.subscription === subscription);
  return pageOf(invoices, params, "/v1/invoices", ["customer", "status"]);
}

/** Which payments paid which invoices, as far as the double has them: one for each. */
export function listInvoicePayments(books: Books, params: Params): List {
  const intent = text(params, "payment", "payment_intent");
  const payments = books
    .all<Invoice>("invoice")
    .filter(({ $private, status }) => status === "paid" && $private.intent !== null)
    .filter(({ $private }) => intent === null || $private.intent === intent)
    .map((invoice) => ({
      id: `inpay_${invoice.id.slice("in_".length)}`,
      object: "invoice_payment",
      amount_paid: invoice.amount_paid,
      amount_requested: invoice.amount_due,
      created: invoice.created,
      currency: invoice.currency,
      invoice: invoice.id,
      is_default: true,
      livemode: false,
      payment: { type: "payment_intent", payment_intent: invoice.$private.intent },
      status: "paid",
      status_transitions: { canceled_at: null, paid_at: invoice.created },
    }));
  return pageOf(payments, params, "/v1/invoice_payments", ["status", "invoice"]);
}

export type PeriodOutcome = "paid" | "declined";

/** The period ends: the subscription ends with it, or is charged for the next one. The double's clock moves there. */
export function nextPeriod(books: Books, id: string, outcome: PeriodOutcome): Wire {
  const subscription = subscriptionNamed(books, id);
  const [item] = subscription.items.data;
  if (subscription.status === "canceled" || item === undefined) throw new Error("There is no next period.");
  const end = item.current_period_end;
  books.skip(Math.max(0, end - books.now()));
  if (subscription.cancel_at_period_end) {
    Object.assign(subscription, { status: "canceled", canceled_at: books.now(), ended_at: end });
    books.announce("customer.subscription.deleted", subscription);
    return subscription;
  }
  Object.assign(item, { current_period_start: end, current_period_end: end + secondsOf(item.price) });
  const total = Number(item.price["unit_amount"]) * Number(item["quantity"]);
  const intent = insertIntent(books, {
    amount: total,
    currency: subscription.currency,
    captureMethod: "automatic_async",
    metadata: {},
    session: null,
    fields: { customer: subscription.customer },
  });
  const bill = { reason: "subscription_cycle", total, intent: intent.id, status: "open" } as const;
  const invoice = insertInvoice(books, subscription, bill);
  books.announce("invoice.created", invoice);
  if (outcome === "paid") settle(books, subscription, invoice, intent);
  else {
    attach(intent, { ...paymentMethodFrom(books, "pm_card_chargeDeclined"), token: null });
    const card = cardNamed("pm_card_chargeDeclined");
    if (card.kind === "declines") declined(books, intent, card.decline);
    subscription.status = "past_due";
    books.announce("invoice.payment_failed", invoice);
  }
  books.announce("customer.subscription.updated", subscription);
  return subscription;
}

/** The buyer has another card, and the open invoice is paid with it. */
export function payOpenInvoice(books: Books, id: string): Wire {
  const subscription = subscriptionNamed(books, id);
  const invoice = books.get<Invoice>(subscription.latest_invoice, "invoice");
  const intent = books.get<PaymentIntent>(invoice?.$private.intent ?? "", "payment_intent");
  if (invoice === null || intent === null || invoice.status === "paid") throw new Error("There is no open invoice.");
  settle(books, subscription, invoice, intent);
  books.announce("customer.subscription.updated", subscription);
  return subscription;
}

function settle(books: Books, subscription: Subscription, invoice: Invoice, intent: PaymentIntent): void {
  attach(intent, { ...paymentMethodFrom(books, "pm_card_visa"), token: null });
  charged(books, intent);
  Object.assign(invoice, { status: "paid", amount_paid: invoice.total, amount_remaining: 0 });
  subscription.status = "active";
  books.announce("invoice.paid", invoice);
}
