import Stripe from "stripe";
import type { PricedBasket } from "../../checkout/totals.ts";
import type { Money } from "../../money.ts";
import { unknownBecause } from "../../payments/failure.ts";
import { stripeAmount } from "../../payments/stripe/amount.ts";
import { addressOf, API_VERSION } from "../../payments/stripe/client/address.ts";
import { failureOf, requestIdOf, stripeFailure } from "../../payments/stripe/failure.ts";
import { taxRequestOf } from "../request.ts";
import type { BookingOutcome, QuoteOutcome, ReversalShape, TaxHealth, TaxService } from "../tax-service.ts";
import { quoteOf, STRIPE_TAX } from "./calculation.ts";
import { parametersOf } from "./parameters.ts";

export type StripeTaxOptions = {
  readonly secretKey: string;
  /** Another address than Stripe's, for tests; null: Stripe itself. */
  readonly apiUrl: string | null;
  readonly now: () => Date;
  /** One request for a quote; it is repeated once. */
  readonly timeoutMs?: number;
};

/** A buyer waits for a quote. */
const QUOTE_TIMEOUT_MS = 2500;
const BOOKING_TIMEOUT_MS = 14_000;
/** After a failure nobody is kept waiting for the next one for this long. */
const QUIET_MS = 5000;
/** https://docs.stripe.com/api/tax/calculations/create, line_items. */
const MAX_LINES = 100;

/** What the adapter remembers between its requests. */
type Memory = { quietUntil: number; trouble: TaxHealth["trouble"]; readonly notCollectedIn: Set<string> };

/**
 * Stripe Tax by its calculation API, https://docs.stripe.com/tax/custom, for both routes: neither automatic tax of a page
 * nor hooks of a payment are used, because they work it out again. Stripe's errors end here.
 */
export function createStripeTax(options: StripeTaxOptions): TaxService {
  const stripe = new Stripe(options.secretKey, {
    apiVersion: API_VERSION,
    timeout: options.timeoutMs ?? QUOTE_TIMEOUT_MS,
    maxNetworkRetries: 1,
    telemetry: false,
    appInfo: { name: "Tillswitch" },
    ...(options.apiUrl === null ? {} : addressOf(options.apiUrl)),
  });
  const memory: Memory = { quietUntil: 0, trouble: null, notCollectedIn: new Set() };
  return {
    name: STRIPE_TAX,
    async quote(basket) {
      const now = options.now();
      if (now.getTime() < memory.quietUntil) return unknownBecause("connection", "Stripe Tax failed a moment ago");
      const outcome = await quote(stripe, basket);
      note(memory, outcome, now);
      return outcome;
    },
    record: ({ calculationId, reference }) =>
      booked(async () => {
        const made = await stripe.tax.transactions.createFromCalculation(
          { calculation: calculationId, reference, expand: ["line_items"] },
          bookingOptions(reference),
        );
        return { made, lines: await linesOf(stripe, made) };
      }),
    async reverse({ bookedId, reference, shape }) {
      const params = reversalOf(shape);
      if (params === null) return { kind: "refused", why: "an amount that Stripe cannot count" };
      return booked(async () => ({
        made: await stripe.tax.transactions.createReversal(
          { mode: "partial", original_transaction: bookedId, reference, ...params },
          bookingOptions(reference),
        ),
        lines: [],
      }));
    },
    undo: ({ reversalId, reference }) =>
      booked(async () => ({
        made: await stripe.tax.transactions.createReversal(
          { mode: "full", original_transaction: reversalId, reference },
          bookingOptions(reference),
        ),
        lines: [],
      })),
    health: () => ({ trouble: memory.trouble, notCollectedIn: [...memory.notCollectedIn].sort() }),
  };
}

const bookingOptions = (reference: string) => ({
  idempotencyKey: `tax:${reference}`,
  timeout: BOOKING_TIMEOUT_MS,
});

function note(memory: Memory, outcome: QuoteOutcome, now: Date): void {
  const trouble = troubleIn(outcome);
  memory.quietUntil = outcome.kind === "unknown" ? now.getTime() + QUIET_MS : 0;
  memory.trouble = trouble === null ? null : { since: memory.trouble?.since ?? now, what: trouble };
  if (outcome.kind === "quoted")
    for (const place of outcome.quote.basis.notCollectedIn) memory.notCollectedIn.add(place);
}

function troubleIn(outcome: QuoteOutcome): string | null {
  if (outcome.kind === "inactive")
    return "Stripe Tax is not active in this account; finish its settings in the dashboard";
  return outcome.kind === "unknown" ? (outcome.why.message ?? outcome.why.kind) : null;
}

async function quote(stripe: Stripe, basket: PricedBasket): Promise<QuoteOutcome> {
  const request = taxRequestOf(basket);
  if (request === null) return { kind: "place_refused" };
  if (request.lines.length > MAX_LINES) return unknownBecause("request_rejected", "more lines than Stripe Tax takes");
  const params = parametersOf(request);
  if (params === null) return unknownBecause("request_rejected", "an amount that Stripe cannot count");
  try {
    const made = await stripe.tax.calculations.create(params);
    const lines = await calculationLines(stripe, made);
    const read = quoteOf(request, made, lines);
    if (read !== null) return { kind: "quoted", quote: read };
    return unknownBecause("unreadable", "the calculation does not add up to its total", requestIdOf(made));
  } catch (error) {
    const failure = stripeFailure(error);
    if (failure.code === "customer_tax_location_invalid") return { kind: "place_refused" };
    if (failure.code === "stripe_tax_inactive") return { kind: "inactive", requestId: failure.requestId ?? null };
    return { kind: "unknown", why: failureOf(failure) };
  }
}

/** A calculation lists ten lines by itself. */
async function calculationLines(stripe: Stripe, { id, line_items: lines }: Stripe.Tax.Calculation) {
  if (lines !== null && lines !== undefined && !lines.has_more) return lines.data;
  return stripe.tax.calculations
    .listLineItems(id ?? "", { limit: 100, expand: ["data.tax_breakdown"] })
    .autoPagingToArray({ limit: 2 * MAX_LINES });
}

type Made = { readonly made: Stripe.Tax.Transaction; readonly lines: readonly Stripe.Tax.TransactionLineItem[] };

/** A reference that was used before is a booking whose answer was lost longer ago than Stripe keeps a key. */
async function booked(send: () => Promise<Made>): Promise<BookingOutcome> {
  try {
    const { made, lines } = await send();
    return {
      kind: "booked",
      id: made.id,
      lines: lines.map((line) => ({ lineId: line.reference, bookedId: line.id })),
    };
  } catch (error) {
    const failure = stripeFailure(error);
    const { statusCode, param, code } = failure;
    if (statusCode !== 400 && statusCode !== 404) return { kind: "unknown", why: failureOf(failure) };
    if (param === "reference") return { kind: "known" };
    return { kind: "refused", why: code ?? `status_${statusCode}` };
  }
}

async function linesOf(stripe: Stripe, { id, line_items: lines }: Stripe.Tax.Transaction) {
  if (lines !== null && lines !== undefined && !lines.has_more) return lines.data;
  return stripe.tax.transactions.listLineItems(id, { limit: 100 }).autoPagingToArray({ limit: 2 * MAX_LINES });
}

type Reversal = Pick<Stripe.Tax.TransactionCreateReversalParams, "line_items" | "shipping_cost" | "flat_amount">;

/** Amounts are negative there. Null when one cannot be counted. */
function reversalOf(shape: ReversalShape): Reversal | null {
  if (shape.kind === "flat") {
    const amount = below(shape.amount);
    return amount === null ? null : { flat_amount: amount };
  }
  const line_items: Stripe.Tax.TransactionCreateReversalParams.LineItem[] = [];
  for (const { bookedId, lineId, amount, tax } of shape.lines) {
    const [counted, ofTax] = [below(amount), below(tax)];
    if (counted === null || ofTax === null) return null;
    line_items.push({ original_line_item: bookedId, reference: lineId, amount: counted, amount_tax: ofTax });
  }
  const { shipping } = shape;
  const [counted, ofTax] = shipping === null ? [null, null] : [below(shipping.amount), below(shipping.tax)];
  if (shipping !== null && (counted === null || ofTax === null)) return null;
  return {
    ...(line_items.length === 0 ? {} : { line_items }),
    ...(counted === null || ofTax === null ? {} : { shipping_cost: { amount: counted, amount_tax: ofTax } }),
  };
}

function below(amount: Money): number | null {
  const counted = stripeAmount(amount);
  return counted === null ? null : 0 - counted.amount;
}
