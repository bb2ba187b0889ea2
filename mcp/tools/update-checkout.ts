import { sessionId } from "#lib/ids.ts";
import { readAddress } from "#lib/wire/address/read-address.ts";
import { checkoutView, updateCheckoutInput } from "#lib/wire/tool-contract.ts";
import { addressRule, checkoutAnswer, NO_SUCH_CHECKOUT } from "../checkout-answer.ts";
import { checkoutProblems } from "../checkout-problems.ts";
import { itemRequests } from "#lib/wire/item-requests.ts";
import { withKept } from "../kept-details.ts";
import { TEXTS } from "../texts.ts";
import { defineTool } from "../tool.ts";
import { toolMeta } from "../tool-meta.ts";

export const updateCheckout = defineTool({
  name: "update_checkout",
  title: "Change a checkout",
  description:
    "Changes a checkout that is not paid yet: items, delivery address, delivery option or discount codes. Fields that are left out stay as they are. Answers the new totals. Ask the buyer for the address; do not guess it. Nothing is charged.",
  input: updateCheckoutInput,
  output: checkoutView,
  hints: { readOnlyHint: false, destructiveHint: false, openWorldHint: false, idempotentHint: true },
  reasons: {
    readOnlyHint:
      "Changes items, address, delivery option or discount codes of a checkout that is stored at this shop.",
    destructiveHint:
      "What it replaces belongs to an unpaid draft and can be given again; a checkout with a payment is not changed.",
    openWorldHint: "Writes to this shop's own database and nowhere else; the payment provider is not called.",
  },
  meta: toolMeta({ invoking: "Changing the checkout", invoked: "Checkout changed", fromWidget: true }),
  async run(verbs, input, context) {
    const read = input.fulfillment_address ? readAddress(input.fulfillment_address) : null;
    if (read?.kind === "problems")
      return {
        kind: "problems",
        problems: read.problems.map((problem) => ({ ...problem, field: `fulfillment_address.${problem.field}` })),
      };
    const updated = await verbs.updateCheckout({
      sessionId: sessionId(input.checkout_session_id),
      ...(input.items ? { items: itemRequests(input.items) } : {}),
      ...(read === null ? {} : { address: read.address }),
      ...(input.fulfillment_option_id ? { deliveryOptionId: input.fulfillment_option_id } : {}),
      ...(input.discount_codes ? { discountCodes: input.discount_codes } : {}),
      ...(input.remember === undefined ? {} : { remember: input.remember }),
    });
    switch (updated.kind) {
      case "updated":
        // What was given in this call is not news to whoever made it.
        return withKept(
          checkoutAnswer(updated, context, [], read === null ? addressRule(verbs, updated) : "while_open"),
          verbs,
          updated,
        );
      case "locked":
        return checkoutAnswer(
          updated,
          context,
          [
            {
              type: "error",
              code: "invalid",
              param: "$.status",
              content_type: "plain",
              content: TEXTS.locked,
            },
          ],
          addressRule(verbs, updated),
        );
      case "refused":
        return { kind: "problems", problems: checkoutProblems(updated.problems) };
      case "not_found":
        return NO_SUCH_CHECKOUT;
    }
  },
});
