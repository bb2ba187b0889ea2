import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import {
  ListToolsResultSchema,
  type CallToolResult,
  type JSONRPCMessage,
  type Tool,
} from "@modelcontextprotocol/sdk/types.js";
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

/** The shop's own `/mcp`, through the protocol's official client. Connects at the first call, and again after a failure. */
export function openShop(address: URL, meta: () => Record<string, unknown>, record: RecordMessage): Shop {
  let connected: Promise<{ client: Client; tools: readonly Tool[] }> | null = null;
  const connect = async () => {
    const client = new Client({ name: "tillswitch-stand-in", version: "1.0.0" });
    await client.connect(recordedTransport(address, record));
    // Not `client.listTools`: that compiles a validator for every tool's answer, and we only pass answers on.
    const { tools } = await client.request({ method: "tools/list" }, ListToolsResultSchema);
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
      const result = await client.callTool({ name, arguments: { ...args }, _meta: meta() }, undefined, {
        timeout: ANSWER_WITHIN_MS,
      });
      // The older answer form (`toolResult`) is not sent by servers of the versions that this client speaks.
      return result as CallToolResult;
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

function recordedTransport(address: URL, record: RecordMessage): StreamableHTTPClientTransport {
  const name = jsonRpcNames();
  const transport = new StreamableHTTPClientTransport(address);
  const send = transport.send.bind(transport);
  const start = transport.start.bind(transport);
  transport.send = async (message, options) => {
    for (const one of Array.isArray(message) ? message : [message])
      record({ from: "host", to: "shop", via: "MCP", level: "message", name: name(one), body: one });
    await send(message, options);
  };
  transport.start = async () => {
    const receive = transport.onmessage;
    transport.onmessage = (message: JSONRPCMessage) => {
      record({
        from: "shop",
        to: "host",
        via: "MCP",
        level: "message",
        name: name(message),
        body: withoutPage(message),
      });
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
