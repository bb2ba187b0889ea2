import { hostAllowed, type EdgeRules } from "./http-edge.ts";

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
export function preflightAnswer(request: Request, rules: EdgeRules): Response | null {
  const isPreflight = request.method === "OPTIONS" && request.headers.has("access-control-request-method");
  if (!isPreflight || !hostAllowed(request, rules)) return null;
  const origin = allowedOrigin(request, rules);
  if (origin === null) return null;
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": ALLOWED_HEADERS.join(", "),
      "access-control-max-age": String(MAX_AGE_SECONDS),
      vary: "Origin",
    },
  });
}

/** The response as a page of an allowed origin may read it. Unchanged while no origin is allowed. */
export function withCrossOrigin(request: Request, rules: EdgeRules, response: Response): Response {
  if (rules.allowedOrigins.length === 0) return response;
  const origin = hostAllowed(request, rules) ? allowedOrigin(request, rules) : null;
  if (origin !== null) response.headers.set("access-control-allow-origin", origin);
  response.headers.append("vary", "Origin");
  return response;
}

function allowedOrigin(request: Request, { allowedOrigins }: EdgeRules): string | null {
  const origin = request.headers.get("origin");
  return origin !== null && allowedOrigins.includes(origin) ? origin : null;
}
