import { awaitedFrom, canBeOrdered, currentPrice, titleWithVariant, type Product } from "../catalog/product.ts";
import { invariant } from "../invariant.ts";
import {
  add,
  allocate,
  includedShare,
  share,
  subtract,
  sum,
  times,
  zero,
  type Currency,
  type Money,
} from "../money.ts";
import { assertTotals } from "./assert-totals.ts";
import { deliveryChoicesFor, type DeliveryChoice } from "./delivery-options.ts";
import { applyCodes } from "./discount-codes.ts";
import type {
  Address,
  AppliedDiscount,
  DeliveryOption,
  LineItem,
  MissingDetail,
  RejectedDiscount,
  Totals,
} from "./session.ts";
import { taxRuleFor, type ShopRules, type TaxRule } from "./shop-rules.ts";

export type PricedLine = Pick<
  LineItem,
  | "id"
  | "productId"
  | "offerId"
  | "title"
  | "description"
  | "imageUrl"
  | "isDigital"
  | "taxCategory"
  | "weightGrams"
  | "availability"
  | "availableFrom"
  | "quantity"
  | "unitPrice"
> & {
  readonly base: Money;
  readonly discount: Money;
};

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
    weightGrams: product.weightGrams,
    availability: product.availability,
    availableFrom: awaitedFrom(product, now),
    quantity,
    unitPrice: product.price,
    base: times(product.price, quantity),
    discount: times(subtract(product.price, currentPrice(product, now)), quantity),
  };
}

export type BasketFigures = {
  readonly lineItems: readonly LineItem[];
  readonly deliveryOptions: readonly DeliveryOption[];
  readonly deliveryOptionId: string | null;
  readonly discounts: readonly AppliedDiscount[];
  readonly rejectedDiscounts: readonly RejectedDiscount[];
  readonly totals: Totals;
  readonly includedTax: { readonly name: string; readonly amount: Money } | null;
  readonly missing: readonly MissingDetail[];
};

export type BasketInputs = {
  readonly lines: readonly PricedLine[];
  readonly currency: Currency;
  readonly address: Address | null;
  /** The option the buyer chose; null or no longer offered means the cheapest. */
  readonly deliveryOptionId: string | null;
  readonly discountCodes: readonly string[];
  /** Codes whose usage limit is reached. */
  readonly usedUpCodes: ReadonlySet<string>;
  readonly rules: ShopRules;
  readonly now: Date;
};

/**
 * Works out lines, delivery options, discounts and totals. Pure. The formulas are those of
 * https://developers.openai.com/commerce/specs/checkout, totals; shipping tax sits in `fulfillment`, so `tax` is item tax only.
 * A total of zero is allowed: such an order is placed without a payment (docs/decisions/0045).
 */
export function calculateTotals(inputs: BasketInputs): BasketFigures {
  const { currency, address, rules, lines, now } = inputs;
  invariant(
    lines.length > 0 && lines.every((line) => line.base.currency === currency),
    "a basket contains lines of one currency",
  );
  const itemsBase = sum(
    lines.map((line) => line.base),
    currency,
  );
  const itemsDiscount = sum(
    lines.map((line) => line.discount),
    currency,
  );
  const subtotal = subtract(itemsBase, itemsDiscount);
  const { applied, rejected } = applyCodes(subtotal, {
    codes: inputs.discountCodes,
    usedUpCodes: inputs.usedUpCodes,
    rules: rules.discounts,
    now,
  });
  const discount = sum(
    applied.map((one) => one.amount),
    currency,
  );
  const tax = address === null ? null : taxRuleFor(rules, address.country, address.region);
  const { lineItems, includedTax } = taxLines(lines, discount, tax, currency);
  const needsDelivery = lines.some((line) => !line.isDigital);
  const deliveryOptions =
    address === null || !needsDelivery
      ? []
      : taxedDelivery(
          deliveryChoicesFor(rules.shipping, address, { lines, worth: subtract(subtotal, discount) }, now),
          tax,
        );
  const chosen = deliveryOptions.find((option) => option.id === inputs.deliveryOptionId) ?? deliveryOptions[0] ?? null;
  const fulfillment = chosen === null ? zero(currency) : chosen.total;
  const addedTax = sum(
    lineItems.map((line) => line.tax),
    currency,
  );
  const total = add(add(subtract(subtotal, discount), fulfillment), addedTax);
  const missing: MissingDetail[] = [];
  if (needsDelivery && address === null) missing.push("delivery_address");
  if (needsDelivery && address !== null && chosen === null) missing.push("delivery_option");
  const figures: BasketFigures = {
    lineItems,
    deliveryOptions,
    deliveryOptionId: chosen?.id ?? null,
    discounts: applied,
    rejectedDiscounts: rejected,
    includedTax,
    missing,
    totals: { itemsBase, itemsDiscount, subtotal, discount, fulfillment, tax: addedTax, fee: zero(currency), total },
  };
  assertTotals(figures, currency);
  return figures;
}

/** The cheapest first. */
function taxedDelivery(choices: readonly DeliveryChoice[], rule: TaxRule | null): DeliveryOption[] {
  const options = choices.map((choice): DeliveryOption => {
    const { subtotal } = choice;
    const tax =
      rule !== null && rule.mode === "added" && rule.appliesToShipping
        ? share(subtotal, rule.ratePerMillion)
        : zero(subtotal.currency);
    return { ...choice, tax, total: add(subtotal, tax) };
  });
  return options.sort((a, b) => a.total.amountMinor - b.total.amountMinor || a.id.localeCompare(b.id));
}

function taxLines(
  lines: readonly PricedLine[],
  discount: Money,
  rule: TaxRule | null,
  currency: Currency,
): Pick<BasketFigures, "lineItems" | "includedTax"> {
  const subtotals = lines.map((line) => subtract(line.base, line.discount));
  const shares = allocate(
    discount,
    subtotals.map((amount) => amount.amountMinor),
  );
  const taxable = subtotals.map((amount, index) => subtract(amount, shares[index] ?? zero(currency)));
  const lineItems = lines.map((line, index): LineItem => {
    const subtotal = subtract(line.base, line.discount);
    const base = taxable[index] ?? subtotal;
    const tax = rule !== null && rule.mode === "added" ? share(base, rule.ratePerMillion) : zero(currency);
    return { ...line, subtotal, tax, total: add(subtotal, tax) };
  });
  if (rule === null || rule.mode === "added") return { lineItems, includedTax: null };
  return {
    lineItems,
    includedTax: {
      name: rule.name,
      amount: sum(
        taxable.map((amount) => includedShare(amount, rule.ratePerMillion)),
        currency,
      ),
    },
  };
}
