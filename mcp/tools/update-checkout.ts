import { sessionId } from "#lib/ids.ts";
import { readAddress } from "#lib/wire/address/read-address.ts";
import { checkoutView, updateCheckoutInput } from "#lib/wire/tool-contract.ts";
import { formTexts } from "#lib/wire/texts/form/form-texts.ts";
import { addressRule, checkoutAnswer, localeIn, NO_SUCH_CHECKOUT } from "../checkout-answer.ts";
import { checkoutProblems, problemSayings } from "../checkout-problems.ts";
import { itemRequests } from "#lib/wire/item-requests.ts";
import { withKept } from "../kept-details.ts";
import { TEXTS } from "../texts.ts";
import { defineTool, type Saying, type ToolContext } from "../tool.ts";
import { toolMeta } from "../tool-meta.ts";

export const updateCheckout = defineTool({
  name: "update_checkout",
  title: "Change a checkout",
  description:
    "Changes a checkout that is not paid yet: items, delivery address, delivery option or discount codes. Fields that are left out stay as they are. Ask the buyer for the address; do not guess it. Nothing is charged.",
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
        said: addressSayings(input.fulfillment_address ?? {}, read.problems, context),
      };
    const updated = await verbs.updateCheckout({
      sessionId: sessionId(input.checkout_session_id),
      locale: context.caller.locale,
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
          checkoutAnswer(
            updated,
            context,
            undefined,
            read === null ? addressRule(verbs.isProvenOwner(updated.session)) : "while_open",
          ),
          verbs,
          updated,
          context,
        );
      case "locked":
        return checkoutAnswer(
          updated,
          context,
          (texts) => [
            {
              type: "error",
              code: "invalid",
              param: "$.status",
              content_type: "plain",
              content: texts?.locked ?? TEXTS.locked,
            },
          ],
          addressRule(verbs.isProvenOwner(updated.session)),
        );
      case "refused":
        return {
          kind: "problems",
          problems: checkoutProblems(updated.problems),
          said: problemSayings(updated.problems, context),
        };
      case "not_found":
        return NO_SUCH_CHECKOUT;
    }
  },
});

/** What is wrong with an address, also in the language of the card in which it was written. */
function addressSayings(
  given: Parameters<typeof readAddress>[0],
  problems: readonly { readonly message: string }[],
  { caller, language }: ToolContext,
): readonly Saying[] {
  const read = readAddress(given, formTexts(localeIn(language, caller.locale)));
  return read.kind === "problems"
    ? problems.map(({ message }, index): Saying => [message, read.problems[index]?.message ?? message])
    : [];
}
