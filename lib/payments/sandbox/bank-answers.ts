import type { AttemptId } from "../../ids.ts";
import type { Money } from "../../money.ts";
import type { Deliver } from "./webhook-sender.ts";

export type BankPage = {
  readonly reference: string;
  readonly attemptId: AttemptId;
  readonly amount: Money;
  readonly sellerName: string;
  readonly state: "open" | "paid" | "declined" | "voided";
  readonly returnUrl: string;
};
export type BankCharge = {
  readonly attemptId: AttemptId;
  readonly amount: Money;
  readonly token: string;
  /** Where the bank's confirmation leads back to. Absent: the buyer goes back to the chat. */
  readonly returnUrl?: string;
};
export type BankChallenge = {
  readonly reference: string;
  readonly attemptId: AttemptId;
  readonly amount: Money;
  readonly state: "open" | "approved" | "refused" | "voided";
  /** Null: the buyer goes back to the chat. */
  readonly returnUrl: string | null;
};
export type BankAnswer =
  | { readonly kind: "captured"; readonly reference: string; readonly amount: Money }
  | { readonly kind: "declined"; readonly reason: "insufficient_funds" | "authentication_failed" }
  | { readonly kind: "action_required"; readonly reference: string; readonly actionUrl: string }
  | { readonly kind: "voided" }
  | { readonly kind: "token_not_recognised" }
  | { readonly kind: "key_reused" }
  | { readonly kind: "no_reply"; readonly afterMs: number };

export type BankOptions = {
  /** The ledger's file, or ":memory:". */
  readonly file: string;
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly newReference: () => string;
  readonly deliver?: Deliver;
};
