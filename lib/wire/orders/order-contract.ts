import { z } from "zod";
import { AVAILABILITIES } from "../../catalog/product.ts";
import { SHIPMENT_PROGRESS } from "../../orders/shipment.ts";

const amount = z.int().min(0);

/** The progress of an order and what left for the buyer; of the buyer nothing. Shared by the tools and the widget. */
export const orderProgressFields = {
  delivery_status: z.enum(SHIPMENT_PROGRESS),
  /** Pre-orders and back-orders of which something is still to be sent. */
  awaited_items: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        availability: z.enum(AVAILABILITIES),
        availability_date: z.string().optional(),
      }),
    )
    .optional(),
  shipments: z.array(
    z.object({
      id: z.string(),
      status: z.enum(["shipped", "delivered"]),
      carrier: z.string().optional(),
      tracking_number: z.string().optional(),
      tracking_url: z.string().optional(),
      shipped_at: z.string(),
      delivered_at: z.string().optional(),
      items: z.array(z.object({ id: z.string(), title: z.string(), quantity: z.int().min(1) })),
    }),
  ),
};
export const orderProgress = z.object(orderProgressFields);
export type OrderProgress = z.infer<typeof orderProgress>;

/** Money given back, or on its way back; nothing of who gets it. */
export const refundList = z.array(
  z.object({
    id: z.string(),
    status: z.enum(["pending", "completed", "failed"]),
    amount,
    occurred_at: z.string(),
  }),
);
export type RefundList = z.infer<typeof refundList>;

/** What became of an order's payment beside its refunds. Shared by the tools and the widget. */
export const paymentFields = {
  /** Refunds that failed and that the seller gives back another way. */
  refund_failed: amount.optional(),
  /** The buyer's bank questions the payment, or has returned all that was left of it. */
  payment_dispute: z.enum(["open", "returned"]).optional(),
  /** What the buyer's bank has returned of the payment, a part or all of it; absent when it returned nothing. */
  payment_returned: amount.optional(),
  /** What it has returned in other currencies than the order's, as it says it. */
  payment_returned_in: z.array(z.object({ amount, currency: z.string() })).optional(),
};

const foundOrder = z.object({
  order_number: z.string(),
  status: z.enum(["paid", "partially_refunded", "refunded", "canceled"]),
  seller_name: z.string(),
  placed_at: z.string(),
  currency: z.string(),
  total: amount,
  refunded: amount,
  ...paymentFields,
  ...orderProgressFields,
  refunds: refundList,
});
export const findOrderOutput = z.object({ order: foundOrder });
export type FoundOrder = z.infer<typeof foundOrder>;
