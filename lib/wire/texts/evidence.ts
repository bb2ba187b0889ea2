/** What a folder of evidence says to a bank, in English: whoever reads it decides about the dispute. */
export const EVIDENCE_TEXTS = {
  items: (quantity: number, title: string, total: string) => `${quantity} × ${title}: ${total}`,
  sale: (seller: string, number: string, day: string, paid: string) =>
    `Order ${number} at ${seller}, paid ${paid} on ${day}.`,
  routes: {
    instant: "The buyer paid with a card in the chat's payment sheet, after the order was shown there.",
    external: "The buyer paid on the seller's checkout page, after the order was shown there.",
  },
  shown: (digest: string) => `The total that was charged is that of the order as it was shown (digest ${digest}).`,
  terms: (urls: readonly string[]) =>
    `The seller's policies are linked on the checkout page, the receipt and in the chat: ${urls.join(", ")}.`,
  shipments: {
    none: "Nothing was shipped.",
    digital: (items: string, day: string) => `${items}: delivered over the network on ${day}.`,
    shipped: (items: string, carrier: string, day: string) => `${items}: handed to ${carrier} on ${day}.`,
    tracking: (number: string) => `Tracking number ${number}.`,
    trackingUrl: (url: string) => `Tracking page ${url}.`,
    delivered: (day: string) => `Delivered on ${day}.`,
    notDelivered: "Delivery is not confirmed.",
  },
  refund: (amount: string, status: string, day: string) => `Refund of ${amount}, ${status}, ${day}.`,
  noRefunds: "Nothing was refunded.",
  headings: {
    receipt: "Receipt",
    shipping: "Shipment and delivery",
    terms: "Policies",
    history: "History",
  },
  total: "Total",
  soldTo: "Sold to",
  shippedTo: "Delivery address",
} as const;
