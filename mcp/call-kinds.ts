import type { CallKind } from "#lib/http/limits/call-limits.ts";

/** Which limit a call of each tool counts for (docs/decisions/0066-limits.md). A test asks for every tool's. */
export const TOOL_CALL_KINDS: Readonly<Record<string, CallKind>> = {
  search_products: "read",
  get_product: "read",
  get_order_status: "read",
  find_order: "read",
  checkout_session: "prepare",
  update_checkout: "change",
  choose_route: "change",
  record_funnel_event: "change",
  cancel_checkout: "change",
  complete_checkout: "pay",
};
