import type { AttemptId } from "../../ids.ts";
import type { Money } from "../../money.ts";
import type { Split } from "../../sellers/money-model.ts";
import type { TokenProblem } from "../provider.ts";
import type { Deliver } from "./webhook-sender.ts";

/** The simulated network gives up this long after a request whose reply is lost. */
export const NO_REPLY_MS = 1200;

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
  /** Whom the bank's confirmation says it is to; "" where the shop does not say. */
  readonly sellerName?: string;
  /** Where the bank's confirmation leads back to. Absent: the buyer goes back to the chat. */
  readonly returnUrl?: string;
  readonly split?: Split;
};
export type BankPageRequest = {
  readonly attemptId: AttemptId;
  readonly amount: Money;
  readonly sellerName: string;
  readonly returnUrl: string;
  readonly split?: Split;
};
export type BankChallenge = {
  readonly reference: string;
  readonly attemptId: AttemptId;
  readonly amount: Money;
  /** Null where the shop did not say whose payment it is. */
  readonly sellerName: string | null;
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
  /** The bank knows the token, and it does not pay this: its limits say so, or another checkout has had it. */
  | { readonly kind: "token_refused"; readonly why: TokenProblem }
  | { readonly kind: "key_reused" }
  /** The payment is not taken as it is divided, or not at this account. */
  | { readonly kind: "split_refused"; readonly why: string }
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
