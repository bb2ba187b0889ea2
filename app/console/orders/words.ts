import type { DisputeStatus, PaymentAlert } from "#lib/orders/disputes/alert.ts";
import type { Order } from "#lib/orders/order.ts";
import type { ShipmentProgress } from "#lib/orders/shipment.ts";

export const STATUS_WORDS: Readonly<Record<Order["status"], string>> = {
  paid: "Paid",
  partially_refunded: "Partly refunded",
  refunded: "Refunded",
  canceled: "Canceled",
};

export const PROGRESS_WORDS: Readonly<Record<ShipmentProgress, string>> = {
  not_shipped: "Not shipped",
  partly_shipped: "Partly shipped",
  shipped: "Shipped",
  delivered: "Delivered",
};

export const ALERT_WORDS: Readonly<Record<PaymentAlert["kind"], string>> = {
  chargeback: "Chargeback",
  inquiry: "Inquiry",
  early_fraud_warning: "Early fraud warning",
  review: "Review",
};

export const DISPUTE_WORDS: Readonly<Record<Exclude<DisputeStatus, "none">, string>> = {
  open: "Disputed",
  inquiry: "Bank inquires",
  won: "Dispute won",
  lost: "Dispute lost",
};

export const ROUTE_WORDS: Readonly<Record<Order["route"], string>> = { instant: "Instant", external: "External" };

type OrderName = Pick<Order, "id" | "number" | "isPart">;

/** The page of an order, or of one seller's part, which has its order's id. */
export const orderAddress = (order: OrderName): string => `/console/orders/${encodeURIComponent(nameOf(order))}`;

/** What finds an order again: its id, and one seller's part its number. */
export const nameOf = (order: OrderName): string => (order.isPart ? order.number : order.id);

/** What may be an order's number or id, or a part's number; anything else is not looked up. */
export const isOrderName = (text: string): boolean => /^[\w-]{1,80}$/.test(text);

const MINUTE_MS = 60_000;

/** How long ago something was, in the largest unit that fits: "3 hours ago", "just now". */
export function ageText(moment: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - moment.getTime()) / MINUTE_MS));
  if (minutes === 0) return "just now";
  const [count, unit] =
    minutes < 60
      ? [minutes, "minute"]
      : minutes < 60 * 48
        ? [Math.floor(minutes / 60), "hour"]
        : [Math.floor(minutes / (60 * 24)), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}

/** The sentence of a list without orders: there is none at all, or a filter or a day leaves none. */
export const noOrdersText = (isFiltered: boolean): string =>
  isFiltered ? "There are no such orders." : "There are no orders.";
