import { z } from "zod";
import { MONEY_MODELS, type MoneyModel } from "../../sellers/money-model.ts";
import { FEES_ON_REFUND, type FeesOnRefund } from "../../sellers/split.ts";
import { oneOf } from "../setting.ts";

/** Whose the money of a payment is, and what becomes of the platform's fee when it is given back; docs/marketplace.md. */
export type MarketplaceConfig = {
  readonly model: MoneyModel;
  /** The model that the operator has tried with the payment provider's test accounts; null: none. */
  readonly provedModel: MoneyModel | null;
  readonly feesOnRefund: FeesOnRefund;
  /** Several sellers may be paid at one account. */
  readonly mayShareAccounts: boolean;
};

export const marketplaceSettings = z
  .object({
    MONEY_MODEL: oneOf(MONEY_MODELS).default("platform"),
    MONEY_MODEL_PROVED: oneOf(MONEY_MODELS).optional(),
    FEES_ON_REFUND: oneOf(FEES_ON_REFUND).default("return"),
    SHARED_SELLER_ACCOUNTS: oneOf(["refuse", "allow"]).default("refuse"),
  })
  .transform((read): MarketplaceConfig => ({
    model: read.MONEY_MODEL,
    provedModel: read.MONEY_MODEL_PROVED ?? null,
    feesOnRefund: read.FEES_ON_REFUND,
    mayShareAccounts: read.SHARED_SELLER_ACCOUNTS === "allow",
  }));
