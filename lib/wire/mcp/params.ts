import { z } from "zod";
import { MCP_TEXTS } from "../texts/mcp.ts";
import { MCP_CODES, objectAt, type McpParams } from "./json-rpc.ts";

/** An error as JSON-RPC has it, under HTTP 200 unless the protocol names another status. */
export type McpError = {
  readonly kind: "error";
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
};

const implementation = z.object({
  name: z.string(),
  version: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  websiteUrl: z.string().optional(),
});
const initialize = z.object({
  protocolVersion: z.string(),
  capabilities: z.looseObject({}),
  clientInfo: implementation,
});
/** Null and JSON text are left to the tool: hosts send both for an object (lib/wire/mcp/lenient-arguments.ts). */
const toolCall = z.object({
  name: z.string(),
  arguments: z.union([z.record(z.string(), z.unknown()), z.string(), z.null()]).optional(),
});
const resourceRead = z.object({ uri: z.string() });
const page = z.object({ cursor: z.string().optional() });

/** The keys of a request's `_meta` since 2026-07-28: https://modelcontextprotocol.io/specification/2026-07-28/basic */
export const ENVELOPE_KEYS = {
  version: "io.modelcontextprotocol/protocolVersion",
  client: "io.modelcontextprotocol/clientInfo",
  capabilities: "io.modelcontextprotocol/clientCapabilities",
  logLevel: "io.modelcontextprotocol/logLevel",
} as const;
const LOG_LEVELS = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"] as const;
const envelope = z.object({
  [ENVELOPE_KEYS.version]: z.string(),
  [ENVELOPE_KEYS.capabilities]: z.looseObject({}),
  [ENVELOPE_KEYS.client]: implementation.optional(),
  [ENVELOPE_KEYS.logLevel]: z.enum(LOG_LEVELS).optional(),
});

export type Initialize = z.infer<typeof initialize>;
type ToolCall = {
  readonly kind: "tool_call";
  readonly name: string;
  readonly args: unknown;
  readonly meta: McpParams;
};

/** The parameters of `initialize`, or null when they are malformed. */
export function readInitialize(params: McpParams): Initialize | null {
  const read = initialize.safeParse(params);
  return read.success ? read.data : null;
}

/** The parameters of `tools/call`, with the call's `_meta`. */
export function readToolCall(params: McpParams): ToolCall | McpError {
  const read = toolCall.safeParse(params);
  if (!read.success) return malformed("tools/call", read.error);
  return { kind: "tool_call", name: read.data.name, args: read.data.arguments, meta: objectAt(params, "_meta") };
}

/** The parameter of `resources/read`. */
export function readResourceUri(params: McpParams): { readonly kind: "uri"; readonly uri: string } | McpError {
  const read = resourceRead.safeParse(params);
  return read.success ? { kind: "uri", uri: read.data.uri } : malformed("resources/read", read.error);
}

/** What is wrong with the parameters of a list, if anything. Our lists have one page, so the cursor itself is ignored. */
export function pageProblem(method: string, params: McpParams): McpError | null {
  const read = page.safeParse(params);
  return read.success ? null : malformed(method, read.error);
}

/** The first key of a request's `_meta` that is missing or malformed, or null when the envelope is well-formed. */
export function envelopeProblem(meta: McpParams): string | null {
  const read = envelope.safeParse(meta);
  return read.success ? null : String(read.error.issues[0]?.path.join(".") ?? "_meta");
}

const malformed = (method: string, error: z.ZodError): McpError => ({
  kind: "error",
  code: MCP_CODES.invalidParams,
  message: MCP_TEXTS.malformedParams(method, [...new Set(error.issues.map((issue) => issue.path.join(".")))]),
});
