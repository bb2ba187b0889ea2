import { sellerIdsOf, sellerNamesOf } from "#lib/checkout/parts.ts";
import { isFree, type CheckoutSession } from "#lib/checkout/session.ts";
import type { SellerId } from "#lib/ids.ts";
import { moneyOf } from "#lib/purchase/sellers/directory.ts";
import type { MoneyModel } from "#lib/sellers/money-model.ts";
import { notSelling, type Seller } from "#lib/sellers/record.ts";
import { whyNotReady } from "#lib/sellers/split.ts";
import { checkoutTexts } from "../../texts/checkout-texts.ts";

type Sellers = { readonly sellerBy: (id: SellerId) => Seller; readonly model: MoneyModel; readonly locale: string };

/**
 * Why a page that is opened now offers no way to pay, in the buyer's language: one of its sellers sells nothing, or cannot be
 * paid. Null: all do, or there is nothing left to decide, such as a payment that was begun before.
 */
export function unpayableText(session: CheckoutSession, { sellerBy, model, locale }: Sellers): string | null {
  if (session.status !== "not_ready" && session.status !== "ready") return null;
  const texts = checkoutTexts(locale);
  const needed = isFree(session) ? "platform" : model;
  const names = sellerNamesOf(session);
  for (const [index, id] of sellerIdsOf(session).entries()) {
    const name = names[index] ?? session.sellerName;
    const seller = sellerBy(id);
    const why = notSelling(seller);
    if (why !== null) return texts.notSelling[why === "left" ? "left" : "paused"](name);
    if (whyNotReady(needed, moneyOf(seller)) === null) continue;
    return names.length === 1 ? texts.missing.seller : `${name}: ${texts.missing.seller}`;
  }
  return null;
}
