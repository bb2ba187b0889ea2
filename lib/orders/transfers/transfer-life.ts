import { unreachable } from "../../invariant.ts";
import type { Money } from "../../money.ts";
import type { Movement, Reversal, Transfer } from "./transfer.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What its job did not finish is asked for by the sweep after this long. */
const FIRST_ASK_MS = 20_000;
const MAX_UNKNOWN_PAUSE_MS = 6 * 60 * MINUTE_MS;
const FIRST_REFUSED_PAUSE_MS = 10 * MINUTE_MS;
/** As with refunds: with a pause of a day at the end about three weeks; then a person is needed. */
const MAX_REFUSALS = 30;

/** What a provider answers when it is asked to move money. */
export type MovementAnswer =
  | { readonly kind: "moved"; readonly id: string; readonly settled?: Money | null }
  /** The seller's balance is short. */
  | { readonly kind: "short" }
  /** `id`: it is there, and otherwise than it should be. */
  | { readonly kind: "refused"; readonly why: string; readonly isFinal: boolean; readonly id?: string }
  /** Nothing was asked for, and it is asked again: the row stays as it is. */
  | { readonly kind: "not_yet" }
  | { readonly kind: "unknown" };

/** When it is asked for next; null: a person has to look at it, or it is settled. */
export function movementDue(
  { state, tries, refusals }: Pick<Movement, "state" | "tries" | "refusals">,
  now: Date,
  isFinal = false,
): Date | null {
  const after = (ms: number) => new Date(now.getTime() + ms);
  switch (state) {
    case "due":
      return after(Math.min(FIRST_ASK_MS * 2 ** Math.min(tries, 20), MAX_UNKNOWN_PAUSE_MS));
    case "unknown":
      return after(Math.min(MINUTE_MS * 2 ** Math.min(tries, 20), MAX_UNKNOWN_PAUSE_MS));
    case "refused":
      if (isFinal || refusals >= MAX_REFUSALS) return null;
      return after(Math.min(FIRST_REFUSED_PAUSE_MS * 2 ** Math.min(refusals - 1, 20), DAY_MS));
    // Money may come into the seller's balance at any time, for as long as they sell.
    case "owed":
      return after(Math.min(60 * MINUTE_MS * 2 ** Math.min(Math.max(0, refusals - 1), 20), DAY_MS));
    case "sent":
    case "reversed":
    case "at_seller":
    case "offset":
      return null;
    default:
      return unreachable(state);
  }
}

/**
 * A transfer or a reversal after the provider answered to the request that was made when it was as in `asked`; null when the
 * answer changes nothing. What is settled stays so, and "no answer" and "refused" cover no answer to a later request.
 */
export function afterAnswer<Row extends Movement>(
  current: Row,
  asked: Pick<Movement, "refusals">,
  answer: MovementAnswer,
  now: Date,
): Row | null {
  const { state } = current;
  if (state === "sent" || state === "reversed" || state === "at_seller" || state === "offset") return null;
  if (answer.kind !== "moved" && current.refusals !== asked.refusals) return null;
  const settledAt = now;
  switch (answer.kind) {
    case "moved": {
      const moved = { state: current.kind === "transfer" ? "sent" : "reversed", reason: null, tries: 0, dueAt: null };
      const settled = current.kind === "transfer" ? { settled: answer.settled ?? null } : {};
      return { ...current, ...moved, ...settled, providerId: answer.id, settledAt, resolvedAt: null };
    }
    case "not_yet":
      return null;
    // Of a provider that may have done it, nobody says that it is short or refused: it is asked under the same key.
    case "unknown": {
      if (state !== "due" && state !== "owed" && state !== "refused") return null;
      const unknown = { state: "unknown", tries: 0 } as const;
      return { ...current, ...unknown, dueAt: movementDue({ ...current, ...unknown }, now) };
    }
    case "short": {
      // A provider may keep its first answer to a key, so the next try is under another.
      const owed = { state: "owed", reason: null, tries: 0, refusals: current.refusals + 1 } as const;
      return { ...current, ...owed, settledAt, dueAt: movementDue(owed, now) };
    }
    case "refused": {
      const refusals = current.refusals + 1;
      const refused = { state: "refused", reason: answer.why, refusals, tries: 0 } as const;
      const providerId = answer.id ?? current.providerId;
      return { ...current, ...refused, providerId, settledAt, dueAt: movementDue(refused, now, answer.isFinal) };
    }
    default:
      return unreachable(answer);
  }
}

/** What of a transfer no reversal is for, in minor units. What ended without taking anything is none; nothing is left of one that is not sent. */
export function leftOfTransfer({ key, amount, state }: Transfer, reversals: readonly Reversal[]): number {
  if (state === "offset") return 0;
  const taken = reversals.filter((one) => one.transferKey === key && one.state !== "offset");
  return taken.reduce((left, reversal) => left - reversal.amount.amountMinor, amount.amountMinor);
}
