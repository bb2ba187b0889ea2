import { unreachable } from "../invariant.ts";
import { isGiven, type ProviderRefund, type ProviderRefundState, type Refund } from "./refund.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A refund that did not reach the provider is asked for again after this long. */
const FIRST_ASK_MS = 20_000;
const MAX_UNKNOWN_PAUSE_MS = 6 * 60 * MINUTE_MS;
const FIRST_REFUSED_PAUSE_MS = 10 * MINUTE_MS;
/** With a pause of a day at the end these are about three weeks; a balance or a dispute that takes longer needs a person. */
const MAX_REFUSALS = 30;
/** What should end by itself is read once a day. */
const READ_EVERY_MS = DAY_MS;
/** A bank returns a card refund within 30 days (https://docs.stripe.com/refunds); events report it, these reads are for lost ones. */
const READ_DONE_AFTER_MS = [3 * DAY_MS, 10 * DAY_MS, 30 * DAY_MS] as const;

/** What a provider answers when it is asked to give money back; an answer that says nothing is not among them. */
export type RefundAnswer =
  | { readonly kind: ProviderRefundState; readonly id: string; readonly reason: string | null }
  /** `isPassing`: for a cause that goes away, such as a low balance or an open dispute. */
  | { readonly kind: "refused"; readonly reason: string; readonly isPassing: boolean };

/** When a refund in this state is asked for or read next; null: never. */
export function dueOf(refund: Omit<Refund, "dueAt">, now: Date, isPassing = false): Date | null {
  const after = (ms: number) => new Date(now.getTime() + ms);
  const { state, tries, refusals, settledAt } = refund;
  switch (state) {
    case "requested":
      return after(FIRST_ASK_MS);
    case "unknown":
      return after(Math.min(MINUTE_MS * 2 ** Math.min(tries, 20), MAX_UNKNOWN_PAUSE_MS));
    case "refused":
      if (!isPassing || refusals >= MAX_REFUSALS) return null;
      return after(Math.min(FIRST_REFUSED_PAUSE_MS * 2 ** Math.min(refusals - 1, 20), DAY_MS));
    case "accepted":
    case "requires_action":
      return after(READ_EVERY_MS);
    case "done": {
      const since = (settledAt ?? now).getTime();
      const next = READ_DONE_AFTER_MS.find((ms) => since + ms > now.getTime());
      return next === undefined ? null : new Date(since + next);
    }
    case "failed":
    case "canceled":
      return null;
    default:
      return unreachable(state);
  }
}

/**
 * A refund after the provider answered to the request that was made when it was as in `asked`; null when the answer changes
 * nothing. An answer may be late: what was read of the refund at the provider since then stands, and "no answer" or "refused"
 * never cover the answer to another request.
 */
export function withAnswer(
  current: Refund,
  asked: Pick<Refund, "refusals">,
  answer: RefundAnswer | { readonly kind: "unknown" },
  now: Date,
): Refund | null {
  if (current.providerId !== null) return null;
  if (answer.kind === "unknown") {
    if (current.state !== "requested") return null;
    const unknown = { ...current, state: "unknown", tries: 0 } as const;
    return { ...unknown, dueAt: dueOf(unknown, now) };
  }
  if (answer.kind === "refused") {
    const isOpen = current.state === "requested" || current.state === "unknown" || current.state === "refused";
    if (!isOpen || current.refusals !== asked.refusals) return null;
    const { reason, isPassing } = answer;
    const refused = { ...current, state: "refused", reason, refusals: current.refusals + 1, tries: 0 } as const;
    return { ...refused, settledAt: now, dueAt: dueOf(refused, now, isPassing) };
  }
  return settled(current, { ...answer, state: answer.kind }, now);
}

/** A refund after the provider's list was read; null when nothing about it changed and nothing is due. */
export function withListed(current: Refund, listed: ProviderRefund, now: Date): Refund | null {
  if (current.state !== listed.state || current.providerId !== listed.id) return settled(current, listed, now);
  if (current.dueAt === null || current.dueAt > now) return null;
  return { ...current, dueAt: dueOf(current, now) };
}

function settled(
  current: Refund,
  { id, state, reason }: Omit<ProviderRefund, "createdAt" | "key" | "amount">,
  now: Date,
) {
  const next: Refund = { ...current, state, providerId: id, reason, tries: 0, settledAt: now, dueAt: null };
  // A failed one that is given after all needs nobody; and one that fails again needs somebody again.
  return { ...next, resolvedAt: isGiven(next) ? null : current.resolvedAt, dueAt: dueOf(next, now) };
}

export type MergedRefunds = {
  /** Rows that changed, and among them those that are new. */
  readonly changed: readonly Refund[];
  readonly inserted: readonly Refund[];
  /** All rows as they are now. */
  readonly all: readonly Refund[];
};

/**
 * Brings the rows of one payment in line with the provider's list. A listed refund is the row with its id, else the row with
 * its key, else a new one. A row that the list does not have stays as it is: the list may have been made before it.
 */
export function mergeRefunds(
  rows: readonly Refund[],
  listed: readonly ProviderRefund[],
  newRow: (listed: ProviderRefund) => Omit<Refund, "dueAt">,
  now: Date,
): MergedRefunds {
  const changed: Refund[] = [];
  const inserted: Refund[] = [];
  const all = new Map(rows.map((row) => [row.key, row]));
  for (const one of listed) {
    const row = rows.find(({ providerId }) => providerId === one.id) ?? rows.find(({ key }) => key === one.key);
    if (row === undefined) {
      const made = newRow(one);
      const fresh = { ...made, dueAt: dueOf(made, now) };
      inserted.push(fresh);
      all.set(fresh.key, fresh);
      continue;
    }
    const after = withListed(row, one, now);
    if (after === null) continue;
    changed.push(after);
    all.set(after.key, after);
  }
  return { changed, inserted, all: [...all.values()] };
}
