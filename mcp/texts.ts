import type { KindTable } from "#lib/invariant.ts";
import { quoted } from "#lib/plain-text.ts";
import type { CheckoutProblem, SellersItems } from "#lib/purchase/checkout/problem.ts";

const unknownProduct = (id: string) => `No product has the id ${quoted(id)}. Use an id from search_products.`;

const sellersItems = ({ sellerName, items }: SellersItems) =>
  `${quoted(sellerName)} sells ${items.map(({ productId, title, quantity }) => `${quantity} × ${quoted(title)} (id ${quoted(productId)})`).join(", ")}`;

const checkoutProblems: KindTable<CheckoutProblem, string> = {
  unknown_product: ({ productId }) => unknownProduct(productId),
  bad_quantity: () => "A quantity is a whole number of at least 1.",
  too_many_units: ({ quantity, max }) =>
    `At most ${max} of one product can be bought at once; ${quantity} were asked for.`,
  no_such_offer: ({ title, offerId }) => `${quoted(title)} has no offer ${quoted(offerId)}.`,
  not_sold_here: ({ title, url }) => `${quoted(title)} cannot be bought here; see ${url}`,
  seller_not_selling: ({ title, sellerName }) =>
    `${quoted(title)} cannot be bought now: its seller, ${quoted(sellerName)}, is not selling at the moment.`,
  goods_not_sold: ({ title, country }) =>
    country === null
      ? `${quoted(title)} is a kind of goods that is not sold here.`
      : `${quoted(title)} is not sold to ${country}.`,
  out_of_stock: ({ title }) => `${quoted(title)} is out of stock.`,
  not_enough_stock: ({ title, left }) =>
    left > 0 ? `Only ${left} of ${quoted(title)} are left.` : `${quoted(title)} is out of stock.`,
  several_sellers: ({ groups }) =>
    `These items are of ${groups.length} sellers, and a checkout contains those of one: ${groups.map(sellersItems).join("; ")}. Prepare a checkout for each seller, one after the other: the next one when the buyer has paid or skipped the one before.`,
  other_currency: ({ title, currency, checkoutCurrency }) =>
    `${quoted(title)} is priced in ${currency}, but the checkout is in ${checkoutCurrency}. Prepare another checkout for it.`,
  not_priced_in: ({ priced, expected }) => `These items are priced in ${priced}, not in ${expected}.`,
  seller_and_currency_fixed: ({ sellerName, currency }) =>
    `This checkout is with ${quoted(sellerName)} in ${currency}; prepare another one for other sellers or currencies.`,
  given_on_page: ({ detail }) =>
    detail === "address"
      ? "The buyer gave the delivery address on the seller's checkout page. It can be changed there only."
      : "The buyer gave name and e-mail address on the seller's checkout page. They can be changed there only.",
  delivery_option_not_offered: ({ offeredIds }) =>
    offeredIds.length === 0
      ? "There are no delivery options yet: give the delivery address first."
      : `Must be one of the delivery options: ${offeredIds.join(", ")}.`,
};

const shipmentStatus = { shipped: "shipped", delivered: "delivered" } as const;
type ShipmentFacts = {
  readonly day: string;
  readonly carrier: string | undefined;
  readonly trackingNumber: string | undefined;
  readonly trackingUrl: string | undefined;
};

/** Every sentence of the tools' answers, so that another language is another file. What describes a tool is in its own file. */
export const TEXTS = {
  checkoutProblems,
  unknownProduct,
  otherVariants: "Other variants:",
  noCheckout:
    "No checkout has this checkout_session_id. Use the id that checkout_session returned, or prepare a new checkout with checkout_session.",
  noOrder:
    "No order has this order number and this e-mail address. Both must be as they are on the receipt; ask the buyer to check them.",
  tooManyLookUps: (minutes: number) =>
    `There were too many look-ups with this order number or e-mail address. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
  foundOrder: (order: string, seller: string, day: string, total: string) =>
    `Order ${order} with ${quoted(seller)}, paid on ${day}: ${total}.`,
  refund: { pending: "being refunded", completed: "refunded", failed: "refund failed" },
  refundLine: (amount: string, status: string, day: string) => `- ${amount}: ${status} (${day})`,
  locked: "Nothing was changed: this checkout is paid, closed, or has a payment open.",
  notCanceledPaymentOpen:
    "Not canceled: the outcome of a payment is still being checked. Ask for the order's status in a moment.",
  notCanceledPaid: "Not canceled: the order is paid already. The seller can refund it.",

  currency: "must be an ISO 4217 code, such as USD",
  currencyNeeded: "is needed with min_price or max_price",
  minAboveMax: "must not be above max_price",
  badCursor:
    "is not one that search_products returned for these arguments; repeat them all with it, or leave it out to start at the first page",
  facets: {
    matches: (count: number, isComplete: boolean) =>
      isComplete
        ? `Of all ${count} matches, with how many there are:`
        : `Of the first ${count} matches, with how many there are at least:`,
    sellers: "Sellers",
    brands: "Brands",
    categories: "Categories",
    availability: "Availability",
    prices: "Prices",
    seller: (name: string, id: string, count: number) => `${quoted(name)}, id ${quoted(id)} (${count})`,
    price: (min: string, max: string, count: number) => `${min} to ${max} (${count})`,
  },
  noMatches: "No products match. Try fewer or other words, or fewer filters.",
  products: (count: number) =>
    `${count === 1 ? "1 product" : `${count} products`}; words in quotation marks are the sellers':`,
  more: "There are more; ask again with next_cursor as cursor.",

  checkout: (seller: string, id: string) =>
    `Checkout with ${quoted(seller)} (${id}); words in quotation marks are the seller's:`,
  deliveryOptions: "Delivery options:",
  chosen: ", chosen",
  totalSoFar: "Total so far",
  status: {
    not_ready: (page: string) =>
      `Not ready to be paid yet: details are missing. They can be given with update_checkout or on the seller's checkout page: ${page}`,
    tax_unknown: (page: string) =>
      `Not ready to be paid yet: the tax is not known at the moment. In a minute, change anything with update_checkout or open the seller's checkout page: ${page}`,
    seller_not_ready: (page: string) =>
      `Cannot be paid yet, by any route: it waits for the seller, and nothing that the buyer gives changes that. Ask get_order_status later, or look at the seller's checkout page: ${page}`,
    ready: (page: string) =>
      `Ready to be paid; nothing has been charged yet. The buyer can pay on the seller's checkout page: ${page}`,
    awaiting_buyer: (page: string) => `A payment was started and is not finished; the buyer finishes it here: ${page}`,
    unresolved: (page: string) =>
      `A payment was started and its outcome is not known yet. It must not be paid again. Ask get_order_status in a moment, or see ${page}`,
    canceled:
      "This checkout was canceled. Nothing will be charged for it. A new one can be prepared with checkout_session.",
    expired: "This checkout has expired without a payment. A new one can be prepared with checkout_session.",
    paid: "Paid.",
  },
  placed: (order: string, seller: string, refund: string, receipt: string) =>
    `Paid. Order ${order} is placed with ${quoted(seller)}.${refund} Receipt: ${receipt}`,
  buyerErased: "The buyer’s name, address and contact were erased from this order.",
  refunds: {
    paid: "",
    partially_refunded: " A part of it has been refunded.",
    refunded: " It has been refunded.",
    canceled: " The seller has canceled it.",
  },
  disputes: {
    open: " The buyer’s bank is looking into the payment; the goods may be held until it has decided.",
    returned: " The buyer’s bank has returned the payment to the buyer.",
    partlyReturned: (amount: string) => ` The buyer’s bank has returned ${amount} of the payment to the buyer.`,
  },
  refundFailed: (amount: string, seller: string) =>
    ` A refund of ${amount} failed; ${quoted(seller)} will give it back another way.`,
  delivery: {
    not_shipped: null,
    partly_shipped: "A part of it has been shipped:",
    shipped: "It has been shipped:",
    delivered: "It has been delivered:",
  },
  shipment: (items: string, status: keyof typeof shipmentStatus, facts: ShipmentFacts) =>
    [
      `- ${items}: ${shipmentStatus[status]}`,
      facts.carrier === undefined ? "" : ` with ${quoted(facts.carrier)}`,
      ` on ${facts.day}`,
      facts.trackingNumber === undefined ? "" : `, tracking number ${quoted(facts.trackingNumber)}`,
      facts.trackingUrl === undefined ? "" : `, ${facts.trackingUrl}`,
    ].join(""),
  regularPrice: (price: string, regular: string) => `${price} (regular price ${regular})`,
  soldByPart: (seller: string, total: string, isWhole: boolean) =>
    `Sold by ${quoted(seller)}, ${total} ${isWhole ? "with delivery and tax" : "so far"}:`,
  soldBy: (seller: string, id: string) => `sold by ${quoted(seller)}; id ${quoted(id)}`,
  availability: {
    in_stock: "in stock",
    out_of_stock: "out of stock",
    pre_order: "can be pre-ordered",
    backorder: "on back-order",
    unknown: "availability not known",
  },
  notSoldHere: "not sold through this checkout",
  notForSale: {
    seller_not_open_yet: "not for sale: its seller has not opened yet",
    seller_paused: "not for sale: its seller is not selling at the moment",
    seller_left: "not for sale: its seller has left",
    seller_not_ready: "not for sale: its seller cannot be paid at the moment",
    goods_not_allowed: "not for sale: the shop does not sell this kind of goods here",
    goods_prohibited: "not for sale: this kind of goods may not be sold here",
  },

  routes: {
    instant: "The buyer pays on the host's payment sheet",
    external: "The buyer pays on the seller's checkout page",
    none: "No way to pay is offered",
  },

  noTool: (name: string) => `There is no tool ${name}`,
  noResource: (uri: string, all: readonly string[]) => `There is no resource ${uri}; there are ${all.join(" and ")}`,
  widgetUnread: (reference: string) => `The widget cannot be read now (reference ${reference})`,
  limited: (tool: string, seconds: number) =>
    `Nothing was done: ${tool} was called too often. Wait ${seconds === 1 ? "1 second" : `${seconds} seconds`}, then call it once more.`,
  failed: (tool: string, reference: string) =>
    `${tool} is temporarily unavailable. Try again later; before anything is paid again, ask get_order_status. Reference ${reference}.`,
} as const;
