import {
  App,
  applyHostStyleVariables,
  PostMessageTransport,
  type McpUiHostCapabilities,
  type McpUiHostContext,
} from "@modelcontextprotocol/ext-apps";
import { readToolReply, themeOf, usableLocale, type Host, type ShownResult } from "./host.ts";

const CONNECT_TIMEOUT_MS = 60_000;
const CALL_TIMEOUT_MS = 45_000;

/** The part of `App` that is used, so that a test can stand in for the program at the other end. */
export type Bridge = Pick<
  App,
  | "addEventListener"
  | "callServerTool"
  | "connect"
  | "getHostCapabilities"
  | "getHostContext"
  | "openLink"
  | "requestDisplayMode"
  | "sendMessage"
>;

/** The host in the window that holds the frame. */
export function parentHost(frame: Window): Host {
  const app = new App(
    { name: "tillswitch-checkout", version: "1" },
    { availableDisplayModes: ["inline", "fullscreen"] },
  );
  const connect = () =>
    app.connect(new PostMessageTransport(frame.parent, frame.parent), { timeout: CONNECT_TIMEOUT_MS });
  return mcpAppsHost(app, connect, frame.document.documentElement);
}

/**
 * The standard way to talk to a host: the MCP Apps bridge. It measures and reports the widget's height itself
 * and takes the host's style variables over. `ui/initialize` and its family:
 * https://github.com/modelcontextprotocol/ext-apps
 */
export function mcpAppsHost(bridge: Bridge, connect: () => Promise<void>, root: HTMLElement | null): Host {
  const listeners = new Set<() => void>();
  const notify = () => listeners.forEach((listener) => listener());
  let shown: ShownResult = null;
  let isConnected = false;
  const context = (): McpUiHostContext => (isConnected ? (bridge.getHostContext() ?? {}) : {});
  const offers = (part: keyof McpUiHostCapabilities): boolean =>
    isConnected && bridge.getHostCapabilities()?.[part] !== undefined;
  const wear = () => applyVariables(context(), root);

  bridge.addEventListener("toolresult", (result) => {
    shown = { structured: result.isError === true ? null : result.structuredContent, meta: result._meta };
    notify();
  });
  bridge.addEventListener("toolcancelled", () => {
    shown ??= { structured: null };
    notify();
  });
  bridge.addEventListener("hostcontextchanged", () => {
    wear();
    notify();
  });
  // A host without the bridge never answers; the other adapter, or the bound on waiting, takes over.
  connect().then(
    () => {
      isConnected = true;
      wear();
      notify();
    },
    () => undefined,
  );

  return {
    isPresent: () => isConnected,
    capabilities: () => ({ widget: true, requestCheckout: false, openExternal: false, openLink: offers("openLinks") }),
    look: () => ({ theme: themeOf(context().theme), locale: usableLocale(context().locale) }),
    shownResult: () => shown,
    memory: () => null,
    remember: () => undefined,
    canCallTools: () => offers("serverTools"),
    async callTool(name, args) {
      if (!offers("serverTools")) return { kind: "unreachable" };
      try {
        const call = { name, arguments: { ...args } };
        return readToolReply(await bridge.callServerTool(call, { timeout: CALL_TIMEOUT_MS }));
      } catch {
        // Timeout, lost connection or refusal by the host: whether the tool ran is unknown.
        return { kind: "unreachable" };
      }
    },
    requestCheckout: () => null,
    async openLink(url) {
      if (!offers("openLinks")) return false;
      try {
        return (await bridge.openLink({ url })).isError !== true;
      } catch {
        return false;
      }
    },
    canSay: () => offers("message"),
    say: (text) => void bridge.sendMessage({ role: "user", content: [{ type: "text", text }] }).catch(() => undefined),
    setFullscreen: (isOn) => askForScreen(bridge, context(), isOn),
    reportHeight: () => undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

async function askForScreen(
  bridge: Bridge,
  { availableDisplayModes: modes = [] }: McpUiHostContext,
  isOn: boolean,
): Promise<void> {
  if (!modes.includes("fullscreen")) return;
  try {
    await bridge.requestDisplayMode({ mode: isOn ? "fullscreen" : "inline" });
  } catch {
    // The host refused; what is shown is then shown where it is.
  }
}

function applyVariables({ styles }: McpUiHostContext, root: HTMLElement | null): void {
  if (root !== null && styles?.variables !== undefined) applyHostStyleVariables(styles.variables, root);
}
