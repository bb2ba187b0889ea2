import type { CheckoutSession } from "../../checkout/session.ts";
import { keptUntil, type KeptUntil } from "../../kept-answers.ts";
import { digestOf, taxRequestOf } from "../../tax/request.ts";
import type { QuoteOutcome, TaxService } from "../../tax/tax-service.ts";
import type { PurchaseContext } from "../context.ts";
import { countQuestion } from "../rate-limit.ts";

/** A sheet is open for minutes. */
const KEPT_MS = 10 * 60_000;
/** Some two megabytes. */
const MAX_KEPT = 1000;

/** What this process was answered, by checkout and question: a calculation is booked for one order, and shared with no other. */
const keptOf = new WeakMap<TaxService, KeptUntil<QuoteOutcome>>();

/**
 * Asks the tax service for a sheet that a wallet shows, which stores nothing: the same place, goods and prices of one checkout
 * are asked about once while they are remembered. Where the checkout or the whole shop has asked too often, the answer is as
 * for a place that cannot be taxed, so that its sheet goes no further and its form is the way to pay.
 */
export function previewedQuote(
  { tax: { service }, guards, now }: Pick<PurchaseContext, "tax" | "guards" | "now">,
  { id }: Pick<CheckoutSession, "id">,
): TaxService["quote"] {
  const kept = keptOf.get(service) ?? keptUntil<QuoteOutcome>(MAX_KEPT);
  keptOf.set(service, kept);
  return async (basket) => {
    const request = taxRequestOf(basket);
    if (request === null) return { kind: "place_refused" };
    const key = `${id} ${digestOf(request)}`;
    const known = kept.at(key, now().getTime());
    if (known !== null) return known;
    if ((await countQuestion(guards, "previewed_tax", { keys: [id], by: "checkout" })) === "limited")
      return { kind: "place_refused" };
    const outcome = await service.quote(basket);
    // What could not be answered may be in a moment.
    if (outcome.kind !== "quoted" && outcome.kind !== "place_refused") return outcome;
    const ends = outcome.kind === "quoted" ? outcome.quote.basis.calculation?.expiresAt?.getTime() : undefined;
    kept.keep(key, outcome, Math.min(now().getTime() + KEPT_MS, ends ?? Infinity));
    return outcome;
  };
}
