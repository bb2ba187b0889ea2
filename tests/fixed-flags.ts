import type { Flags } from "#lib/flags/flags.ts";
import type { FlagFacts } from "#lib/routing/decide-route.ts";

export type FixedFlags = Flags & { set(facts: Partial<FlagFacts>): void };

/** Flags that say what the test tells them to. */
export function fixedFlags(initial: Partial<FlagFacts> = {}): FixedFlags {
  let facts: FlagFacts = { killed: false, beta: true, variant: "instant", phase: "phase-1", ...initial };
  return {
    evaluate: ({ shopperId }) => (shopperId === null ? { ...facts, variant: "none" } : facts),
    set: (changed) => {
      facts = { ...facts, ...changed };
    },
    source: () => ({ kind: "bootstrap", detail: "fixed for a test" }),
    close: () => Promise.resolve(),
  };
}
