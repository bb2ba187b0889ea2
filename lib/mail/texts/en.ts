import type { AttentionItem } from "../../orders/mail.ts";
import type { Counted } from "../../wire/text-tables.ts";

const moreItems: Counted = { one: "and {count} more item", other: "and {count} more items" };
const orders: Counted = { one: "{count} order", other: "{count} orders" };
const refunds: Counted = { one: "{count} refund", other: "{count} refunds" };
const moreThings: Counted = { one: "and {count} more", other: "and {count} more" };
const needing: Counted = { one: "{count} thing needs a person", other: "{count} things need a person" };

/** What messages say, in English. */
export const en = {
  testSubject: (subject: string) => `[Test] ${subject}`,
  testTitle: "Test order",
  testText: "No real money was paid, and nothing will be sent.",
  testShopTitle: "Test mode",
  testShopText: "This shop takes no real money.",

  viewOrder: "View your order",
  moreItems,
  itemsAt: (quantity: number, price: string) => `${quantity} × ${price}`,
  orderNumber: "Order number",
  itemsTotal: "Items",
  saleSavings: "Sale savings",
  delivery: "Delivery",
  free: "Free",
  tax: "Tax",
  fee: "Fee",
  total: "Total",
  pricesInclude: (tax: string) => `Prices include ${tax}`,
  deliveryIncludes: (tax: string) => `Delivery includes ${tax}`,
  reverseCharge: "Reverse charge: VAT is accounted for by the recipient.",
  vatNumber: (number: string) => `VAT number ${number}`,
  deliveryAddress: "Delivery address",
  billingAddress: "Billing address",
  expected: (first: string, last: string) => `Expected ${first} to ${last}`,
  footer: (seller: string) => `You receive this message because you bought something from ${seller}.`,
  sellerFooter: (shop: string) => `You receive this message because this address is set for ${shop}.`,

  order_placed: {
    subject: (seller: string, number: string) => `Your order ${number} from ${seller}`,
    heading: "Thank you for your order",
    text: (seller: string, number: string, amount: string) =>
      `${seller} has received your order ${number} and your payment of ${amount}.`,
    textOfNothing: (seller: string, number: string) =>
      `${seller} has received your order ${number}. There was nothing to pay.`,
  },
  order_canceled: {
    subject: (number: string) => `Your order ${number} was canceled`,
    heading: "Your order was canceled",
    text: (seller: string, number: string) =>
      `${seller} has canceled your order ${number}. You paid nothing for it, and nothing will be sent. A code that you used can be used again.`,
  },
  order_shipped: {
    subject: (number: string) => `Your order ${number} is on its way`,
    subjectPart: (number: string) => `A part of your order ${number} is on its way`,
    heading: "On its way to you",
    headingPart: "A part of your order is on its way",
    text: (carrier: string | null) =>
      carrier === null ? "We have sent you these items." : `We have handed these items to ${carrier}.`,
    stillToCome: "The rest of your order follows.",
    tracking: "Tracking number",
    track: "Track the delivery",
  },
  order_delivered: {
    subject: (number: string) => `Your order ${number} was delivered`,
    subjectPart: (number: string) => `A part of your order ${number} was delivered`,
    heading: "Delivered",
    text: (carrier: string | null) =>
      carrier === null ? "These items were delivered." : `${carrier} has delivered these items.`,
    missing: "If something is missing or damaged, reply to this message.",
    stillToCome: "The rest of your order follows.",
  },
  refund_made: {
    subject: (amount: string, number: string) => `Your refund of ${amount} for order ${number}`,
    heading: (amount: string) => `We have refunded ${amount}`,
    text: (amount: string, number: string) =>
      `We have refunded ${amount} for order ${number} to the card or account that you paid with. Banks usually take 5 to 10 days to show it.`,
  },
  refund_failed: {
    subject: (number: string) => `A refund for order ${number} did not reach you`,
    heading: "A refund did not reach you",
    text: (amount: string, number: string, seller: string) =>
      `Your bank has returned the refund of ${amount} for order ${number}: the card or account may be closed. The money is still yours, and ${seller} will give it back another way.`,
    reply: "Reply to this message if you want to say where it should go.",
  },
  debit_failed: {
    subject: (seller: string) => `Your payment to ${seller} did not go through`,
    heading: "Your payment did not go through",
    text: (amount: string, seller: string) =>
      `Your bank did not pay ${amount} to ${seller}. You were not charged, and there is no order.`,
    open: "Your basket is still there. You can pay another way:",
    pay: "Back to the checkout",
    closed: "The checkout is closed by now. Order again if you still want these items.",
  },

  new_order: {
    subject: (number: string, amount: string) => `New order ${number}, ${amount}`,
    heading: (number: string) => `New order ${number}`,
    text: (amount: string, time: string) => `Paid ${amount} on ${time}.`,
    buyer: "Who bought it and where it goes is in your orders; this message does not say it.",
    shortage: "Not in stock",
    shortageText: "More was sold than there was. Reorder, or refund what you cannot send.",
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
  needs_person: {
    needing,
    more: moreThings,
    until: (subject: string, time: string) => `${subject}, by ${time}`,
    heading: "Something needs you",
    text: "This does not settle by itself:",
    what: "npm run reconcile lists all of it, and the operator's manual says what to do.",
  },
  attention: {
    amount_mismatch: "A payment whose amount is not the order's",
    orphaned_payment: "A payment that belongs to no order and is not refunded",
    lost_refund: "A refund that did not reach its buyer",
    evidence_due: "The evidence on a dispute is due soon",
    dispute_without_order: "A dispute of a payment that has no order",
    early_fraud_warning: "An early fraud warning: hold the goods, or refund the payment",
    payment_review: "A payment that is held for review: hold the goods, and decide at the payment provider",
    tax_not_booked: "Tax that the tax service refuses to book",
    parked_event: "An event of the payment provider that names nothing of ours",
    subscription_mismatch: "A subscription that does not match its plan",
    orphaned_subscription: "A subscription that belongs to nobody and is not canceled",
    oversold: "More was sold than there is",
    dead_job: "Work that failed too often",
    feed_not_imported: "The product feed is not imported",
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
export type MailTexts = typeof en;
