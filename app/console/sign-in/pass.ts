import { createHmac } from "node:crypto";
import { sameSecret } from "#lib/http/same-secret.ts";

export const PASS_COOKIE = "tillswitch_console";
export const PASS_LASTS_S = 12 * 3600;

/** A pass that says until when it lasts, in seconds since 1970. Signed with the console's key, so a new key ends all passes. */
export function passUntil(until: number, key: string): string {
  return `${until}.${createHmac("sha256", key).update(`console until ${until}`).digest("base64url")}`;
}

/** True for a pass of ours whose time is not over. Accepts any text. */
export function isPass(pass: string, key: string, now: Date): boolean {
  const until = Number(/^(\d{1,12})\./.exec(pass)?.[1] ?? Number.NaN);
  return until * 1000 > now.getTime() && sameSecret(pass, passUntil(until, key));
}
