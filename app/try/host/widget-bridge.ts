import { AppBridge, PostMessageTransport } from "@modelcontextprotocol/ext-apps/app-bridge";
import { z } from "zod";
import { hostContext, screenGlobals, type ScreenChoices } from "./host-context.ts";
import { jsonRpcNames, type RecordMessage } from "./message-log.ts";
import { CONNECT, type OpenAiReply } from "./openai-stand-in.ts";
import { textOf, type ToolResult } from "../sheet/sheet-outcome.ts";

/** What the chat does for a widget. A promise that rejects becomes the widget's error. */
export type WidgetHost = {
  callTool(name: string, args: Readonly<Record<string, unknown>>): Promise<ToolResult>;
  openLink(link: { readonly href: string; readonly wantsWayBack: boolean }): void;
  followUp(text: string): void;
  requestCheckout(session: unknown): Promise<unknown>;
  setWidgetState(state: unknown): void;
  setHeight(pixels: number): void;
  readonly record: RecordMessage;
};

export type WidgetCall = {
  readonly input: Readonly<Record<string, unknown>>;
  readonly result: ToolResult;
  readonly hasOpenAi: boolean;
};

export type OpenBridge = { show(screen: ScreenChoices): void; close(): void };

const openAiCall = z.discriminatedUnion("method", [
  z.object({
    id: z.int(),
    method: z.literal("callTool"),
    params: z.object({ name: z.string(), args: z.record(z.string(), z.unknown()).nullish() }),
  }),
  z.object({
    id: z.int(),
    method: z.literal("openExternal"),
    params: z.object({ href: z.string(), redirectUrl: z.literal(false).optional() }),
  }),
  z.object({ id: z.int(), method: z.literal("sendFollowUpMessage"), params: z.object({ prompt: z.string() }) }),
  z.object({ id: z.int(), method: z.literal("setWidgetState"), params: z.unknown() }),
  z.object({ id: z.int(), method: z.literal("notifyIntrinsicHeight"), params: z.object({ height: z.number() }) }),
  z.object({ id: z.int(), method: z.literal("requestDisplayMode"), params: z.unknown() }),
  z.object({ id: z.int(), method: z.literal("requestCheckout"), params: z.unknown() }),
]);

/** Connects a frame, before its page is loaded, to the chat: the official bridge, and `window.openai`'s channel beside it. */
export function openBridge(frame: Window, call: WidgetCall, screen: ScreenChoices, host: WidgetHost): OpenBridge {
  const bridge = new AppBridge(
    null,
    { name: "tillswitch-stand-in", version: "1.0.0" },
    { openLinks: {}, serverTools: {}, logging: {}, message: { text: {} }, updateModelContext: { text: {} } },
    { hostContext: hostContext(screen) },
  );
  bridge.oninitialized = () => {
    void bridge.sendToolInput({ arguments: { ...call.input } });
    void bridge.sendToolResult(resultForBridge(call.result));
  };
  bridge.oncalltool = async ({ name, arguments: args }) => resultForBridge(await host.callTool(name, args ?? {}));
  bridge.onopenlink = ({ url }) => {
    try {
      // A host without `window.openai` has no way back to add.
      host.openLink({ href: url, wantsWayBack: call.hasOpenAi });
      return Promise.resolve({});
    } catch {
      return Promise.resolve({ isError: true });
    }
  };
  bridge.onmessage = ({ content }) => {
    host.followUp(textOf({ content }));
    return Promise.resolve({});
  };
  bridge.onupdatemodelcontext = () => Promise.resolve({});
  bridge.onrequestdisplaymode = () => Promise.resolve({ mode: "inline" });
  bridge.onloggingmessage = () => undefined;
  bridge.onsizechange = ({ height }) => {
    if (height !== undefined) host.setHeight(height);
  };
  void bridge.connect(recordedTransport(frame, host.record));
  const channel = openAiChannel(frame, host);
  return {
    show(next) {
      bridge.setHostContext(hostContext(next));
      channel.post({ globals: screenGlobals(next) });
    },
    close() {
      channel.close();
      void bridge.close();
    },
  };
}

/** The bridge has types of its own for what the protocol's client answered; the content is passed on as it came. */
function resultForBridge(result: ToolResult): Parameters<AppBridge["sendToolResult"]>[0] {
  return { ...result, content: [...(result.content ?? [])] } as Parameters<AppBridge["sendToolResult"]>[0];
}

function recordedTransport(frame: Window, record: RecordMessage): PostMessageTransport {
  const name = jsonRpcNames();
  const transport = new PostMessageTransport(frame, frame);
  const send = transport.send.bind(transport);
  const start = transport.start.bind(transport);
  transport.send = async (message, options) => {
    record({ from: "host", to: "widget", via: "MCP Apps", level: "message", name: name(message), body: message });
    await send(message, options);
  };
  transport.start = async () => {
    const receive = transport.onmessage;
    transport.onmessage = (message, extra) => {
      record({ from: "widget", to: "host", via: "MCP Apps", level: "message", name: name(message), body: message });
      receive?.(message, extra);
    };
    await start();
  };
  return transport;
}

function openAiChannel(frame: Window, host: WidgetHost): { post(reply: OpenAiReply): void; close(): void } {
  let port: MessagePort | null = null;
  const via = "window.openai";
  const receive = ({ data }: MessageEvent) => {
    const read = openAiCall.safeParse(data);
    if (!read.success) {
      host.record({
        from: "widget",
        to: "host",
        via,
        level: "warning",
        name: "a call that is not documented",
        body: data,
      });
      if (typeof data?.id === "number") port?.postMessage({ id: data.id, error: "The host does not know this call." });
      return;
    }
    const { id, method } = read.data;
    host.record({ from: "widget", to: "host", via, level: "message", name: method, body: read.data.params });
    const answer = (reply: OpenAiReply, level: "message" | "warning" = "message") => {
      host.record({ from: "host", to: "widget", via, level, name: `answer: ${method}`, body: reply });
      port?.postMessage(reply);
    };
    answerTo(read.data, host).then(
      (value) => answer({ id, value }),
      (error: unknown) => answer({ id, error: error instanceof Error ? error.message : String(error) }, "warning"),
    );
  };
  const connect = (event: MessageEvent) => {
    if (event.source !== frame || event.data?.type !== CONNECT || event.ports[0] === undefined) return;
    port?.close();
    port = event.ports[0];
    port.onmessage = receive;
  };
  window.addEventListener("message", connect);
  return {
    post: (reply) => port?.postMessage(reply),
    close() {
      window.removeEventListener("message", connect);
      port?.close();
    },
  };
}

async function answerTo(call: z.infer<typeof openAiCall>, host: WidgetHost): Promise<unknown> {
  switch (call.method) {
    case "callTool":
      return host.callTool(call.params.name, call.params.args ?? {});
    case "openExternal":
      return host.openLink({ href: call.params.href, wantsWayBack: call.params.redirectUrl !== false });
    case "sendFollowUpMessage":
      return host.followUp(call.params.prompt);
    case "setWidgetState":
      return host.setWidgetState(call.params);
    case "notifyIntrinsicHeight":
      return host.setHeight(call.params.height);
    case "requestDisplayMode":
      return { mode: "inline" };
    case "requestCheckout":
      return host.requestCheckout(call.params);
  }
}
