/** Why nobody knows what became of a request to a payment provider. The words are the same for every provider. */
export type FailureKind =
  /** No answer in time. */
  | "timeout"
  /** The provider was not reached, or the connection broke before its answer was complete. */
  | "connection"
  | "rate_limited"
  /** The provider refused our key, for everything or for this request. */
  | "unauthorized"
  | "server_error"
  /** Another request under the same idempotency key is running, or had other parameters. */
  | "conflict"
  /** The provider did not take the request, which says nothing about what was asked. */
  | "request_rejected"
  /** An answer that we do not understand. */
  | "unreadable"
  /** An answer that we understand, and that leaves the outcome open. */
  | "undecided"
  /** More to read than one look may go through. */
  | "too_much_to_read"
  /** The adapter threw: a bug of ours. */
  | "adapter_error";

/** For the log and for people. `message` names no token and no buyer; `requestId` is the provider's own, for its support. */
export type ProviderFailure = {
  readonly kind: FailureKind;
  readonly message: string | null;
  readonly requestId: string | null;
};

/** An outcome of its own: the request may have taken effect or may never have arrived. */
export type Unknown = { readonly kind: "unknown"; readonly why: ProviderFailure };

export function unknownBecause(
  kind: FailureKind,
  message: string | null = null,
  requestId: string | null = null,
): Unknown {
  return { kind: "unknown", why: { kind, message, requestId } };
}

/** Our request was not taken. `why` names no token and no buyer; `requestId` is null where nothing was sent. */
export type Rejected = { readonly kind: "rejected"; readonly why: string; readonly requestId: string | null };
