import { createHash, timingSafeEqual } from "node:crypto";

/** Whether a request bears the key. Digests have one length, so that the comparison takes the same time whatever was sent. */
export function hasKey(request: Request, key: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(request.headers.get("authorization") ?? ""), digest(`Bearer ${key}`));
}
