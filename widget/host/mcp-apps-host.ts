import type { McpUiAppCapabilities, McpUiInitializeRequest, McpUiMessageRequest } from "@modelcontextprotocol/ext-apps";
import { fieldsOf } from "./fields.ts";
import { readToolReply, themeOf, usableLocale, type Host, type ShownResult } from "./host.ts";
import { windowPeer, type ConnectPeer, type Peer } from "./json-rpc.ts";

const PROTOCOL_VERSION = "2026-01-26";
const CONNECT_TIMEOUT_MS = 60_000;
const CALL_TIMEOUT_MS = 45_000;
/** What a buyer has to agree to may take as long. */
const ASK_TIMEOUT_MS = 60_000;

/** The host in the window that holds the frame. */
export const parentHost = (frame: Window): Host =>
  mcpAppsHost(windowPeer(frame, frame.parent), frame.document.documentElement);

type Styled = { readonly style: Pick<CSSStyleDeclaration, "setProperty"> };

const APP_CAPABILITIES: McpUiAppCapabilities = { availableDisplayModes: ["inline", "fullscreen"] };
const INITIALIZE: McpUiInitializeRequest["params"] = {
  appInfo: { name: "tillswitch-checkout", version: "1" },
  appCapabilities: APP_CAPABILITIES,
  protocolVersion: PROTOCOL_VERSION,
};

/**
 * The standard way to talk to a host: MCP Apps, by JSON-RPC between windows. The page has the few messages that it uses, and
 * not the library that can do all of them (docs/decisions/0096). `ui/initialize` and its family:
 * https://github.com/modelcontextprotocol/ext-apps/blob/main/specification/2026-01-26/apps.mdx
 */
export function mcpAppsHost(connect: ConnectPeer, root: Styled | null): Host {
  const { peer, state, offers, reportSize, subscribe } = openBridge(connect, root);
  return {
    isPresent: () => state.isConnected,
    capabilities: () => ({ widget: true, requestCheckout: false, openExternal: false, openLink: offers("openLinks") }),
    look: () => ({ theme: themeOf(state.context["theme"]), locale: usableLocale(state.context["locale"]) }),
    shownResult: () => state.shown,
    memory: () => null,
    remember: () => undefined,
    canCallTools: () => offers("serverTools"),
    async callTool(name, args) {
      if (!offers("serverTools")) return { kind: "unreachable" };
      // Timeout, lost connection or refusal by the host: whether the tool ran is unknown.
      return readToolReply(await ask(peer, "tools/call", { name, arguments: { ...args } }, CALL_TIMEOUT_MS));
    },
    requestCheckout: () => null,
    async openLink(url) {
      if (!offers("openLinks")) return false;
      const result = await ask(peer, "ui/open-link", { url }, ASK_TIMEOUT_MS);
      return result !== null && result["isError"] !== true;
    },
    canSay: () => offers("message"),
    say(text) {
      const message: McpUiMessageRequest["params"] = { role: "user", content: [{ type: "text", text }] };
      void ask(peer, "ui/message", message, ASK_TIMEOUT_MS);
    },
    async setFullscreen(isOn) {
      const modes = state.context["availableDisplayModes"];
      // Where the host refuses, what is shown is shown where it is.
      if (Array.isArray(modes) && modes.includes("fullscreen"))
        await ask(peer, "ui/request-display-mode", { mode: isOn ? "fullscreen" : "inline" }, ASK_TIMEOUT_MS);
    },
    reportHeight(pixels) {
      if (pixels === state.height) return;
      state.height = pixels;
      reportSize();
    },
    subscribe,
  };
}

type Fields = Readonly<Record<string, unknown>>;
/** What the host has said so far. `height`: what the widget last said of its own. */
type State = { isConnected: boolean; shown: ShownResult; offered: Fields; context: Fields; height: number | null };

/** Asks the host whether it is there, and follows what it says from then on. */
function openBridge(connect: ConnectPeer, root: Styled | null) {
  const listeners = new Set<() => void>();
  const notify = () => listeners.forEach((listener) => listener());
  const state: State = { isConnected: false, shown: null, offered: {}, context: {}, height: null };
  /** `changes`: the fields of the context that are different. */
  const wear = (changes: Fields) => {
    state.context = { ...state.context, ...changes };
    for (const [name, value] of Object.entries(fieldsOf(fieldsOf(state.context["styles"])["variables"])))
      if (typeof value === "string") root?.style.setProperty(name, value);
  };
  const peer = connect((method, news) => {
    const params = fieldsOf(news);
    if (method === "ui/notifications/tool-result") state.shown = resultIn(params);
    else if (method === "ui/notifications/tool-cancelled") state.shown ??= { structured: null };
    else if (method === "ui/notifications/host-context-changed") wear(params);
    else return;
    notify();
  });
  const reportSize = () => {
    const { isConnected, height } = state;
    if (isConnected && height !== null)
      peer.notify("ui/notifications/size-changed", { width: Math.ceil(innerWidth), height });
  };
  // A host without the bridge never answers; the other adapter, or the bound on waiting, takes over.
  void ask(peer, "ui/initialize", INITIALIZE, CONNECT_TIMEOUT_MS).then((result) => {
    if (result === null) return;
    state.offered = fieldsOf(result["hostCapabilities"]);
    wear(fieldsOf(result["hostContext"]));
    state.isConnected = true;
    peer.notify("ui/notifications/initialized", {});
    reportSize();
    notify();
  });
  return {
    peer,
    state,
    offers: (part: "message" | "openLinks" | "serverTools"): boolean => state.offered[part] !== undefined,
    reportSize,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const resultIn = ({ isError, structuredContent, _meta: meta }: Fields): ShownResult => ({
  structured: isError === true ? null : structuredContent,
  meta,
});

/** The fields of the result; null where none came. Who asked cannot know then whether it was done. */
async function ask(peer: Peer, method: string, params: object, timeoutMs: number) {
  try {
    const result = await peer.request(method, params, timeoutMs);
    return typeof result === "object" && result !== null ? fieldsOf(result) : null;
  } catch {
    return null;
  }
}
