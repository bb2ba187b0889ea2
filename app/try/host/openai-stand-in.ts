/** What `window.openai` shows of the host and of the tool call. Names: plugin reference, `window.openai`. */
export type OpenAiGlobals = {
  readonly toolInput: unknown;
  readonly toolOutput: unknown;
  readonly toolResponseMetadata: unknown;
  readonly widgetState: unknown;
  readonly theme: "light" | "dark";
  readonly locale: string;
  readonly displayMode: "inline";
  readonly maxHeight: number;
  readonly safeArea: { readonly insets: Readonly<Record<"top" | "right" | "bottom" | "left", number>> };
  readonly userAgent: {
    readonly device: { readonly type: "mobile" | "desktop" };
    readonly capabilities: { readonly hover: boolean; readonly touch: boolean };
  };
  readonly view: { readonly mode: "inline" };
  /** Not part of `window.openai`: whether it gets `requestCheckout`. */
  readonly hasPaymentSheet: boolean;
};

export const CONNECT = "tillswitch-stand-in/connect";
/** To the frame: an answer, or globals that have changed. */
export type OpenAiReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly globals: Partial<OpenAiGlobals> };

/**
 * Makes `window.openai` inside the frame. This function is turned into text and put before the widget's scripts, so
 * it may use nothing from outside itself. It speaks with the host through a channel of its own, beside the bridge.
 */
export function openAiStandIn(given: OpenAiGlobals): void {
  const { hasPaymentSheet, ...globals } = given;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const channel = new MessageChannel();
  let last = 0;
  const call = (method: string, params: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      channel.port1.postMessage({
        id: last,
        method,
        params: params === undefined ? null : JSON.parse(JSON.stringify(params)),
      });
    });
  const openai: Record<string, unknown> = {
    ...globals,
    callTool: (name: unknown, args: unknown) => call("callTool", { name, args }),
    openExternal: (link: unknown) => call("openExternal", link),
    sendFollowUpMessage: (message: unknown) => call("sendFollowUpMessage", message),
    requestDisplayMode: (request: unknown) => call("requestDisplayMode", request),
    notifyIntrinsicHeight: (height: unknown) => void call("notifyIntrinsicHeight", { height }),
    setWidgetState: (state: unknown) => {
      openai["widgetState"] = state;
      return call("setWidgetState", state);
    },
  };
  if (hasPaymentSheet) openai["requestCheckout"] = (session: unknown) => call("requestCheckout", session);
  channel.port1.onmessage = ({ data }) => {
    if (data.globals !== undefined) {
      Object.assign(openai, data.globals);
      if (typeof data.globals.locale === "string") document.documentElement.lang = data.globals.locale;
      window.dispatchEvent(new CustomEvent("openai:set_globals", { detail: { globals: data.globals } }));
      return;
    }
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error === undefined) asked?.resolve(data.value);
    else asked?.reject(new Error(data.error));
  };
  document.documentElement.lang = globals.locale;
  Object.defineProperty(window, "openai", { value: openai, configurable: true });
  window.parent.postMessage({ type: "tillswitch-stand-in/connect" }, "*", [channel.port2]);
}
