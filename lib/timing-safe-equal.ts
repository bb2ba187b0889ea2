import { hash, timingSafeEqual } from "node:crypto";

/** Longer than any proof that is compared at every call. Each unit of UTF-16 is at most three bytes of UTF-8. */
const MAX_LENGTH = 80;
const [left, right] = [Buffer.alloc(3 * MAX_LENGTH), Buffer.alloc(3 * MAX_LENGTH)];

/**
 * True when both are the same. Takes the same time whatever is sent: short texts are compared at one length, filled up with
 * zeros, and longer ones by their digests.
 */
export function timingSafeEqualText(sent: string, secret: string): boolean {
  if (sent.length > MAX_LENGTH || secret.length > MAX_LENGTH) {
    const digest = (text: string) => hash("sha256", text, "buffer");
    return timingSafeEqual(digest(sent), digest(secret));
  }
  const [sentBytes, secretBytes] = [left.write(sent), right.write(secret)];
  left.fill(0, sentBytes);
  right.fill(0, secretBytes);
  // Zeros at the end of a text are no filling.
  return timingSafeEqual(left, right) && sentBytes === secretBytes;
}
