import { noteSession } from "../../observe/call-context.ts";
import type { Currency } from "../../money.ts";
import { UNKNOWN_OWNERSHIP, type Ownership } from "../../checkout/ownership.ts";
import { checkoutLink, sessionId, type SellerId, type ShopperId } from "../../ids.ts";
import type { Address, Buyer, Basket, CheckoutSession } from "../../checkout/session.ts";
import { spentCodes } from "./spent-codes.ts";
import { typedCodes, withoutCodes } from "./typed-codes.ts";
import { priceItems, productsNamed, type ItemRequest, type PricedItems } from "./price-items.ts";
import type { CheckoutProblem } from "./problem.ts";
import { saleProblems } from "./sale-problems.ts";
import { soldBy, type SoldBy } from "./several-sellers.ts";
import { moneyOf } from "../sellers/directory.ts";
import type { CheckoutState } from "../checkout-state.ts";
import { figuresOf, priceCart } from "../../checkout/price-cart.ts";
import { invariant } from "../../invariant.ts";
import { sessionOf } from "../../checkout/transition.ts";
import type { RememberedBy, RememberedDetails } from "../../store/buyers/remembered-store.ts";
import { digestOf, originOf, type Principal } from "../access/principal.ts";
import { knownShopper, rememberedSince } from "../access/remembered.ts";
import { sessionEvent, type PurchaseContext } from "../context.ts";
import { withCheckedTaxId } from "../taxes/check-tax-id.ts";
import { withSellers } from "../transfers/divide-payment.ts";
import { quoteCart } from "../taxes/quote-tax.ts";

/** `currency`: the caller expects the items to be priced in it. */
export type PrepareRequest = {
  readonly items: readonly ItemRequest[];
  readonly currency?: Currency;
  readonly address?: Address | null;
  readonly buyer?: Buyer | null;
  readonly discountCodes?: readonly string[];
  /** Of the buyer, BCP 47; absent where the surface does not know it. */
  readonly locale?: string;
};

export type PrepareOutcome =
  /** `widgetSecret`: for the widget alone, and not kept. Null where there is no widget. */
  | ({ readonly kind: "prepared"; readonly widgetSecret: string | null } & CheckoutState)
  | { readonly kind: "refused"; readonly problems: readonly CheckoutProblem[] };

/** Prices are kept for this long; afterwards the session expires unless a payment is open. */
export const SESSION_LIFETIME_MS = 6 * 3_600_000;

/**
 * Makes a session of the caller's from catalogue prices and stores it. Accepts any items; what cannot be bought is
 * `refused` and nothing is stored.
 */
export async function prepareCheckout(
  context: PurchaseContext,
  principal: Principal,
  request: PrepareRequest,
): Promise<PrepareOutcome> {
  const shopper = knownShopper(context, principal);
  const priced = await sellable(context, request, shopper);
  if (priced.kind === "refused") return priced;
  const isGiven = request.address !== undefined || request.buyer !== undefined;
  const [lead, ...others] = priced.sellers;
  invariant(lead !== undefined, "what is sold has a seller");
  const { sellerId, sellerName } = lead;
  // What one seller remembers is not for another to see.
  const mayRecall = !isGiven && others.length === 0;
  const remembered = mayRecall ? usable(context, priced, priced.remembered.get(sellerId) ?? null) : null;
  const address = request.address ?? remembered?.address ?? null;
  const buyer = await withCheckedTaxId(context, request.buyer ?? remembered?.buyer ?? null, null);
  const origin = remembered === null ? originOf(principal) : "remembered";
  const id = sessionId(context.newId("cs"));
  const codes = (request.discountCodes ?? []).map((code) => code.trim().toUpperCase());
  const now = context.now();
  const shopperId = principal.surface === "mcp" ? principal.subject : null;
  const typing = { id, shopperId, discounts: [], rejectedDiscounts: [] };
  const cart = priceCart({
    lines: priced.lines,
    currency: priced.currency,
    sellers: priced.sellers,
    address,
    taxId: buyer?.taxId ?? null,
    deliveryOptionIds: [],
    discountCodes: codes,
    spentCodes: await spentCodes(context, codes, {
      session: id,
      shopperId,
      email: buyer?.email ?? null,
      isPaying: false,
    }),
    rules: withoutCodes(context.rules, await typedCodes(context)(typing, codes)),
    now,
  });
  const figures = figuresOf(cart, await quoteCart(context, cart, null));
  const { missing, ...whole } = { ...figures, ...withSellers(context, priced.sellers.map(moneyOfSeller), figures) };
  const widgetSecret = principal.surface === "mcp" ? context.newId("wid") : null;
  const basket: Basket = {
    ...whole,
    id,
    link: checkoutLink(context.newId("co")),
    sellerId,
    sellerName,
    shopperId,
    ownership: ownershipFor(principal, widgetSecret),
    currency: priced.currency,
    buyer,
    address,
    origins: {
      address: address === null ? null : origin,
      buyer: buyer === null ? null : origin,
    },
    ...(request.locale === undefined ? {} : { locale: request.locale }),
    createdAt: now,
    expiresAt: new Date(now.getTime() + SESSION_LIFETIME_MS),
    revision: 1,
  };
  const session = sessionOf(basket, missing);
  const rememberedBy = remembered === null || shopper === null ? null : { sellerId, shopperId: shopper };
  await storeNew(context, session, rememberedBy);
  noteSession(session.id);
  return { kind: "prepared", session, order: null, widgetSecret };
}

async function storeNew(
  { store }: PurchaseContext,
  session: CheckoutSession,
  remembered: RememberedBy | null,
): Promise<void> {
  const event = sessionEvent(session, "prepared", session.createdAt);
  if (remembered === null) return store.insertSession(session, event);
  await store.transaction(async (transaction) => {
    await transaction.insertSession(session, event);
    await transaction.markRememberedUsed(remembered, session.createdAt);
  });
}

type Sellable =
  | Extract<PricedItems, { kind: "refused" }>
  | (Extract<PricedItems, { kind: "priced" }> & {
      readonly sellers: readonly SoldBy[];
      readonly remembered: ReadonlyMap<SellerId, RememberedDetails>;
    });

const moneyOfSeller = ({ seller }: SoldBy) => moneyOf(seller);

/** The items with their prices, who sells them and what those remember of the shopper, or why they cannot be bought. */
async function sellable(
  context: PurchaseContext,
  { items, currency, address }: PrepareRequest,
  shopperId: ShopperId | null,
): Promise<Sellable> {
  const by = { shopperId, usedAfter: rememberedSince(context) };
  const { products, sellers, remembered } = await context.store.offers(productsNamed(items), by);
  const priced = priceItems(context, items, products);
  if (priced.kind === "refused") return priced;
  if (currency !== undefined && currency !== priced.currency)
    return { kind: "refused", problems: [{ kind: "not_priced_in", expected: currency, priced: priced.currency }] };
  const sold = { ...priced, remembered, sellers: await soldBy(context, priced.sellers, sellers) };
  const problems = saleProblems(context, { ...sold, country: address?.country ?? null });
  return problems.length > 0 ? { kind: "refused", problems } : sold;
}

/** What was remembered, unless the goods are not sold to where it leads. */
function usable(
  context: PurchaseContext,
  sold: Omit<Parameters<typeof saleProblems>[1], "country">,
  remembered: RememberedDetails | null,
): RememberedDetails | null {
  const country = remembered?.address?.country ?? null;
  if (country === null) return remembered;
  return saleProblems(context, { ...sold, country }).length === 0 ? remembered : null;
}

function ownershipFor(principal: Principal, widgetSecret: string | null): Ownership {
  return {
    ...UNKNOWN_OWNERSHIP,
    surface: principal.surface,
    apiKeyDigest: principal.surface === "acp" ? principal.apiKeyDigest : null,
    widgetDigest: widgetSecret === null ? null : digestOf(widgetSecret),
  };
}
