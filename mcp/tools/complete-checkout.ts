import { completeCheckoutInput, readCompleteCheckout } from "#lib/wire/complete-checkout.ts";
import { paymentTexts } from "#lib/wire/texts/payment/payment-texts.ts";
import { paymentMessages } from "#lib/wire/payment-messages.ts";
import { checkoutView } from "#lib/wire/tool-contract.ts";
import { checkoutAnswer, localeIn, NO_SUCH_CHECKOUT } from "../checkout-answer.ts";
import { defineTool } from "../tool.ts";
import { toolMeta } from "../tool-meta.ts";

export const completeCheckout = defineTool({
  name: "complete_checkout",
  title: "Complete the purchase",
  description:
    "Called by the host's payment sheet after the buyer approved the payment there, with the delegated token it obtained. Charges the checkout's total and places the order. Not for use with data that did not come from the payment sheet: never invent a token. Repeating the same call charges nothing more and answers the same order.",
  input: completeCheckoutInput,
  output: checkoutView,
  hints: { readOnlyHint: false, destructiveHint: true, openWorldHint: true, idempotentHint: true },
  reasons: {
    readOnlyHint: "Charges the buyer's payment method and places the order.",
    destructiveHint:
      "A charge and its order cannot be taken back by this tool; it needs the token that the payment sheet issues after the buyer approved the total.",
    openWorldHint: "Sends the charge to the payment provider, a service outside this shop.",
  },
  // Who may call it is left at the default: how the host's own caller reads visibility is not documented.
  meta: toolMeta({ invoking: "Paying", invoked: "Payment answered" }),
  async run(verbs, input, context) {
    const read = readCompleteCheckout(input);
    if (read.kind === "problems") return read;
    const paid = await verbs.payWithToken(read.request);
    if (paid.kind === "not_found") return NO_SUCH_CHECKOUT;
    // Not an error of the tool: the host reads what went wrong from the messages of the answer.
    // Anybody without a subject may bring a token; only one that paid proves that the address is the caller's.
    const shows = paid.kind === "completed" && paid.isByThisToken ? "always" : "never";
    const spoken = paymentTexts(localeIn(context.language, context.caller.locale));
    return checkoutAnswer(paid, context, (card) => paymentMessages(paid, card === null ? undefined : spoken), shows);
  },
});
