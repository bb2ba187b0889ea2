import {
  Client,
  StreamableHTTPClientTransport,
  type CallToolResult,
  type JSONRPCMessage,
  type Tool,
} from "@modelcontextprotocol/client";
import type { Era } from "./choices.ts";
import { readWidgetResource, type WidgetResource } from "./frame-page.ts";
import { jsonRpcNames, type RecordMessage } from "./message-log.ts";

export type Shop = {
  /** Calls a tool with the host's hints. Throws when the shop does not answer. */
  callTool(name: string, args: Readonly<Record<string, unknown>>): Promise<CallToolResult>;
  /** True for a tool that a widget may call; the rest is for the model and the host alone. */
  isForWidgets(name: string): Promise<boolean>;
  /** The page that the tool's answer is shown with, or null when it has none. */
  widgetOf(toolName: string): Promise<WidgetResource | null>;
};

const ANSWER_WITHIN_MS = 30_000;

export type ShopOptions = {
  readonly address: URL;
  readonly era: Era;
  /** The hints that a host sends with every call. */
  readonly meta: () => Record<string, unknown>;
  readonly record: RecordMessage;
};

/** What the official client does at first: it asks with the newest revision and no other, or shakes hands as before it. */
const NEGOTIATIONS = { "2026-07-28": { pin: "2026-07-28" }, "2025-11-25": "legacy" } as const;

/** The shop's own `/mcp`, through the protocol's official client. Connects at the first call, and again after a failure. */
export function openShop({ address, era, meta, record }: ShopOptions): Shop {
  let connected: Promise<{ client: Client; tools: readonly Tool[] }> | null = null;
  const connect = async () => {
    const mode = NEGOTIATIONS[era];
    const client = new Client({ name: "tillswitch-stand-in", version: "1.0.0" }, { versionNegotiation: { mode } });
    const revision = () => client.getNegotiatedProtocolVersion() ?? null;
    await client.connect(recordedTransport(address, revision, record));
    // Not `client.listTools`: that compiles a validator for every tool's answer, and we only pass answers on.
    const { tools } = await client.request({ method: "tools/list" });
    return { client, tools };
  };
  const ready = () => {
    connected ??= connect().catch((error: unknown) => {
      connected = null;
      throw error;
    });
    return connected;
  };
  const toolNamed = async (name: string) => (await ready()).tools.find((tool) => tool.name === name);
  return {
    async callTool(name, args) {
      const { client } = await ready();
      return client.callTool({ name, arguments: { ...args }, _meta: meta() }, { timeout: ANSWER_WITHIN_MS });
    },
    async isForWidgets(name) {
      return (await toolNamed(name))?._meta?.["openai/widgetAccessible"] === true;
    },
    async widgetOf(toolName) {
      const ui = (await toolNamed(toolName))?._meta?.["ui"];
      const uri = typeof ui === "object" && ui !== null && "resourceUri" in ui ? ui.resourceUri : null;
      if (typeof uri !== "string") return null;
      const { client } = await ready();
      return readWidgetResource(await client.readResource({ uri }, { timeout: ANSWER_WITHIN_MS }));
    },
  };
}

/** `revision`: what both sides have agreed on, null before that. */
function recordedTransport(
  address: URL,
  revision: () => string | null,
  record: RecordMessage,
): StreamableHTTPClientTransport {
  const name = jsonRpcNames();
  const via = () => {
    const agreed = revision();
    return agreed === null ? "MCP" : (`MCP ${agreed}` as const);
  };
  const transport = new StreamableHTTPClientTransport(address);
  const send = transport.send.bind(transport);
  const start = transport.start.bind(transport);
  transport.send = async (message, options) => {
    for (const one of Array.isArray(message) ? message : [message])
      record({ from: "host", to: "shop", via: via(), level: "message", name: name(one), body: one });
    await send(message, options);
  };
  const recorded = new WeakSet<JSONRPCMessage>();
  const recordAnswer = (message: JSONRPCMessage) => {
    if (recorded.has(message)) return;
    recorded.add(message);
    const body = withoutPage(message);
    record({ from: "shop", to: "host", via: via(), level: "message", name: name(message), body });
  };
  // The client calls a handler that is there before it connects, but not for the answer to its first question.
  transport.onmessage = recordAnswer;
  transport.start = async () => {
    const receive = transport.onmessage;
    transport.onmessage = (message: JSONRPCMessage) => {
      recordAnswer(message);
      receive?.(message);
    };
    await start();
  };
  return transport;
}

/** The widget's page is long and says nothing in a log. */
function withoutPage(message: JSONRPCMessage): unknown {
  if (!("result" in message) || !("contents" in message.result)) return message;
  return { ...message, result: { ...message.result, contents: "the widget's page" } };
}
