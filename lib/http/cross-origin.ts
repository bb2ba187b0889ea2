import { hostAllowed, type EdgeAnswer, type EdgeRequest, type EdgeRules } from "./http-edge.ts";

/** Besides those that browsers always let through: the headers of both eras of MCP, and of tracing. */
const ALLOWED_HEADERS = [
  "content-type",
  "authorization",
  "mcp-protocol-version",
  "mcp-method",
  "mcp-name",
  "mcp-session-id",
  "last-event-id",
  "traceparent",
  "tracestate",
];
/** Browsers keep a preflight for two hours at most. */
const MAX_AGE_SECONDS = 7200;

/**
 * The answer to a preflight of a page that may call, or null for every other request. Credentials are never allowed:
 * nothing here is authorised by a cookie. https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function preflightAnswer(request: EdgeRequest, rules: EdgeRules): EdgeAnswer | null {
  const isPreflight = request.method === "OPTIONS" && request.header("access-control-request-method") !== null;
  if (!isPreflight || !hostAllowed(request, rules)) return null;
  const origin = allowedOrigin(request, rules);
  if (origin === null) return null;
  return {
    status: 204,
    body: null,
    headers: {
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": ALLOWED_HEADERS.join(", "),
      "access-control-max-age": String(MAX_AGE_SECONDS),
      vary: "Origin",
    },
  };
}

/** The answer as a page of an allowed origin may read it. Unchanged while no origin is allowed. */
export function withCrossOrigin(request: EdgeRequest, rules: EdgeRules, answer: EdgeAnswer): EdgeAnswer {
  if (rules.allowedOrigins.length === 0) return answer;
  const origin = hostAllowed(request, rules) ? allowedOrigin(request, rules) : null;
  const allowed = origin === null ? {} : { "access-control-allow-origin": origin };
  return { ...answer, headers: { ...answer.headers, ...allowed, vary: "Origin" } };
}

function allowedOrigin(request: EdgeRequest, { allowedOrigins }: EdgeRules): string | null {
  const origin = request.header("origin");
  return origin !== null && allowedOrigins.includes(origin) ? origin : null;
}
