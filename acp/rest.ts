import type { AcpConfig } from "#lib/config/acp.ts";
import { digestOf } from "#lib/purchase/access/principal.ts";
import type { Storefront, StorefrontOf } from "#lib/purchase/storefront.ts";
import type { CheckoutEdge } from "#lib/wire/checkout-view.ts";
import { isTooDeep } from "#lib/canonical-json.ts";
import { readCall, type AcpOperation } from "./call.ts";
import { DIALECTS, languageOfCall, type AcpDialect } from "./dialect.ts";
import { acpError, type AcpAnswer } from "./error.ts";
import { once, type OnceParts } from "./idempotency.ts";
import { signatureProblem } from "./signature.ts";
import { TEXTS } from "./texts.ts";
import { timingSafeEqualText } from "#lib/timing-safe-equal.ts";
import { BODY_LIMIT, readText } from "#lib/http/http-edge.ts";

export type AcpParts = Omit<OnceParts, "verbs"> & {
  readonly storefront: StorefrontOf;
  /** Null: nothing below /acp is served. */
  readonly acp: AcpConfig | null;
  /** Asked at every call: a payment service may lose and regain what delegated tokens need. */
  readonly edge: () => Omit<CheckoutEdge, "locale">;
  readonly now: () => Date;
};

type Route = { readonly operation: AcpOperation; readonly id: string };

/** Answers a request below `/acp/checkout_sessions`. Checks in this order: path, method, key, version, body, signature. */
export async function answerAcp(request: Request, parts: AcpParts): Promise<Response> {
  const { acp } = parts;
  if (acp === null) return response(request, acpError(404, "not_found", TEXTS.nothingHere));
  const segments = new URL(request.url).pathname.split("/").slice(2);
  const routes = routesOf(segments);
  if (routes === null) return response(request, acpError(404, "not_found", TEXTS.nothingHere));
  const method = request.method === "HEAD" ? "GET" : request.method;
  const route = routes[method];
  if (route === undefined) {
    const allow = Object.keys(routes).join(", ");
    return response(request, acpError(405, "method_not_allowed", TEXTS.methods(allow)), { allow });
  }
  const refused = callerProblem(request, acp);
  if (refused !== null) return response(request, refused, refused.status === 401 ? CHALLENGE : {});
  const dialect = dialectOf(request);
  if (dialect === null) return response(request, versionError(request.headers.get("api-version")));
  const body = await readBody(request, route.operation);
  if (body.kind !== "body") return response(request, body);
  const signature = request.headers.get("signature");
  const timestamp = request.headers.get("timestamp");
  const unsigned =
    acp.signatureSecret === null
      ? null
      : signatureProblem(acp.signatureSecret, { signature, timestamp, body: body.value }, parts.now());
  if (unsigned !== null) return response(request, unsigned);
  return call(request, parts, { acp, dialect, route, body: body.value, path: segments.join("/") });
}

const CHALLENGE = { "www-authenticate": 'Bearer realm="acp"' };

async function call(
  request: Request,
  parts: AcpParts,
  asked: { acp: AcpConfig; dialect: AcpDialect; route: Route; body: unknown; path: string },
): Promise<Response> {
  const { dialect, route, acp } = asked;
  const isPost = request.method === "POST";
  const key = isPost ? request.headers.get("idempotency-key") : null;
  if (key === null && isPost && dialect.demandsKey)
    return response(request, acpError(400, "idempotency_key_required", TEXTS.missingIdempotencyKey));
  if (key !== null && !/^[\x20-\x7e]{1,255}$/.test(key))
    return response(request, acpError(400, "invalid_idempotency_key", TEXTS.badIdempotencyKey));
  const { edge, spoken } = languageOfCall(request.headers.get("accept-language"));
  const verbs = verbsOf(parts, acp);
  const context = { verbs, dialect, edge: { ...parts.edge(), ...edge }, spoken };
  const body = asked.body ?? {};
  const work = readCall(context, route.operation, route.id, body);
  if (work.kind !== "work") return response(request, work);
  const done = await once({ ...parts, verbs }, dialect, { identity: acp.apiKey, path: asked.path, key, body }, () =>
    work.run(),
  );
  return response(request, done.answer, done.isReplay ? { "idempotent-replayed": "true" } : {});
}

/** The storefront as the caller with this key has it. Also for the MCP binding. */
export const verbsOf = ({ storefront }: AcpParts, { apiKey }: AcpConfig): Storefront =>
  storefront({ surface: "acp", apiKeyDigest: digestOf(apiKey) });

/** What each method means at a path below /acp; null for a path that is not ours. */
function routesOf([collection, id, action, ...rest]: readonly string[]): Readonly<Record<string, Route>> | null {
  if (collection !== "checkout_sessions" || rest.length > 0) return null;
  if (id === undefined) return { POST: { operation: "create", id: "" } };
  if (action === undefined) return { GET: { operation: "get", id }, POST: { operation: "update", id } };
  return action === "complete" || action === "cancel" ? { POST: { operation: action, id } } : null;
}

/** Null when the caller may call. Also for the MCP binding. */
export function callerProblem(request: Request, { apiKey }: AcpConfig): AcpAnswer | null {
  const sent = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (sent === undefined) return acpError(401, "unauthorized", TEXTS.noKey);
  return timingSafeEqualText(sent, apiKey) ? null : acpError(401, "unauthorized", TEXTS.wrongKey);
}

function dialectOf(request: Request): AcpDialect | null {
  const name = request.headers.get("api-version")?.trim();
  return name === undefined ? null : (DIALECTS.find((one) => one.names.includes(name)) ?? null);
}

function versionError(sent: string | null): AcpAnswer {
  const [code, message] =
    sent === null
      ? ["missing_api_version", TEXTS.missingVersion]
      : ["unsupported_api_version", TEXTS.unsupportedVersion("API-Version")];
  const versions = DIALECTS.map(({ version }) => version);
  return { kind: "error", status: 400, body: { type: "invalid_request", code, message, supported_versions: versions } };
}

type Body = { readonly kind: "body"; readonly value: unknown };

async function readBody(request: Request, operation: AcpOperation): Promise<Body | AcpAnswer> {
  if (operation === "get") return { kind: "body", value: undefined };
  const read = await readText(request).catch(() => null);
  if (read === null) return acpError(400, "invalid_body", TEXTS.unreadBody);
  if (read === "too_large") return acpError(413, "body_too_large", TEXTS.bodyTooLarge(BODY_LIMIT));
  // A cancellation needs no body.
  if (read.body === "" && operation === "cancel") return { kind: "body", value: undefined };
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return acpError(415, "unsupported_media_type", TEXTS.notJsonType);
  let value: unknown;
  try {
    value = JSON.parse(read.body);
  } catch {
    return acpError(400, "invalid_json", TEXTS.notJson, "$");
  }
  return isTooDeep(value) ? acpError(400, "invalid_json", TEXTS.bodyTooDeep, "$") : { kind: "body", value };
}

const ECHOED = ["request-id", "idempotency-key"];

function response(request: Request, answer: AcpAnswer, more: Readonly<Record<string, string>> = {}): Response {
  const headers = new Headers({ "cache-control": "no-store", ...more });
  for (const name of ECHOED) {
    const sent = request.headers.get(name);
    if (sent !== null && sent.length <= 255) headers.set(name, sent);
  }
  if (answer.status === 405 && !headers.has("allow")) headers.set("allow", "");
  if (answer.kind === "error" && answer.passes) headers.set("retry-after", "1");
  return Response.json(answer.body, { status: answer.status, headers });
}
