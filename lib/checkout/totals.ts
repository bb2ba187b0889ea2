import { awaitedFrom, canBeOrdered, currentPrice, titleWithVariant, type Product } from "../catalog/product.ts";
import type { SellerId } from "../ids.ts";
import { invariant } from "../invariant.ts";
import { add, allocate, subtract, sum, times, zero, type Currency, type Money } from "../money.ts";
import { assertTotals } from "./assert-totals.ts";
import { deliveryChoicesFor, type DeliveryChoice } from "./delivery-options.ts";
import { applyDiscounts, type Discounts, type SpentCodes } from "./discounts/apply.ts";
import { withoutReductions, withReductions } from "./discounts/reductions.ts";
import type { CartPart } from "./cart-part.ts";
import { taxLinesOf } from "./parts.ts";
import { placeOf } from "./place.ts";
import type {
  Address,
  AppliedDiscount,
  DeliveryOption,
  LineItem,
  MissingDetail,
  RejectedDiscount,
  Totals,
} from "./session.ts";
import type { ShopRules } from "./shop-rules.ts";
import { taxByTable } from "./taxes/by-table.ts";
import type { TaxLine, TaxShare } from "./taxes/line.ts";
import { missingIn } from "./taxes/place-needed.ts";
import { NO_TAX, REVERSE_CHARGED, type TaxBasis, type TaxQuote } from "./taxes/quote.ts";
import { isReverseCharged, withoutIncludedTax } from "./taxes/reverse-charge.ts";
import { withPricesShown } from "./taxes/shown-prices.ts";
import type { BuyerTaxId } from "./taxes/tax-id.ts";

/** A line before the share of its order's discount and before tax. */
export type PricedLine = Omit<LineItem, "subtotal" | "tax" | "taxes" | "total">;

/** A line at catalogue prices; what a widget or a model says about prices never gets here. */
export function priceLine(product: Product, quantity: number, lineNumber: number, now: Date): PricedLine {
  invariant(canBeOrdered(product, now) && quantity >= 1, "only what can be ordered is priced");
  return {
    id: `line_${lineNumber}`,
    productId: product.id,
    offerId: product.offerId,
    title: titleWithVariant(product),
    description: product.description,
    imageUrl: product.imageUrl,
    isDigital: product.isDigital,
    taxCategory: product.taxCategory,
    category: product.category,
    weightGrams: product.weightGrams,
    deliveryPrices: product.deliveryPrices.filter(({ price }) => price.currency === product.price.currency),
    availability: product.availability,
    availableFrom: awaitedFrom(product, now),
    quantity,
    unitPrice: product.price,
    base: times(product.price, quantity),
    discount: times(subtract(product.price, currentPrice(product, now)), quantity),
    reductions: [],
  };
}

export type BasketFigures = {
  readonly lineItems: readonly LineItem[];
  readonly deliveryOptions: readonly DeliveryOption[];
  readonly deliveryOptionId: string | null;
  readonly discounts: readonly AppliedDiscount[];
  readonly rejectedDiscounts: readonly RejectedDiscount[];
  readonly totals: Totals;
  readonly taxLines: readonly TaxLine[];
  readonly taxBasis: TaxBasis;
  readonly missing: readonly MissingDetail[];
  /** In a cart of several sellers. */
  readonly parts?: readonly CartPart[];
};

export type BasketInputs = {
  readonly lines: readonly PricedLine[];
  readonly currency: Currency;
  readonly sellerId: SellerId;
  readonly address: Address | null;
  readonly taxId?: BuyerTaxId | null;
  /** The option the buyer chose; null or no longer offered means the cheapest. */
  readonly deliveryOptionId: string | null;
  readonly discountCodes: readonly string[];
  readonly spentCodes: SpentCodes;
  readonly rules: ShopRules;
  readonly now: Date;
};

/** A basket before tax. `taxable`: the price of the line at this place after every discount. */
export type PricedBasket = {
  readonly inputs: BasketInputs;
  readonly itemsBase: Money;
  readonly itemsDiscount: Money;
  readonly subtotal: Money;
  readonly discount: Money;
  readonly taxable: readonly Money[];
  readonly deliveryChoices: readonly DeliveryChoice[];
  /** The company that buys accounts for the tax: prices are without it. */
  readonly isReverseCharge: boolean;
} & Pick<BasketFigures, "discounts" | "rejectedDiscounts">;

/**
 * Works out lines, delivery options, discounts and totals. Pure. The formulas are those of
 * https://developers.openai.com/commerce/specs/checkout, totals; shipping tax sits in `fulfillment`, so `tax` is item tax only.
 * A total of zero is allowed: such an order is placed without a payment (docs/decisions/0045).
 */
export function calculateTotals(inputs: BasketInputs): BasketFigures {
  const priced = priceBasket(inputs);
  return totalsOf(priced, taxByRules(priced));
}

/** Everything that tax is worked out of. */
export function priceBasket(inputs: BasketInputs): PricedBasket {
  return priceWith(
    inputs,
    discountsFor(inputs, () => inputs.sellerId),
  );
}

/** Which discounts count for lines, whoever sells them. */
export function discountsFor(inputs: BasketInputs, sellerOf: (lineId: string) => SellerId): Discounts {
  const { currency, rules, now } = inputs;
  invariant(
    inputs.lines.length > 0 && inputs.lines.every((line) => line.base.currency === currency),
    "a basket contains lines of one currency",
  );
  return applyDiscounts({
    lines: inputs.lines.map(withoutReductions).map((line) => ({
      ...line,
      sellerId: sellerOf(line.id),
      isOnSale: line.discount.amountMinor > 0,
      left: subtract(line.base, line.discount),
    })),
    currency,
    codes: inputs.discountCodes,
    spentCodes: inputs.spentCodes,
    rules: rules.discounts,
    now,
  });
}

/** A seller's lines with the discounts that count for them. */
export function priceWith(inputs: BasketInputs, { applied, rejected }: Discounts): PricedBasket {
  const { currency, address, rules, now, taxId = null } = inputs;
  const lines = inputs.lines.map(withoutReductions).map((line) => withReductions(line, applied));
  const sums = sumsOf(lines, applied, currency);
  const worth = subtract(sums.subtotal, sums.discount);
  const deliveryChoices =
    address === null || !needsDelivery(lines) ? [] : deliveryChoicesFor(rules.shipping, address, { lines, worth }, now);
  const full = { lines, discounts: applied, deliveryChoices };
  const isReverseCharge = isReverseCharged({ lines, address, taxId, rules });
  const net =
    isReverseCharge && address !== null
      ? withoutIncludedTax(rules, placeOf(address), { ...full, taxable: sums.taxable }, currency)
      : full;
  return {
    inputs: { ...inputs, lines: net.lines },
    ...sumsOf(net.lines, net.discounts, currency),
    discounts: net.discounts,
    rejectedDiscounts: rejected,
    deliveryChoices: net.deliveryChoices,
    isReverseCharge,
  };
}

/** `taxable`: what each line costs after its share of the discounts of the order. */
function sumsOf(lines: readonly PricedLine[], applied: readonly AppliedDiscount[], currency: Currency) {
  const total = (amounts: readonly Money[]) => sum(amounts, currency);
  const [itemsBase, itemsDiscount] = [total(lines.map((line) => line.base)), total(lines.map((line) => line.discount))];
  const discount = total(applied.filter((one) => one.method === "across").map((one) => one.amount));
  const subtotals = lines.map((line) => subtract(line.base, line.discount));
  const shares = allocate(
    discount,
    subtotals.map((amount) => amount.amountMinor),
  );
  const taxable = subtotals.map((amount, index) => subtract(amount, shares[index] ?? zero(currency)));
  return { itemsBase, itemsDiscount, subtotal: subtract(itemsBase, itemsDiscount), discount, taxable };
}

/** The tax of a basket by the shop's tables; none while nobody knows where the buyer is. */
export function taxByRules({ inputs, taxable, deliveryChoices, isReverseCharge }: PricedBasket): TaxQuote {
  const { rules, address, lines, currency } = inputs;
  if (address === null) return NO_TAX;
  if (isReverseCharge) return { ...NO_TAX, basis: REVERSE_CHARGED };
  const taxed = lines.map((line, index) => ({ ...line, taxable: taxable[index] ?? zero(currency) }));
  return taxByTable(rules, placeOf(address), taxed, deliveryChoices);
}

/** A basket with its tax. */
export function totalsOf(priced: PricedBasket, tax: TaxQuote): BasketFigures {
  const { inputs, itemsBase, itemsDiscount, subtotal, discount, discounts, rejectedDiscounts } = priced;
  const { currency } = inputs;
  const lineItems = inputs.lines.map((line): LineItem => {
    const taxes = tax.lines.find((one) => one.lineId === line.id)?.taxes ?? [];
    const [ofLine, added] = [subtract(line.base, line.discount), addedBy(taxes, currency)];
    return { ...line, subtotal: ofLine, tax: added, taxes, total: add(ofLine, added) };
  });
  const deliveryOptions = priced.deliveryChoices.map((choice): DeliveryOption => {
    const taxes = tax.delivery.find((one) => one.optionId === choice.id)?.taxes ?? [];
    const added = addedBy(taxes, currency);
    return { ...choice, tax: added, taxes, total: add(choice.subtotal, added) };
  });
  // The cheapest first.
  deliveryOptions.sort((a, b) => a.total.amountMinor - b.total.amountMinor || a.id.localeCompare(b.id));
  const chosen = deliveryOptions.find((option) => option.id === inputs.deliveryOptionId) ?? deliveryOptions[0] ?? null;
  const fulfillment = chosen?.total ?? zero(currency);
  const addedTax = sum(
    lineItems.map((line) => line.tax),
    currency,
  );
  const figures: BasketFigures = {
    lineItems,
    deliveryOptions,
    deliveryOptionId: chosen?.id ?? null,
    discounts,
    rejectedDiscounts,
    taxLines: taxLinesOf(lineItems, chosen),
    taxBasis: withPricesShown(tax.basis, inputs.address, inputs.rules.taxSettings),
    missing: missingIn({ ...inputs, taxable: priced.taxable }, chosen, tax),
    totals: {
      itemsBase,
      itemsDiscount,
      subtotal,
      discount,
      fulfillment,
      tax: addedTax,
      fee: zero(currency),
      total: add(add(subtract(subtotal, discount), fulfillment), addedTax),
    },
  };
  assertTotals(figures, currency);
  return figures;
}

/** Whether anything of it can be taxed: a basket that is free in all its parts is not asked about. */
export const isWorthTaxing = ({ taxable, deliveryChoices }: PricedBasket): boolean =>
  [...taxable, ...deliveryChoices.map(({ subtotal }) => subtotal)].some(({ amountMinor }) => amountMinor > 0);

export const needsDelivery = (lines: readonly PricedLine[]): boolean => lines.some((line) => !line.isDigital);

const addedBy = (taxes: readonly TaxShare[], currency: Currency): Money =>
  sum(
    taxes.filter((one) => one.mode === "added").map((one) => one.amount),
    currency,
  );
