import { preflightAnswer, withCrossOrigin } from "../cross-origin.ts";
import { checkRequest, type EdgeRules } from "../http-edge.ts";
import { logEdgeRefusal, type McpLog } from "./client-log.ts";
import type { McpDispatch } from "./dispatch.ts";

/** A server of MCP at `path`, and the rules that a request has to pass before its message is read. */
export type McpEndpoint = EdgeRules & { readonly path: string; readonly dispatch: McpDispatch; readonly log: McpLog };

/** Answers a request with web standards' types: the checks of the edge, then its one message. */
export async function answerRequest(
  { path, dispatch, log, ...rules }: McpEndpoint,
  request: Request,
): Promise<Response> {
  const preflight = preflightAnswer(request, rules);
  if (preflight !== null) return preflight;
  const verdict = await checkRequest(request, rules);
  if (verdict.kind === "refused") {
    logEdgeRefusal(log, path, request, verdict.response);
    return withCrossOrigin(request, rules, verdict.response);
  }
  return withCrossOrigin(request, rules, await answerMessage(dispatch, request, verdict.message));
}

/** Answers the message of a request that passed the edge. */
export async function answerMessage(dispatch: McpDispatch, request: Request, message: unknown): Promise<Response> {
  const { status, body } = await dispatch(message, (name) => request.headers.get(name));
  return new Response(body, { status, ...(body === null ? {} : { headers: { "content-type": "application/json" } }) });
}
