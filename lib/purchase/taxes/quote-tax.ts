import { partsOf } from "../../checkout/parts.ts";
import type { PricedCart } from "../../checkout/price-cart.ts";
import type { CheckoutSession } from "../../checkout/session.ts";
import { findTaxRule } from "../../checkout/taxes/find-rule.ts";
import { NO_TAX, noQuote, type TaxQuote } from "../../checkout/taxes/quote.ts";
import {
  isWorthTaxing,
  needsDelivery,
  taxByRules,
  type BasketFigures,
  type PricedBasket,
} from "../../checkout/totals.ts";
import { placeOf } from "../../checkout/place.ts";
import { digestOf, isUntaxed, taxRequestOf } from "../../tax/request.ts";
import type { QuoteOutcome, TaxService } from "../../tax/tax-service.ts";
import type { PurchaseContext } from "../context.ts";

type Asking = Pick<PurchaseContext, "tax" | "now" | "report">;

/** What a session was last quoted; it is its own memory of what was asked. */
export type KnownQuote = Pick<BasketFigures, "lineItems" | "deliveryOptions" | "taxBasis">;

/**
 * The tax of a basket, by whoever the settings name. Never called inside a transaction, nor while a payment is open. A
 * service is asked once for the same question: `known` is what the session has. When it does not answer, the setting
 * decides between the table, marked as estimated, and a basket that cannot be paid yet. `ask` asks it otherwise (previewedQuote).
 */
export async function quoteTax(
  context: Asking,
  basket: PricedBasket,
  known: KnownQuote | null,
  ask?: TaxService["quote"],
): Promise<TaxQuote> {
  const { service } = context.tax;
  if (service.name === "table") return taxByRules(basket);
  const request = taxRequestOf(basket);
  if (!isWorthTaxing(basket)) return { ...NO_TAX, basis: noQuote(null).basis };
  const { lines, rules } = basket.inputs;
  // Where nothing is taxed, it does not matter where the buyer is.
  if (request === null) return noQuote(lines.every((line) => isUntaxed(rules, line.taxCategory)) ? null : "place");
  // What nobody delivers is not asked about: it cannot be paid.
  if (request.delivery === null && needsDelivery(lines)) return noQuote(null);
  const kept = known === null ? null : keptQuote(known, digestOf(request), context.now());
  if (kept !== null) return kept;
  const outcome = await (ask?.(basket) ?? service.quote(basket));
  report(context, outcome);
  switch (outcome.kind) {
    case "quoted":
      return outcome.quote;
    case "place_refused":
      return noQuote("place");
    case "inactive":
    case "unknown":
      return context.tax.fallback === "table" ? estimated(basket) : noQuote("unavailable");
  }
}

/** The tax of each seller's part of a cart, in their order. */
export async function quoteCart(
  context: Asking,
  { baskets }: PricedCart,
  known: CheckoutSession | null,
  ask?: TaxService["quote"],
): Promise<readonly TaxQuote[]> {
  const parts = known === null ? [] : partsOf(known);
  const quotes: TaxQuote[] = [];
  for (const basket of baskets) {
    const part = parts.find(({ sellerId }) => sellerId === basket.inputs.sellerId) ?? null;
    quotes.push(await quoteTax(context, basket, part, ask));
  }
  return quotes;
}

function keptQuote({ lineItems, deliveryOptions, taxBasis }: KnownQuote, digest: string, now: Date): TaxQuote | null {
  const { calculation } = taxBasis;
  if (calculation === null || calculation.digest !== digest) return null;
  if (calculation.expiresAt !== null && calculation.expiresAt <= now) return null;
  return {
    lines: lineItems.map(({ id, taxes }) => ({ lineId: id, taxes })),
    delivery: deliveryOptions.map(({ id, taxes }) => ({ optionId: id, taxes })),
    basis: taxBasis,
    problem: null,
  };
}

/** By the table, where it knows the place: a place that it does not name would be a silent zero. */
function estimated(basket: PricedBasket): TaxQuote {
  const { address, lines, rules } = basket.inputs;
  const isKnown =
    address !== null &&
    lines.every(
      ({ taxCategory }) => isUntaxed(rules, taxCategory) || findTaxRule(rules, placeOf(address), taxCategory) !== null,
    );
  if (!isKnown) return noQuote("unavailable");
  const quote = taxByRules(basket);
  return { ...quote, basis: { ...quote.basis, isEstimated: true } };
}

/** The places that this process has reported: once is enough for each, and the orders are marked. */
const saidOf = new WeakMap<TaxService, Set<string>>();

function report(context: Asking, outcome: QuoteOutcome): void {
  const fallback = context.tax.fallback;
  if (outcome.kind === "inactive")
    context.report({
      level: "error",
      message: "the tax service is not active in this account; no tax is asked there until it is",
      fields: { fallback, requestId: outcome.requestId },
    });
  if (outcome.kind === "unknown")
    context.report({
      level: "warn",
      message: "the tax service gave no quote",
      fields: { fallback, why: outcome.why.kind, detail: outcome.why.message, requestId: outcome.why.requestId },
    });
  for (const place of outcome.kind === "quoted" ? outcome.quote.basis.notCollectedIn : []) {
    const said = saidOf.get(context.tax.service) ?? new Set();
    saidOf.set(context.tax.service, said);
    if (said.has(place)) continue;
    said.add(place);
    context.report({
      level: "warn",
      message: "the tax service collects nothing at a place, because the account has no registration there",
      fields: { place },
    });
  }
}
