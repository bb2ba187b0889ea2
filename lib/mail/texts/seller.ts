import type { AttentionItem } from "../../orders/mail.ts";
import { DEFAULT_LOCALE } from "../../wire/accept-language.ts";
import type { Chosen, Counted } from "../../wire/text-tables.ts";
import { en, type MailTexts } from "./en.ts";

const orders: Counted = { one: "{count} order", other: "{count} orders" };
const refunds: Counted = { one: "{count} refund", other: "{count} refunds" };
const moreThings: Counted = { one: "and {count} more", other: "and {count} more" };
const needing: Counted = { one: "{count} thing needs a person", other: "{count} things need a person" };
const unsettled: Counted = { one: "This does not settle itself:", other: "These do not settle themselves:" };

/** What messages to sellers and operators say, in English alone, beside what all messages say of an order. */
const seller = {
  testShopTitle: "Test mode",
  testShopText: "This shop takes no real money.",
  sellerFooter: (shop: string) => `You receive this message because this address is set for ${shop}.`,

  new_order: {
    subject: (number: string, amount: string) => `New order ${number}, ${amount}`,
    heading: (number: string) => `New order ${number}`,
    text: (amount: string, time: string) => `Paid ${amount} on ${time}.`,
    buyer: "For privacy, this e-mail leaves out the buyer's name and address. Both are in your orders.",
    shortage: "Not in stock",
    shortageText: (goods: string) => `${goods}. More was sold than there was. Reorder, or refund what you cannot send.`,
  },
  dispute_opened: {
    subject: (number: string, amount: string) => `Dispute about order ${number}, ${amount}`,
    heading: "A buyer disputes a payment",
    text: (amount: string, number: string) =>
      `The buyer's bank disputes ${amount} of order ${number}, and may have taken it back already. Do not ship what has not left yet, and do not refund it as well.`,
    reason: "Reason",
    deadline: "Answer by",
    noDeadline: "The bank names no day.",
    where: "Answer it at your payment provider.",
  },
  receiver_turned_off: {
    subject: (host: string) => `Order events no longer reach ${host}`,
    text: (time: string) =>
      `Your receiver has taken no order event since ${time}, and was turned off. Your orders are not affected.`,
    receiver: "Receiver",
    reason: "Why the last event was not taken",
    what: "Fix it, then resume it through the API, or ask whoever runs the shop to. It then gets every order that changed since.",
  },
  needs_person: {
    needing,
    more: moreThings,
    until: (subject: string, time: string) => `${subject}, by ${time}`,
    text: unsettled,
  },
  /** Of what needs a person. */
  whereAll: "Run “npm run reconcile” to list all of them. The operator's manual says what to do.",
  attention: {
    amount_mismatch: "A payment whose amount is not the order's",
    orphaned_payment: "A payment that belongs to no order and is not refunded",
    lost_refund: "A refund that did not reach its buyer",
    evidence_due: "The evidence on a dispute is due soon",
    dispute_without_order: "A dispute of a payment that has no order",
    early_fraud_warning: "An early fraud warning: hold the goods, or refund the payment",
    payment_review: "A payment that is held for review: hold the goods, and decide at the payment provider",
    seller_not_paid: "Money of a seller that the payment service does not move",
    tax_not_booked: "Tax that the tax service refuses to book",
    parked_event: "An event of the payment provider that names nothing of ours",
    subscription_mismatch: "A subscription that does not match its plan",
    orphaned_subscription: "A subscription that belongs to nobody and is not canceled",
    oversold: "More was sold than there is",
    dead_job: "Work that failed too often",
    feed_not_imported: "The product feed is not imported",
    seller_requirements: "The payment provider wants to know something of a seller, or restricts their account",
    seller_not_ready: "An active seller sells nothing, because the payment provider has no account of theirs",
  } satisfies Record<AttentionItem["kind"], string>,
  daily_summary: {
    subject: (day: string, count: string) => `${day}: ${count}`,
    heading: (day: string) => `Your shop on ${day}`,
    nothing: "Nothing was sold.",
    orders,
    refunds,
    sold: "Paid",
    refunded: "Refunded",
    left: "After refunds",
    testOrders: (count: string) => `Test orders are not counted: ${count}.`,
    attention: "Needs a person",
    counted: (what: string, count: number) => `${what}: ${count}`,
    allWell: "Nothing needs you.",
  },
};
export type SellerTexts = Chosen<MailTexts & typeof seller>;

export const SELLER_TEXTS: SellerTexts = { ...en, ...seller, locale: DEFAULT_LOCALE };
