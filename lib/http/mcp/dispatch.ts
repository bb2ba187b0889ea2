import { MCP_TEXTS } from "../../wire/texts/mcp.ts";
import { envelopeRefusal, eraOf, VERSION_HEADER, type HeaderOf } from "../../wire/mcp/envelope.ts";
import { MCP_CODES, readMessage, type McpMessage, type McpRequest } from "../../wire/mcp/json-rpc.ts";
import { pageProblem, readInitialize, type McpError } from "../../wire/mcp/params.ts";
import { LATEST_LEGACY_REVISION, LEGACY_REVISIONS, MODERN_REVISION, type McpEra } from "../../wire/mcp/revisions.ts";
import type { EdgeAnswer } from "../http-edge.ts";
import { clientLog, type McpLog } from "./client-log.ts";
import type { McpMethod, McpOutcome, McpService } from "./service.ts";

/** The response to one posted message: JSON, or no body where nothing is answered. */
export type McpAnswer = Pick<EdgeAnswer, "status" | "body" | "isHeldBack">;

/**
 * Answers one message that passed `http-edge.ts`, in the era that it speaks. Never throws and never answers with 5xx:
 * what fails inside is logged and is an error of JSON-RPC.
 */
export type McpDispatch = (message: unknown, header: HeaderOf) => Promise<McpAnswer>;

/** How long a client may keep a list: after a deploy it can be this old. */
const TTL_MS = 300_000;
const ACCEPTED: McpAnswer = { status: 202, body: null };
/** Results that a client may keep since 2026-07-28, beside the lists. */
const KEPT: ReadonlySet<string> = new Set(["server/discover", "resources/read"]);

type Method =
  { readonly kind: "fixed"; readonly isList: boolean; readonly text: Ready } | Extract<McpMethod, { kind: "call" }>;
/** A result's own text in UTF-8, written once. */
type Ready = Uint8Array;
type Leg = {
  readonly era: McpEra;
  readonly methods: ReadonlyMap<string, Method>;
  written(method: string, result: object): string;
  /** Of results that are the same object each time. */
  readonly ready: WeakMap<object, Ready>;
};

/**
 * Serves both eras of MCP from one service, stateless: every message is answered from itself and its headers. Written
 * by hand because the official servers spend most of a call on their dispatch; they are its oracles in the tests
 * (docs/decisions/0025-both-eras-of-mcp-by-hand.md).
 */
export function createMcpDispatch(service: McpService, log: McpLog): McpDispatch {
  const clients = clientLog(log, service.path);
  const legs = { legacy: legacyLeg(service), modern: modernLeg(service) };
  return async (sent, header) => {
    const message = readMessage(sent);
    const era = eraOf(message, header);
    const refuse = (status: number, error: McpError, id: string | number | null): McpAnswer => {
      clients.refused(message, era, { status, code: error.code }, header);
      return { status, body: errorText(error, id) };
    };
    const refusal = era === "legacy" ? legacyRefusal(message, header) : modernRefusal(message, header);
    if (refusal !== null) return refuse(400, refusal, era === "modern" && "id" in message ? message.id : null);
    if (message.kind !== "request") return ACCEPTED;
    clients.seen(message, era, header);
    const method = legs[era].methods.get(message.method);
    if (method === undefined) {
      const error = fault(MCP_CODES.methodNotFound, MCP_TEXTS.unknownMethod);
      return era === "modern" ? refuse(404, error, message.id) : { status: 200, body: errorText(error, message.id) };
    }
    return { status: 200, ...(await answered(legs[era], method, message, log)) };
  };
}

/** What is refused before a message of the older era is looked at: what the official server of that era refuses. */
function legacyRefusal(message: McpMessage, header: HeaderOf): McpError | null {
  if (message.kind === "malformed") return fault(MCP_CODES.parseError, MCP_TEXTS.notJsonRpc);
  // Also one without an id, which the official server lets pass and answers nothing.
  const isMethod = message.kind === "request" || message.kind === "notification";
  if (isMethod && message.method === "initialize" && readInitialize(message.params) !== null) return null;
  const version = header(VERSION_HEADER);
  return version === null || LEGACY_REVISIONS.includes(version)
    ? null
    : fault(MCP_CODES.serverError, MCP_TEXTS.unsupportedVersion(version.slice(0, 100), LEGACY_REVISIONS));
}

/** A notification is accepted unread: the revision has none that a client sends over HTTP. */
function modernRefusal(message: McpMessage, header: HeaderOf): McpError | null {
  switch (message.kind) {
    case "request":
      return envelopeRefusal(message, header);
    case "notification":
      return null;
    case "response":
      return fault(MCP_CODES.invalidRequest, MCP_TEXTS.noResponses);
    case "malformed":
      return fault(MCP_CODES.invalidRequest, MCP_TEXTS.notJsonRpc);
  }
}

async function answered(
  leg: Leg,
  method: Method,
  { id, method: name, params }: McpRequest,
  log: McpLog,
): Promise<Omit<McpAnswer, "status">> {
  if (method.kind === "fixed") {
    const problem = method.isList ? pageProblem(name, params) : null;
    return { body: problem === null ? resultBytes(method.text, id) : errorText(problem, id) };
  }
  let outcome: McpOutcome;
  try {
    outcome = await method.answer(params);
  } catch (error) {
    log.error({ error }, "an MCP method failed");
    outcome = fault(MCP_CODES.internalError, MCP_TEXTS.failed);
  }
  if (outcome.kind === "error") return { body: errorText(outcome, id) };
  if (outcome.isFixed !== true) {
    const body = resultText(leg.written(name, outcome.result), id);
    return outcome.isHeldBack === true ? { body, isHeldBack: true } : { body };
  }
  const { result } = outcome;
  let ready = leg.ready.get(result);
  if (ready === undefined) leg.ready.set(result, (ready = bytesOf(leg.written(name, result))));
  return { body: resultBytes(ready, id) };
}

function legacyLeg(service: McpService): Leg {
  const { serverInfo, instructions } = service;
  const written = (_: string, result: object) => JSON.stringify(result);
  const initialize = (protocolVersion: string) => ({
    protocolVersion,
    capabilities: service.capabilities("legacy"),
    serverInfo,
    ...(instructions === null ? {} : { instructions }),
  });
  const methods = new Map<string, Method>([
    ...served(service, "legacy", written),
    ["ping", { kind: "fixed", isList: false, text: bytesOf("{}") }],
    [
      "initialize",
      {
        kind: "call",
        answer(params) {
          const read = readInitialize(params);
          if (read === null) return fault(MCP_CODES.invalidParams, MCP_TEXTS.malformedParams("initialize", ["params"]));
          const isServed = LEGACY_REVISIONS.includes(read.protocolVersion);
          return { kind: "result", result: initialize(isServed ? read.protocolVersion : LATEST_LEGACY_REVISION) };
        },
      },
    ],
  ]);
  return { era: "legacy", methods, written, ready: new WeakMap() };
}

function modernLeg(service: McpService): Leg {
  const { serverInfo, instructions, cacheScope } = service;
  const hints = { ttlMs: TTL_MS, cacheScope };
  const complete = (result: object & { readonly _meta?: object }, isKept: boolean) =>
    JSON.stringify({
      resultType: "complete",
      ...result,
      ...(isKept ? hints : {}),
      _meta: { ...result._meta, "io.modelcontextprotocol/serverInfo": serverInfo },
    });
  const discover = {
    supportedVersions: [MODERN_REVISION],
    capabilities: service.capabilities("modern"),
    ...(instructions === null ? {} : { instructions }),
  };
  const methods = new Map<string, Method>([
    ...served(service, "modern", (_, result) => complete(result, true)),
    ["server/discover", { kind: "fixed", isList: false, text: bytesOf(complete(discover, true)) }],
  ]);
  const writtenOf = (method: string, result: object) => complete(result, KEPT.has(method));
  return { era: "modern", methods, written: writtenOf, ready: new WeakMap() };
}

function served(service: McpService, era: McpEra, written: Leg["written"]): readonly [string, Method][] {
  return Object.entries(service.methods(era)).map(([name, method]) => [
    name,
    method.kind === "call" ? method : { kind: "fixed", isList: true, text: bytesOf(written(name, method.result)) },
  ]);
}

const fault = (code: number, message: string): McpError => ({ kind: "error", code, message });

const opening = (id: string | number) => `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":`;
const CLOSING = "}";
const resultText = (result: string, id: string | number) => `${opening(id)}${result}${CLOSING}`;

const bytesOf = (text: string): Ready => Buffer.from(text);
function resultBytes(result: Ready, id: string | number): Uint8Array<ArrayBuffer> {
  return Buffer.concat([Buffer.from(opening(id)), result, Buffer.from(CLOSING)]);
}

const errorText = ({ code, message, data }: McpError, id: string | number | null) =>
  JSON.stringify({ jsonrpc: "2.0", id, error: { code, message, ...(data === undefined ? {} : { data }) } });
