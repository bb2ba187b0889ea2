/** A request that a caller may repeat: `scope` is who asked for what, `key` the caller's own name for it. */
export type IdempotencyKey = { readonly scope: string; readonly key: string };
/**
 * `bodyHash`: SHA-256 of what was sent, in one canonical form. `apiVersion`: the protocol's version, in which the answer is
 * written; null where there is only one, and in a record of an instance older than migration 0059.
 */
export type IdempotencyClaim = IdempotencyKey & { readonly bodyHash: string; readonly apiVersion: string | null };
export type IdempotentAnswer = { readonly status: number; readonly body: string };
export type IdempotencyRecord = IdempotencyClaim & {
  readonly claimedAt: Date;
  readonly answer: IdempotentAnswer | null;
};

/** What the store knows of requests that a caller may repeat. Part of the port in lib/store/store.ts. */
export interface RequestReads {
  request(name: IdempotencyKey): Promise<IdempotencyRecord | null>;
}

export interface RequestWrites {
  /** False when the key was used before in this scope: nothing changes. */
  insertRequest(claim: IdempotencyClaim, now: Date): Promise<boolean>;
  /** Claims again what was claimed at `from` and is over. False when another caller was first. */
  takeOverRequest(claim: IdempotencyClaim, from: Date, now: Date): Promise<boolean>;
  /** The first answer stays; a later one changes nothing. */
  answerRequest(name: IdempotencyKey, answer: IdempotentAnswer): Promise<void>;
  /** Forgets a request that has no answer. */
  releaseRequest(name: IdempotencyKey): Promise<void>;
  forgetRequests(claimedBefore: Date): Promise<void>;
}
