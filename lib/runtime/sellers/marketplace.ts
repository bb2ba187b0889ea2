import type { MarketplaceConfig } from "../../config/sellers/marketplace.ts";
import type { SellerId } from "../../ids.ts";
import type { Sellers } from "../../purchase/sellers/directory.ts";
import type { FileSeller } from "../../sellers/record.ts";
import type { PaymentProvider } from "../../payments/provider.ts";

/**
 * What a seller's payment sheet needs where payments are made at the sellers' own accounts. Every answer that leads to a sheet
 * comes after the seller was read for it, so what was read last is what there is; an answer without it offers no sheet.
 */
export function sheetsOf(
  { model }: MarketplaceConfig,
  { at }: Pick<PaymentProvider, "at">,
  sellers: Pick<Sellers, "known">,
): { readonly instantOf?: (id: SellerId) => PaymentProvider["instant"] } {
  if (model !== "direct" || at === null) return {};
  return {
    instantOf(id) {
      const { account = null, networkId = null } = sellers.known(id) ?? {};
      return account === null || networkId === null ? null : at({ account, networkId }).instant;
    },
  };
}

/**
 * Throws with a message for the operator where the payment provider cannot do what the money model needs, where real money
 * would be divided in a way that nobody has tried with the provider, and where subscriptions would be: docs/marketplace.md.
 */
export function checkMoneyModel(
  { model, provedModel }: MarketplaceConfig,
  { name, transfers, at, mode }: PaymentProvider,
  hasPlans: boolean,
): void {
  if (model !== "platform" && mode === "live" && provedModel !== model)
    throw new Error(
      `MONEY_MODEL=${model} divides real money, and was tried with a double of Stripe alone. Ask your own test accounts what docs/stripe/proof.md asks ("With sellers' accounts"), and set MONEY_MODEL_PROVED=${model} when the answers are as it says. Or use MONEY_MODEL=platform.`,
    );
  // The provider charges a subscription by itself, and nothing of ours sends a seller their part of it.
  if (model !== "platform" && hasPlans)
    throw new Error(
      `MONEY_MODEL=${model} does not divide subscriptions among sellers, and PLANS_FILE sells some. Use MONEY_MODEL=platform, or leave PLANS_FILE out.`,
    );
  const lacks = model === "direct" ? at === null : model !== "platform" && transfers === null;
  if (lacks)
    throw new Error(
      `MONEY_MODEL=${model} needs a payment provider with accounts of sellers, and ${name} has none. Use MONEY_MODEL=platform, or another provider.`,
    );
}

/** Throws where the shop file has two sellers at one account, unless the setting allows it. "*" stands for every other seller. */
export function checkSharedAccounts(
  { mayShareAccounts }: MarketplaceConfig,
  sellers: readonly Pick<FileSeller, "seller" | "fields">[],
): void {
  if (mayShareAccounts) return;
  const named = new Map<string, string[]>();
  for (const { seller, fields } of sellers) {
    if (fields.account === undefined || fields.account === null) continue;
    const names = [...(named.get(fields.account) ?? []), seller];
    if (names.length > 1 || seller === "*")
      throw new Error(
        `SHOP_FILE names the account ${fields.account} for ${names.join(", ")}: each seller has one of their own, so that what was sent there says whose it is. Name another, or set SHARED_SELLER_ACCOUNTS=allow.`,
      );
    named.set(fields.account, names);
  }
}
