import type { AfterSaleAct } from "./after-sale.ts";
import { drawsFrom } from "../stripe-double/faults.ts";
import type { PageAnswer, TokenKind } from "./payment-service.ts";

export type RandomAct =
  | AfterSaleAct
  | { readonly do: "pay"; readonly kind: TokenKind }
  /** The host repeats its last call. */
  | { readonly do: "pay again" }
  | { readonly do: "on the page"; readonly answer: PageAnswer }
  | { readonly do: "at the bank"; readonly answer: "approve" | "refuse" }
  | { readonly do: "update"; readonly codes: readonly string[] }
  | {
      readonly do:
        "open the page" | "give the page up" | "cancel" | "look" | "sweep" | "let the time be over" | "wait long";
    };
export type PlannedAct = { readonly at: 0 | 1; readonly afterMs: number; readonly act: RandomAct };
export type RandomPlan = {
  readonly seed: number;
  readonly buyers: readonly (readonly PlannedAct[])[];
  /** Which server is killed, and when; null in some runs. */
  readonly kill: { readonly which: 0 | 1; readonly afterMs: number } | null;
  /** When the server that is killed starts again with another account, and the other one follows at the end. */
  readonly isSwitched: boolean;
  /** After so long a backup is made; when everything is over, it is restored. */
  readonly backUpAfterMs: number | null;
  /** Whether webhooks that still wait are delivered before the books are compared. */
  readonly flushes: boolean;
};

const BUYERS = 3;
const TOKENS: readonly TokenKind[] = [
  "pays",
  "pays",
  "pays",
  "is_declined",
  "asks_confirmation",
  "reply_is_lost",
  "never_arrives",
  "answers_late",
  "refunds_pend",
  "refunds_fail",
];
const REFUNDS = [700, 500, 1, null] as const;
const TURNS = ["under_review", "won", "lost", "warning_closed"] as const;

/** What happens in one run; the same for the same seed. */
export function randomPlan(seed: number): RandomPlan {
  const draw = drawsFrom(seed);
  const below = (count: number) => Math.floor(draw() * count);
  const one = <Value>(values: readonly [Value, ...Value[]] | readonly Value[], otherwise: Value): Value =>
    values[below(values.length)] ?? otherwise;
  const afterSale = (): AfterSaleAct => {
    const drawn = draw();
    if (drawn < 0.4)
      return { do: "refund", amountMinor: REFUNDS[below(REFUNDS.length)] ?? null, isRepeated: draw() < 0.5 };
    if (drawn < 0.6) return { do: "dispute", isInquiry: draw() < 0.3 };
    if (drawn < 0.8) return { do: "turn the dispute", turn: one(TURNS, "won") };
    if (drawn < 0.9) return { do: "let refunds turn" };
    return { do: "change the balance", isLow: draw() < 0.5 };
  };
  const act = (): RandomAct => {
    if (draw() < 0.25) return afterSale();
    const drawn = draw();
    if (drawn < 0.26) return { do: "pay", kind: one(TOKENS, "pays") };
    if (drawn < 0.34) return { do: "pay again" };
    if (drawn < 0.5) return { do: "open the page" };
    if (drawn < 0.66)
      return { do: "on the page", answer: one<PageAnswer>(["pay", "decline", "leave", "pay_twice"], "pay") };
    if (drawn < 0.72) return { do: "at the bank", answer: one<"approve" | "refuse">(["approve", "refuse"], "approve") };
    if (drawn < 0.78) return { do: "update", codes: one<readonly string[]>([[], ["TAKE5"], ["NONE"]], []) };
    if (drawn < 0.8) return { do: "let the time be over" };
    if (drawn < 0.82) return { do: "wait long" };
    return { do: one(["give the page up", "cancel", "look", "look", "sweep"] as const, "look") };
  };
  const planned = (): PlannedAct => ({ at: below(2) === 0 ? 0 : 1, afterMs: below(150), act: act() });
  const buyers = Array.from({ length: BUYERS }, () => Array.from({ length: 3 + below(5) }, planned));
  const kill = draw() < 0.6 ? { which: below(2) === 0 ? (0 as const) : (1 as const), afterMs: below(900) } : null;
  const isRestored = draw() < 0.15;
  return {
    seed,
    buyers,
    kill: isRestored ? null : kill,
    isSwitched: draw() < 0.3,
    backUpAfterMs: isRestored ? below(700) : null,
    flushes: draw() < 0.5,
  };
}
