/** What goes wrong with one request. "Commits" means that the request takes effect as if nothing were wrong. */
export type Fault =
  | { readonly kind: "reply_lost" } // commits, then the connection breaks
  | { readonly kind: "reset" } // the connection breaks, nothing happens
  /** Silence for `ms`, then the connection breaks. It commits at once, after the silence, or never. */
  | { readonly kind: "hang"; readonly ms: number; readonly commits: "before" | "after" | "never" }
  /** It is on its way for `ms`: its key is still free. Then it arrives and takes effect, and its connection breaks. */
  | { readonly kind: "late"; readonly ms: number }
  /** The answer comes after `ms`. Meanwhile its idempotency key is in use. */
  | { readonly kind: "slow"; readonly ms: number }
  /** An error instead of the answer. A stored one is replayed under its key as a result; 409, 429 and 503 never are. */
  | { readonly kind: "answer"; readonly status: 409 | 503 }
  /** One request too many, as the rate limiter says it, or an object that another request has locked. Nothing happens. */
  | { readonly kind: "answer"; readonly status: 429; readonly because?: "endpoint-rate" | "global-rate" | "lock" }
  | { readonly kind: "answer"; readonly status: 500; readonly stored: boolean; readonly commits?: boolean };

/** Which requests a fault meets: the `nth` that matches (from 1), and the ones after it up to `times` in all (1 by default). */
export type FaultRule = {
  readonly fault: Fault;
  readonly method?: string;
  /** The whole path; `*` stands for any one part of it. */
  readonly path?: string;
  /** A regular expression that the idempotency key must match. */
  readonly keyPattern?: string;
  readonly nth?: number;
  readonly times?: number;
};

/** Faults by chance, repeatable by their seed. The chances are from 0 to 1 and add up to at most 1. */
export type RandomFaults = {
  readonly seed: number;
  readonly chances: readonly { readonly chance: number; readonly fault: Fault }[];
  readonly method?: string;
};

type Seen = { readonly method: string; readonly path: string; readonly key: string | null };

export class Faults {
  #rules: { readonly rule: FaultRule; matched: number }[] = [];
  #random: { readonly plan: RandomFaults; readonly draw: () => number } | null = null;

  add(rule: FaultRule): void {
    this.#rules.push({ rule, matched: 0 });
  }

  randomly(plan: RandomFaults | null): void {
    this.#random = plan === null ? null : { plan, draw: drawsFrom(plan.seed) };
  }

  clear(): void {
    this.#rules = [];
    this.#random = null;
  }

  /** The fault that meets this request, or null. Every rule that matches counts the request. */
  meet(request: Seen): Fault | null {
    let met: Fault | null = null;
    for (const entry of this.#rules) {
      if (!matches(entry.rule, request)) continue;
      entry.matched += 1;
      const { nth = 1, times = 1, fault } = entry.rule;
      if (entry.matched >= nth && entry.matched < nth + times) met ??= fault;
    }
    return met ?? this.#byChance(request);
  }

  #byChance(request: Seen): Fault | null {
    if (this.#random === null || (this.#random.plan.method ?? request.method) !== request.method) return null;
    return byChance(this.#random.plan.chances, this.#random.draw())?.fault ?? null;
  }
}

/** The one of the chances on which a number from 0 to 1 falls, or null. */
export function byChance<Entry extends { readonly chance: number }>(
  chances: readonly Entry[],
  drawn: number,
): Entry | null {
  let left = drawn;
  for (const entry of chances) {
    if (left < entry.chance) return entry;
    left -= entry.chance;
  }
  return null;
}

function matches(rule: FaultRule, request: Seen): boolean {
  const parts = (path: string) => path.split("/");
  const isPath =
    rule.path === undefined ||
    (parts(rule.path).length === parts(request.path).length &&
      parts(rule.path).every((part, index) => part === "*" || part === parts(request.path)[index]));
  return (
    isPath &&
    (rule.method ?? request.method) === request.method &&
    (rule.keyPattern === undefined || (request.key !== null && new RegExp(rule.keyPattern).test(request.key)))
  );
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function drawsFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
