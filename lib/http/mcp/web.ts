import { preflightAnswer, withCrossOrigin } from "../cross-origin.ts";
import { checkRequest, type EdgeRules } from "../http-edge.ts";
import type { McpDispatch } from "./dispatch.ts";

/** A server of MCP and the rules that a request has to pass before its message is read. */
export type McpEndpoint = EdgeRules & { readonly dispatch: McpDispatch };

/** Answers a request with web standards' types: the checks of the edge, then its one message. */
export async function answerRequest({ dispatch, ...rules }: McpEndpoint, request: Request): Promise<Response> {
  const preflight = preflightAnswer(request, rules);
  if (preflight !== null) return preflight;
  const verdict = await checkRequest(request, rules);
  const answer =
    verdict.kind === "refused" ? verdict.response : await answerMessage(dispatch, request, verdict.message);
  return withCrossOrigin(request, rules, answer);
}

/** Answers the message of a request that passed the edge. */
export async function answerMessage(dispatch: McpDispatch, request: Request, message: unknown): Promise<Response> {
  const { status, body } = await dispatch(message, (name) => request.headers.get(name));
  return new Response(body, { status, ...(body === null ? {} : { headers: { "content-type": "application/json" } }) });
}
