import { sessionId } from "#lib/ids.ts";
import { recordFunnelEventInput, recordFunnelEventOutput } from "#lib/wire/tool-contract.ts";
import { defineTool } from "../tool.ts";
import { toolMeta } from "../tool-meta.ts";

/** Answers the same whether the checkout is in the experiment or exists at all: the widget has nothing to do with it. */
export const recordFunnelEvent = defineTool({
  name: "record_funnel_event",
  title: "Record a funnel event of the checkout widget",
  description:
    "Called by the checkout widget: records for the merchant's statistics that its button was shown or clicked. Changes nothing about the checkout.",
  input: recordFunnelEventInput,
  output: recordFunnelEventOutput,
  hints: { readOnlyHint: false, destructiveHint: false, openWorldHint: false, idempotentHint: true },
  reasons: {
    readOnlyHint: "Stores that the checkout's button was shown or clicked.",
    destructiveHint: "Adds an entry to the shop's own statistics and changes nothing about the checkout.",
    openWorldHint: "Writes to this shop's own database and nowhere else.",
  },
  meta: toolMeta({
    invoking: "Recording a funnel event",
    invoked: "Funnel event recorded",
    fromWidget: true,
    appOnly: true,
  }),
  async run(verbs, { checkout_session_id, event }) {
    await verbs.recordFunnelEvent({ sessionId: sessionId(checkout_session_id), event });
    return { kind: "answer", structured: { event }, text: `Recorded: ${event}.` };
  },
});
