import { createHmac } from "node:crypto";
import { timingSafeEqualText } from "#lib/timing-safe-equal.ts";

export const SESSION_COOKIE = "tillswitch_console";
export const SESSION_LASTS_S = 12 * 3600;

/** A session cookie that contains its expiry, in seconds since 1970. Signed with the console's key, so a new key ends all cookies. */
export function sessionCookieUntil(until: number, key: string): string {
  return `${until}.${createHmac("sha256", key).update(`console until ${until}`).digest("base64url")}`;
}

/** True for a session cookie of ours that has not expired. Accepts any text. */
export function isSessionCookie(cookie: string, key: string, now: Date): boolean {
  const until = Number(/^(\d{1,12})\./.exec(cookie)?.[1] ?? Number.NaN);
  return until * 1000 > now.getTime() && timingSafeEqualText(cookie, sessionCookieUntil(until, key));
}
