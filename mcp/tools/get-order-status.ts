import { sessionId } from "#lib/ids.ts";
import { failedPaymentMessage } from "#lib/wire/checkout-messages.ts";
import type { TranslatedCard } from "#lib/wire/texts/card/card.ts";
import { checkoutView, getOrderStatusInput } from "#lib/wire/tool-contract.ts";
import { addressRule, checkoutAnswer, NO_SUCH_CHECKOUT } from "../checkout-answer.ts";
import { withKept } from "../kept-details.ts";
import { defineTool } from "../tool.ts";
import { toolMeta, WIDGET_URI } from "../tool-meta.ts";

export const getOrderStatus = defineTool({
  name: "get_order_status",
  title: "Ask for the order's status",
  description:
    "Reads the status of a checkout: not paid, payment open, paid with its order, receipt and shipments (carrier, tracking number), canceled or expired. While a payment's outcome is open, the server asks the payment service by itself and this tool shows what it learned. Reads only: it charges and changes nothing.",
  input: getOrderStatusInput,
  output: checkoutView,
  hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: false, idempotentHint: true },
  reasons: {
    readOnlyHint: "Reads what the shop has stored about a checkout and its order, and asks nobody to change it.",
    destructiveHint: "Changes no data, so nothing can be lost.",
    openWorldHint: "Reads this shop's own records and writes nowhere.",
  },
  meta: toolMeta({
    invoking: "Asking for the status",
    invoked: "Status answered",
    renders: WIDGET_URI,
    fromWidget: true,
  }),
  async run(verbs, input, context) {
    const state = await verbs.readOrder({ sessionId: sessionId(input.checkout_session_id) });
    if (state === null) return NO_SUCH_CHECKOUT;
    const { failedPayment: failed } = state;
    const news = (texts: TranslatedCard | null) =>
      failed === null ? [] : [failedPaymentMessage(failed, context.caller.locale, texts ?? undefined)];
    return withKept(checkoutAnswer(state, context, news, addressRule(state.isProven)), verbs, state, context);
  },
});
