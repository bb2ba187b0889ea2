import type { TaxShare } from "../../checkout/taxes/line.ts";
import { add, money, subtract, sum, zero, type Money } from "../../money.ts";
import type { Order } from "../../orders/order.ts";
import { paidShares } from "../../orders/given-units.ts";
import type { RefundItems } from "../../orders/refund.ts";
import type { RefundedTax, TaxBooking } from "../../store/taxes/tax-store.ts";
import type { ReversedPart } from "../../tax/tax-service.ts";

type Sold = Pick<Order, "lineItems" | "totals" | "paid" | "delivery">;
type Given = { readonly amount: Money; readonly items: RefundItems | null };

/** The reversals of a sale that stand: those that were not undone. */
export function standingReversals(bookings: readonly TaxBooking[]): readonly RefundedTax[] {
  const undone = new Set(bookings.flatMap(({ what }) => (what.kind === "undoing" ? [what.reversalReference] : [])));
  return bookings.flatMap(({ reference, what, state }) =>
    what.kind === "reversal" && state !== "refused" && state !== "given_up" && !undone.has(reference)
      ? [what.given]
      : [],
  );
}

/**
 * What of a refund is tax: by its lines where they are known and add up to it, and nothing flat was given back before,
 * because a flat amount is spread over all lines and nobody knows what it left of one. A line's tax is counted up, so
 * that however the line is split its parts add up to its tax.
 */
export function refundedTaxOf(order: Sold, { amount, items }: Given, earlier: readonly RefundedTax[]): RefundedTax {
  const flat: RefundedTax = { kind: "flat", amount };
  if (items === null || earlier.some(({ kind }) => kind === "flat")) return flat;
  const before = earlier.flatMap((one) => (one.kind === "lines" ? [one] : []));
  const shares = paidShares(order);
  const { currency } = amount;
  const lines: (ReversedPart & { readonly lineId: string })[] = [];
  for (const { lineId, amountMinor } of items.lines.filter((line) => line.amountMinor > 0)) {
    const index = order.lineItems.findIndex(({ id }) => id === lineId);
    const [line, paid] = [order.lineItems[index], shares.lines[index]];
    if (line === undefined || paid === undefined) return flat;
    const given = before.flatMap((one) => one.lines.filter((part) => part.lineId === lineId));
    lines.push({ lineId, ...partOf(money(amountMinor, currency), { paid, taxes: line.taxes, given }) });
  }
  const delivered = {
    paid: shares.shipping,
    taxes: order.delivery?.taxes ?? [],
    given: before.flatMap(({ shipping }) => (shipping === null ? [] : [shipping])),
  };
  const shipping = items.shippingMinor > 0 ? partOf(money(items.shippingMinor, currency), delivered) : null;
  const all = items.lines.reduce((minor, line) => minor + line.amountMinor, items.shippingMinor);
  return all === amount.amountMinor && (lines.length > 0 || shipping !== null)
    ? { kind: "lines", lines, shipping }
    : flat;
}

type Part = { readonly paid: Money; readonly taxes: readonly TaxShare[]; readonly given: readonly ReversedPart[] };

function partOf(refunded: Money, { paid, taxes, given }: Part): ReversedPart {
  const { currency } = refunded;
  const isAdded = taxes.some(({ mode }) => mode === "added");
  const total = (amounts: readonly Money[]) => sum(amounts, currency);
  const tax = total(taxes.map((one) => one.amount));
  const taxBefore = total(given.map((one) => one.tax));
  const paidBefore = total(given.map((one) => (isAdded ? add(one.amount, one.tax) : one.amount)));
  const so = taxFor(add(paidBefore, refunded), paid, tax);
  const own = so.amountMinor > taxBefore.amountMinor ? subtract(so, taxBefore) : zero(currency);
  return { amount: isAdded ? subtract(refunded, own) : refunded, tax: own };
}

/** `tax × refunded / paid`, rounded down; all of it for all of it. */
function taxFor(refunded: Money, paid: Money, tax: Money): Money {
  if (paid.amountMinor <= 0 || refunded.amountMinor >= paid.amountMinor) return tax;
  const minor = (BigInt(tax.amountMinor) * BigInt(refunded.amountMinor)) / BigInt(paid.amountMinor);
  return money(Number(minor), tax.currency);
}
