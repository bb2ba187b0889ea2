import type Stripe from "stripe";
import type { TaxMode, TaxShare } from "../../checkout/taxes/line.ts";
import type { TaxQuote } from "../../checkout/taxes/quote.ts";
import { allocate, includedShare, share, zero, type Currency, type Money } from "../../money.ts";
import { moneyFromStripe } from "../../payments/stripe/amount.ts";
import { digestOf, type TaxRequest } from "../request.ts";

type Row = Pick<Stripe.Tax.CalculationLineItem.TaxBreakdown, "amount" | "taxable_amount" | "taxability_reason"> & {
  readonly jurisdiction: { readonly country: string; readonly state: string | null };
  readonly tax_rate_details: { readonly display_name: string; readonly percentage_decimal: string } | null;
};
type Taxed = { readonly amount: number; readonly amount_tax: number; readonly tax_breakdown?: readonly Row[] | null };

/** The adapter's name, in settings, calculations and bookings. */
export const STRIPE_TAX = "stripe";

/** What a calculation says, in our words; null when it does not add up to its own total, or is of something else than was asked. */
export function quoteOf(
  request: TaxRequest,
  calculation: Stripe.Tax.Calculation,
  lines: readonly Stripe.Tax.CalculationLineItem[],
): TaxQuote | null {
  const { id, shipping_cost: shipping, expires_at: expiresAt } = calculation;
  if (id === null || !addsUp(request, calculation, lines)) return null;
  const read: { lineId: string; taxes: readonly TaxShare[]; rows: readonly Row[] }[] = [];
  for (const { id: lineId, mode } of request.lines) {
    const line = lines.find((one) => one.reference === lineId);
    const taxes = line === undefined ? null : sharesOf(line, mode, request.currency);
    if (line === undefined || taxes === null) return null;
    read.push({ lineId, taxes, rows: line.tax_breakdown ?? [] });
  }
  const { delivery } = request;
  const ofDelivery = delivery === null || shipping === null ? [] : sharesOf(shipping, delivery.mode, request.currency);
  if (ofDelivery === null) return null;
  const isTaxed = [...lines, ...(shipping === null ? [] : [shipping])].some((part) => part.amount_tax !== 0);
  if (request.reverseCharge !== null && isTaxed) return null;
  const shippingRows = shipping?.tax_breakdown ?? [];
  return {
    lines: read.map(({ lineId, taxes }) => ({ lineId, taxes: taxes.filter(takesSomething) })),
    delivery: request.choices.map((choice) => ({
      optionId: choice.id,
      taxes: choice.id === delivery?.optionId ? ofDelivery.filter(takesSomething) : likely(ofDelivery, choice.subtotal),
    })),
    basis: {
      source: "service",
      isEstimated: false,
      calculation: {
        service: STRIPE_TAX,
        id,
        digest: digestOf(request),
        expiresAt: expiresAt === null ? null : new Date(expiresAt * 1000),
        reasons: [...read.map(({ lineId, rows }) => ({ lineId, rows })), { lineId: "", rows: shippingRows }].flatMap(
          ({ lineId, rows }) => reasonsIn(rows).map((reason) => ({ lineId, reason })),
        ),
      },
      ...(request.reverseCharge === null ? {} : { isReverseCharge: true as const }),
      notCollectedIn: notCollectedIn([...read.flatMap(({ rows }) => rows), ...shippingRows]),
    },
    problem: null,
  };
}

/** A fee that is no tax of a line, as Colorado's on deliveries, would be missing from what the buyer pays. */
function addsUp(
  request: TaxRequest,
  calculation: Stripe.Tax.Calculation,
  lines: readonly Stripe.Tax.CalculationLineItem[],
): boolean {
  const { shipping_cost: shipping, currency, amount_total: total } = calculation;
  const ofLines = lines.reduce((all, line) => all + paidFor(line), 0);
  const ofShipping = shipping === null ? 0 : paidFor(shipping);
  return (
    currency === request.currency.toLowerCase() &&
    lines.length === request.lines.length &&
    (shipping !== null) === (request.delivery !== null) &&
    ofLines + ofShipping === total
  );
}

const paidFor = (part: Taxed & { readonly tax_behavior: string }): number =>
  part.amount + (part.tax_behavior === "inclusive" ? 0 : part.amount_tax);

/** One share for each name; null when an amount cannot be read. What the rows leave open is a tax without a rate. */
function sharesOf(part: Taxed, mode: TaxMode, currency: Currency): readonly TaxShare[] | null {
  const rows = part.tax_breakdown ?? [];
  const isWhole = rows.reduce((all, { amount }) => all + amount, 0) === part.amount_tax;
  const named = isWhole ? rows.filter(isTaxed) : [];
  const shares: TaxShare[] = [];
  const names = [...new Set(named.map(nameOf))];
  for (const name of names) {
    const own = named.filter((row) => nameOf(row) === name);
    const amount = moneyFromStripe(
      own.reduce((all, row) => all + row.amount, 0),
      currency,
    );
    if (amount === null) return null;
    shares.push({ name, ratePerMillion: rateOf(own), mode, amount });
  }
  if (isWhole) return shares;
  const amount = moneyFromStripe(part.amount_tax, currency);
  return amount === null ? null : [{ name: UNNAMED, ratePerMillion: null, mode, amount }];
}

/** What takes nothing of this amount may take something of another one. */
const isTaxed = ({ amount, tax_rate_details: rate }: Row): boolean =>
  amount !== 0 || Number(rate?.percentage_decimal ?? 0) > 0;

const takesSomething = ({ amount }: TaxShare): boolean => amount.amountMinor > 0;

const UNNAMED = "Tax";
const nameOf = (row: Row): string => row.tax_rate_details?.display_name ?? UNNAMED;

/** The rates of several places add up where they are all of the same amount. */
function rateOf(rows: readonly Row[]): number | null {
  if (new Set(rows.map((row) => row.taxable_amount)).size !== 1) return null;
  const rates = rows.map((row) => Math.round(Number(row.tax_rate_details?.percentage_decimal) * 10_000));
  return rates.every(Number.isSafeInteger) ? rates.reduce((all, rate) => all + rate, 0) : null;
}

/** What another way to deliver would be taxed, by the rates of the one that was asked about. When it is chosen, it is asked about itself. */
function likely(taxes: readonly TaxShare[], price: Money): readonly TaxShare[] {
  const rated = taxes.flatMap((tax) =>
    tax.ratePerMillion === null ? [] : [{ ...tax, ratePerMillion: tax.ratePerMillion }],
  );
  const all = rated.reduce((sum, { ratePerMillion }) => sum + ratePerMillion, 0);
  const inside =
    all === 0
      ? []
      : allocate(
          includedShare(price, all),
          rated.map(({ ratePerMillion }) => ratePerMillion),
        );
  return rated
    .map((tax, index) => ({
      ...tax,
      amount: tax.mode === "added" ? share(price, tax.ratePerMillion) : (inside[index] ?? zero(price.currency)),
    }))
    .filter(takesSomething);
}

const reasonsIn = (rows: readonly Row[]): readonly string[] => [...new Set(rows.map((row) => row.taxability_reason))];

/** Zero because nobody may collect there. `not_supported`: the service does not know the country's tax. */
function notCollectedIn(rows: readonly Row[]): readonly string[] {
  const places = rows
    .filter(({ taxability_reason: reason }) => reason === "not_collecting" || reason === "not_supported")
    .map(({ jurisdiction: { country, state } }) => (state === null ? country : `${country} ${state}`));
  return [...new Set(places)].sort();
}
