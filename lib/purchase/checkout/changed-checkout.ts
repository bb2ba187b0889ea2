import type { Address, Buyer, Basket, CheckoutSession } from "../../checkout/session.ts";
import type { SessionId } from "../../ids.ts";
import type { DetailOrigin } from "../../checkout/ownership.ts";
import { chosenIds, sellerIdsOf } from "../../checkout/parts.ts";
import type { BasketFigures } from "../../checkout/totals.ts";
import { carriedOptions, figuresOf, priceCart, type CartSeller } from "../../checkout/price-cart.ts";
import { transition } from "../../checkout/transition.ts";
import { invariant } from "../../invariant.ts";
import type { TaxService } from "../../tax/tax-service.ts";
import { browserDigestOf, originOf, type Principal } from "../access/principal.ts";
import type { PurchaseContext } from "../context.ts";
import { moneyOf } from "../sellers/directory.ts";
import { withCheckedTaxId } from "../taxes/check-tax-id.ts";
import { quoteCart } from "../taxes/quote-tax.ts";
import { withSellers } from "../transfers/divide-payment.ts";
import { priceFromCatalog, type ItemRequest, type PricedItems } from "./price-items.ts";
import type { CheckoutProblem } from "./problem.ts";
import { priceProblems, saleProblems } from "./sale-problems.ts";
import { mayHaveSeveralSellers, sellersOfCart, soldBy, type SoldBy } from "./several-sellers.ts";
import { spentCodes } from "./spent-codes.ts";
import { withoutCodes, type typedCodes } from "./typed-codes.ts";

/** Absent fields stay as they are, null clears them. `deliveryOptionId` must be one of the session's options. */
export type UpdateRequest = {
  readonly sessionId: SessionId;
  readonly items?: readonly ItemRequest[];
  readonly address?: Address | null;
  readonly buyer?: Buyer | null;
  readonly deliveryOptionId?: string | null;
  /** The same for several sellers: one of each whose goods are to be delivered another way. */
  readonly deliveryOptionIds?: readonly string[];
  readonly discountCodes?: readonly string[];
  /** Of whoever makes the change, BCP 47; absent: as before. */
  readonly locale?: string;
  /**
   * True: the shopper wants to find these details next time. False: what was remembered is forgotten, and leaves this
   * session too. Counts from the buyer's own widget and browser only; from anybody else it changes nothing.
   */
  readonly remember?: boolean;
  /** The e-mail address that a payment named, or null, when limits of its customer stopped it; it is not kept. */
  readonly payer?: string | null;
};

export type ChangedCheckout =
  | { readonly kind: "moved"; readonly session: CheckoutSession }
  | { readonly kind: "refused"; readonly problems: readonly CheckoutProblem[] };

/** `askTax`: absent where the answer is stored with the session. */
type Asker = {
  readonly principal: Principal | null;
  readonly typed: ReturnType<typeof typedCodes>;
  readonly askTax?: TaxService["quote"];
};

/** What one seller remembers is not another's to use. */
const hasSameSellers = (session: CheckoutSession, priced: Extract<PricedItems, { kind: "priced" }> | null): boolean => {
  const before = sellerIdsOf(session);
  const sellers = priced?.sellers ?? sellersOfCart(session);
  return before.length === sellers.length && sellers.every(({ sellerId }) => before.includes(sellerId));
};

/** The update, which also clears what was remembered, unless it is given with it. */
export const withoutRemembered = ({ origins }: CheckoutSession, update: UpdateRequest): UpdateRequest => ({
  ...(origins.address === "remembered" ? { address: null } : {}),
  ...(origins.buyer === "remembered" ? { buyer: null } : {}),
  ...update,
});

/**
 * A session as an update makes it, with its totals worked out again; nothing is stored. The one arithmetic of a change,
 * whether it is saved (updateCheckout) or only shown (previewCheckout). Accepts `not_ready` and `ready`. Asks catalogue, tax
 * service and register as they are needed, so it is never called inside a transaction.
 */
export async function changedCheckout(
  context: PurchaseContext,
  session: CheckoutSession,
  asked: UpdateRequest,
  { principal, typed, askTax }: Asker,
): Promise<ChangedCheckout> {
  const typedOnPage = principal === null ? [] : keptOnPage(session, asked, principal);
  if (typedOnPage.length > 0) return { kind: "refused", problems: typedOnPage };
  const priced = asked.items === undefined ? null : await priceFromCatalog(context, asked.items);
  if (priced?.kind === "refused") return priced;
  const fixed = priced === null ? null : fixedProblem(context, session, priced);
  if (fixed !== null) return { kind: "refused", problems: [fixed] };
  const isSameSellers = hasSameSellers(session, priced);
  const update = isSameSellers ? asked : withoutRemembered(session, asked);
  const address = update.address === undefined ? session.address : update.address;
  const sellers = await namedAsBefore(context, session, priced?.sellers ?? sellersOfCart(session));
  const lines = priced?.lines ?? session.lineItems;
  const isSoldNow = principal !== null && (update.items !== undefined || update.address !== undefined);
  const problems = isSoldNow
    ? saleProblems(context, { sellers, lines, country: address?.country ?? null })
    : priceProblems({ sellers, lines });
  if (problems.length > 0) return { kind: "refused", problems };
  const given = update.buyer === undefined ? session.buyer : update.buyer;
  const buyer = await withCheckedTaxId(context, given, session.buyer);
  const codes = (update.discountCodes ?? codesOf(session)).map((code) => code.trim().toUpperCase());
  const sent = [...(update.deliveryOptionIds ?? []), ...(update.deliveryOptionId ? [update.deliveryOptionId] : [])];
  const kept = update.deliveryOptionId === null ? [] : chosenIds(session);
  const cart = priceCart({
    lines,
    currency: session.currency,
    sellers,
    address,
    taxId: buyer?.taxId ?? null,
    deliveryOptionIds: carriedOptions([...sent, ...kept], session, sellers),
    discountCodes: codes,
    spentCodes: await spentCodes(context, codes, {
      session: session.id,
      shopperId: session.shopperId,
      email: (update.payer === undefined ? buyer?.email : update.payer) ?? null,
      isPaying: update.payer !== undefined,
    }),
    rules: withoutCodes(context.rules, await typed(session, codes)),
    now: context.now(),
  });
  const figures = figuresOf(cart, await quoteCart(context, cart, session, askTax));
  const { missing, ...whole } = { ...figures, ...withSellers(context, sellers.map(moneyOfSeller), figures) };
  const chosen = chosenIds(figures);
  const optionId = sent.find((id) => carriedOptions([id], session, sellers).some((one) => !chosen.includes(one)));
  if (optionId !== undefined) {
    const offeredIds = figures.deliveryOptions.map((option) => option.id);
    return { kind: "refused", problems: [{ kind: "delivery_option_not_offered", optionId, offeredIds }] };
  }
  const { parts: _, ...before } = session;
  const basket: Basket = {
    ...before,
    ...whole,
    sellerId: sellers[0]?.sellerId ?? session.sellerId,
    sellerName: sellers[0]?.sellerName ?? session.sellerName,
    ownership: { ...session.ownership, browserDigest: browserOf(session, asked, principal) },
    address,
    buyer,
    ...(update.locale === undefined ? {} : { locale: update.locale }),
    origins: {
      address: originAfter(update.address, session.origins.address, principal),
      buyer: originAfter(update.buyer, session.origins.buyer, principal),
      ...(isSameSellers ? rememberedWhenPaid(session, update, principal) : {}),
    },
  };
  return withDetails(session, basket, missing);
}

function withDetails(session: CheckoutSession, basket: Basket, missing: BasketFigures["missing"]) {
  const moved = transition(session, { type: "details_given", basket, missing });
  invariant(moved.kind === "moved", "a session that accepts details takes them");
  return moved;
}

/** The codes that were typed, also those that do not count. */
const codesOf = ({ discounts, rejectedDiscounts }: CheckoutSession): readonly string[] =>
  [...discounts.filter((one) => !one.isAutomatic), ...rejectedDiscounts].map((one) => one.code);

const moneyOfSeller = ({ seller }: SoldBy) => moneyOf(seller);

/** A checkout keeps its currency, and its seller where it has one. */
function fixedProblem(
  context: PurchaseContext,
  { sellerId, sellerName, currency }: CheckoutSession,
  priced: Extract<PricedItems, { kind: "priced" }>,
): CheckoutProblem | null {
  const isOthers = !mayHaveSeveralSellers(context) && priced.sellers.some((seller) => seller.sellerId !== sellerId);
  return isOthers || priced.currency !== currency ? { kind: "seller_and_currency_fixed", sellerName, currency } : null;
}

/** Who sells is called in a checkout what they were called when it was prepared. */
async function namedAsBefore(
  context: PurchaseContext,
  session: CheckoutSession,
  cart: readonly CartSeller[],
): Promise<readonly SoldBy[]> {
  const before = new Map(sellersOfCart(session).map((one) => [one.sellerId, one.sellerName]));
  const sellers = await soldBy(context, cart);
  return sellers.map((one) => ({ ...one, sellerName: before.get(one.sellerId) ?? one.sellerName }));
}

/** Whoever types details on the checkout page is its browser from then on. */
function browserOf(session: CheckoutSession, update: UpdateRequest, principal: Principal | null): string | null {
  const types = update.buyer !== undefined || update.address !== undefined;
  if (principal?.surface !== "web" || principal.browserSecret === null || !types)
    return session.ownership.browserDigest;
  return browserDigestOf(session.link, principal.browserSecret);
}

/** What the buyer chose on the page stays until somebody takes it back who may. */
function rememberedWhenPaid(
  { origins }: CheckoutSession,
  { remember }: UpdateRequest,
  principal: Principal | null,
): Pick<CheckoutSession["origins"], "isRememberedWhenPaid"> {
  const isWanted =
    remember === undefined || (remember && principal?.surface !== "web")
      ? origins.isRememberedWhenPaid === true
      : remember;
  return isWanted ? { isRememberedWhenPaid: true } : {};
}

/** What was typed on the merchant's page is changed there and nowhere else. */
function keptOnPage({ origins }: CheckoutSession, update: UpdateRequest, principal: Principal): CheckoutProblem[] {
  if (principal.surface === "web") return [];
  return (["address", "buyer"] as const)
    .filter((detail) => update[detail] !== undefined && origins[detail] === "page")
    .map((detail) => ({ kind: "given_on_page", detail }));
}

/** Whoever gives a detail is its origin; one that is taken back has none. */
function originAfter(
  given: Address | Buyer | null | undefined,
  before: DetailOrigin | null,
  principal: Principal | null,
): DetailOrigin | null {
  if (given === undefined || principal === null) return before;
  return given === null ? null : originOf(principal);
}
