import { checkRequest, type EdgeRules } from "#lib/http/http-edge.ts";
import type { McpServer } from "./server.ts";

/** An MCP server and the rules that a request has to pass before its message is read. */
export type McpEndpoint = EdgeRules & { readonly server: McpServer };

/** Answers a request to an MCP endpoint, whatever web server it arrived at: the checks of the edge, then its one message. */
export async function answerRequest({ server, ...rules }: McpEndpoint, request: Request): Promise<Response> {
  const verdict = await checkRequest(request, rules);
  return verdict.kind === "refused" ? verdict.response : server.answer(request, verdict.message);
}
