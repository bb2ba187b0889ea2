import { preflightAnswer, withCrossOrigin } from "../cross-origin.ts";
import { checkRequest, type EdgeAnswer, type EdgeRequest, type EdgeRules } from "../http-edge.ts";
import { logEdgeRefusal, type McpLog } from "./client-log.ts";
import { createHoldBack } from "../limits/hold-back.ts";
import type { McpDispatch } from "./dispatch.ts";

/** A server of MCP at `path`, and the rules that a request has to pass before its message is read. */
export type McpEndpoint = EdgeRules & { readonly path: string; readonly dispatch: McpDispatch; readonly log: McpLog };

/** No proxy keeps an answer, or compresses it: a host would wait longer for that than for the bytes. */
const CACHING = "no-store, no-transform";

const holdBack = createHoldBack();

/**
 * Answers a request: the checks of the edge, then its one message. Never throws for what was sent. A refusal waits here, where
 * nothing is left of the message that it answers.
 */
export async function answerEdge(endpoint: McpEndpoint, request: EdgeRequest): Promise<EdgeAnswer> {
  const { headers, isHeldBack, ...answer } = await answerOf(endpoint, request);
  if (isHeldBack === true) await holdBack(request.connection);
  return { ...answer, headers: { ...headers, "cache-control": CACHING } };
}

async function answerOf({ path, dispatch, log, ...rules }: McpEndpoint, request: EdgeRequest): Promise<EdgeAnswer> {
  const preflight = preflightAnswer(request, rules);
  if (preflight !== null) return preflight;
  const verdict = await checkRequest(request, rules);
  if (verdict.kind === "refused") {
    logEdgeRefusal(log, path, request, verdict.answer);
    return withCrossOrigin(request, rules, verdict.answer);
  }
  return withCrossOrigin(request, rules, await answerMessage(dispatch, request, verdict.message));
}

/** Answers the message of a request that passed the edge. */
export async function answerMessage(
  dispatch: McpDispatch,
  request: EdgeRequest,
  message: unknown,
): Promise<EdgeAnswer> {
  const { body, ...answer } = await dispatch(message, (name) => request.header(name.toLowerCase()));
  return { ...answer, body, headers: body === null ? {} : { "content-type": "application/json" } };
}
