import { describe, expect, it } from "vitest";
import { WIDGET_SECRET_FIELD, WIDGET_SECRET_META } from "#lib/wire/tool-contract.ts";
import { chatGptHost } from "#widget/host/chatgpt-host.ts";
import { joinedHost } from "#widget/host/connect-host.ts";
import type { Host } from "#widget/host/host.ts";
import { withWidgetSecret } from "#widget/host/widget-secret.ts";
import { hostOfCheckout } from "#widget/products/checkout-in-place.tsx";
import { askStatus, sendChange, sendFunnelEvent } from "#widget/purchase/purchase-calls.ts";
import { aCheckout, anAnswer } from "./a-checkout.ts";

const { id } = aCheckout();
const SECRET = { [WIDGET_SECRET_META]: "wid_0123456789" };
type Answer = { readonly structuredContent?: unknown; readonly _meta?: unknown };

/** ChatGPT with this result on the screen; it records what the widget calls. */
function chat(globals: object, answer: (name: string) => Answer = () => ({ structuredContent: anAnswer() })) {
  const args: Record<string, unknown>[] = [];
  const remembered: unknown[] = [];
  const openai = {
    ...globals,
    callTool: async (name: string, sent: Record<string, unknown>) => {
      args.push(sent);
      return answer(name);
    },
    setWidgetState: (state: unknown) => void remembered.push(state),
  };
  const host = chatGptHost(Object.assign(new EventTarget(), { openai }));
  return { host, args, remembered };
}

describe("the widget's secret", () => {
  it.each([
    ["as the host hands _meta over", SECRET],
    ["in the host's envelope", { status: "success", mcp_tool_result: { _meta: SECRET } }],
    ["in the envelope of the tool's call", { call_tool_result: { content: [], _meta: SECRET } }],
  ])("goes back with each call about its checkout: %s", async (_, toolResponseMetadata) => {
    const { host, args } = chat({ toolOutput: anAnswer(), toolResponseMetadata });
    const own = withWidgetSecret(host);
    await askStatus(own, id, 1);
    await sendChange(own, id, { change: "cancel" });
    await sendFunnelEvent(own, id, "shown");
    expect(args.map((sent) => sent[WIDGET_SECRET_FIELD])).toEqual(Array(3).fill("wid_0123456789"));
  });

  it("is known from the one of both ways that brings it", async () => {
    const { host, args } = chat({ toolOutput: anAnswer(), toolResponseMetadata: SECRET });
    const bridge: Host = { ...host, canCallTools: () => false, shownResult: () => ({ structured: anAnswer() }) };
    await askStatus(withWidgetSecret(joinedHost(bridge, host)), id, 1);
    expect(args.map((sent) => sent[WIDGET_SECRET_FIELD])).toEqual(["wid_0123456789"]);
  });

  it("comes with the checkout that the products' widget has prepared itself", async () => {
    const { host, args } = chat({ toolOutput: { products: [] } }, (name) =>
      name === "checkout_session"
        ? { structuredContent: anAnswer(), _meta: SECRET }
        : { structuredContent: anAnswer() },
    );
    const own = withWidgetSecret(host);
    await own.callTool("checkout_session", { checkout_session: { items: [] } });
    await askStatus(hostOfCheckout(own, anAnswer()), id, 1);
    expect(args.map((sent) => sent[WIDGET_SECRET_FIELD])).toEqual([undefined, "wid_0123456789"]);
  });

  it("goes with no other checkout's calls, and is not remembered at the host", async () => {
    const { host, args, remembered } = chat({ toolOutput: anAnswer(), toolResponseMetadata: SECRET });
    const own = withWidgetSecret(host);
    await own.callTool("get_order_status", { checkout_session_id: "cs_another_session" });
    own.remember({ sessionId: id, doing: "basket" });
    expect(args).toEqual([{ checkout_session_id: "cs_another_session" }]);
    expect(JSON.stringify(remembered)).not.toContain("wid_");
  });

  it("is left out where the host hands nothing over", async () => {
    for (const toolResponseMetadata of [undefined, null, 7, {}, { a: { b: { c: { d: { e: { f: SECRET } } } } } }]) {
      const { host, args } = chat({ toolOutput: anAnswer(), toolResponseMetadata });
      await askStatus(withWidgetSecret(host), id, 1);
      expect(args).toEqual([{ checkout_session_id: id }]);
    }
  });
});
