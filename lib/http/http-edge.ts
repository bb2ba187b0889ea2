import { keptAnswers } from "../kept-answers.ts";

/** Room for a checkout of 50 items with a description of 5,000 characters each. */
export const BODY_LIMIT = 256 * 1024;

export type EdgeRules = {
  /** Host names, without ports, that this server answers to. */
  readonly allowedHosts: readonly string[];
  /** Origins of pages that may call from a browser (lib/http/cross-origin.ts). */
  readonly allowedOrigins: readonly string[];
};

/** A request as the edge reads it, whichever server it came in by. */
export type EdgeRequest = {
  readonly method: string;
  /** Null for a header that was not sent. `name` in lower case. */
  readonly header: (name: string) => string | null;
  /** The body, read no further than `BODY_LIMIT`. */
  readonly text: () => Promise<{ readonly body: string } | "too_large">;
  /** What it came by, where the server knows that. */
  readonly connection?: object;
};

/** A whole answer, written by whichever server the request came in by. Header names are in lower case. */
export type EdgeAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes are text in UTF-8 that was made before the request came. */
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  /** It goes out late (limits/hold-back.ts). */
  readonly isHeldBack?: boolean;
};

export type EdgeVerdict =
  { readonly kind: "passed"; readonly message: unknown } | { readonly kind: "refused"; readonly answer: EdgeAnswer };

/** Origins of the host itself, should its pages ever call us directly. */
const HOST_ORIGINS: ReadonlySet<string> = new Set(["https://chatgpt.com", "https://chat.openai.com"]);

const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;
const REFUSED = -32_000;

/**
 * The checks before any message is read: method, Host and Origin (against DNS rebinding and foreign pages), media
 * type, size while reading, JSON. Every refusal is JSON in JSON-RPC's words.
 * https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#security-warning
 */
export async function checkRequest(request: EdgeRequest, rules: EdgeRules): Promise<EdgeVerdict> {
  if (request.method !== "POST") return { kind: "refused", answer: methodNotAllowed() };
  if (!hostAllowed(request, rules))
    return refuse(403, REFUSED, "This host name is not served here. Add it to ALLOWED_HOSTS if it is yours.");
  if (!originAllowed(request, rules)) return refuse(403, REFUSED, "Pages of this origin may not call this server.");
  const mediaType = request.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") return refuse(415, REFUSED, "Content-Type must be application/json.");
  const text = await request.text();
  if (text === "too_large") return refuse(413, REFUSED, `A message has at most ${BODY_LIMIT} bytes.`);
  let message: unknown;
  try {
    message = JSON.parse(text.body);
  } catch {
    return refuse(400, PARSE_ERROR, "The body is not JSON.");
  }
  // Batches left the protocol with 2025-06-18, and a batch that cancels its own call would never be answered.
  if (Array.isArray(message)) return refuse(400, INVALID_REQUEST, "One message at a time: batches are not supported.");
  return { kind: "passed", message };
}

/** The answer to every method but POST: there is no stream to open and no session to end. */
export function methodNotAllowed(): EdgeAnswer {
  return errorAnswer(405, REFUSED, "Only POST is served here.", { allow: "POST" });
}

/** The answer when the shop behind this route is not running. */
export function unavailable(): EdgeAnswer {
  return errorAnswer(503, REFUSED, "The shop is not ready. Try again in a moment.", { "retry-after": "5" });
}

function refuse(status: number, code: number, message: string): EdgeVerdict {
  return { kind: "refused", answer: errorAnswer(status, code, message) };
}

function errorAnswer(
  status: number,
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): EdgeAnswer {
  const body = JSON.stringify({ jsonrpc: "2.0", error: { code, message }, id: null });
  return { status, headers: { ...headers, "content-type": "application/json" }, body };
}

/** Whether the request names this server by a name that it answers to. */
export function hostAllowed(request: EdgeRequest, { allowedHosts }: EdgeRules): boolean {
  const name = hostName(request.header("host") ?? "");
  return name !== null && allowedHosts.includes(name);
}

const MAX_HOSTS = 100;
/** The name in a Host header, null for one that is none. */
const hostName = keptAnswers(MAX_HOSTS, (host) =>
  /^[^\s/\\?#@]+$/.test(host) ? (URL.parse(`http://${host}`)?.hostname ?? null) : null,
);

function originAllowed(request: EdgeRequest, { allowedHosts, allowedOrigins }: EdgeRules): boolean {
  const origin = request.header("origin");
  if (origin === null || allowedOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return (
    HOST_ORIGINS.has(url.origin) ||
    ((url.protocol === "http:" || url.protocol === "https:") && allowedHosts.includes(url.hostname))
  );
}

/** The body as text, read no further than the limit. */
export async function readText(request: Request): Promise<{ readonly body: string } | "too_large"> {
  if (Number(request.headers.get("content-length") ?? "0") > BODY_LIMIT) return "too_large";
  if (request.body === null) return { body: "" };
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > BODY_LIMIT) {
      await reader.cancel();
      return "too_large";
    }
    chunks.push(value);
  }
  return { body: Buffer.concat(chunks).toString("utf8") };
}
