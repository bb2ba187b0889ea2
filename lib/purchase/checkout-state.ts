import type { CheckoutSession } from "../checkout/session.ts";
import type { Order } from "../orders/order.ts";

/** A session with its order when it has one. */
export type CheckoutState = { readonly session: CheckoutSession; readonly order: Order | null };
