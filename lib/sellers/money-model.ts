import type { SellerId } from "../ids.ts";
import type { Money } from "../money.ts";

/**
 * Whose the money of a payment is, and how the sellers get theirs; docs/marketplace.md has what follows from each.
 * `platform`: one account takes everything, and sellers are paid outside. `destination`: the platform charges, and the
 * provider moves the seller's part with the charge. `separate`: the platform charges, and sends each seller theirs after.
 * `direct`: the charge is made at the seller's own account, and the platform takes its fee of it.
 * https://docs.stripe.com/connect/charges
 */
export const MONEY_MODELS = ["platform", "destination", "separate", "direct"] as const;
export type MoneyModel = (typeof MONEY_MODELS)[number];

/** What a seller has of a payment. The seller receives `gross` less `fee`; `fee` is 0 to `gross`, in the same currency. */
export type Share = {
  readonly sellerId: SellerId;
  /** The provider's own id of the seller's account. */
  readonly account: string;
  readonly gross: Money;
  readonly fee: Money;
};

/**
 * How a payment is divided, decided when it is claimed and stored with its attempt. The gross amounts add up to the
 * attempt's amount. One share unless the model is `separate`.
 */
export type Split = {
  readonly model: Exclude<MoneyModel, "platform">;
  readonly shares: readonly Share[];
  /** What a buyer's statement says after the account's own name; stored, so that a repeated request is the same. */
  readonly descriptor?: string;
};
