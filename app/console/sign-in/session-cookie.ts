import { createHmac } from "node:crypto";
import { timingSafeEqualText } from "#lib/http/timing-safe-equal.ts";

export const SESSION_COOKIE = "tillswitch_console";
export const SESSION_LASTS_S = 12 * 3600;

/** A pass that says until when it lasts, in seconds since 1970. Signed with the console's key, so a new key ends all passes. */
export function sessionCookieUntil(until: number, key: string): string {
  return `${until}.${createHmac("sha256", key).update(`console until ${until}`).digest("base64url")}`;
}

/** True for a pass of ours whose time is not over. Accepts any text. */
export function isSessionCookie(pass: string, key: string, now: Date): boolean {
  const until = Number(/^(\d{1,12})\./.exec(pass)?.[1] ?? Number.NaN);
  return until * 1000 > now.getTime() && timingSafeEqualText(pass, sessionCookieUntil(until, key));
}
