import { sessionId } from "#lib/ids.ts";
import { unreachable } from "#lib/invariant.ts";
import type { CancelOutcome } from "#lib/purchase/checkout/cancel-checkout.ts";
import type { MessageView } from "#lib/wire/host-session.ts";
import { cancelCheckoutInput, checkoutView } from "#lib/wire/tool-contract.ts";
import type { TranslatedCard } from "#lib/wire/texts/card/card.ts";
import { addressRule, checkoutAnswer, NO_SUCH_CHECKOUT } from "../checkout-answer.ts";
import { TEXTS } from "../texts.ts";
import { defineTool } from "../tool.ts";
import { toolMeta } from "../tool-meta.ts";

export const cancelCheckout = defineTool({
  name: "cancel_checkout",
  title: "Cancel a checkout",
  description:
    "Cancels a checkout that is not paid, for good. An open payment page is closed first. A paid order is not canceled or refunded by this. Use it only when the buyer asks for it.",
  input: cancelCheckoutInput,
  output: checkoutView,
  hints: { readOnlyHint: false, destructiveHint: true, openWorldHint: false, idempotentHint: true },
  reasons: {
    readOnlyHint: "Closes a checkout that is stored at this shop.",
    destructiveHint: "A canceled checkout cannot be opened again; a paid order is neither canceled nor refunded by it.",
    openWorldHint:
      "Writes to this shop's own database, and reaches beyond it only to close this checkout's own unpaid payment page.",
  },
  meta: toolMeta({ invoking: "Canceling the checkout", invoked: "Cancel answered", fromWidget: true }),
  async run(verbs, input, context) {
    const outcome = await verbs.cancelCheckout({ sessionId: sessionId(input.checkout_session_id), by: "buyer" });
    if (outcome.kind === "not_found") return NO_SUCH_CHECKOUT;
    return checkoutAnswer(
      outcome,
      context,
      (texts) => cancelMessages(outcome.kind, texts),
      addressRule(verbs.isProvenOwner(outcome.session)),
    );
  },
});

function cancelMessages(
  kind: Exclude<CancelOutcome["kind"], "not_found">,
  texts: TranslatedCard | null,
): MessageView[] {
  const refusal = (english: string): MessageView[] => [
    { type: "error", code: "invalid", param: "$.status", content_type: "plain", content: texts?.locked ?? english },
  ];
  switch (kind) {
    case "canceled":
    case "already_closed":
      return [];
    case "payment_in_progress":
      return refusal(TEXTS.notCanceledPaymentOpen);
    case "already_paid":
      return refusal(TEXTS.notCanceledPaid);
    default:
      return unreachable(kind);
  }
}
