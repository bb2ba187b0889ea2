import { AppBridge, type McpUiHostCapabilities, type McpUiStyles } from "@modelcontextprotocol/ext-apps/app-bridge";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Host } from "#widget/host/host.ts";
import { windowPeer } from "#widget/host/json-rpc.ts";
import { mcpAppsHost } from "#widget/host/mcp-apps-host.ts";

/** Where the fixtures say that the shop is. */
const ORDER_PAGE = "https://shop.example.com/orders/1";
type Message = Parameters<Parameters<AppBridge["connect"]>[0]["send"]>[0];
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

/** A frame in a chat whose end of the bridge is the official one. It throws at what its schemas do not know. */
function chat(offered: McpUiHostCapabilities = { openLinks: {}, serverTools: {}, message: { text: {} } }) {
  const frame = new EventTarget();
  const sent: Message[] = [];
  const transport: Parameters<AppBridge["connect"]>[0] = {
    start: async () => undefined,
    close: async () => undefined,
    send: async (message) => void frame.dispatchEvent(arrival(message, far)),
  };
  const far = {
    postMessage(message: Message) {
      sent.push(message);
      queueMicrotask(() => transport.onmessage?.(structuredClone(message)));
    },
  };
  const bridge = new AppBridge(null, { name: "chat", version: "1" }, offered, {
    hostContext: { theme: "dark", locale: "de-DE", availableDisplayModes: ["inline", "fullscreen"] },
  });
  const faults: unknown[] = [];
  bridge.onerror = (error) => faults.push(error);
  const root = { style: new Map<string, string>() };
  const wear = { setProperty: (name: string, value: string) => void root.style.set(name, value) };
  const open = async (beforeAnswer: (host: Host) => void = () => undefined) => {
    await bridge.connect(transport);
    const host = mcpAppsHost(windowPeer(frame, far), { style: wear });
    beforeAnswer(host);
    await settled();
    return host;
  };
  return { bridge, open, sent, faults, frame, worn: root.style };
}

const arrival = (data: unknown, source: unknown) =>
  Object.assign(new Event("message"), { data: structuredClone(data), source });

const methodsOf = (sent: readonly Message[]) => sent.flatMap((message) => ("method" in message ? message.method : []));

describe("the bridge of the widget with the official one at the other end", () => {
  beforeEach(() => vi.stubGlobal("innerWidth", 390));
  afterEach(() => vi.unstubAllGlobals());

  it("is there after one question, and is shown the result in the same turn", async () => {
    const { bridge, open, sent, faults } = chat();
    bridge.oninitialized = () =>
      void bridge.sendToolResult({ content: [], structuredContent: { id: 1 }, _meta: { a: 2 } });
    const host = await open();
    expect(host.isPresent()).toBe(true);
    expect(host.shownResult()).toEqual({ structured: { id: 1 }, meta: { a: 2 } });
    expect(host.look()).toEqual({ theme: "dark", locale: "de-DE" });
    expect(methodsOf(sent)).toEqual(["ui/initialize", "ui/notifications/initialized"]);
    expect(faults).toEqual([]);
  });

  it("shows nothing of a result that is an error or that was canceled", async () => {
    const { bridge, open } = chat();
    const host = await open();
    await bridge.sendToolCancelled({ reason: "user action" });
    expect(host.shownResult()).toEqual({ structured: null });
    await bridge.sendToolResult({ content: [], structuredContent: { id: 1 }, isError: true });
    expect(host.shownResult()).toMatchObject({ structured: null });
  });

  it("calls tools, opens links, says something and asks for the screen as the protocol has it", async () => {
    const { bridge, open, faults } = chat();
    const asked: unknown[] = [];
    bridge.oncalltool = async (params) => {
      asked.push(params);
      if (params.name === "lost") throw new Error("gone");
      return {
        content: [{ type: "text", text: "No." }],
        structuredContent: { id: 1 },
        isError: params.name === "refused",
      };
    };
    bridge.onopenlink = async (params) => {
      asked.push(params);
      return params.url === ORDER_PAGE ? {} : { isError: true };
    };
    bridge.onmessage = async (params) => {
      asked.push(params);
      return {};
    };
    bridge.onrequestdisplaymode = async ({ mode }) => {
      asked.push(mode);
      return { mode };
    };
    const host = await open();
    expect(await host.callTool("fine", { a: 1 })).toMatchObject({ kind: "answered", structured: { id: 1 } });
    expect(await host.callTool("refused", {})).toEqual({ kind: "refused", text: "No." });
    expect(await host.callTool("lost", {})).toEqual({ kind: "unreachable" });
    expect([await host.openLink(ORDER_PAGE), await host.openLink("https://elsewhere.example/")]).toEqual([true, false]);
    host.say("Start over");
    await host.setFullscreen(true);
    expect(asked).toMatchObject([
      { name: "fine", arguments: { a: 1 } },
      { name: "refused" },
      { name: "lost" },
      { url: ORDER_PAGE },
      { url: "https://elsewhere.example/" },
      { role: "user", content: [{ type: "text", text: "Start over" }] },
      "fullscreen",
    ]);
    expect(faults).toEqual([]);
  });

  it("wears the variables of the host, also those that come later, and keeps what did not change", async () => {
    const { bridge, open, worn } = chat();
    const host = await open();
    let heard = 0;
    host.subscribe(() => (heard += 1));
    const variables = { "--font-sans": "Inter" } as McpUiStyles;
    bridge.setHostContext({ locale: "ja-JP", theme: "dark", styles: { variables } });
    await settled();
    expect(host.look()).toEqual({ theme: "dark", locale: "ja-JP" });
    expect([...worn]).toEqual([["--font-sans", "Inter"]]);
    expect(heard).toBe(1);
  });

  it("reports each height once, and the one that it had before the host was there", async () => {
    const { bridge, open } = chat();
    const sizes: unknown[] = [];
    bridge.onsizechange = (size) => void sizes.push(size);
    const host = await open((absent) => {
      expect(absent.isPresent()).toBe(false);
      for (const pixels of [300, 420]) absent.reportHeight(pixels);
    });
    for (const pixels of [420, 440]) host.reportHeight(pixels);
    await settled();
    expect(sizes).toEqual([
      { width: 390, height: 420 },
      { width: 390, height: 440 },
    ]);
  });

  it("answers when it is asked whether it is there, and lets itself be taken away", async () => {
    const { bridge, open } = chat();
    await open();
    await expect(bridge.teardownResource({})).resolves.toEqual({});
    await expect(bridge.request({ method: "ping" })).resolves.toEqual({});
    await expect(bridge.listTools({})).rejects.toThrow("Method not found");
  });

  it("hears no other window, and nothing that is not of the protocol", async () => {
    const { open, frame, sent } = chat();
    const host = await open();
    const result = { method: "ui/notifications/tool-result", params: { structuredContent: { id: 2 } } };
    frame.dispatchEvent(arrival({ jsonrpc: "2.0", ...result }, { another: "window" }));
    for (const data of [null, "text", result, { jsonrpc: "2.0", id: 99, result: {} }])
      frame.dispatchEvent(arrival(data, frame));
    expect(host.shownResult()).toBeNull();
    expect(sent).toHaveLength(2);
  });

  it("gives up a call that nobody answers, and says so to the other end", async () => {
    const sent: Message[] = [];
    const far = { postMessage: (message: Message) => void sent.push(message) };
    const peer = windowPeer(new EventTarget(), far)(() => undefined);
    await expect(peer.request("tools/call", { name: "slow" }, 5)).rejects.toThrow("no answer to tools/call");
    expect(sent.at(-1)).toMatchObject({ method: "notifications/cancelled", params: { requestId: 1 } });
  });
});
