import { describe, expect, it } from "vitest";
import { chatGptHost, type ChatGptWindow, type OpenAiGlobal } from "#widget/host/chatgpt-host.ts";
import { joinedHost } from "#widget/host/connect-host.ts";
import { readMemory, usableLocale } from "#widget/host/host.ts";
import type { ConnectPeer, Receive } from "#widget/host/json-rpc.ts";
import { mcpAppsHost } from "#widget/host/mcp-apps-host.ts";
import { sessionForHost } from "#lib/wire/session-for-host.ts";
import { aCheckout } from "./a-checkout.ts";

/** A window as ChatGPT fills it; `openai` may be put in at any time. */
class FakeWindow extends EventTarget implements ChatGptWindow {
  openai?: OpenAiGlobal;
  constructor(openai?: OpenAiGlobal) {
    super();
    if (openai !== undefined) this.openai = openai;
  }
}

type Received = { name: string; params: unknown }[];
const OFFERED = { openLinks: {}, serverTools: {} };

/** The far end of the MCP Apps bridge: answers tool calls and remembers what it was asked. Offers null: it never answers. */
function farEnd(offered: object | null = OFFERED) {
  const received: Received = [];
  let fire: Receive = () => undefined;
  const connect: ConnectPeer = (receive) => {
    fire = receive;
    return {
      notify: () => undefined,
      async request(method, params) {
        if (offered === null) throw new Error("timed out");
        if (method === "ui/initialize")
          return { hostCapabilities: offered, hostContext: { theme: "dark", locale: "de-DE" } };
        received.push({ name: method, params });
        if (method !== "tools/call") return {};
        if ("name" in params && params.name === "unknown") throw new Error("timed out");
        return { content: [{ type: "text", text: "server_text" }], structuredContent: { way: "bridge" } };
      },
    };
  };
  return { connect, received, fire: (method: string, params: unknown) => fire(method, params) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("ChatGPT's own host", () => {
  it("offers what is there now, not what was there before", () => {
    const frame = new FakeWindow();
    const host = chatGptHost(frame);
    expect(host.isPresent()).toBe(false);
    expect(host.capabilities().requestCheckout).toBe(false);
    frame.openai = { requestCheckout: async () => null };
    expect(host.capabilities()).toMatchObject({ widget: true, requestCheckout: true, openExternal: false });
    frame.openai = {};
    expect(host.requestCheckout(sessionForHost(aCheckout()))).toBeNull();
  });

  it("is noticed when it comes late, and when it changes", async () => {
    const frame = new FakeWindow();
    const host = chatGptHost(frame);
    let calls = 0;
    const noticed = new Promise<void>((resolve) => {
      host.subscribe(() => {
        calls += 1;
        resolve();
      });
    });
    frame.openai = { toolOutput: { id: 1 } };
    await noticed;
    expect(host.shownResult()).toEqual({ structured: { id: 1 } });
    frame.dispatchEvent(new Event("openai:set_globals"));
    expect(calls).toBe(2);
  });

  it("opens the sheet within the turn of the call, with the host's own fields and no other", () => {
    const given: unknown[] = [];
    const host = chatGptHost(
      new FakeWindow({
        requestCheckout: async (session) => {
          given.push(session);
        },
      }),
    );
    void host.requestCheckout(sessionForHost(aCheckout()));
    expect(given).toHaveLength(1);
    expect(Object.keys(given[0] as object).sort()).toEqual(
      [
        "currency",
        "fulfillment_address",
        "fulfillment_option_id",
        "fulfillment_options",
        "id",
        "line_items",
        "links",
        "messages",
        "metadata",
        "payment_mode",
        "payment_provider",
        "status",
        "totals",
      ].sort(),
    );
  });

  it("turns a sheet that throws at once into one that was left", async () => {
    const host = chatGptHost(
      new FakeWindow({
        requestCheckout: () => {
          throw new Error("not for this buyer");
        },
      }),
    );
    await expect(host.requestCheckout(sessionForHost(aCheckout()))).rejects.toThrow("not for this buyer");
  });

  it("distinguishes a refusal of a tool from a call that nobody answered", async () => {
    const host = chatGptHost(
      new FakeWindow({
        callTool: async (name) => {
          if (name === "lost") throw new Error("gone");
          return { isError: name === "refused", content: [{ type: "text", text: "No." }], structuredContent: { name } };
        },
      }),
    );
    expect(await host.callTool("fine", {})).toEqual({ kind: "answered", structured: { name: "fine" } });
    expect(await host.callTool("refused", {})).toEqual({ kind: "refused", text: "No." });
    expect(await host.callTool("lost", {})).toEqual({ kind: "unreachable" });
    expect(await chatGptHost(new FakeWindow({})).callTool("fine", {})).toEqual({ kind: "unreachable" });
  });

  it("keeps the session's id where the model does not read it, and reads it back", () => {
    let kept: unknown = null;
    const frame = new FakeWindow({
      setWidgetState: (state) => {
        kept = state;
      },
    });
    const memory = { sessionId: "cs_0123456789abcdef", doing: "sheet" } as const;
    chatGptHost(frame).remember(memory);
    expect(kept).toEqual({ modelContent: null, privateContent: memory, imageIds: [] });
    expect(chatGptHost(new FakeWindow({ widgetState: kept })).memory()).toEqual(memory);
    chatGptHost(frame).remember(null);
    expect(chatGptHost(new FakeWindow({ widgetState: kept })).memory()).toBeNull();
  });
});

describe("the MCP Apps bridge", () => {
  it("takes the tool's result and the host's look over", async () => {
    const { connect, fire } = farEnd();
    const host = mcpAppsHost(connect, null);
    expect(host.isPresent()).toBe(false);
    await settled();
    fire("ui/notifications/tool-result", { structuredContent: { id: 1 } });
    expect(host.shownResult()).toEqual({ structured: { id: 1 } });
    expect(host.look()).toEqual({ theme: "dark", locale: "de-DE" });
  });

  it("offers links and tools only where the host says that it takes them", async () => {
    const bare = farEnd({});
    const host = mcpAppsHost(bare.connect, null);
    await settled();
    expect(host.capabilities().openLink).toBe(false);
    expect(await host.openLink("https://shop.example.com/")).toBe(false);
    expect(await host.callTool("fine", {})).toEqual({ kind: "unreachable" });
    expect(bare.received).toEqual([]);
  });

  it("is not there where nothing answers", async () => {
    const host = mcpAppsHost(farEnd(null).connect, null);
    await settled();
    expect(host.isPresent()).toBe(false);
  });
});

describe("a host that has both", () => {
  it("calls tools by the bridge once, and opens links and the sheet by window.openai", async () => {
    const { connect, received } = farEnd();
    const opened: unknown[] = [];
    const frame = new FakeWindow({
      callTool: async () => ({ structuredContent: { way: "window" } }),
      openExternal: (link) => void opened.push(link),
      requestCheckout: async () => null,
    });
    const host = joinedHost(mcpAppsHost(connect, null), chatGptHost(frame));
    await settled();
    expect(host.capabilities()).toEqual({ widget: true, requestCheckout: true, openExternal: true, openLink: true });
    expect(await host.callTool("fine", {})).toEqual({ kind: "answered", structured: { way: "bridge" } });
    // A call without an answer may have run; it is not sent again by the other way.
    expect(await host.callTool("unknown", {})).toEqual({ kind: "unreachable" });
    expect(await host.openLink("https://shop.example.com/checkout/co_1")).toBe(true);
    expect(opened).toEqual([{ href: "https://shop.example.com/checkout/co_1" }]);
    expect(received.map(({ name }) => name)).toEqual(["tools/call", "tools/call"]);
  });

  it("falls back to the bridge's links, and to window.openai where the bridge is silent", async () => {
    const { connect, received } = farEnd();
    const linked = joinedHost(mcpAppsHost(connect, null), chatGptHost(new FakeWindow()));
    await settled();
    expect(await linked.openLink("https://shop.example.com/")).toBe(true);
    expect(received).toEqual([{ name: "ui/open-link", params: { url: "https://shop.example.com/" } }]);
    const silent = mcpAppsHost(farEnd(null).connect, null);
    const window = chatGptHost(new FakeWindow({ callTool: async () => ({ structuredContent: { way: "window" } }) }));
    expect(await joinedHost(silent, window).callTool("fine", {})).toEqual({
      kind: "answered",
      structured: { way: "window" },
    });
  });
});

describe("what a host hands over", () => {
  it("is nothing where it is not what we kept", () => {
    for (const kept of [
      null,
      7,
      "cs_1",
      {},
      { sessionId: "x", doing: "sheet" },
      { sessionId: "cs_12345678", doing: "paid" },
    ])
      expect(readMemory(kept)).toBeNull();
  });

  it("is a locale that Intl takes, or American English", () => {
    expect(usableLocale("de_DE")).toBe("de-DE");
    for (const tag of [undefined, "", "not a locale", 7]) expect(usableLocale(tag)).toBe("en-US");
  });
});
