import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { RateLimit } from "../purchase/rate-limit.ts";

/**
 * A limit in this process's memory: `calls` per key in each `windowMs`. Several instances together allow as many times
 * more, which is exact enough where a limit stands against guessing and not against a bill.
 */
export function memoryRateLimit({ calls, windowMs }: { readonly calls: number; readonly windowMs: number }): RateLimit {
  const limiter = new RateLimiterMemory({ points: calls, duration: windowMs / 1000 });
  return async (keys) => {
    const answers = await Promise.all(keys.map((key) => consume(limiter, digestOf(key))));
    const retryAfterMs = Math.max(...answers);
    return retryAfterMs > 0 ? { kind: "limited", retryAfterMs } : { kind: "allowed" };
  };
}

/** Milliseconds until the key may be used again; 0 when it may be used now. */
async function consume(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext);
    throw refused;
  }
}

const digestOf = (key: string) => createHash("sha256").update(key).digest("base64url");
