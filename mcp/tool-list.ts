import type { Tool } from "./tool.ts";
import { cancelCheckout } from "./tools/cancel-checkout.ts";
import { checkoutSession } from "./tools/checkout-session.ts";
import { chooseRoute } from "./tools/choose-route.ts";
import { completeCheckout } from "./tools/complete-checkout.ts";
import { findOrder } from "./tools/find-order.ts";
import { getOrderStatus } from "./tools/get-order-status.ts";
import { getProduct } from "./tools/get-product.ts";
import { recordFunnelEvent } from "./tools/record-funnel-event.ts";
import { searchProducts } from "./tools/search-products.ts";
import { updateCheckout } from "./tools/update-checkout.ts";

/** Every tool on /mcp, in the order a purchase uses them. */
export const TOOLS: readonly Tool[] = [
  searchProducts,
  getProduct,
  checkoutSession,
  updateCheckout,
  chooseRoute,
  recordFunnelEvent,
  completeCheckout,
  cancelCheckout,
  getOrderStatus,
  findOrder,
];
