import { sessionId } from "#lib/ids.ts";
import { checkoutView, getOrderStatusInput } from "#lib/wire/tool-contract.ts";
import { checkoutAnswer, NO_SUCH_CHECKOUT } from "../checkout-answer.ts";
import { defineTool } from "../tool.ts";
import { toolMeta } from "../tool-meta.ts";

export const getOrderStatus = defineTool({
  name: "get_order_status",
  title: "Ask for the order's status",
  description:
    "Returns the state of a checkout: not paid, payment open, paid with its order, receipt and shipments (carrier, tracking number), canceled or expired. When a payment's outcome is open it asks the payment service and records the answer. Charges nothing; safe to repeat.",
  input: getOrderStatusInput,
  output: checkoutView,
  // It records what it learns at the payment service (a payment made, a checkout expired), so it is not read-only.
  hints: { readOnlyHint: false, destructiveHint: false, openWorldHint: false, idempotentHint: true },
  meta: toolMeta({ invoking: "Asking for the status", invoked: "Status answered", fromWidget: true }),
  async run(verbs, input, context) {
    const state = await verbs.checkOrder({ sessionId: sessionId(input.checkout_session_id) });
    return state === null ? NO_SUCH_CHECKOUT : checkoutAnswer(state, context);
  },
});
