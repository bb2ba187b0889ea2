import { createHmac } from "node:crypto";
import { canonicalJson } from "#lib/canonical-json.ts";
import { acpError, type AcpAnswer } from "./error.ts";
import { TEXTS } from "./texts.ts";
import { timingSafeEqualText } from "#lib/timing-safe-equal.ts";

const TOLERANCE_MS = 300_000;

export type Signed = {
  readonly signature: string | null;
  readonly timestamp: string | null;
  /** The JSON value that was sent; undefined when there was no body, and then there is nothing to sign. */
  readonly body: unknown;
};

/**
 * Checks a request's signature: HMAC-SHA256 over the canonical JSON of the body, in base64 or base64url. The protocol
 * leaves the algorithm to the parties, and does not say that the timestamp is signed; it is checked for its age.
 * Null when both are right.
 */
export function signatureProblem(secret: string, { signature, timestamp, body }: Signed, now: Date): AcpAnswer | null {
  const isTime = timestamp !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(timestamp);
  const age = isTime ? Math.abs(now.getTime() - Date.parse(timestamp)) : Number.NaN;
  if (Number.isNaN(age)) return acpError(401, "invalid_timestamp", TEXTS.timestampForm);
  if (age > TOLERANCE_MS) return acpError(401, "invalid_timestamp", TEXTS.timestampAge);
  if (body === undefined) return null;
  const expected = createHmac("sha256", secret).update(canonicalJson(body)).digest("base64url");
  const sent = (signature ?? "").replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return timingSafeEqualText(sent, expected) ? null : acpError(401, "invalid_signature", TEXTS.signature);
}
