import { ENVELOPE_KEYS, readInitialize } from "../../wire/mcp/params.ts";
import type { EdgeRequest } from "../http-edge.ts";
import { VERSION_HEADER, type HeaderOf } from "../../wire/mcp/envelope.ts";
import { objectAt, type McpMessage } from "../../wire/mcp/json-rpc.ts";
import type { McpEra } from "../../wire/mcp/revisions.ts";

/** The log of a server, such as pino's. */
export type McpLog = Readonly<
  Record<"info" | "warn" | "error", (fields: Readonly<Record<string, unknown>>, message: string) => void>
>;

export type ClientLog = {
  /** Logs a client the first time that it calls with this version in this era. */
  seen(message: McpMessage, era: McpEra, header: HeaderOf): void;
  /** Logs a refused request. */
  refused(
    message: McpMessage,
    era: McpEra,
    refusal: { readonly status: number; readonly code: number },
    header: HeaderOf,
  ): void;
};

const MAX_LENGTH = 100;
/** Whoever can reach the server chooses these names, so their number is bounded. */
const MAX_CLIENTS = 200;
/** Not `name`: the log leaves out what people are called, wherever it is in an entry (lib/runtime/pino-log.ts). */
const LOGGED_HEADERS = { version: VERSION_HEADER, method: "Mcp-Method", target: "Mcp-Name", userAgent: "User-Agent" };

/**
 * Logs who speaks which revision, and what is refused with the headers that it had. Never arguments, and nothing of
 * the buyer's. The names are for people: no decision is based on them.
 */
export function clientLog(log: McpLog, path: string): ClientLog {
  const known = new Set<string>();
  return {
    seen(message, era, header) {
      const client = clientOf(message, era);
      if (client === null) return;
      const key = JSON.stringify([client.client, client.clientVersion, era]);
      if (known.has(key) || known.size >= MAX_CLIENTS) return;
      known.add(key);
      log.info(
        { path, era, ...client, userAgent: cut(header("User-Agent")) },
        "an MCP client called for the first time",
      );
    },
    refused(message, era, refusal, header) {
      const headers = Object.fromEntries(Object.entries(LOGGED_HEADERS).map(([key, name]) => [key, cut(header(name))]));
      const client = clientOf(message, era) ?? { client: null, clientVersion: null };
      log.warn({ path, era, ...refusal, ...client, headers }, "an MCP request was refused");
    },
  };
}

const EDGE_HEADERS = { host: "Host", origin: "Origin", contentType: "Content-Type", userAgent: "User-Agent" };

/**
 * Logs a request that was refused before its message was read, with the headers that may have decided it. Another method
 * than POST is not logged: clients of the older era ask with GET whether there is a stream.
 */
export function logEdgeRefusal(
  log: McpLog,
  path: string,
  request: Pick<EdgeRequest, "header">,
  { status }: { readonly status: number },
): void {
  if (status === 405) return;
  const headers = Object.fromEntries(
    Object.entries(EDGE_HEADERS).map(([key, name]) => [key, cut(request.header(name.toLowerCase()))]),
  );
  log.warn({ path, status, headers }, "an MCP request was refused unread");
}

/** Who calls: in every request of the modern era, before that in `initialize` alone. */
function clientOf(
  message: McpMessage,
  era: McpEra,
): { readonly client: string; readonly clientVersion: string | null } | null {
  if (message.kind === "response") return null;
  const info =
    era === "modern"
      ? objectAt(objectAt(message.params, "_meta"), ENVELOPE_KEYS.client)
      : message.kind === "request" && message.method === "initialize"
        ? (readInitialize(message.params)?.clientInfo ?? {})
        : {};
  const { name, version }: { readonly name?: unknown; readonly version?: unknown } = info;
  return typeof name === "string" ? { client: name.slice(0, MAX_LENGTH), clientVersion: cut(version) } : null;
}

const cut = (value: unknown) => (typeof value === "string" ? value.slice(0, MAX_LENGTH) : null);
