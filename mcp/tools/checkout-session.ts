import { checkoutSessionInput, checkoutView, WIDGET_SECRET_META } from "#lib/wire/tool-contract.ts";
import { checkoutAnswer } from "../checkout-answer.ts";
import { checkoutProblems, problemSayings } from "../checkout-problems.ts";
import { itemRequests } from "#lib/wire/item-requests.ts";
import { withKept } from "../kept-details.ts";
import { defineTool } from "../tool.ts";
import { WIDGET_URI, toolMeta } from "../tool-meta.ts";

export const checkoutSession = defineTool({
  name: "checkout_session",
  title: "Prepare a checkout",
  description:
    "Prepares a checkout and shows it to the buyer with a button to pay. Use it when the buyer wants to buy. Prices in the input are ignored. Nothing is charged. The answer holds a link to the seller's checkout page, which works without any widget. Calling it again prepares another checkout.",
  input: checkoutSessionInput,
  output: checkoutView,
  hints: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
  reasons: {
    readOnlyHint: "Stores a new, unpaid checkout at this shop.",
    destructiveHint: "Adds an unpaid draft and neither replaces nor deletes anything, and nothing is charged.",
    openWorldHint: "Writes to this shop's own database and nowhere else; the payment provider is not called.",
  },
  meta: toolMeta({
    invoking: "Preparing the checkout",
    invoked: "Checkout prepared",
    renders: WIDGET_URI,
    fromWidget: true,
  }),
  async run(verbs, input, context) {
    const prepared = await verbs.prepareCheckout({
      items: itemRequests(input.checkout_session.items),
      locale: context.caller.locale,
    });
    if (prepared.kind === "refused")
      return {
        kind: "problems",
        problems: checkoutProblems(prepared.problems, "checkout_session"),
        said: problemSayings(prepared.problems, context),
      };
    const answer = checkoutAnswer(prepared, context);
    const { widgetSecret } = prepared;
    if (widgetSecret === null) return answer;
    const forWidget = { ...answer, widgetOnly: { [WIDGET_SECRET_META]: widgetSecret } };
    return withKept(forWidget, verbs, prepared, context, widgetSecret);
  },
});
