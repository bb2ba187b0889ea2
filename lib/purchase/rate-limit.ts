export type RateLimited = { readonly kind: "allowed" } | { readonly kind: "limited"; readonly retryAfterMs: number };

/**
 * Counts one call under each of the keys. Limited when one of them has had its number of calls in this window; keys
 * may be secrets, so an adapter keeps digests of them and no text.
 */
export type RateLimit = (keys: readonly string[]) => Promise<RateLimited>;
