import { createHash } from "node:crypto";
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from "rate-limiter-flexible";
import type { RateLimit } from "../purchase/rate-limit.ts";
import type { OpenDatabase } from "../store/drizzle/database.ts";

type Window = { readonly calls: number; readonly windowMs: number };

/** A limit in this process's memory, for tests: `calls` per key in each `windowMs`. */
export const memoryRateLimit = ({ calls, windowMs }: Window): RateLimit =>
  limitBy(new RateLimiterMemory({ points: calls, duration: windowMs / 1000 }), "");

/**
 * A limit that all instances share and no restart forgets, one statement for each key and call. A key that has had its
 * calls is remembered here until its window ends, so that whoever goes on guessing costs the database nothing.
 * `name` keeps the keys of limits apart; the one that `clearsTable` deletes all that ended an hour ago. While the database does not answer it throws, as everything else does then.
 */
export const sharedRateLimit = (
  { query }: Pick<OpenDatabase, "query">,
  name: string,
  { calls, windowMs, clearsTable = false }: Window & { readonly clearsTable?: boolean },
) =>
  limitBy(
    new RateLimiterPostgres({
      storeClient: { query: ({ text, values }: Statement) => query(text, values) },
      storeType: "client",
      tableName: "limit_counts",
      tableCreated: true,
      clearExpiredByTimeout: clearsTable,
      keyPrefix: "",
      points: calls,
      duration: windowMs / 1000,
      inMemoryBlockOnConsumed: calls + 1,
    }),
    name,
  );
type Statement = { readonly text: string; readonly values: readonly unknown[] };

function limitBy(limiter: RateLimiterAbstract, name: string): RateLimit {
  return async (keys) => {
    const answers = await Promise.all(keys.map((key) => consume(limiter, digestOf(`${name}\n${key}`))));
    const retryAfterMs = Math.max(0, ...answers);
    return retryAfterMs > 0 ? { kind: "limited", retryAfterMs } : { kind: "allowed" };
  };
}

/** Milliseconds until the key may be used again; 0 when it may be used now. */
async function consume(limiter: RateLimiterAbstract, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext);
    throw refused;
  }
}

const digestOf = (key: string) => createHash("sha256").update(key).digest("base64url");
