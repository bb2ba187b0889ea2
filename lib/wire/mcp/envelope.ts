import { MCP_TEXTS } from "../texts/mcp.ts";
import { MCP_CODES, objectAt, type McpMessage, type McpRequest } from "./json-rpc.ts";
import { ENVELOPE_KEYS, envelopeProblem, type McpError } from "./params.ts";
import { isModernRevision, MODERN_REVISION, type McpEra } from "./revisions.ts";

/** The value of a request's header, null when it is absent. Names are compared without regard to case. */
export type HeaderOf = (name: string) => string | null;

export const VERSION_HEADER = "MCP-Protocol-Version";
const METHOD_HEADER = "Mcp-Method";
const NAME_HEADER = "Mcp-Name";
/** The field of `params` that `Mcp-Name` repeats. */
const NAMED_BY: Readonly<Record<string, string>> = {
  "tools/call": "name",
  "prompts/get": "name",
  "resources/read": "uri",
};

/**
 * The era that a message is of: the body decides, and the version header where the body says nothing. `initialize` is
 * the older handshake unless it has a well-formed envelope, so that a client that falls back is always answered.
 */
export function eraOf(message: McpMessage, header: HeaderOf): McpEra {
  const meta = message.kind === "response" ? {} : objectAt(message.params, "_meta");
  const claimed = Object.hasOwn(meta, ENVELOPE_KEYS.version) ? meta[ENVELOPE_KEYS.version] : undefined;
  if (message.kind === "request" && message.method === "initialize") {
    const isModern = typeof claimed === "string" && isModernRevision(claimed) && envelopeProblem(meta) === null;
    return isModern ? "modern" : "legacy";
  }
  const named = valueOf(header, VERSION_HEADER);
  return claimed !== undefined || (named !== null && isModernRevision(named)) ? "modern" : "legacy";
}

/**
 * Why a request of the modern era is refused before its method is looked up, or null. In the order of the
 * specification: envelope, headers that contradict the body, version, headers that are missing.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports#standard-mcp-request-headers
 */
export function envelopeRefusal({ method, params }: McpRequest, header: HeaderOf): McpError | null {
  const meta = objectAt(params, "_meta");
  const problem = envelopeProblem(meta);
  if (problem !== null) return error(MCP_CODES.invalidParams, MCP_TEXTS.malformedEnvelope(problem));
  const version = String(meta[ENVELOPE_KEYS.version]);
  const sent = { version: valueOf(header, VERSION_HEADER), method: valueOf(header, METHOD_HEADER) };
  if (sent.version !== null && sent.version !== version) return mismatch(VERSION_HEADER, ENVELOPE_KEYS.version);
  if (sent.method !== null && sent.method !== method) return mismatch(METHOD_HEADER, "method");
  if (version !== MODERN_REVISION) {
    const supported = [MODERN_REVISION];
    const message = MCP_TEXTS.unsupportedVersion(version.slice(0, 100), supported);
    return { ...error(MCP_CODES.unsupportedVersion, message), data: { supported, requested: version } };
  }
  if (sent.version === null) return missing(VERSION_HEADER);
  if (sent.method === null) return missing(METHOD_HEADER);
  return nameRefusal(method, params, valueOf(header, NAME_HEADER));
}

function nameRefusal(method: string, params: McpRequest["params"], sent: string | null): McpError | null {
  const field = Object.hasOwn(NAMED_BY, method) ? NAMED_BY[method] : undefined;
  if (field === undefined) return null;
  const name = params[field];
  // A body without the name is malformed, which the method's own check says better.
  if (sent === null) return typeof name === "string" ? missing(NAME_HEADER) : null;
  const decoded = decodedHeader(sent);
  return decoded === null || (typeof name === "string" && decoded !== name)
    ? mismatch(NAME_HEADER, `params.${field}`)
    : null;
}

/** A header's text; what no header can hold comes as `=?base64?…?=` of its UTF-8. Null: it cannot be decoded. */
function decodedHeader(value: string): string | null {
  const encoded = /^=\?base64\?(.*)\?=$/.exec(value)?.[1];
  if (encoded === undefined) return value;
  try {
    const bytes = atob(encoded);
    if (btoa(bytes) !== encoded) return null;
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes, (byte) => byte.codePointAt(0) ?? 0));
  } catch {
    // Neither function has another way to say that its input is malformed.
    return null;
  }
}

const valueOf = (header: HeaderOf, name: string) => header(name)?.trim() ?? null;
const error = (code: number, message: string): McpError => ({ kind: "error", code, message });
const missing = (header: string) => error(MCP_CODES.headerMismatch, MCP_TEXTS.headerMissing(header));
const mismatch = (header: string, field: string) =>
  error(MCP_CODES.headerMismatch, MCP_TEXTS.headerMismatch(header, field));
