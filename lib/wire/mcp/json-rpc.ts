import { z } from "zod";

/** Codes of JSON-RPC, and of https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes */
export const MCP_CODES = {
  parseError: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internalError: -32_603,
  serverError: -32_000,
  /** Revisions before 2026-07-28 only; since then it is `invalidParams`. */
  resourceNotFound: -32_002,
  headerMismatch: -32_020,
  unsupportedVersion: -32_022,
} as const;

export type McpParams = Readonly<Record<string, unknown>>;
export type McpRequest = {
  readonly kind: "request";
  readonly id: string | number;
  readonly method: string;
  readonly params: McpParams;
};

/** A posted message by what it is. `id` of a malformed one is what can be echoed, else null. */
export type McpMessage =
  | McpRequest
  | { readonly kind: "notification"; readonly method: string; readonly params: McpParams }
  | { readonly kind: "response" }
  | { readonly kind: "malformed"; readonly id: string | number | null; readonly params: McpParams };

const id = z.union([z.string(), z.int()]);
const meta = z.looseObject({
  progressToken: id.optional(),
  "io.modelcontextprotocol/related-task": z.object({ taskId: z.string() }).optional(),
});
const params = z.looseObject({ _meta: meta.optional() });
const jsonrpc = z.literal("2.0");

const REQUEST = z.strictObject({ jsonrpc, id, method: z.string(), params: params.optional() });
const NOTIFICATION = z.strictObject({ jsonrpc, method: z.string(), params: params.optional() });
const RESPONSE = z.union([
  z.strictObject({ jsonrpc, id, result: params }),
  z.strictObject({ jsonrpc, id: id.optional(), error: z.object({ code: z.int(), message: z.string() }) }),
]);

/** Reads one posted JSON value. Never fails: whatever is no message of JSON-RPC is `malformed`. */
export function readMessage(message: unknown): McpMessage {
  const request = REQUEST.safeParse(message);
  if (request.success) return { kind: "request", ...request.data, params: request.data.params ?? {} };
  const notification = NOTIFICATION.safeParse(message);
  if (notification.success) return { kind: "notification", ...notification.data, params: notification.data.params ?? {} };
  if (RESPONSE.safeParse(message).success) return { kind: "response" };
  return { kind: "malformed", id: echoableId(message), params: objectAt(message, "params") };
}

/** The object under a key of an object, else an empty one. */
export function objectAt(value: unknown, key: string): McpParams {
  const found = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isObject(found) ? found : {};
}

const isObject = (value: unknown): value is McpParams =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Only a request is answered under its id, and only what names a method can be one. */
function echoableId(message: unknown): string | number | null {
  if (!isObject(message) || typeof message["method"] !== "string") return null;
  const sent = message["id"];
  return typeof sent === "string" || typeof sent === "number" ? sent : null;
}
