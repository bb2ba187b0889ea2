import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

const POLICY = "content-security-policy";

/** What Next's own headers say of scripts (next.config.ts), for hosts without this front door. */
const INLINE = "script-src 'self' 'unsafe-inline'";

/**
 * Lets only those scripts of a page run that Next wrote for this very answer, and what they load: Next puts the nonce that
 * it finds in a request's policy on each of its scripts. What a caller sends under that name is dropped.
 * Source: https://www.w3.org/TR/CSP3/#strict-dynamic-usage.
 */
export function nameScripts(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const scripts = `script-src 'nonce-${randomBytes(16).toString("base64")}' 'strict-dynamic'`;
  incoming.headers[POLICY] = scripts;
  delete incoming.headers[`${POLICY}-report-only`];
  const writeHead = outgoing.writeHead.bind(outgoing);
  outgoing.writeHead = ((...args: never[]) => {
    const sent = outgoing.getHeader(POLICY);
    if (typeof sent === "string") outgoing.setHeader(POLICY, sent.replace(INLINE, scripts));
    return Reflect.apply(writeHead, outgoing, args) as ServerResponse;
  }) as typeof writeHead;
}
