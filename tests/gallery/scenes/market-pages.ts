import { openOrder } from "../../e2e/checkout-page.ts";
import { CART } from "../../e2e/marketplace/market.ts";
import { ADA, HOME, tool } from "../../e2e/tools.ts";
import { pageScene, type Bench } from "./page-scene.ts";

/** An order of two sellers' goods, paid in the chat. */
async function paidMarketOrder({ page, request }: Bench): Promise<void> {
  const made = await tool(request, "checkout_session", { checkout_session: { items: CART } });
  const { id } = made.structured;
  await tool(request, "update_checkout", { checkout_session_id: id, fulfillment_address: HOME });
  const payment_data = { token: `tok_sandbox_ok_${id}`, provider: "stripe" };
  await tool(request, "complete_checkout", { checkout_session_id: id, buyer: ADA, payment_data });
  const { structured } = await tool(request, "get_order_status", { checkout_session_id: id });
  await openOrder(page, structured.order);
}

/** The page of an order of several sellers, on a screen and on paper. */
export const MARKET_PAGES = [
  pageScene("order-of-two-sellers", paidMarketOrder, { kind: "market" }),
  pageScene("printed-order-of-two-sellers", paidMarketOrder, { kind: "market", isPrinted: true }),
] as const;
