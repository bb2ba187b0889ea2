import { describe, expect, it } from "vitest";
import { chatGptHost } from "#widget/host/chatgpt-host.ts";
import { joinedHost } from "#widget/host/connect-host.ts";
import { lateHost } from "#widget/host/late-host.ts";
import { mcpAppsHost, type Bridge } from "#widget/host/mcp-apps-host.ts";

type Handler = (params: Record<string, unknown>) => void;

/** The far end of the MCP Apps bridge, and how it tells of a result. */
function fakeBridge() {
  const calls: string[] = [];
  let onResult: Handler = () => undefined;
  const bridge: Bridge = {
    addEventListener: (event, handler) => {
      if (event === "toolresult") onResult = handler as Handler;
    },
    callServerTool: async ({ name }) => {
      calls.push(name);
      return { content: [], structuredContent: { way: "bridge" } };
    },
    connect: async () => undefined,
    getHostCapabilities: () => ({ serverTools: {} }),
    getHostContext: () => ({}),
    openLink: async () => ({}),
    requestDisplayMode: async ({ mode }) => ({ mode }),
    sendMessage: async () => ({}),
  };
  return { bridge, calls, show: (structuredContent: object) => onResult({ structuredContent }) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("the bridge, which is made after the first picture", () => {
  it("is absent until then, and everything is done the other way", async () => {
    const frame = Object.assign(new EventTarget(), {
      openai: { toolOutput: { way: "openai" }, callTool: async () => ({ structuredContent: {} }) },
    });
    const host = joinedHost(lateHost(new Promise<never>(() => undefined)), chatGptHost(frame));
    expect(host.shownResult()).toMatchObject({ structured: { way: "openai" } });
    expect(host.canCallTools()).toBe(true);
    expect(await host.callTool("get_product", {})).toMatchObject({ kind: "answered" });
    expect(host.capabilities().openLink).toBe(false);
  });

  it("is heard by whoever listened before, and used from then on", async () => {
    const { bridge, calls, show } = fakeBridge();
    const made = Promise.resolve().then(() => mcpAppsHost(bridge, async () => undefined, null));
    const host = joinedHost(lateHost(made), chatGptHost(new EventTarget()));
    let heard = 0;
    const stop = host.subscribe(() => (heard += 1));
    await settled();
    expect([host.isPresent(), heard > 0]).toEqual([true, true]);
    show({ way: "bridge" });
    expect(host.shownResult()).toMatchObject({ structured: { way: "bridge" } });
    expect(await host.callTool("get_product", { id: "1" })).toMatchObject({ structured: { way: "bridge" } });
    expect(calls).toEqual(["get_product"]);
    const before = heard;
    stop();
    show({});
    expect(heard).toBe(before);
  });
});
