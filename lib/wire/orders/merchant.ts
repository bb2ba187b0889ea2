import { adjustmentsOf, refundedOf } from "../../orders/adjustment.ts";
import { taxIdText } from "../../checkout/taxes/tax-id.ts";
import type { TaxBasis } from "../../checkout/taxes/quote.ts";
import type { Order, OrderPart } from "../../orders/order.ts";
import { awaitedFields } from "../products/awaited.ts";
import { csvRecord } from "../csv/record.ts";
import { alertsView, alertStateView } from "./alerts.ts";
import { orderProgressView } from "./progress.ts";

/** What the merchant's system reads of an order's state; of the buyer nothing. Amounts in minor units. */
export function orderStateView(order: Order) {
  return {
    id: order.id,
    number: order.number,
    seller_id: order.sellerId,
    status: order.status,
    livemode: !order.isTest,
    paid_minor: order.paid.amountMinor,
    refunded_minor: refundedOf(order).amountMinor,
    currency: order.paid.currency,
    ...alertStateView(order),
    ...orderProgressView(order),
  };
}

/**
 * An order for the merchant's own system, with all it takes to fulfil it: what was bought, and for whom. `buyer` and
 * `address` are null where they were not needed, and after they were erased (`details_erased`).
 */
export function merchantOrderView(order: Order, publicUrl: string) {
  const { buyer, address, delivery, totals } = order;
  return {
    ...orderStateView(order),
    placed_at: order.paidAt.toISOString(),
    checkout_session_id: order.sessionId,
    permalink_url: `${publicUrl}/orders/${order.link}`,
    route: order.route,
    payment_reference: order.paid.amountMinor === 0 ? null : order.paymentReference,
    line_items: order.lineItems.map((line) => ({
      id: line.id,
      product_id: line.productId,
      offer_id: line.offerId,
      title: line.title,
      quantity: line.quantity,
      is_digital: line.isDigital,
      ...awaitedFields(line),
      unit_price_minor: line.unitPrice.amountMinor,
      subtotal_minor: line.subtotal.amountMinor,
      tax_minor: line.tax.amountMinor,
      total_minor: line.total.amountMinor,
    })),
    ...(order.parts === undefined ? {} : { parts: order.parts.map((part) => partView(part, publicUrl)) }),
    discounts: order.discounts.map(({ code, amount }) => ({ code, amount_minor: amount.amountMinor })),
    delivery: deliveryView(delivery),
    discount_minor: totals.discount.amountMinor,
    tax_minor: totals.tax.amountMinor,
    ...taxBasisFields(order.taxBasis),
    refunds: adjustmentsOf(order).map(({ id, amount, occurredAt, status }) => ({
      id,
      status,
      amount_minor: amount.amountMinor,
      occurred_at: occurredAt.toISOString(),
    })),
    alerts: alertsView(order),
    buyer:
      buyer === null
        ? null
        : {
            name: buyer.name,
            email: buyer.email,
            phone_number: buyer.phoneNumber,
            ...(buyer.taxId === undefined
              ? {}
              : { vat_number: taxIdText(buyer.taxId), vat_number_check: buyer.taxId.check }),
          },
    address:
      address === null
        ? null
        : {
            name: address.name,
            company: address.company,
            line_one: address.lineOne,
            line_two: address.lineTwo,
            city: address.city,
            state: address.region === "" ? null : address.region,
            postal_code: address.postalCode,
            country: address.country,
            phone_number: address.phoneNumber,
          },
    details_erased: order.erased !== null,
  };
}

const deliveryView = (delivery: Order["delivery"]) =>
  delivery === null
    ? null
    : {
        id: delivery.id,
        title: delivery.title,
        carrier: delivery.carrier,
        total_minor: delivery.total.amountMinor,
      };

/** What of an order is one seller's; that seller's own key reads it as an order. */
const partView = ({ sellerId, number, link, lineIds, delivery }: OrderPart, publicUrl: string) => ({
  seller_id: sellerId,
  number,
  permalink_url: `${publicUrl}/orders/${link}`,
  line_item_ids: [...lineIds],
  delivery: deliveryView(delivery),
});

const partOfLine = ({ parts }: MerchantOrder, { id }: { readonly id: string }) =>
  parts?.find(({ line_item_ids: lines }) => lines.includes(id));

/** Who worked the tax out; nothing where that was the shop's table, as it was meant to. */
const taxBasisFields = ({ source, isEstimated, calculation, notCollectedIn, isReverseCharge }: TaxBasis) =>
  source === "table" && !isEstimated && isReverseCharge === undefined
    ? {}
    : {
        tax_basis: {
          is_estimated: isEstimated,
          calculation: calculation?.id ?? null,
          not_collected_in: [...notCollectedIn],
          ...(isReverseCharge === undefined ? {} : { is_reverse_charge: true }),
        },
      };

export type MerchantOrder = ReturnType<typeof merchantOrderView>;

const COLUMNS = {
  order_number: ({ order }) => order.number,
  placed_at: ({ order }) => order.placed_at,
  seller_id: ({ order, line }) => partOfLine(order, line)?.seller_id ?? order.seller_id,
  status: ({ order }) => order.status,
  delivery_status: ({ order }) => order.delivery_status,
  livemode: ({ order }) => order.livemode,
  currency: ({ order }) => order.currency,
  paid_minor: ({ order }) => order.paid_minor,
  refunded_minor: ({ order }) => order.refunded_minor,
  line_id: ({ line }) => line.id,
  product_id: ({ line }) => line.product_id,
  title: ({ line }) => line.title,
  quantity: ({ line }) => line.quantity,
  line_total_minor: ({ line }) => line.total_minor,
  delivery: ({ order, line }) => (partOfLine(order, line) ?? order).delivery?.title,
  buyer_name: ({ order }) => order.buyer?.name,
  buyer_email: ({ order }) => order.buyer?.email,
  buyer_phone: ({ order }) => order.buyer?.phone_number,
  address_name: ({ order }) => order.address?.name,
  line_one: ({ order }) => order.address?.line_one,
  line_two: ({ order }) => order.address?.line_two,
  city: ({ order }) => order.address?.city,
  state: ({ order }) => order.address?.state,
  postal_code: ({ order }) => order.address?.postal_code,
  country: ({ order }) => order.address?.country,
  order_id: ({ order }) => order.id,
  payment_reference: ({ order }) => order.payment_reference,
  dispute_status: ({ order }) => order.dispute_status,
  disputed_minor: ({ order }) => order.disputed_minor,
  shipping_holds: ({ order }) => order.shipping_holds.join(" "),
  company: ({ order }) => order.address?.company,
  availability: ({ line }) => line.availability,
  availability_date: ({ line }) => line.availability_date,
} as const satisfies Record<
  string,
  (row: {
    order: MerchantOrder;
    line: MerchantOrder["line_items"][number];
  }) => string | number | boolean | null | undefined
>;

export const ordersCsvHeader: string = csvRecord(Object.keys(COLUMNS));

/** An order as CSV records, one for each of its lines; what is about the whole order is in each of them. */
export const orderCsv = (order: MerchantOrder): string =>
  order.line_items
    .map((line) => csvRecord(Object.values(COLUMNS).map((column) => String(column({ order, line }) ?? ""))))
    .join("");
