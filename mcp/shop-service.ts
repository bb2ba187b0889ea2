import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { currentCall } from "#lib/observe/call-context.ts";
import { step } from "#lib/observe/spans.ts";
import { signal } from "#lib/observe/signals.ts";
import { waitSeconds, type CallLimit } from "#lib/http/limits/call-limits.ts";
import type { McpOutcome, McpService } from "#lib/http/mcp/service.ts";
import type { StorefrontOf } from "#lib/purchase/storefront.ts";
import type { CheckoutEdge } from "#lib/wire/checkout-view.ts";
import type { HostDialect, MessageView } from "#lib/wire/host-session.ts";
import { jsonPath, problemsText, type RequestProblem } from "#lib/wire/input-problems.ts";
import { MCP_CODES, type McpParams } from "#lib/wire/mcp/json-rpc.ts";
import { readResourceUri, readToolCall } from "#lib/wire/mcp/params.ts";
import type { McpEra } from "#lib/wire/mcp/revisions.ts";
import type { refusalView } from "#lib/wire/tool-contract.ts";
import { TOOL_CALL_KINDS } from "./call-kinds.ts";
import { principalOf, readCaller, type Caller } from "./caller.ts";
import { INSTRUCTIONS } from "./instructions.ts";
import { TOOLS } from "./tool-list.ts";
import { toolListing } from "./tool-listing.ts";
import { TEXTS } from "./texts.ts";
import type { Tool, ToolAnswer } from "./tool.ts";
import { withWords, wordsRequest } from "./widget-words.ts";
import {
  widgetContents,
  widgetListing,
  WidgetNotBuilt,
  WIDGETS,
  type Widget,
  type WidgetSettings,
} from "./widget-resource.ts";

export type ShopParts = {
  readonly storefront: StorefrontOf;
  readonly version: string;
  readonly paymentMode: "test" | "live";
  readonly hostDialect: HostDialect;
  /** Asked at every call: a payment service may lose and regain what delegated tokens need. */
  readonly instant: () => CheckoutEdge["instant"];
  /** Where sellers take payments at accounts of their own. */
  readonly instantOf?: CheckoutEdge["instantOf"];
  readonly takes: CheckoutEdge["takes"];
  readonly widget: WidgetSettings & { readonly page: (widget: Widget) => Promise<string> };
  /** By shopper and by address. */
  readonly limit: CallLimit;
  /** Reports a call that failed to the operator; the caller gets the reference and nothing else. */
  readonly report: (error: unknown, reference: string) => void;
};

const BY_NAME = new Map(TOOLS.map((tool) => [tool.name, tool]));

/** This shop's tools and its widgets' pages, the same in both eras of MCP. Stateless. */
export function shopService(parts: ShopParts): McpService {
  const contentsOf = keptContents(parts.widget);
  return {
    path: "/mcp",
    serverInfo: { name: "tillswitch", title: "Tillswitch", version: parts.version },
    instructions: INSTRUCTIONS,
    cacheScope: "public",
    // The identifier of MCP Apps: hosts that declare it show our widget.
    capabilities: () => ({ tools: {}, resources: {}, extensions: { "io.modelcontextprotocol/ui": {} } }),
    methods: (era) => ({
      "tools/list": { kind: "list", result: { tools: toolListing(TOOLS) } },
      "tools/call": { kind: "call", answer: (params) => callTool(parts, params) },
      "resources/list": {
        kind: "list",
        result: { resources: WIDGETS.map((widget) => widgetListing(widget, parts.widget)) },
      },
      "resources/templates/list": { kind: "list", result: { resourceTemplates: [] } },
      "resources/read": { kind: "call", answer: (params) => readResource(parts, contentsOf, params, era) },
    }),
  };
}

/** The result of reading a widget's page, made again only for another page. */
function keptContents(settings: ShopParts["widget"]) {
  const kept = new Map<Widget, { readonly page: string; readonly result: { readonly contents: readonly unknown[] } }>();
  return async (widget: Widget): Promise<McpOutcome> => {
    const page = await settings.page(widget);
    let made = kept.get(widget);
    if (made?.page !== page)
      kept.set(widget, (made = { page, result: { contents: [widgetContents(widget, page, settings)] } }));
    return { kind: "result", result: made.result, isFixed: true };
  };
}

async function readResource(
  parts: ShopParts,
  contentsOf: (widget: Widget) => Promise<McpOutcome>,
  params: McpParams,
  era: McpEra,
): Promise<McpOutcome> {
  const read = readResourceUri(params);
  if (read.kind === "error") return read;
  const { uri } = read;
  const widget = WIDGETS.find((one) => one.uri === uri);
  if (widget === undefined) {
    const code = era === "legacy" ? MCP_CODES.resourceNotFound : MCP_CODES.invalidParams;
    return {
      kind: "error",
      code,
      message: TEXTS.noResource(
        uri.slice(0, 200),
        WIDGETS.map((one) => one.uri),
      ),
      data: { uri },
    };
  }
  try {
    return await contentsOf(widget);
  } catch (error) {
    const reference = newReference();
    parts.report(error, reference);
    const message = error instanceof WidgetNotBuilt ? error.message : TEXTS.widgetUnread(reference);
    return { kind: "error", code: MCP_CODES.internalError, message };
  }
}

async function callTool(parts: ShopParts, params: McpParams): Promise<McpOutcome> {
  const call = readToolCall(params);
  if (call.kind === "error") return call;
  const tool = BY_NAME.get(call.name);
  if (tool === undefined)
    return { kind: "error", code: MCP_CODES.invalidParams, message: TEXTS.noTool(call.name.slice(0, 100)) };
  const caller = readCaller(call.meta);
  const waitMs = waitOf(parts.limit, tool, caller);
  if (waitMs > 0) {
    signal("tool_called", { tool: tool.name, outcome: "limited" });
    return { ...failure(TEXTS.limited(tool.name, waitSeconds(waitMs))), isHeldBack: true };
  }
  try {
    const { widget, paymentMode, hostDialect, takes } = parts;
    const sheets = parts.instantOf === undefined ? {} : { instantOf: parts.instantOf };
    const edge = { publicUrl: widget.publicUrl, paymentMode, hostDialect, takes, instant: parts.instant(), ...sheets };
    const verbs = parts.storefront(principalOf(caller, call.args));
    const words = wordsRequest(tool, call.args, caller.locale);
    const parameters = { edge, caller, language: words.language };
    const answer = await step(`tool ${tool.name}`, () => tool.call(verbs, call.args, parameters));
    signal("tool_called", { tool: tool.name, outcome: answer.kind });
    return toolResult(tool, withWords(answer, words));
  } catch (error) {
    signal("tool_called", { tool: tool.name, outcome: "failed" });
    const reference = newReference();
    parts.report(error, reference);
    return failure(TEXTS.failed(tool.name, reference));
  }
}

/** What reads is counted by its address at the front door already. */
function waitOf(limit: CallLimit, { name }: Tool, { shopperId: shopper }: Caller): number {
  const kind = TOOL_CALL_KINDS[name] ?? "change";
  return limit(kind, { shopper, address: kind === "read" ? null : (currentCall()?.address ?? null) });
}

function toolResult(tool: Tool, answer: ToolAnswer): McpOutcome {
  const meta = answer.widgetOnly === undefined ? {} : { _meta: answer.widgetOnly };
  switch (answer.kind) {
    case "answer": {
      const content = [{ type: "text", text: answer.text }];
      return { kind: "result", result: { content, structuredContent: answer.structured, ...meta, isError: false } };
    }
    case "problems":
      return failure(
        problemsText(tool.name, answer.problems),
        answer.problems.map(({ field, code, message }) => refusal(code, jsonPath(field), `${field}: ${message}`)),
        meta,
      );
    case "refused":
      return failure(answer.text, undefined, meta);
  }
}

/** A host may read the messages of an error as it reads those of a checkout, so both have one form. */
function failure(
  text: string,
  messages = [refusal("invalid", "$", text)],
  meta: { readonly _meta?: unknown } = {},
): Extract<McpOutcome, { kind: "result" }> {
  const structuredContent: z.infer<typeof refusalView> = { messages };
  return { kind: "result", result: { content: [{ type: "text", text }], structuredContent, ...meta, isError: true } };
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
