import { sum, type Money } from "../../money.ts";
import { mayHaveMoved, type Reversal, type Transfer } from "../../orders/transfers/transfer.ts";
import type { ProviderTransfer } from "../../payments/transfer-service.ts";
import type { PaymentName } from "../../store/refund-store.ts";
import { askProvider } from "../ask-provider.ts";
import type { PurchaseContext } from "../context.ts";
import { platformAt } from "./platform-at.ts";

/** The newest payments that one comparison reads at the provider, a request for each. */
const MAX_COMPARED = 500;
const DAY_MS = 24 * 60 * 60_000;

/** How the provider's list of a payment's transfers differs from our rows. `ours` and `theirs` null: there is none. */
export type TransferDifference = {
  readonly what: "sent" | "taken_back";
  readonly reference: string;
  /** Our key of the transfer, or the provider's id of one that our books do not know. */
  readonly transfer: string;
  readonly account: string;
  readonly ours: Money | null;
  readonly theirs: Money | null;
};

/** `isComplete` false: there were more payments than are compared at once, or the provider did not answer about each. */
export type TransferComparison = {
  readonly looked: number;
  readonly isComplete: boolean;
  readonly differences: readonly TransferDifference[];
};

/**
 * Compares what our rows say was sent to sellers and taken back since a moment, the last day unless given, with the provider's
 * own list. What is being asked for just now is left for the next time. Changes nothing.
 */
export async function compareTransfers(context: PurchaseContext, since?: Date): Promise<TransferComparison> {
  const from = since ?? new Date(context.now().getTime() - DAY_MS);
  const payments = await context.store.movedPayments(from, MAX_COMPARED);
  const differences: TransferDifference[] = [];
  let isComplete = payments.length < MAX_COMPARED;
  for (const payment of payments) {
    const found = await differencesOf(context, payment);
    if (found === null) isComplete = false;
    else differences.push(...found);
  }
  return { looked: payments.length, isComplete, differences };
}

/** Null: nobody knows now. */
async function differencesOf(
  context: PurchaseContext,
  payment: PaymentName,
): Promise<readonly TransferDifference[] | null> {
  const { provider, reference } = payment;
  const capture = await context.store.capture(provider, reference);
  const own = capture === null ? null : await platformAt(context, capture);
  const service = own?.provider.transfers ?? null;
  if (capture === null || own === null || service === null) return null;
  const { attemptId } = capture;
  const list = await askProvider(own, { call: "transfers.list", reference, attemptId }, () =>
    service.list({ attemptId, reference }),
  );
  // Read after the list: what happened in between is known, and is left for the next time.
  const rows = [await context.store.transfers(payment), await context.store.reversals(payment)] as const;
  if (list.kind === "unknown" || rows.flat().some(mayHaveMoved)) return null;
  return [...ofOurs(reference, ...rows, list.transfers), ...ofTheirs(reference, rows[0], list.transfers)];
}

function ofOurs(
  reference: string,
  transfers: readonly Transfer[],
  reversals: readonly Reversal[],
  theirs: readonly ProviderTransfer[],
): readonly TransferDifference[] {
  return transfers
    .filter(({ state }) => state === "sent")
    .flatMap((transfer): TransferDifference[] => {
      const { key, account, amount, providerId } = transfer;
      const of = { reference, transfer: key, account };
      const made = theirs.find(({ id }) => id === providerId) ?? null;
      if (made === null) return [{ ...of, what: "sent", ours: amount, theirs: null }];
      // A transfer in another currency than its payment is compared by whoever knows the rate.
      if (made.amount.currency !== amount.currency) return [];
      const taken = sum(
        reversals.filter((one) => one.transferKey === key && one.state === "reversed").map((one) => one.amount),
        amount.currency,
      );
      return [
        ...differs({ ...of, what: "sent", ours: amount, theirs: made.amount }),
        ...differs({ ...of, what: "taken_back", ours: taken, theirs: made.reversed }),
      ];
    });
}

const differs = (one: TransferDifference): readonly TransferDifference[] =>
  one.ours?.amountMinor === one.theirs?.amountMinor ? [] : [one];

/** What the provider has that none of our rows is: somebody sent it there, or our books lost it. */
function ofTheirs(
  reference: string,
  transfers: readonly Transfer[],
  theirs: readonly ProviderTransfer[],
): readonly TransferDifference[] {
  const known = new Set(transfers.map(({ providerId }) => providerId));
  return theirs
    .filter(({ id }) => !known.has(id))
    .map(({ id, account, amount }) => ({ what: "sent", reference, transfer: id, account, ours: null, theirs: amount }));
}
