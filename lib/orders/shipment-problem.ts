import type { PaymentAlert } from "./disputes/alert.ts";
import type { LineProblem } from "./line-problem.ts";

/** One thing wrong with a request about a shipment, as data. */
export type ShipmentProblem =
  /** All of it was given back, so nothing is left to ship. */
  | { readonly kind: "order_refunded" }
  | { readonly kind: "order_canceled" }
  | { readonly kind: "order_shipped" }
  /** A shipment is one seller's, and the request names no lines, or lines of several. */
  | {
      readonly kind: "several_sellers";
      readonly sellers: readonly { readonly sellerName: string; readonly lineIds: readonly string[] }[];
    }
  /** A dispute, an early fraud warning or a review stands against the payment; `insist` ships nevertheless. */
  | { readonly kind: "order_held"; readonly holds: readonly Pick<PaymentAlert, "kind" | "state" | "id">[] }
  | { readonly kind: "carrier_missing" }
  | {
      readonly kind: "bad_text";
      readonly detail: "name" | "carrier" | "trackingNumber";
      readonly maxLength: number;
    }
  | { readonly kind: "bad_tracking_url" }
  /** The shipment was recorded before with another one. */
  | {
      readonly kind: "other_detail";
      readonly detail: "carrier" | "trackingNumber" | "trackingUrl";
      readonly recorded: string;
    }
  /** The shipment was recorded before with other lines. */
  | { readonly kind: "other_lines" }
  | LineProblem;
