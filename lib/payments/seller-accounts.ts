import type { SellerId } from "../ids.ts";
import type { MoneyModel } from "../sellers/money-model.ts";
import type { Rejected, Unknown } from "./failure.ts";

/** What the provider still wants to know of a seller, in its own words. */
export type Requirement = {
  readonly what: string;
  /** When the account is restricted without it; null: at no time that is known. */
  readonly dueAt: Date | null;
  readonly isPastDue: boolean;
};

/** A seller's account as the provider has it now. Nothing but this says what it can: an event or a return only asks to read it. */
export type SellerAccount = {
  readonly id: string;
  /** It may be sent transfers. */
  readonly canReceive: boolean;
  /** It may take charges of its own (`direct`). */
  readonly canCharge: boolean;
  readonly canPayOut: boolean;
  readonly requirements: readonly Requirement[];
  /** The provider's word for why it is restricted; null where it is not. */
  readonly disabledReason: string | null;
  readonly isClosed: boolean;
};

export type AccountOutcome =
  | { readonly kind: "account"; readonly account: SellerAccount }
  | { readonly kind: "no_such_account" }
  | Rejected
  | Unknown;

export type AccountLinkOutcome =
  /** Of one use, for minutes, and for the seller's browser alone: never mailed, never stored. */
  | { readonly kind: "link"; readonly url: string; readonly expiresAt: Date | null }
  | { readonly kind: "no_such_account" }
  | Rejected
  | Unknown;

/** What an account is for: charges of its own under `direct`, transfers to it otherwise. */
export type AccountUse = "transfers" | "own_charges";

export const accountUse = (model: MoneyModel): AccountUse => (model === "direct" ? "own_charges" : "transfers");

export type NewAccount = {
  readonly sellerId: SellerId;
  readonly name: string;
  readonly email: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly use: AccountUse;
  /** The idempotency key. */
  readonly key: string;
};

/** Something about a seller's account changed: it is read again. */
export type AccountEvent = { readonly id: string; readonly account: string };

/** Makes and reads the accounts of sellers at the provider. */
export interface SellerAccountService {
  create(account: NewAccount): Promise<AccountOutcome>;
  read(id: string): Promise<AccountOutcome>;
  link(request: {
    readonly id: string;
    readonly refreshUrl: string;
    readonly returnUrl: string;
  }): Promise<AccountLinkOutcome>;
}
