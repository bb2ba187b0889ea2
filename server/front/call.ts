import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isLoopbackHost } from "#lib/http/loopback.ts";
import type { CallLimit } from "#lib/http/limits/call-limits.ts";
import type { CallContext } from "#lib/observe/call-context.ts";
import type { Sender } from "./proxy-addr.ts";
import { outcomeOf, requestKind, type Surface } from "./surface.ts";

const REQUEST_ID = /^[\w.:=+/-]{1,128}$/;
/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACE_PARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;
/** What only a proxy of ours may say about a request. */
const TRACING = ["x-request-id", "traceparent", "tracestate"];

/**
 * Names a request: as a trusted proxy named it, else by a name of ours. The answer has the name in `x-request-id`, and what is behind
 * the front door finds it in the request's own header.
 */
export function nameCall(incoming: IncomingMessage, outgoing: ServerResponse, sender: Sender): CallContext {
  const { headers } = incoming;
  if (!sender.isThroughProxy) for (const name of TRACING) delete headers[name];
  const given = headers["x-request-id"];
  const requestId = typeof given === "string" && REQUEST_ID.test(given) ? given : randomUUID();
  headers["x-request-id"] = requestId;
  outgoing.setHeader("x-request-id", requestId);
  const [, traceId = null, parentId = null] = traceOf(headers["traceparent"]) ?? [];
  if (traceId === null) delete headers["traceparent"];
  return { requestId, traceId, parentId, address: limitedAddress(sender) };
}

const traceOf = (sent: string | string[] | undefined) =>
  sent === undefined ? null : TRACE_PARENT.exec([sent].flat().join(","));

/** A proxy's own address stands for all who come through it, and this machine's for a proxy that says nothing. */
const limitedAddress = ({ address, isProxy }: Sender): string | null =>
  isProxy || address === "" || isLoopbackHost(address) ? null : address;

/** How long this request has to wait by the limits of its address and of the key that it bears; 0: not at all. */
export function waitOf(
  limit: CallLimit,
  incoming: IncomingMessage,
  asked: { readonly surface: Surface; readonly pathname: string; readonly address: string | null },
): number {
  const kind = requestKind(asked.surface, incoming.method ?? "", asked.pathname);
  if (kind === null) return 0;
  const { authorization } = incoming.headers;
  // A digest, so that no key stays in memory longer than its request.
  const key = authorization === undefined ? null : createHash("sha256").update(authorization).digest("base64url");
  return limit(kind, { address: asked.address, key });
}

/** Calls `count` once, when the answer is written or the connection is gone. */
export function countAnswer(
  outgoing: ServerResponse,
  surface: Surface,
  count: (request: { readonly surface: string; readonly outcome: string; readonly seconds: number }) => void,
): void {
  const from = performance.now();
  outgoing.once("close", () =>
    count({
      surface,
      outcome: outcomeOf(outgoing.statusCode, outgoing.writableFinished),
      seconds: (performance.now() - from) / 1000,
    }),
  );
}
