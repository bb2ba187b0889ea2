import { createHash } from "node:crypto";
import type { Unknown } from "./failure.ts";

/**
 * Where money is: a provider, and which account there. `account` is the digest of the key that we had to it, because that is
 * known without asking anybody; another key to the same account is known by what the provider says (AccountIdOutcome).
 */
export type ProviderAccount = { readonly provider: string; readonly account: string };

/** What a provider says about which account a key is for. */
export type AccountIdOutcome =
  | { readonly kind: "account"; readonly id: string }
  /** This key has no right to know; another one may have. */
  | { readonly kind: "withheld" }
  | Unknown;

/** The account of money that was made at a provider whose key nobody knows any more. No adapter has it. */
export const UNKNOWN_ACCOUNT = "unknown";

/** Enough to tell an operator's keys apart, and far too little to find one: 32 of 256 bits. */
const DIGEST_CHARACTERS = 8;

/** The beginning of a secret's digest, by which the audit trail and our books name it. */
export const secretDigest = (secret: string): string =>
  `sha256:${createHash("sha256").update(secret).digest("hex").slice(0, DIGEST_CHARACTERS)}`;
