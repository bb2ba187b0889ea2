import { sellerId } from "#lib/ids.ts";
import { money, subtract, sum, type Money } from "#lib/money.ts";
import type { AttemptAtService, PaymentProvider } from "#lib/payments/provider.ts";
import type { NewAccount, SellerAccountService } from "#lib/payments/seller-accounts.ts";
import type { TransferService } from "#lib/payments/transfer-service.ts";
import type { Split } from "#lib/sellers/money-model.ts";
import { freshAttempt, type ProviderBench } from "../provider-bench.ts";

/** What is odd about a seller's account; each service is brought to it in its own manner. */
export type SellerRole =
  | "able"
  | "new"
  | "transfers_refused_once"
  | "empty_balance"
  | "transfer_lost"
  | "transfer_reply_lost"
  | "reversal_lost"
  | "reversal_reply_lost";

/** A provider with accounts of sellers, and the service behind it, seen from outside. */
export type SellerBench = {
  readonly platform: ProviderBench;
  /** An account that nobody else in the run uses. */
  account(role: SellerRole, use?: NewAccount["use"]): Promise<string>;
  /** The service in the context of a seller's own account. */
  at(account: string): ProviderBench;
  /** The service's own books. */
  transfers(attempt: string): Promise<readonly { account: string; amountMinor: number; reversedMinor: number }[]>;
  fees(attempt: string): Promise<readonly { account: string; amountMinor: number; returnedMinor: number }[]>;
  /** What the buyer's statement says of a payment after the account's own name; null: nothing. */
  statement(attempt: string): Promise<string | null>;
  /** The seller provides what is wanted, on the page of a link. Answers where the page led back to. */
  provide(account: string, linkUrl: string): Promise<string>;
  turn(account: string, to: "restricted" | "able" | "closed"): Promise<void>;
  /** The buyer's bank takes a payment back at once. */
  dispute(reference: string, account: string | null): Promise<void>;
  close(): Promise<void>;
};
export type MakeSellerBench = () => Promise<SellerBench>;

export const usd = (amountMinor: number): Money => money(amountMinor, "USD");
export const SELLER = sellerId("reed-press");
export const NETWORK_ID = "profile_of_seller";

/** One seller's split of an attempt. */
export const splitOf = (
  model: Split["model"],
  account: string,
  gross: Money,
  fee = usd(Math.round(gross.amountMinor / 10)),
): Split => ({ model, shares: [{ sellerId: SELLER, account, gross, fee }] });

export function partsOf({ transfers, sellerAccounts, at }: PaymentProvider): {
  readonly transfers: TransferService;
  readonly accounts: SellerAccountService;
  readonly at: NonNullable<PaymentProvider["at"]>;
} {
  if (transfers === null || sellerAccounts === null || at === null) throw new Error("no accounts of sellers");
  return { transfers, accounts: sellerAccounts, at };
}

/** An attempt that is paid, with its reference. */
export async function paidAttempt(
  bench: ProviderBench,
  changes: Partial<AttemptAtService> = {},
): Promise<AttemptAtService & { readonly reference: string }> {
  const gross = changes.split?.shares.map((share) => share.gross) ?? [];
  const attempt = freshAttempt(gross.length === 0 ? changes : { amount: sum(gross, "USD"), ...changes });
  const outcome = await bench.provider.chargeToken({ attempt, token: await bench.token("pays", attempt) });
  if (outcome.kind !== "captured") throw new Error(JSON.stringify(outcome));
  return { ...attempt, reference: outcome.reference };
}

/** What a seller is sent of a share. */
export const dueOf = ({ shares: [share] }: Split): number => {
  if (share === undefined) throw new Error("no share");
  return subtract(share.gross, share.fee).amountMinor;
};
