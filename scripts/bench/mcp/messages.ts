import type { McpEra } from "#lib/wire/mcp/revisions.ts";
import { LATEST_LEGACY_REVISION, MODERN_REVISION } from "#lib/wire/mcp/revisions.ts";
import { ENVELOPE_KEYS } from "#lib/wire/mcp/params.ts";
import type { LoadRequest } from "../load/load.ts";

export const ERAS: readonly McpEra[] = ["legacy", "modern"];
export const REVISION: Readonly<Record<McpEra, string>> = { legacy: LATEST_LEGACY_REVISION, modern: MODERN_REVISION };

type Message = {
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Of a tool or a resource. */
  readonly name?: string;
  readonly shopper?: string;
};

/** A message as a client of that era posts it. */
export function mcpRequest(era: McpEra, { method, params = {}, name, shopper }: Message, path = "/mcp"): LoadRequest {
  const ofHost = shopper === undefined ? {} : { "openai/subject": shopper, "openai/locale": "en-US" };
  const envelope =
    era === "legacy"
      ? {}
      : {
          [ENVELOPE_KEYS.version]: MODERN_REVISION,
          [ENVELOPE_KEYS.client]: { name: "bench", version: "1" },
          [ENVELOPE_KEYS.capabilities]: {},
        };
  const meta = { ...envelope, ...ofHost };
  return {
    path,
    headers: {
      "mcp-protocol-version": REVISION[era],
      ...(era === "legacy" ? {} : { "mcp-method": method, ...(name === undefined ? {} : { "mcp-name": name }) }),
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method,
      params: { ...params, ...(Object.keys(meta).length === 0 ? {} : { _meta: meta }) },
    }),
  };
}

export const toolRequest = (
  era: McpEra,
  name: string,
  args: Readonly<Record<string, unknown>>,
  shopper: string,
): LoadRequest => mcpRequest(era, { method: "tools/call", params: { name, arguments: args }, name, shopper });

/** What the tool answered, from the body of a 200. */
export function structuredIn(body: string): Readonly<Record<string, unknown>> {
  const { result } = JSON.parse(body) as { result?: { structuredContent?: Record<string, unknown> } };
  if (result?.structuredContent === undefined) throw new Error(`no answer of a tool: ${body.slice(0, 300)}`);
  return result.structuredContent;
}
