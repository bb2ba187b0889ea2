import {
  add,
  allocate,
  inProportion,
  money,
  sameMoney,
  subtract,
  sum,
  zero,
  type Currency,
  type Money,
} from "../../money.ts";
import type { Address, AppliedDiscount, DeliveryOption, LineItem, Reduction, Totals } from "../session.ts";
import { addedToGoods, includedInGoods, insideDelivery, type TaxLine, type TaxShare } from "./line.ts";
import type { PricesShown, TaxBasis } from "./quote.ts";
import type { TaxSettings } from "./rule.ts";

/** The seller's way to show prices in the country. Where a company accounts for the tax, there is none to show. */
export function withPricesShown(
  { pricesShown: _earlier, ...basis }: TaxBasis,
  address: Pick<Address, "country"> | null,
  { pricesShown }: Pick<TaxSettings, "pricesShown">,
): TaxBasis {
  const way = address === null ? undefined : pricesShown.get(address.country);
  return way === undefined || basis.isReverseCharge === true ? basis : { ...basis, pricesShown: way };
}

/** What a page or a message says of a sale. Its total is that of the sale, however prices are shown. */
type Sold = {
  readonly lineItems: readonly LineItem[];
  readonly totals: Totals;
  readonly discounts: readonly AppliedDiscount[];
  readonly taxLines: readonly TaxLine[];
  readonly taxBasis: Pick<TaxBasis, "pricesShown">;
};

export type ShownLine = Pick<LineItem, "id" | "base" | "discount" | "subtotal" | "reductions"> & {
  /** What one costs, with what was taken off; null where the line is not so many times the same amount. */
  readonly unitPrice: Money | null;
};

/** The rows above a total, which add up to it, and the taxes that are named below it. */
export type ShownPrices = {
  readonly lines: readonly ShownLine[];
  readonly itemsBase: Money;
  /** What sale prices took off. */
  readonly saved: Money;
  readonly discounts: readonly AppliedDiscount[];
  readonly fulfillment: Money;
  readonly taxes: readonly TaxLine[];
  readonly goodsInclude: readonly TaxLine[];
  readonly deliveryIncludes: readonly TaxLine[];
};

/**
 * The amounts of a sale with or without its tax, as the seller shows them in the buyer's country. Each amount takes the
 * part of its line's tax that it has of the line; what rounding leaves is in the price of the items, so that the rows
 * add up to the total that is paid.
 */
export function shownPrices(sold: Sold): ShownPrices {
  const { totals, taxLines, discounts, taxBasis } = sold;
  const { currency } = totals.total;
  const { pricesShown } = taxBasis;
  const lines = sold.lineItems.map((line) => shownLine(line, discounts, pricesShown, currency));
  const total = (amounts: readonly Money[]) => sum(amounts, currency);
  const named = taxLines.filter(({ amount }) => amount.amountMinor > 0);
  const goods = named.filter((line) => line.of === "goods");
  const ofDelivery = insideDelivery(taxLines);
  const isNet = pricesShown === "without_tax";
  return {
    lines: lines.map(({ shown }) => shown),
    itemsBase: total(lines.map(({ shown }) => shown.base)),
    saved: total(lines.map(({ sale }) => sale)),
    discounts: discounts.map((discount) => ({
      ...discount,
      amount:
        pricesShown === undefined
          ? discount.amount
          : total(lines.flatMap(({ parts }) => parts.get(discount.code) ?? [])),
    })),
    fulfillment: isNet
      ? subtract(totals.fulfillment, total(ofDelivery.map(({ amount }) => amount)))
      : totals.fulfillment,
    taxes: isNet ? merged([...goods, ...ofDelivery]) : pricesShown === "with_tax" ? [] : addedToGoods(taxLines),
    goodsInclude: isNet ? [] : pricesShown === "with_tax" ? goods : includedInGoods(taxLines),
    deliveryIncludes: isNet ? [] : ofDelivery,
  };
}

type Moved = {
  readonly shown: ShownLine;
  /** What its sale price took off, and each discount by its code. */
  readonly sale: Money;
  readonly parts: ReadonlyMap<string, Money>;
};

function shownLine(
  line: LineItem,
  discounts: readonly AppliedDiscount[],
  pricesShown: PricesShown | undefined,
  currency: Currency,
): Moved {
  const own = new Map(
    discounts.flatMap(({ code, method, allocations }) =>
      allocations.filter(({ lineId }) => lineId === line.id).map(({ amount }) => [code, { method, amount }] as const),
    ),
  );
  const across = sum(
    [...own.values()].filter(({ method }) => method === "across").map(({ amount }) => amount),
    currency,
  );
  const taxable = subtract(line.subtotal, across);
  const moved = movedTax(line.taxes, pricesShown, currency);
  const convert = (amount: Money): Money => movedBy(amount, moved, taxable);
  const parts = new Map([...own].map(([code, { amount }]) => [code, convert(amount)]));
  const given = sum(
    line.reductions.map(({ amount }) => amount),
    currency,
  );
  const sale = convert(subtract(line.discount, given));
  const reductions = line.reductions.map((one): Reduction => ({ ...one, amount: convert(one.amount) }));
  const discount = sum([sale, ...reductions.map(({ amount }) => amount)], currency);
  const ofOrder = [...own].flatMap(([code, { method }]) =>
    method === "across" ? [parts.get(code) ?? zero(currency)] : [],
  );
  const subtotal = sum([money(taxable.amountMinor + moved, currency), ...ofOrder], currency);
  const base = add(subtotal, discount);
  const [each = subtotal, ...others] = allocate(subtotal, Array<number>(line.quantity).fill(1));
  return {
    shown: {
      id: line.id,
      base,
      discount,
      subtotal,
      reductions,
      unitPrice: others.every((other) => sameMoney(other, each)) ? each : null,
    },
    sale,
    parts,
  };
}

/** What is added to a line's price, or taken off it, to show it the other way; in minor units. */
function movedTax(taxes: readonly TaxShare[], pricesShown: PricesShown | undefined, currency: Currency): number {
  const of = (mode: TaxShare["mode"]) =>
    sum(
      taxes.filter((tax) => tax.mode === mode).map(({ amount }) => amount),
      currency,
    ).amountMinor;
  if (pricesShown === "with_tax") return of("added");
  return pricesShown === "without_tax" ? -of("included") : 0;
}

const movedBy = (amount: Money, moved: number, taxable: Money): Money =>
  taxable.amountMinor === 0
    ? amount
    : money(amount.amountMinor + inProportion(amount, moved, taxable), amount.currency);

/** Goods' and delivery's tax of one name and rate as one row. */
function merged(lines: readonly TaxLine[]): readonly TaxLine[] {
  const rows = new Map<string, TaxLine>();
  for (const line of lines) {
    const key = JSON.stringify([line.name, line.ratePerMillion]);
    const before = rows.get(key);
    rows.set(key, before === undefined ? line : { ...before, amount: add(before.amount, line.amount) });
  }
  return [...rows.values()];
}

/** What a way to deliver is said to cost. */
export function shownDelivery({ total, taxes }: DeliveryOption, pricesShown: PricesShown | undefined): Money {
  if (pricesShown !== "without_tax") return total;
  return subtract(
    total,
    sum(
      taxes.map(({ amount }) => amount),
      total.currency,
    ),
  );
}
