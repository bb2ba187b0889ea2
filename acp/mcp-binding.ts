import { z } from "zod";
import type { AcpConfig } from "#lib/config/acp.ts";
import { isTooDeep } from "#lib/canonical-json.ts";
import { OPERATIONS, readCall, type AcpOperation } from "./call.ts";
import { languageOfCall, NEWEST } from "./dialect.ts";
import { acpError, type AcpAnswer } from "./error.ts";
import { once } from "./idempotency.ts";
import { callerProblem, verbsOf, type AcpParts } from "./rest.ts";
import { signatureProblem } from "./signature.ts";
import { TEXTS } from "./texts.ts";
import { checkRequest, type EdgeRules } from "#lib/http/http-edge.ts";
import { createMcpDispatch } from "#lib/http/mcp/dispatch.ts";
import { logEdgeRefusal, type McpLog } from "#lib/http/mcp/client-log.ts";
import type { McpOutcome, McpService } from "#lib/http/mcp/service.ts";
import { answerMessage } from "#lib/http/mcp/endpoint.ts";
import { edgeRequest, webAnswer } from "#lib/http/mcp/web.ts";
import { pathText } from "#lib/wire/input-problems.ts";
import { MCP_CODES, type McpParams } from "#lib/wire/mcp/json-rpc.ts";
import { readToolCall, type McpError } from "#lib/wire/mcp/params.ts";
import type { McpEra } from "#lib/wire/mcp/revisions.ts";

const text = (max: number) => z.string().max(max).optional();
const meta = z.looseObject({
  api_version: z.string().describe("2026-04-17"),
  idempotency_key: text(255).describe("One for each request; its repetitions get the first answer."),
  request_id: text(255),
  user_agent: text(1000),
  accept_language: text(200),
  signature: text(1000),
  timestamp: text(100),
});
const id = z.string().max(200).describe("The id of the checkout session.");
const payload = z.looseObject({}).describe("The request of this operation, as schema.agentic_checkout.json has it.");

const ENVELOPES = {
  create: z.object({ meta, payload }),
  get: z.object({ meta, id }),
  update: z.object({ meta, id, payload }),
  complete: z.object({ meta, id, payload }),
  cancel: z.object({ meta, id, payload: payload.optional() }),
};
const SUMMARIES: Readonly<Record<AcpOperation, string>> = {
  create: "Create a checkout session from items of this shop",
  get: "Retrieve a checkout session as it is now",
  update: "Change items, delivery, buyer or discount codes of a checkout session that is not paid",
  complete: "Pay a checkout session with a delegated token and place its order",
  cancel: "Cancel a checkout session that is not paid",
};
const nameOf = (operation: AcpOperation) => `${operation}_checkout_session`;
/** The tools with their schemas in the dialect that each era reads where a schema names none. */
const tools = (era: McpEra) =>
  OPERATIONS.map((operation) => ({
    name: nameOf(operation),
    description: SUMMARIES[operation],
    inputSchema: z.toJSONSchema(ENVELOPES[operation], {
      io: "input",
      target: era === "legacy" ? "draft-7" : "draft-2020-12",
    }),
    annotations: {
      readOnlyHint: operation === "get",
      destructiveHint: operation === "complete" || operation === "cancel",
      openWorldHint: operation === "complete",
    },
  }));

export type AcpMcpParts = AcpParts & { readonly edgeRules: EdgeRules; readonly log: McpLog };

/**
 * Answers requests of the protocol's MCP binding, `POST /acp/mcp`: five tools over the same calls as REST. A result is
 * the session itself, and beside its fields the same as `structuredContent` and text, which every MCP client reads. An
 * error is JSON-RPC's -32000 with the protocol's error as its data; -32602 a malformed envelope.
 */
export function createAcpMcp(parts: AcpMcpParts): (request: Request) => Promise<Response> {
  const { acp } = parts;
  if (acp === null) return () => Promise.resolve(refusal(acpError(404, "not_found", TEXTS.nothingHere)));
  const service = acpService(parts, acp);
  const dispatch = createMcpDispatch(service, parts.log);
  return async (request) => {
    const refused = request.method === "POST" ? callerProblem(request, acp) : null;
    if (refused !== null) return refusal(refused, { "www-authenticate": 'Bearer realm="acp"' });
    const edge = edgeRequest(request);
    const verdict = await checkRequest(edge, parts.edgeRules);
    if (verdict.kind === "refused") {
      logEdgeRefusal(parts.log, service.path, edge, verdict.answer);
      return webAnswer(verdict.answer);
    }
    if (isTooDeep(verdict.message)) return refusal(acpError(400, "invalid_json", TEXTS.messageTooDeep));
    return webAnswer(await answerMessage(dispatch, edge, verdict.message));
  };
}

const acpService = (parts: AcpParts, acp: AcpConfig): McpService => ({
  path: "/acp/mcp",
  serverInfo: { name: "tillswitch-acp", version: NEWEST.version },
  instructions: null,
  // The same for everyone, but only for those who have the key.
  cacheScope: "private",
  capabilities: () => ({ tools: {} }),
  methods: (era) => ({
    "tools/list": { kind: "list", result: { tools: tools(era) } },
    "tools/call": { kind: "call", answer: (params) => callTool(parts, acp, params) },
  }),
});

async function callTool(parts: AcpParts, acp: AcpConfig, params: McpParams): Promise<McpOutcome> {
  const sent = readToolCall(params);
  if (sent.kind === "error") return sent;
  const operation = OPERATIONS.find((one) => nameOf(one) === sent.name);
  if (operation === undefined) return failed(MCP_CODES.invalidParams, TEXTS.noTool(sent.name.slice(0, 100)));
  const read = ENVELOPES[operation].safeParse(sent.args ?? {});
  if (!read.success) {
    const fields = read.error.issues.map((issue) => pathText(issue.path)).slice(0, 20);
    return failed(MCP_CODES.invalidParams, TEXTS.malformedArguments(sent.name, fields));
  }
  const answer = await call(parts, acp, operation, read.data);
  if (answer.kind === "error") return failed(MCP_CODES.serverError, answer.body.message, answer.body);
  const content = [{ type: "text", text: JSON.stringify(answer.body) }];
  return { kind: "result", result: { ...answer.body, content, structuredContent: answer.body, isError: false } };
}

const failed = (code: number, message: string, data?: unknown): McpError => ({ kind: "error", code, message, data });

type Envelope = { readonly meta: z.infer<typeof meta>; readonly id?: string; readonly payload?: unknown };

async function call(parts: AcpParts, acp: AcpConfig, operation: AcpOperation, envelope: Envelope): Promise<AcpAnswer> {
  const { meta } = envelope;
  if (!NEWEST.names.includes(meta.api_version))
    return {
      kind: "error",
      status: 400,
      body: {
        type: "invalid_request",
        code: "unsupported_api_version",
        message: TEXTS.unsupportedVersion("api_version"),
        param: "$.meta.api_version",
        supported_versions: NEWEST.names,
      },
    };
  const { signature = null, timestamp = null } = meta;
  const unsigned =
    acp.signatureSecret === null
      ? null
      : signatureProblem(acp.signatureSecret, { signature, timestamp, body: envelope.payload }, parts.now());
  if (unsigned !== null) return unsigned;
  const { edge, spoken } = languageOfCall(meta.accept_language);
  const verbs = verbsOf(parts, acp);
  const context = { verbs, dialect: NEWEST, edge: { ...parts.edge(), ...edge }, spoken };
  const body = envelope.payload ?? {};
  const work = readCall(context, operation, envelope.id ?? "", body);
  if (work.kind !== "work") return work;
  const key = operation === "get" ? null : keyOf(meta.idempotency_key);
  const path = `mcp/${nameOf(operation)}/${envelope.id ?? ""}`;
  return (await once({ ...parts, verbs }, NEWEST, { identity: acp.apiKey, path, key, body }, () => work.run())).answer;
}

/** A key that no database stores is none: the request is done, only not remembered. */
const keyOf = (sent: string | undefined) => (sent !== undefined && /^[^\p{Cc}\p{Cs}]+$/u.test(sent) ? sent : null);

function refusal(answer: AcpAnswer, headers: Readonly<Record<string, string>> = {}): Response {
  const message = answer.kind === "error" ? answer.body.message : "";
  const error = { code: MCP_CODES.serverError, message, data: answer.body };
  return Response.json({ jsonrpc: "2.0", error, id: null }, { status: answer.status, headers });
}
