import { sessionId } from "#lib/ids.ts";
import { recordFunnelEventInput, recordFunnelEventOutput } from "#lib/wire/tool-contract.ts";
import { defineTool } from "../tool.ts";
import { toolMeta } from "../tool-meta.ts";

/** Answers the same whether the checkout is in the experiment or exists at all: the widget has nothing to do with it. */
export const recordFunnelEvent = defineTool({
  name: "record_funnel_event",
  title: "Note a step of the checkout widget",
  description:
    "Called by the checkout widget: notes for the merchant's statistics that its button was shown or clicked. Changes nothing about the checkout.",
  input: recordFunnelEventInput,
  output: recordFunnelEventOutput,
  hints: { readOnlyHint: false, destructiveHint: false, openWorldHint: false, idempotentHint: true },
  meta: toolMeta({ invoking: "Noting a step", invoked: "Step noted", fromWidget: true, appOnly: true }),
  async run(verbs, { checkout_session_id, step }) {
    await verbs.recordFunnelEvent({ sessionId: sessionId(checkout_session_id), step });
    return { kind: "answer", structured: { step }, text: `Noted: ${step}.` };
  },
});
