import { randomUUID } from "node:crypto";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ListToolsResultSchema,
  McpError,
  ReadResourceRequestSchema,
  type CallToolRequest,
  type CallToolResult,
} from "@modelcontextprotocol/sdk/types.js";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";
import { z } from "zod";
import type { Storefront } from "#lib/purchase/storefront.ts";
import type { CheckoutEdge } from "#lib/wire/checkout-view.ts";
import type { HostDialect, MessageView } from "#lib/wire/host-session.ts";
import { refusalView } from "#lib/wire/tool-contract.ts";
import { readCaller } from "./caller.ts";
import { jsonPath, problemsText, type RequestProblem } from "#lib/wire/input-problems.ts";
import { INSTRUCTIONS } from "./instructions.ts";
import { answerOnce } from "#lib/http/mcp-exchange.ts";
import { TOOLS } from "./tool-list.ts";
import { TEXTS } from "./texts.ts";
import { WIDGET_URI } from "./tool-meta.ts";
import type { Tool, ToolAnswer } from "./tool.ts";
import { WIDGET_LISTING, widgetContents, WidgetNotBuilt, type WidgetSettings } from "./widget-resource.ts";

export type McpParts = {
  readonly verbs: Storefront;
  readonly version: string;
  readonly paymentMode: "test" | "live";
  readonly hostDialect: HostDialect;
  /** Asked at every call: a payment service may lose and regain what delegated tokens need. */
  readonly instant: () => CheckoutEdge["instant"];
  readonly widget: WidgetSettings & { readonly page: () => Promise<string> };
  /** Reports a call that failed to the operator; the caller gets the reference and nothing else. */
  readonly report: (error: unknown, reference: string) => void;
};

export type McpServer = {
  /** Answers one JSON-RPC message that passed `http-edge.ts`. */
  answer(request: Request, message: unknown): Promise<Response>;
};

// The SDK builds a validator for every server it makes; one for all halves the time of a call.
const validator = new AjvJsonSchemaValidator();
const TOOL_LIST = ListToolsResultSchema.parse({ tools: TOOLS.map(describe) });
const BY_NAME = new Map(TOOLS.map((tool) => [tool.name, tool]));
const RESOURCE_NOT_FOUND = -32_002;

/** The MCP server of this shop: stateless, a fresh protocol server for every message, everything else made once. */
export function createMcpServer(parts: McpParts): McpServer {
  return { answer: (request, message) => answerOnce(protocolServer(parts), request, message) };
}

function protocolServer(parts: McpParts): Server {
  const server = new Server(
    { name: "tillswitch", title: "Tillswitch", version: parts.version },
    { capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS, jsonSchemaValidator: validator },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => TOOL_LIST);
  server.setRequestHandler(CallToolRequestSchema, (request) => callTool(parts, request.params));
  server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: [WIDGET_LISTING] }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: [] }));
  server.setRequestHandler(ReadResourceRequestSchema, async (request) => {
    if (request.params.uri !== WIDGET_URI)
      throw new McpError(RESOURCE_NOT_FOUND, TEXTS.noResource(request.params.uri.slice(0, 200), WIDGET_URI));
    return { contents: [widgetContents(await readPage(parts), parts.widget)] };
  });
  return server;
}

async function readPage(parts: McpParts): Promise<string> {
  try {
    return await parts.widget.page();
  } catch (error) {
    const reference = newReference();
    parts.report(error, reference);
    throw new McpError(
      ErrorCode.InternalError,
      error instanceof WidgetNotBuilt ? error.message : TEXTS.widgetUnread(reference),
    );
  }
}

async function callTool(parts: McpParts, params: CallToolRequest["params"]): Promise<CallToolResult> {
  const tool = BY_NAME.get(params.name);
  if (tool === undefined) throw new McpError(ErrorCode.InvalidParams, TEXTS.noTool(params.name.slice(0, 100)));
  try {
    const { widget, paymentMode, hostDialect } = parts;
    const edge = { publicUrl: widget.publicUrl, paymentMode, hostDialect, instant: parts.instant() };
    return toolResult(
      tool,
      await tool.call(parts.verbs, params.arguments ?? {}, { edge, caller: readCaller(params._meta) }),
    );
  } catch (error) {
    const reference = newReference();
    parts.report(error, reference);
    return failure(TEXTS.failed(tool.name, reference));
  }
}

function toolResult(tool: Tool, answer: ToolAnswer): CallToolResult {
  switch (answer.kind) {
    case "answer":
      return { content: [{ type: "text", text: answer.text }], structuredContent: answer.structured, isError: false };
    case "problems":
      return failure(
        problemsText(tool.name, answer.problems),
        answer.problems.map(({ field, code, message }) => refusal(code, jsonPath(field), `${field}: ${message}`)),
      );
    case "refused":
      return failure(answer.text);
  }
}

/** A host may read the messages of an error as it reads those of a checkout, so both have one form. */
function failure(text: string, messages = [refusal("invalid", "$", text)]): CallToolResult {
  const structuredContent: z.infer<typeof refusalView> = { messages };
  return { content: [{ type: "text", text }], structuredContent, isError: true };
}

const refusal = (code: RequestProblem["code"], param: string, content: string): MessageView => ({
  type: "error",
  code,
  param,
  content_type: "plain",
  content,
});

/** Short enough to read out to an operator. */
const newReference = () => randomUUID().slice(0, 8);

/** A tool in the protocol's words, its schemas as JSON Schema. What it answers is what it is for, or a refusal. */
function describe(tool: Tool) {
  const schema = (of: z.ZodType, io: "input" | "output") => z.toJSONSchema(of, { io, target: "draft-7" });
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    annotations: { title: tool.title, ...tool.hints },
    _meta: { ...tool.meta },
    inputSchema: schema(tool.input, "input"),
    outputSchema: { type: "object", ...schema(z.union([tool.output, refusalView]), "output") },
  };
}
