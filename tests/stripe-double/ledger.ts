import type { Books } from "./books.ts";
import { takenBy, type Dispute } from "./resources/disputes.ts";
import { feesOf, transfersOf, type LedgerFee, type LedgerTransfer } from "./resources/connect/ledger.ts";
import type { Charge, Metadata } from "./resources/objects.ts";

type LedgerCharge = {
  readonly id: string;
  readonly attempt: string;
  readonly session: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly state: "captured" | "refunded" | "partially_refunded" | "declined";
  /** What a dispute has taken; absent: nothing. */
  readonly disputed_minor?: number;
  /** The connected account that took it; absent: the platform's. */
  readonly account?: string;
};

/** The charges in the form of the sandbox bank's ledger, the oldest first, so that one check serves both. Money that is only held is not in it. */
export function ledgerOf(books: Books): {
  readonly charges: readonly LedgerCharge[];
  readonly transfers: readonly LedgerTransfer[];
  readonly fees: readonly LedgerFee[];
} {
  const accounts = [books, ...books.connected.values()];
  return { charges: accounts.flatMap(chargesOf), transfers: transfersOf(books), fees: feesOf(books) };
}

function chargesOf(books: Books): LedgerCharge[] {
  const account = books.isConnected ? { account: books.accountId } : {};
  return books
    .all<Charge>("charge")
    .toReversed()
    .filter((charge) => charge.captured || charge.status === "failed")
    .map((charge) => ({ ...entryOf(charge, disputedOf(books, charge)), ...account }));
}

function disputedOf(books: Books, { id }: Charge): number {
  const disputes = books.all<Dispute>("dispute").filter((one) => one.charge === id);
  return disputes.reduce((total, one) => total + takenBy(one), 0);
}

function entryOf(charge: Charge, disputed: number): LedgerCharge {
  const { status, amount, amount_captured: captured, amount_refunded: refunded } = charge;
  const attempt = first(charge.metadata, "attempt", "attempt_id");
  return {
    id: charge.id,
    attempt,
    session:
      first(charge.metadata, "session", "session_id", "checkout_session", "checkout_session_id") ||
      (attempt.split(":")[0] ?? ""),
    amount_minor: status === "failed" ? amount : captured,
    currency: charge.currency.toUpperCase(),
    state:
      status === "failed"
        ? "declined"
        : refunded === 0
          ? "captured"
          : refunded < captured
            ? "partially_refunded"
            : "refunded",
    ...(disputed === 0 ? {} : { disputed_minor: disputed }),
  };
}

function first(metadata: Metadata, ...names: readonly string[]): string {
  return names.map((name) => metadata[name]).find((value) => value !== undefined) ?? "";
}
