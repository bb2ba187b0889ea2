import { unreachable } from "#lib/invariant.ts";
import { foundOrderView } from "#lib/wire/orders/found.ts";
import { findOrderOutput } from "#lib/wire/orders/order-contract.ts";
import { findOrderInput } from "#lib/wire/tool-contract.ts";
import { foundOrderText } from "../checkout-text.ts";
import { TEXTS } from "../texts.ts";
import { defineTool } from "../tool.ts";
import { toolMeta } from "../tool-meta.ts";

export const findOrder = defineTool({
  name: "find_order",
  title: "Find an order",
  description:
    "Finds an order that was placed earlier or elsewhere, by its order number and the e-mail address it was placed with; ask the buyer for both. Returns its status, shipments (carrier, tracking number) and refunds, and no personal data. For a checkout of this conversation use get_order_status. Changes nothing.",
  input: findOrderInput,
  output: findOrderOutput,
  hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: false, idempotentHint: true },
  reasons: {
    readOnlyHint: "Looks an order up by its number and e-mail address and changes nothing about it.",
    destructiveHint: "Changes no data, so nothing can be lost.",
    openWorldHint: "Reads this shop's own records and writes nowhere.",
  },
  meta: toolMeta({ invoking: "Looking for the order", invoked: "Looked for the order", fromWidget: true }),
  async run(verbs, input, { caller }) {
    const found = await verbs.findOrder({ number: input.order_number, email: input.email });
    switch (found.kind) {
      case "found": {
        const order = foundOrderView(found.order);
        return { kind: "answer", structured: { order }, text: foundOrderText(order, caller.locale) };
      }
      case "no_match":
        return { kind: "refused", text: TEXTS.noOrder };
      case "limited":
        return { kind: "refused", text: TEXTS.tooManyLookUps(Math.ceil(found.retryAfterMs / 60_000)) };
      default:
        return unreachable(found);
    }
  },
});
