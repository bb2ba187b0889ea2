import { sellerId, productId, shipmentId, checkoutLink } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { Mail, MailContent } from "#lib/orders/mail.ts";
import type { Order, Shipment } from "#lib/orders/order.ts";
import { anAddress, anOrder, aProduct, aSession, NOON, someRules } from "../fixtures/builders.ts";
import { discountRule } from "../fixtures/shop-rules.ts";

export const PUBLIC_URL = "https://shop.example.com";
export const SENDER = { name: null, address: "orders@shop.example.com", replyTo: null };

const lines = [
  { product: aProduct({ title: "Moss-green mug" }), quantity: 2 },
  {
    product: aProduct({ id: productId("cup"), title: "Espresso cup, set of two", price: money(4000, "USD") }),
    quantity: 1,
  },
];
const session = aSession({ status: "completed", discountCodes: ["TEN"], lines });
export const anOrderOfTwo: Order = { ...anOrder(session), delivery: session.deliveryOptions[0] ?? null };
/** Only what cost nothing is canceled. */
const given = aSession({
  status: "completed",
  discountCodes: ["GIFT"],
  lines,
  rules: {
    ...someRules,
    shipping: someRules.shipping.map((rule) => ({ ...rule, prices: [money(0, "USD")] })),
    discounts: [discountRule({ code: "GIFT", title: "Gift", effect: { kind: "percent", perMillion: 1_000_000 } })],
  },
});
const anOrderOfNothing: Order = { ...anOrder(given), delivery: given.deliveryOptions[0] ?? null };
const box: Shipment = {
  id: shipmentId("ship_1"),
  name: "box-1",
  lines: [
    { lineId: "line_1", quantity: 2 },
    { lineId: "line_2", quantity: 1 },
  ],
  carrier: "Post",
  trackingNumber: "0034-1",
  trackingUrl: "https://post.example.com/0034-1",
  shippedAt: NOON,
  deliveredAt: null,
};
const shipped = { ...anOrderOfTwo, shipments: [box] };
const boxOfMugs: Shipment = { ...box, lines: [{ lineId: "line_1", quantity: 2 }] };
const shippedInPart = { ...anOrderOfTwo, shipments: [boxOfMugs] };
const address = { kind: "full", address: anAddress() } as const;
const { lineItems, totals, discounts, taxLines, taxBasis, sellerName } = session;

/** Every message, as an ordinary purchase makes it. */
export const CONTENTS = {
  order_placed: { kind: "order_placed", order: anOrderOfTwo, address },
  order_canceled: { kind: "order_canceled", order: anOrderOfNothing },
  order_shipped: { kind: "order_shipped", order: shipped, shipment: box },
  order_delivered: { kind: "order_delivered", order: shipped, shipment: { ...box, deliveredAt: NOON } },
  refund_made: { kind: "refund_made", order: anOrderOfTwo, amount: money(1250, "USD") },
  refund_failed: { kind: "refund_failed", order: anOrderOfTwo, amount: money(1250, "USD") },
  debit_failed: {
    kind: "debit_failed",
    checkout: {
      link: checkoutLink("co_secret"),
      sellerName,
      lineItems,
      totals,
      discounts,
      taxLines,
      taxBasis,
      isDelivered: true,
      isOpen: true,
    },
  },
  new_order: {
    kind: "new_order",
    order: { ...anOrderOfTwo, shortages: [{ productId: productId("cup"), missing: 1 }] },
  },
  dispute_opened: {
    kind: "dispute_opened",
    order: anOrderOfTwo,
    amount: anOrderOfTwo.paid,
    reason: "product_not_received",
    deadline: new Date("2026-05-14T23:59:00Z"),
  },
  seller_requirements: {
    kind: "seller_requirements",
    sellerId: sellerId("kumo"),
    requirements: [
      { what: "company.verification.document", dueAt: "2026-05-01T12:00:00.000Z", isPastDue: true },
      { what: "individual.id_number", dueAt: "2026-12-10T12:00:00.000Z" },
      { what: "external_account", dueAt: null },
    ],
    disabledReason: "requirements.past_due",
  },
  receiver_turned_off: {
    kind: "receiver_turned_off",
    sellerId: sellerId("kumo"),
    receiverId: "rcv_7Jm2",
    host: "erp.kumo.example",
    since: "2026-05-02T12:00:00.000Z",
    failure: "answered_503",
  },
  needs_person: {
    kind: "needs_person",
    items: [
      { kind: "lost_refund", subject: "pay_41f0", amount: money(1250, "USD") },
      { kind: "oversold", subject: "Espresso cup, set of two", amount: null },
      {
        kind: "evidence_due",
        subject: "pay_77aa",
        amount: money(3500, "USD"),
        until: new Date("2026-05-14T23:59:00Z").toISOString(),
      },
    ],
    more: 137,
  },
  daily_summary: {
    kind: "daily_summary",
    sellerId: null,
    summary: {
      day: "2026-05-03",
      sales: [
        {
          sellerId: sellerId("fernweh"),
          sellerName: "Fernweh Supply",
          currency: "USD",
          orders: 12,
          paidMinor: 84_250,
          refunds: 1,
          refundedMinor: 1250,
        },
        { sellerId: sellerId("kumo"), currency: "JPY", orders: 1, paidMinor: 2500, refunds: 0, refundedMinor: 0 },
      ],
      testOrders: 2,
      attention: [{ kind: "lost_refund", count: 1 }],
    },
  },
} as const satisfies Readonly<Record<MailContent["kind"], MailContent>>;

/** The same of a part of an order, whose rest is still to come. */
export const IN_PART = {
  order_shipped: { kind: "order_shipped", order: shippedInPart, shipment: boxOfMugs },
  order_delivered: {
    kind: "order_delivered",
    order: shippedInPart,
    shipment: { ...boxOfMugs, deliveredAt: NOON },
  },
} as const satisfies Partial<Record<MailContent["kind"], MailContent>>;

export const aMail = (content: MailContent, changes: Partial<Mail> = {}): Mail => ({
  id: `${content.kind}:ord_1`,
  createdAt: NOON,
  sessionId: session.id,
  isTest: false,
  to: ["ada@example.com"],
  content,
  ...changes,
});
