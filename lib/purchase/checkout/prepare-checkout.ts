import { noteSession } from "../../observe/call-context.ts";
import type { Currency } from "../../money.ts";
import { UNKNOWN_OWNERSHIP, type Ownership } from "../../checkout/ownership.ts";
import { checkoutLink, sessionId } from "../../ids.ts";
import type { Address, Buyer, Basket } from "../../checkout/session.ts";
import { spentCodes } from "./spent-codes.ts";
import { typedCodes, withoutCodes } from "./typed-codes.ts";
import { priceItems, type ItemRequest } from "./price-items.ts";
import type { CheckoutProblem } from "./problem.ts";
import type { CheckoutState } from "../checkout-state.ts";
import { rulesOfSeller } from "../../checkout/shop-rules.ts";
import { priceBasket, totalsOf } from "../../checkout/totals.ts";
import { sessionOf } from "../../checkout/transition.ts";
import { digestOf, originOf, type Principal } from "../access/principal.ts";
import { rememberedFor } from "../access/remembered.ts";
import { sessionEvent, type PurchaseContext } from "../context.ts";
import { withCheckedTaxId } from "../taxes/check-tax-id.ts";
import { quoteTax } from "../taxes/quote-tax.ts";

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
  const priced = await priceItems(context, request.items);
  if (priced.kind === "refused") return priced;
  const { currency } = request;
  if (currency !== undefined && currency !== priced.currency)
    return {
      kind: "refused",
      problems: [{ kind: "not_priced_in", expected: currency, priced: priced.currency }],
    };
  const isGiven = request.address !== undefined || request.buyer !== undefined;
  const remembered = isGiven ? null : await rememberedFor(context, principal, priced.sellerId);
  const address = request.address ?? remembered?.address ?? null;
  const buyer = await withCheckedTaxId(context, request.buyer ?? remembered?.buyer ?? null, null);
  const origin = remembered === null ? originOf(principal) : "remembered";
  const id = sessionId(context.newId("cs"));
  const codes = (request.discountCodes ?? []).map((code) => code.trim().toUpperCase());
  const now = context.now();
  const shopperId = principal.surface === "mcp" ? principal.subject : null;
  const typing = { id, shopperId, discounts: [], rejectedDiscounts: [] };
  const basketPrices = priceBasket({
    lines: priced.lines,
    currency: priced.currency,
    sellerId: priced.sellerId,
    address,
    taxId: buyer?.taxId ?? null,
    deliveryOptionId: null,
    discountCodes: codes,
    spentCodes: await spentCodes(context, codes, {
      session: id,
      shopperId,
      email: buyer?.email ?? null,
      isPaying: false,
    }),
    rules: withoutCodes(rulesOfSeller(context.rules, priced.sellerId), await typedCodes(context)(typing, codes)),
    now,
  });
  const { missing, ...figures } = totalsOf(basketPrices, await quoteTax(context, basketPrices, null));
  const widgetSecret = principal.surface === "mcp" ? context.newId("wid") : null;
  const basket: Basket = {
    ...figures,
    id,
    link: checkoutLink(context.newId("co")),
    sellerId: priced.sellerId,
    sellerName: priced.sellerName,
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
  await context.store.transaction(async (transaction) => {
    await transaction.insertSession(session, sessionEvent(session, "prepared", now));
    if (remembered !== null) await transaction.markRememberedUsed(remembered.by, now);
  });
  noteSession(session.id);
  return { kind: "prepared", session, order: null, widgetSecret };
}

function ownershipFor(principal: Principal, widgetSecret: string | null): Ownership {
  return {
    ...UNKNOWN_OWNERSHIP,
    surface: principal.surface,
    apiKeyDigest: principal.surface === "acp" ? principal.apiKeyDigest : null,
    widgetDigest: widgetSecret === null ? null : digestOf(widgetSecret),
  };
}
