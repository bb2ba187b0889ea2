import type { ShipmentProgress } from "#lib/orders/shipment.ts";
import type { OrderStep } from "#lib/orders/order-steps.ts";
import type { Counted } from "#lib/wire/text-tables.ts";
import type { Adjustment } from "#lib/orders/adjustment.ts";
import type { Policy } from "../policies.ts";
import type { PaymentService } from "../payment-service.ts";

const items: Counted = { one: "{count} item", other: "{count} items" };

/** What several pages share, in English. */
export const en = {
  buyInChat: "You buy from this shop in ChatGPT. To open a checkout or an order again, use its link in the chat.",

  skip: "Skip to content",
  language: "Language",
  test: "Test: no real money",
  soldBy: (seller: string) => `Sold by ${seller}`,
  policies: "Policies",
  policy: { terms: "Terms", privacy: "Privacy", returns: "Returns", shipping: "Shipping" } satisfies Record<
    Policy,
    string
  >,
  backToChat: "Back to ChatGPT",
  backToStandIn: "Back to the chat (stand-in)",
  backToChatYourself: "You can go back to ChatGPT now.",
  checkAgain: "Check again",

  items,
  itemsAt: (items: string, price: string) => `${items}, ${price} each`,
  each: (price: string) => `${price} each`,
  regularPrice: "regular price",
  /** Each with the day on which it is sent, where that is known. */
  awaited: {
    pre_order: (day: string | null) => (day === null ? "Pre-order" : `Pre-order, ships from ${day}`),
    backorder: (day: string | null) => (day === null ? "On back-order" : `On back-order, ships from ${day}`),
  },

  itemsTotal: "Items",
  saleSavings: "Sale savings",
  delivery: "Delivery",
  deliveryService: "Delivery",
  deliveryBy: (service: string, carrier: string) => `${service}, ${carrier}`,
  /** What is still open until there is an address. A shop need not have taxes. */
  deliveryAndTax: "Delivery and any tax",
  afterAddress: "After you enter your address",
  free: "Free",
  tax: "Tax",
  fee: "Fee",
  total: "Total",
  totalSoFar: "Total so far",
  pricesInclude: (tax: string) => `Included in prices: ${tax}`,
  deliveryIncludes: (tax: string) => `Included in delivery: ${tax}`,
  reverseCharge: "Reverse charge: VAT is accounted for by the recipient.",
  vatNumber: (number: string) => `VAT number ${number}`,

  order: "Order",
  testOrder: "Test order",
  testOrderText: "No real money was paid, and nothing will be sent.",
  testOrderSentText: "No real money was paid, and the shipment is only a test.",
  erased: "Personal details erased",
  erasedText:
    "Name, address and contact are no longer stored with this order. What was bought and paid stays on record.",
  bought: "What was bought",
  paid: "Paid",
  deliveryExpected: (first: string, last: string) => `Expected ${first} to ${last}`,
  deliveryAddress: "Delivery address",
  billingAddress: "Billing address",
  contact: "Your contact details",
  partlyRefunded: "Partly refunded",
  partlyRefundedText: (amount: string) => `${amount} was refunded to the card that was charged.`,
  refunded: "Refunded",
  canceled: "Canceled",
  canceledText: (seller: string, day: string) => `${seller} canceled this order on ${day}. There was nothing to pay.`,
  refundedText: "The full amount was refunded to the card that was charged.",
  refundFailed: "A refund failed",
  refundFailedText: (amount: string, seller: string) =>
    `The refund of ${amount} did not reach you. ${seller} will give it back another way.`,
  paidByDiscount: "Your discount covers the whole total",
  disputed: "Payment under investigation",
  disputedText: (seller: string) =>
    `The bank of the card that was charged is looking into this payment. ${seller} may hold the goods until it has decided.`,
  returned: "Payment returned",
  partlyReturned: "Part of the payment returned",
  returnedText: (amount: string) => `The bank returned ${amount} to the card that was charged.`,
  paidInChat: "In ChatGPT",
  paidOnPage: "On the payment page",
  paidWith: (where: string, service: string) => `${where}, with ${service}`,
  /** A payment service that moves no real money; null for one that does. */
  simulated: {
    sandbox: "the sandbox bank",
    stripe: null,
  } as Readonly<Record<PaymentService, string | null>>,

  refundStatus: {
    pending: "Refund on its way since",
    completed: "Refunded",
    failed: "Refund failed",
  } satisfies Record<Adjustment["status"], string>,
  remainsPaid: "Paid after refund",
  bankTookTwice: "Your bank charged you twice.",
  paidASecondTime: "This order was paid a second time.",
  wentBack: (amount: string, day: string) => `${amount} went back on ${day}.`,
  goesBack: (amount: string) => `${amount} is going back to the card that was charged.`,

  stepsTitle: "Status",
  steps: {
    ordered: { done: "Ordered", partly: "Ordered", open: "Ordered" },
    shipped: { done: "Sent", partly: "Partly sent", open: "To be sent" },
    delivered: { done: "Delivered", partly: "Partly delivered", open: "To be delivered" },
    refunded: { done: "Refunded", partly: "Partly refunded", open: "To be refunded" },
    canceled: { done: "Canceled", partly: "Canceled", open: "To be canceled" },
  } satisfies Record<OrderStep["kind"], Record<OrderStep["state"], string>>,
  taxNumber: (number: string) => `Tax number ${number}`,
  contactSeller: (seller: string) => `Contact ${seller}`,

  progress: {
    not_shipped: "Not shipped yet",
    partly_shipped: "Partly shipped",
    shipped: "On its way",
    delivered: "Delivered",
  } satisfies Record<ShipmentProgress, string>,
  shippedOn: (day: string, carrier: string | null) =>
    carrier === null ? `Shipped on ${day}` : `Shipped with ${carrier} on ${day}`,
  deliveredOn: (day: string, carrier: string | null) =>
    carrier === null ? `Delivered on ${day}` : `Delivered by ${carrier} on ${day}`,
  stillToCome: (goods: string) => `Still to come: ${goods}`,
  trackingNumber: "Tracking number",
  track: "Track this shipment",
  trackAt: (carrier: string) => `Track it with ${carrier}`,
};
export type ComponentTexts = typeof en;
