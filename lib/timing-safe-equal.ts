import { hash, timingSafeEqual } from "node:crypto";

/** True when both are the same. Takes the same time whatever is sent: digests have one length. */
export function timingSafeEqualText(sent: string, secret: string): boolean {
  const digest = (text: string) => hash("sha256", text, "buffer");
  return timingSafeEqual(digest(sent), digest(secret));
}
