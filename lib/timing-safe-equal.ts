import { createHash, timingSafeEqual } from "node:crypto";

/** True when both are the same. Takes the same time whatever is sent: digests have one length. */
export function timingSafeEqualText(sent: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(sent), digest(secret));
}
