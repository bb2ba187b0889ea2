import { signal } from "../../observe/signals.ts";
import { createTokenBuckets, type TokenBuckets } from "./token-buckets.ts";
import { senderKey } from "./sender-key.ts";

/** What a call costs the shop: it reads, makes a checkout, changes one, or pays. */
export const CALL_KINDS = ["read", "prepare", "change", "pay"] as const;
export type CallKind = (typeof CALL_KINDS)[number];

/** Who is counted: the host's anonymous shopper, the address that a request came from, the key that it bears. */
export const CALLER_PARTS = ["shopper", "address", "key"] as const;
export type CallerPart = (typeof CALLER_PARTS)[number];

/** A caller as far as the call names it; what is null or absent is not counted. */
export type LimitedCaller = Partial<Readonly<Record<CallerPart, string | null>>>;

/** Calls in a minute; null: as many as come. A whole minute's may come at once. */
export type CallRules = Readonly<Record<CallKind, Readonly<Record<CallerPart, number | null>>>>;

/** How long to wait in milliseconds; 0: the call may go on. */
export type CallLimit = (kind: CallKind, caller: LimitedCaller) => number;

/**
 * Generous: one shopper's hand, a platform's whole traffic through one of its addresses. A hundred checkouts a minute
 * through one address are a shop with ten thousand orders a day.
 */
export const DEFAULT_CALL_RULES: CallRules = {
  read: { shopper: 300, address: 12_000, key: 12_000 },
  prepare: { shopper: 60, address: 1200, key: 1200 },
  change: { shopper: 240, address: 2400, key: 2400 },
  pay: { shopper: 30, address: 600, key: 600 },
};

/** For a shop without limits, and tests that are not about them. */
export const noCallLimit: CallLimit = () => 0;

const MINUTE_MS = 60_000;
/** For each kind and part: some 100 bytes each, so a flood of made-up callers takes a few dozen megabytes at most. */
export const MAX_KEYS = 20_000;

/**
 * Limits by token buckets in this process's memory. They protect the process, so each instance has its own, and none
 * survives it (docs/decisions/0066-limits.md). Looking takes no time that could be measured beside a call.
 */
export function createCallLimits(
  rules: CallRules,
  { now, maxKeys = MAX_KEYS }: { readonly now: () => number; readonly maxKeys?: number },
): CallLimit {
  const bucketsOf = new Map<string, TokenBuckets>();
  for (const kind of CALL_KINDS)
    for (const part of CALLER_PARTS) {
      const calls = rules[kind][part];
      if (calls !== null)
        bucketsOf.set(`${kind} ${part}`, createTokenBuckets({ calls, perMs: MINUTE_MS }, { now, maxKeys }));
    }
  return (kind, caller) => {
    let waitMs = 0;
    for (const part of CALLER_PARTS) {
      const name = caller[part] ?? null;
      if (name === null || name === "") continue;
      const wait = bucketsOf.get(`${kind} ${part}`)?.take(part === "address" ? senderKey(name) : name) ?? 0;
      if (wait > 0) signal("limit_hit", { limit: kind, by: part });
      waitMs = Math.max(waitMs, wait);
    }
    return waitMs;
  };
}

/** Whole seconds for Retry-After and for sentences: at least one. */
export const waitSeconds = (waitMs: number): number => Math.max(1, Math.ceil(waitMs / 1000));
