import type { Books } from "./books.ts";
import type { Session } from "./checkout-sessions.ts";
import { letters, newId, type Wire } from "./objects.ts";
import { invalidRequest, missing } from "./stripe-error.ts";

const MONTH_SECONDS = 30 * 86_400;

/** The subscription and the paid first invoice of a session in `subscription` mode. Later invoices do not come: no time passes here. */
export function startSubscription(books: Books, session: Session): void {
  const now = books.now();
  const id = newId("sub");
  const recurring = session.$private.line_items.filter((line) => (line["price"] as Wire)["type"] === "recurring");
  const intent = session.$private.intent;
  const invoice: Wire = {
    id: newId("in"),
    object: "invoice",
    amount_due: session.amount_total,
    amount_paid: session.amount_total,
    amount_remaining: 0,
    billing_reason: "subscription_create",
    created: now,
    currency: session.currency,
    customer: session.customer,
    livemode: false,
    metadata: {},
    number: `DOUBLE-${letters(4).toUpperCase()}`,
    parent: {
      quote_details: null,
      subscription_details: { metadata: session.$private.subscriptionMetadata, subscription: id },
      type: "subscription_details",
    },
    payments: {
      object: "list",
      data:
        intent === null
          ? []
          : [
              {
                object: "invoice_payment",
                payment: { payment_intent: intent, type: "payment_intent" },
                status: "paid",
              },
            ],
      has_more: false,
    },
    status: "paid",
    total: session.amount_total,
  };
  const subscription: Wire = {
    id,
    object: "subscription",
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    collection_method: "charge_automatically",
    created: now,
    currency: session.currency,
    customer: session.customer,
    default_payment_method: null,
    ended_at: null,
    items: {
      object: "list",
      data: recurring.map(({ price, quantity }) => ({
        id: `si_${letters(14)}`,
        object: "subscription_item",
        current_period_end: now + MONTH_SECONDS,
        current_period_start: now,
        price,
        quantity,
        subscription: id,
      })),
      has_more: false,
    },
    latest_invoice: invoice.id,
    livemode: false,
    metadata: { ...session.$private.subscriptionMetadata },
    start_date: now,
    status: "active",
    trial_end: null,
  };
  books.insert(invoice);
  books.insert(subscription);
  session["subscription"] = id;
  session["invoice"] = invoice.id;
  books.announce("customer.subscription.created", subscription);
  books.announce("invoice.paid", invoice);
}

export function cancelSubscription(books: Books, id: string): Wire {
  const subscription = books.get(id, "subscription");
  if (subscription === null) throw missing("subscription", id, "subscription");
  if (subscription["status"] === "canceled") throw invalidRequest(`The subscription ${id} is canceled already.`);
  Object.assign(subscription, { status: "canceled", canceled_at: books.now(), ended_at: books.now() });
  books.announce("customer.subscription.deleted", subscription);
  return subscription;
}
