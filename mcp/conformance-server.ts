import { randomUUID } from "node:crypto";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import {
  CallToolRequestSchema,
  CompleteRequestSchema,
  EmptyResultSchema,
  GetPromptRequestSchema,
  isJSONRPCErrorResponse,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
  type JSONRPCRequest,
} from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import {
  FIXTURE_PROMPTS,
  FIXTURE_RESOURCES,
  FIXTURE_TEMPLATES,
  fixturePrompt,
  readFixture,
} from "./conformance-resources.ts";
import { FIXTURE_TOOLS, fixtureTool, type DuringCall } from "./conformance-tools.ts";
import { acceptingJson, answerOnce } from "#lib/http/mcp-exchange.ts";
import type { McpServer } from "./server.ts";

/** What the client answered to a question of a fixture. */
type ClientAnswer = { readonly result: Record<string, unknown> } | { readonly error: string };
type Waiting = Map<string, (answer: ClientAnswer) => void>;

const ANSWER_WITHIN_MS = 10_000;
const EMPTY = EmptyResultSchema.parse({});

/**
 * The shop's server with the official conformance runner's fixtures beside it: `MCP_FIXTURES=1`, for tests alone. The
 * shop's own server answers everything that is its own; the lists of both are joined. Answers are JSON as everywhere,
 * but for the tools that must say something before they answer.
 */
export function withFixtures(shop: McpServer): McpServer {
  const waiting: Waiting = new Map();
  return {
    async answer(request, message) {
      if (takeAnswer(waiting, message)) return new Response(null, { status: 202 });
      if (!isJSONRPCRequest(message)) return shop.answer(request, message);
      switch (whose(message)) {
        case "shop":
          return shop.answer(request, message);
        case "fixtures":
          return answerOnce(fixtureServer(NO_STREAM), request, message);
        case "stream":
          return streamed(waiting, request, message);
        case "both":
          return joined([
            await shop.answer(request, message),
            await answerOnce(fixtureServer(NO_STREAM), request, message),
          ]);
      }
    },
  };
}

function whose({ method, params }: JSONRPCRequest): "shop" | "fixtures" | "stream" | "both" {
  const name = String(params?.["name"]);
  switch (method) {
    case "initialize":
    case "tools/list":
    case "resources/list":
    case "resources/templates/list":
      return "both";
    case "tools/call":
      return Object.hasOwn(FIXTURE_TOOLS, name) ? (fixtureTool(name).streams ? "stream" : "fixtures") : "shop";
    case "resources/read":
      return String(params?.["uri"]).startsWith("test://") ? "fixtures" : "shop";
    case "resources/subscribe":
    case "resources/unsubscribe":
    case "prompts/list":
    case "prompts/get":
    case "completion/complete":
    case "logging/setLevel":
      return "fixtures";
    default:
      return "shop";
  }
}

type Talk = Pick<DuringCall, "ask"> | null;
const NO_STREAM: Talk = null;

/** A protocol server that has the fixtures and nothing of the shop's. It remembers nothing: no level of logs, no subscription. */
function fixtureServer(talk: Talk): Server {
  const capabilities = {
    tools: {},
    prompts: {},
    completions: {},
    // With this the SDK answers logging/setLevel by itself.
    logging: {},
    resources: { subscribe: true },
  };
  const server = new Server({ name: "conformance-fixtures", version: "1" }, { capabilities });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: Object.entries(FIXTURE_TOOLS).map(([name, { description, inputSchema = { type: "object" } }]) => ({
      name,
      description,
      inputSchema,
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    fixtureTool(params.name).call(params.arguments ?? {}, {
      progressToken: params._meta?.progressToken,
      notify: (notification) => extra.sendNotification(notification),
      ask: talk?.ask ?? (() => Promise.reject(new Error("This answer is no stream"))),
    }),
  );
  server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: FIXTURE_RESOURCES }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: FIXTURE_TEMPLATES }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }) => readFixture(params.uri));
  server.setRequestHandler(SubscribeRequestSchema, () => EMPTY);
  server.setRequestHandler(UnsubscribeRequestSchema, () => EMPTY);
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: FIXTURE_PROMPTS }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => fixturePrompt(params.name, params.arguments ?? {}));
  server.setRequestHandler(CompleteRequestSchema, () => ({ completion: { values: [], total: 0, hasMore: false } }));
  return server;
}

/** Answers with a stream, on which the fixture can say and ask something first. The client answers in a request of its own. */
async function streamed(waiting: Waiting, request: Request, message: JSONRPCRequest): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: false });
  const server = fixtureServer({
    async ask(method, params) {
      const id = randomUUID();
      const answered = new Promise<ClientAnswer>((resolve) => {
        waiting.set(id, resolve);
        setTimeout(() => resolve({ error: "The client did not answer in time" }), ANSWER_WITHIN_MS).unref();
      });
      await transport.send({ jsonrpc: "2.0", id, method, params }, { relatedRequestId: message.id });
      const answer = await answered;
      waiting.delete(id);
      if ("error" in answer) throw new Error(answer.error);
      return answer.result;
    },
  });
  await server.connect(transport);
  // Not closed here: the transport ends the stream itself after the answer.
  return transport.handleRequest(acceptingJson(request), { parsedBody: message });
}

function takeAnswer(waiting: Waiting, message: unknown): boolean {
  const isResult = isJSONRPCResultResponse(message);
  if (!isResult && !isJSONRPCErrorResponse(message)) return false;
  const take = waiting.get(String(message.id));
  take?.(isResult ? { result: message.result } : { error: message.error.message });
  return take !== undefined;
}

const reply = z.looseObject({ result: z.record(z.string(), z.unknown()) });

/** The shop's answer with the fixtures' joined in: lists one after the other, capabilities beside each other. */
async function joined(answers: readonly [Response, Response]): Promise<Response> {
  const [ours, theirs] = await Promise.all(answers.map((one) => one.json()));
  const read = [reply.safeParse(ours), reply.safeParse(theirs)] as const;
  if (!read[0].success || !read[1].success) return Response.json(ours, { status: answers[0].status });
  const { result } = read[0].data;
  for (const name of ["tools", "resources", "resourceTemplates"]) {
    const [shops, fixtures] = [result[name], read[1].data.result[name]];
    if (Array.isArray(shops) && Array.isArray(fixtures)) result[name] = [...shops, ...fixtures];
  }
  const both = z.record(z.string(), z.unknown()).optional();
  const capabilities = { ...both.parse(result["capabilities"]), ...both.parse(read[1].data.result["capabilities"]) };
  if ("capabilities" in result) result["capabilities"] = capabilities;
  return Response.json({ ...read[0].data, result });
}
