import type { SellerId, SessionId, ShopperId } from "../ids.ts";
import type { Currency } from "../money.ts";
import type { FlagFacts } from "../routing/decide-route.ts";

export type FlagContext = {
  readonly shopperId: ShopperId | null;
  readonly sessionId: SessionId;
  readonly sellerId: SellerId;
  readonly country: string | null;
  readonly platform: string | null;
  readonly currency: Currency;
};

/** Where the flags in force came from, for the start page and `/readyz`. */
export type FlagSource = {
  /** `last_known`: what the server returned before, kept on disk. `none`: nothing is known, and everything goes external. */
  readonly kind: "server" | "last_known" | "bootstrap" | "none";
  readonly detail: string;
  /** When the server last confirmed them; null for a file of ours. */
  readonly confirmedAt: Date | null;
  /** There is a server, and it has not confirmed the flags for three refreshes: a flag turned there has no effect here. */
  readonly isStale: boolean;
};

/** The flags `instant-checkout-kill`, `instant-checkout-beta` and `checkout-route`. Answers from memory, never from the network. */
export interface Flags {
  evaluate(context: FlagContext): FlagFacts;
  source(): FlagSource;
  /** Sends what was counted, and ends; evaluating goes on as before. */
  close(): Promise<void>;
}

/** The source in one line. `now` makes the age. */
export function sourceText({ kind, detail, confirmedAt, isStale }: FlagSource, now: Date): string {
  const age = confirmedAt === null ? "" : `, confirmed ${ageText(now.getTime() - confirmedAt.getTime())} ago`;
  return `${kind}: ${detail}${age}${isStale ? "; STALE: the flag server does not answer as it should" : ""}`;
}

function ageText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
