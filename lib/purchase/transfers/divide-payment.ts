import type { CartPart } from "../../checkout/cart-part.ts";
import { partsOf, partWith, sellerIdsOf, sellerOfLine } from "../../checkout/parts.ts";
import { isFree, type CheckoutSession } from "../../checkout/session.ts";
import type { BasketFigures } from "../../checkout/totals.ts";
import type { SellerId } from "../../ids.ts";
import { isInSteps, type Money } from "../../money.ts";
import type { ProviderAccount } from "../../payments/account.ts";
import type { Split } from "../../sellers/money-model.ts";
import type { Seller } from "../../sellers/record.ts";
import type { SellerMoney } from "../../sellers/seller.ts";
import { feeOf, splitOf, whyNotReady, type NotReadyWhy, type Portion, type SplitOutcome } from "../../sellers/split.ts";
import type { PayableSession } from "../../store/payments/payment-reads.ts";
import type { StoredAttempt, StoreReads } from "../../store/store.ts";
import { contextWith, sellersProvider } from "../accounts.ts";
import { mayHaveSeveralSellers } from "../checkout/several-sellers.ts";
import type { PurchaseContext } from "../context.ts";

/** What the buyer pays to each seller of a session. */
const portionsOf = (session: CheckoutSession): readonly Portion[] =>
  partsOf(session).map(({ sellerId, totals, lineItems }) => ({
    sellerId,
    gross: totals.total,
    lines: lineItems.map(({ category, total }) => ({ category, amount: total })),
  }));

/** Whose each line of a session is, by the line's id. */
export const sellersOfLines = (
  session: Pick<CheckoutSession, "sellerId" | "lineItems" | "parts">,
): ReadonlyMap<string, SellerId> => new Map(session.lineItems.map(({ id }) => [id, sellerOfLine(session, id)]));

/** Asks who the sellers of a session are, before the transaction that decides on it. */
export async function sellersOf(
  { sellers }: PurchaseContext,
  session: Pick<CheckoutSession, "sellerId" | "parts"> | null,
): Promise<ReadonlyMap<SellerId, SellerMoney>> {
  return session === null ? new Map() : sellers.money(sellerIdsOf(session));
}

/** The sellers of a session, in the transaction that takes its payment: one is read with it, several by a statement more. */
export async function sellersOfPayable(
  { sellers }: PurchaseContext,
  transaction: Pick<StoreReads, "sellerRecords">,
  { session, seller }: Pick<PayableSession, "session" | "seller">,
): Promise<(id: SellerId) => Seller> {
  const ids = sellerIdsOf(session);
  return ids.length > 1 ? sellers.of(ids, transaction) : sellers.from(ids, seller === null ? [] : [seller]);
}

/** How a payment of the session is divided, by what was known of its sellers. Where nothing is paid, they only have to sell. */
export function dividedPayment(
  context: PurchaseContext,
  session: CheckoutSession,
  sellers: ReadonlyMap<SellerId, SellerMoney>,
): SplitOutcome {
  const portions = portionsOf(session);
  const model = isFree(session) ? "platform" : context.marketplace.model;
  const apart = apartIn(context, session);
  if (apart !== null) return { kind: "seller_not_ready", sellerId: apart, why: "cannot_receive" };
  const divided = splitOf(model, portions, sellers);
  if (divided.kind !== "split" || divided.split === null) return divided;
  const [share, ...others] = divided.split.shares;
  const descriptor = share === undefined ? null : (sellers.get(share.sellerId)?.statementDescriptor ?? null);
  // A statement has one name, and several sellers are paid as the platform's.
  return descriptor === null || others.length > 0 ? divided : { ...divided, split: { ...divided.split, descriptor } };
}

/**
 * Whether one payment of these goods can be several sellers'. The settings may have been others when the checkout was prepared,
 * and a payment that is not divided when it is made would be the first seller's alone.
 */
const isDivisible = (context: PurchaseContext, priced: Pick<CheckoutSession, "totals">): boolean =>
  isFree(priced) || mayHaveSeveralSellers(context);

/**
 * Whether a seller of several cannot be paid by one payment with the first one, or not be sent exactly what the buyer pays them:
 * a whole can be charged in a currency of three decimals whose parts cannot be sent.
 */
const isApart = (isTogether: boolean, index: number, gross: Money): boolean =>
  (index > 0 && !isTogether) || !isInSteps(gross);

/** The first seller of a cart of several who cannot be paid with the others; null: all can. */
function apartIn(context: PurchaseContext, session: CheckoutSession): SellerId | null {
  const portions = portionsOf(session);
  if (portions.length === 1) return null;
  const isTogether = isDivisible(context, session);
  return portions.find(({ gross }, index) => isApart(isTogether, index, gross))?.sellerId ?? null;
}

/** What a session lacks, with the seller where somebody cannot be paid for their goods now: the parts name whom. */
export function withSellers(
  context: PurchaseContext,
  sellers: readonly (SellerMoney | undefined)[],
  figures: BasketFigures,
): Pick<BasketFigures, "missing" | "parts"> {
  const { missing, parts } = figures;
  const isTogether = isDivisible(context, figures);
  const cannot = sellers.map((seller, index) => {
    const part = parts?.[index];
    const isAlone = part !== undefined && isApart(isTogether, index, grossOf(figures, part));
    return isAlone || whyNotReady(context.marketplace.model, seller) !== null;
  });
  return {
    missing: cannot.includes(true) ? [...missing, "seller"] : missing,
    ...(parts === undefined
      ? {}
      : { parts: parts.map((part, index) => (cannot[index] === true ? { ...part, cannotBePaid: true } : part)) }),
  };
}

function grossOf(figures: BasketFigures, part: CartPart): Money {
  const delivery = figures.deliveryOptions.find(({ id }) => id === part.deliveryOptionId) ?? null;
  return partWith(figures, part, delivery).totals.total;
}

/** Where the payments of a session's sellers begin, and why they cannot; null: they can. */
export async function payeeOf(
  context: PurchaseContext,
  session: CheckoutSession,
): Promise<{ readonly own: PurchaseContext; readonly why: NotReadyWhy | null }> {
  const { marketplace, provider } = context;
  const sellers = await sellersOf(context, session);
  const seller = sellers.get(session.sellerId);
  const own = marketplace.model === "direct" ? contextWith(context, sellersProvider(provider, seller)) : context;
  const whys = sellerIdsOf(session).map((id) => whyNotReady(marketplace.model, sellers.get(id)));
  return {
    own,
    why: whys.find((why) => why !== null) ?? (apartIn(context, session) === null ? null : "cannot_receive"),
  };
}

type Place = ProviderAccount & Pick<StoredAttempt, "split">;

/** Where a payment so divided is made: at the seller's own account when the model is `direct`, else at ours. */
export function placeOf(
  context: PurchaseContext,
  { split }: Extract<SplitOutcome, { kind: "split" }>,
  sellers: ReadonlyMap<SellerId, SellerMoney>,
): Place {
  const { provider } = context;
  if (split === null) return { provider: provider.name, account: provider.account };
  const [share] = split.shares;
  const seller = share === undefined || split.model !== "direct" ? undefined : sellers.get(share.sellerId);
  const own = sellersProvider(provider, seller);
  return { provider: own.name, account: own.account, split };
}

/**
 * How money is divided that a person matches with its order: as it would be now. What is at a seller's own account is theirs
 * already, whatever the setting is now; what is at ours is not divided by a model that leaves it with the seller. Money of one
 * seller who cannot be paid now waits at the platform; of several it would all count as the first one's, and is not matched.
 */
export async function matchedSplit(
  context: PurchaseContext,
  session: CheckoutSession,
  sellers: ReadonlyMap<SellerId, SellerMoney>,
  reads: Pick<StoreReads, "sellersAccount"> = context.store,
): Promise<Pick<StoredAttempt, "split"> | { readonly kind: "seller_not_ready"; readonly sellerName: string }> {
  const { name, account } = context.provider;
  if ((await reads.sellersAccount(name, account)) !== null) return { split: ownSplit(account, session, sellers) };
  const divided = dividedPayment(context, session, sellers);
  const part = divided.kind === "split" ? null : session.parts?.find(({ sellerId }) => sellerId === divided.sellerId);
  if (part) return { kind: "seller_not_ready", sellerName: part.sellerName };
  return divided.kind === "split" && divided.split !== null && divided.split.model !== "direct"
    ? { split: divided.split }
    : {};
}

/** Whether the seller can be paid now or not: the payment is at their account. */
function ownSplit(account: string, session: CheckoutSession, sellers: ReadonlyMap<SellerId, SellerMoney>): Split {
  const shares = portionsOf(session).map(({ sellerId, gross, lines }) => {
    const fee = feeOf(sellers.get(sellerId)?.fees ?? [], gross, lines);
    return { sellerId, account, gross, fee };
  });
  return { model: "direct", shares };
}
