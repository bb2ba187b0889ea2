import type { ForgedWhy } from "../provider.ts";
import { createHmac, timingSafeEqual } from "node:crypto";

const TOLERANCE_S = 300;

/** Signs a webhook body: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
export function signWebhook(body: string | Uint8Array, secret: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${hmac(seconds, body, secret)}`;
}

/** Null when any of the secrets signed exactly these bytes within five minutes of `now`. Constant-time; several secrets allow rotation. */
export function forgedWhy(
  body: Uint8Array,
  header: string | null,
  secrets: readonly string[],
  now: Date,
): ForgedWhy | null {
  if (header === null) return "unsigned";
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header);
  if (match === null) return "wrong_signature";
  const [, seconds = "", signature = ""] = match;
  const given = Buffer.from(signature, "hex");
  const isSigned = secrets
    .map((secret) => timingSafeEqual(Buffer.from(hmac(seconds, body, secret), "hex"), given))
    .includes(true);
  if (!isSigned) return "wrong_signature";
  return Math.abs(now.getTime() / 1000 - Number(seconds)) > TOLERANCE_S ? "clock_differs" : null;
}

function hmac(seconds: string | number, body: string | Uint8Array, secret: string): string {
  return createHmac("sha256", secret).update(`${seconds}.`).update(body).digest("hex");
}
