import type { Counted } from "../../wire/text-tables.ts";

const moreItems: Counted = { one: "and {count} more item", other: "and {count} more items" };

/** What messages to buyers say, in English. */
export const en = {
  testSubject: (subject: string) => `[Test] ${subject}`,
  testTitle: "Test order",
  testText: "No real money was paid, and nothing will be sent.",

  viewOrder: "View your order",
  moreItems,
  itemsAt: (quantity: number, price: string) => `${quantity} × ${price}`,
  regularPrice: (price: string) => `Regular price ${price}`,
  itemsTotal: "Items",
  saleSavings: "Sale savings",
  soldBy: (seller: string) => `Sold by ${seller}`,
  /** Of one of several sellers, below their goods. */
  policies: { returns: "Returns", terms: "Terms" },
  delivery: "Delivery",
  deliveryBy: (service: string, carrier: string) => `${service}, ${carrier}`,
  free: "Free",
  tax: "Tax",
  fee: "Fee",
  total: "Total",
  pricesInclude: (tax: string) => `Included in prices: ${tax}`,
  deliveryIncludes: (tax: string) => `Included in delivery: ${tax}`,
  reverseCharge: "Reverse charge: VAT is accounted for by the recipient.",
  vatNumber: (number: string) => `VAT number ${number}`,
  deliveryAddress: "Delivery address",
  billingAddress: "Billing address",
  expected: (first: string, last: string) => `Expected ${first} to ${last}`,
  footer: (seller: string) => `You receive this message because you bought something from ${seller}.`,

  order_placed: {
    subject: (seller: string, number: string) => `Your order ${number} from ${seller}`,
    heading: "Thank you for your order",
    text: (seller: string, number: string, amount: string) =>
      `Your order ${number} and your payment of ${amount} have reached ${seller}.`,
    textOfNothing: (seller: string, number: string) =>
      `Your order ${number} has reached ${seller}. There was nothing to pay.`,
  },
  order_canceled: {
    subject: (number: string) => `Your order ${number} was canceled`,
    heading: "Your order was canceled",
    text: (seller: string, number: string) =>
      `Your order ${number} was canceled by ${seller}. You paid nothing for it, and nothing will be sent. A code that you used can be used again.`,
  },
  order_shipped: {
    subject: (number: string) => `Your order ${number} is on its way`,
    subjectPart: (number: string) => `A part of your order ${number} is on its way`,
    heading: "On its way to you",
    headingPart: "A part of your order is on its way",
    text: (number: string, carrier: string | null) =>
      carrier === null
        ? `We have sent you these items from your order ${number}.`
        : `We have handed these items from your order ${number} to ${carrier}.`,
    stillToCome: "The rest of your order follows.",
    tracking: "Tracking number",
    track: "Track the delivery",
  },
  order_delivered: {
    subject: (number: string) => `Your order ${number} was delivered`,
    subjectPart: (number: string) => `A part of your order ${number} was delivered`,
    heading: "Delivered",
    headingPart: "A part of your order was delivered",
    text: (number: string, carrier: string | null) =>
      carrier === null
        ? `These items from your order ${number} were delivered.`
        : `${carrier} has delivered these items from your order ${number}.`,
    missing: "If something is missing or damaged, reply to this message.",
    stillToCome: "The rest of your order follows.",
  },
  refund_made: {
    subject: (amount: string, number: string) => `Your refund of ${amount} for order ${number}`,
    heading: (amount: string) => `We have refunded ${amount}`,
    text: (number: string) =>
      `The refund for order ${number} goes to the card or account that you paid with. Banks usually take 5 to 10 days to show it.`,
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
    footer: (seller: string) => `You receive this message because you wanted to buy something from ${seller}.`,
  },
};
export type MailTexts = typeof en;
