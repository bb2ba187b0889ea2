import type { Books } from "../../books.ts";
import type { Charge } from "../objects.ts";
import type { ApplicationFee, Transfer } from "./money.ts";

export type LedgerTransfer = {
  readonly id: string;
  readonly attempt: string;
  readonly charge: string;
  /** The PaymentIntent of the charge; empty where it came from the balance. */
  readonly payment: string;
  readonly account: string;
  readonly amount_minor: number;
  readonly reversed_minor: number;
  readonly currency: string;
};
export type LedgerFee = {
  readonly charge: string;
  readonly attempt: string;
  readonly account: string;
  readonly amount_minor: number;
  readonly returned_minor: number;
  readonly currency: string;
};

/** In the form of the sandbox bank's ledger, the oldest first. */
export const transfersOf = (books: Books): LedgerTransfer[] =>
  books
    .all<Transfer>("transfer")
    .toReversed()
    .map((transfer) => ({
      id: transfer.id,
      attempt: String(transfer["transfer_group"] ?? ""),
      charge: transfer.source_transaction ?? "",
      payment: books.get<Charge>(transfer.source_transaction ?? "", "charge")?.payment_intent ?? "",
      account: transfer.destination,
      amount_minor: transfer.amount,
      reversed_minor: transfer.amount_reversed,
      currency: transfer.currency.toUpperCase(),
    }));

export const feesOf = (books: Books): LedgerFee[] =>
  books
    .all<ApplicationFee>("application_fee")
    .toReversed()
    .map((fee) => ({
      charge: fee.charge,
      attempt: books.connected.get(fee.account)?.get<Charge>(fee.charge, "charge")?.metadata["attempt_id"] ?? "",
      account: fee.account,
      amount_minor: fee.amount,
      returned_minor: fee.amount_refunded,
      currency: fee.currency.toUpperCase(),
    }));
