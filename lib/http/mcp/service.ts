import type { McpError } from "../../wire/mcp/params.ts";
import type { McpParams } from "../../wire/mcp/json-rpc.ts";
import type { McpEra } from "../../wire/mcp/revisions.ts";

/**
 * What a method answers: the fields of its result, or an error of JSON-RPC. `isFixed`: the very same object each time, so that
 * it is written once. `isHeldBack`: the refusal of a caller above a limit, which goes out late (hold-back.ts).
 */
export type McpOutcome =
  | {
      readonly kind: "result";
      readonly result: Readonly<Record<string, unknown>>;
      readonly isFixed?: boolean;
      readonly isHeldBack?: boolean;
    }
  | McpError;

/** A list is the same for every caller and is serialised once; a call is answered each time. */
export type McpMethod =
  | { readonly kind: "list"; readonly result: Readonly<Record<string, unknown>> }
  | { readonly kind: "call"; answer(params: McpParams): McpOutcome | Promise<McpOutcome> };

/** A server's own part of MCP, free of any protocol library. The handshakes of both eras and `ping` are the dispatch's. */
export type McpService = {
  /** Where it is served, for the log. */
  readonly path: string;
  readonly serverInfo: { readonly name: string; readonly title?: string; readonly version: string };
  readonly instructions: string | null;
  /** Whether a cache may show the lists to another caller. */
  readonly cacheScope: "public" | "private";
  capabilities(era: McpEra): Readonly<Record<string, unknown>>;
  /** Every method served, by its name. Asked once for each era. */
  methods(era: McpEra): Readonly<Record<string, McpMethod>>;
};
