import { createHash } from "node:crypto";
import type { AttemptId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import { isCurrency, money, type Money } from "../../money.ts";

export type LedgerCharge = {
  readonly id: string;
  readonly attempt: string;
  readonly session: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly state: "captured" | "refunded" | "partially_refunded" | "declined";
  /** What a dispute has taken; absent: nothing. */
  readonly disputed_minor?: number;
  /** The seller's account that took it; absent: the platform's. */
  readonly account?: string;
  /** What the buyer's statement says after the account's own name; absent: nothing. */
  readonly statement_descriptor?: string;
};

/** One payment at the bank: of a delegated token, or on the bank's page. `token` is kept as a hash only. */
export type PaymentRow = {
  readonly attemptId: AttemptId;
  /** The seller's account that it is made at; "": the platform's. */
  readonly account: string;
  readonly reference: string;
  readonly kind: "token" | "page";
  readonly token: string;
  readonly amount: Money;
  readonly state: "open" | "paid" | "declined" | "voided";
  readonly sellerName: string;
  readonly returnUrl: string;
};

/** A row of the bank's file, as SQLite returns it. */
export type Row = Readonly<Record<string, unknown>>;

export function amountOf(row: Row): Money {
  const currency = String(row["currency"]);
  invariant(isCurrency(currency), `${currency} is a known currency`);
  return money(Number(row["amount_minor"]), currency);
}

export function chargeOf(row: Row): LedgerCharge {
  const { amountMinor, currency } = amountOf(row);
  const refunded = Number(row["given_minor"]);
  const disputed = Number(row["disputed_minor"] ?? 0);
  const state =
    row["declined"] === 1
      ? "declined"
      : refunded === 0
        ? "captured"
        : refunded >= amountMinor
          ? "refunded"
          : "partially_refunded";
  const account = textOf(row["account"]) ?? "";
  const split = textOf(row["split"]) ?? "";
  const { descriptor = "" } = split === "" ? {} : (JSON.parse(split) as { readonly descriptor?: string });
  return {
    id: String(row["id"]),
    attempt: String(row["attempt"]),
    session: String(row["session"]),
    amount_minor: amountMinor,
    currency,
    state,
    ...(account === "" ? {} : { account }),
    // At their own account a seller is named by that already.
    ...(account !== "" || descriptor === "" ? {} : { statement_descriptor: descriptor }),
    ...(disputed > 0 && state !== "declined" ? { disputed_minor: disputed } : {}),
  };
}

/** Null for a column that is null, or that the statement does not have. */
export const textOf = (column: unknown): string | null => (typeof column === "string" ? column : null);

export function hash(token: string): string {
  return token === "" ? "" : createHash("sha256").update(token).digest("hex");
}
