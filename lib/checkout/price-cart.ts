import type { SellerId } from "../ids.ts";
import { invariant } from "../invariant.ts";
import { add } from "../money.ts";
import { assertTotals } from "./assert-totals.ts";
import type { CartPart } from "./cart-part.ts";
import { discountsOn, sumOfTotals } from "./parts.ts";
import type { AppliedDiscount, Basket } from "./session.ts";
import { rulesOfSeller, type OwnRules } from "./shop-rules.ts";
import { mergeShares } from "./taxes/by-table.ts";
import type { TaxLine } from "./taxes/line.ts";
import type { TaxBasis, TaxQuote } from "./taxes/quote.ts";
import {
  discountsFor,
  priceBasket,
  priceWith,
  totalsOf,
  type BasketFigures,
  type BasketInputs,
  type PricedBasket,
} from "./totals.ts";

/** Who sells which lines of a cart. `own`: their rules of delivery and tax; absent: the shop's alone. */
export type CartSeller = Pick<CartPart, "sellerId" | "sellerName" | "lineIds"> & { readonly own?: OwnRules };

/** `deliveryOptionIds`: what the buyer chose, one for each seller; of those that are not offered the cheapest counts. */
export type CartInputs = Omit<BasketInputs, "sellerId" | "deliveryOptionId"> & {
  readonly sellers: readonly CartSeller[];
  readonly deliveryOptionIds: readonly string[];
};

/** A cart before tax. `baskets`: each seller's part by itself, in the order of `sellers`. */
export type PricedCart = {
  readonly inputs: CartInputs;
  readonly baskets: readonly PricedBasket[];
} & Pick<BasketFigures, "discounts" | "rejectedDiscounts">;

/**
 * Prices the lines of one seller or of several. Discounts count over the whole cart, and take off each line what they do
 * by their rules; delivery and taxes are each seller's own. With one seller it is `priceBasket`.
 */
export function priceCart(inputs: CartInputs): PricedCart {
  const { sellers } = inputs;
  const [first] = sellers;
  if (first !== undefined && sellers.length === 1) {
    const basket = priceBasket(inputsOf(inputs, first));
    const { discounts, rejectedDiscounts } = basket;
    return { inputs, baskets: [delivered(basket, inputs.deliveryOptionIds)], discounts, rejectedDiscounts };
  }
  const whole = { ...inputs, sellerId: first?.sellerId ?? ("" as SellerId), deliveryOptionId: null };
  const sellerOf = (line: string) => sellers.find(({ lineIds }) => lineIds.includes(line))?.sellerId ?? whole.sellerId;
  const { applied, rejected } = discountsFor(whole, sellerOf);
  const baskets = sellers.map((seller) => {
    const own = { applied: discountsOn(applied, seller.lineIds), rejected: [] };
    const priced = priceWith(inputsOf(inputs, seller), own);
    const deliveryChoices = priced.deliveryChoices.map((choice) => ({ ...choice, id: optionId(choice.id, seller) }));
    return delivered({ ...priced, deliveryChoices }, inputs.deliveryOptionIds);
  });
  return { inputs, baskets, discounts: applied, rejectedDiscounts: rejected };
}

/** Two sellers may deliver by one rule of the shop's, and each is chosen apart. */
const optionId = (id: string, { sellerId }: Pick<CartSeller, "sellerId">): string => `${id}@${sellerId}`;
const plainId = (id: string, { sellerId }: Pick<CartSeller, "sellerId">): string =>
  id.endsWith(`@${sellerId}`) ? id.slice(0, -sellerId.length - 1) : id;

/**
 * The options that were chosen in a cart as it was (`before`), by the ids that they have once these sell in it: of several
 * sellers an id names its seller, of one it does not. Of a seller whose goods are gone nothing is chosen. An id that `before`
 * did not offer stays, unless it names the only seller.
 */
export function carriedOptions(
  ids: readonly string[],
  before: Pick<Basket, "sellerId" | "parts" | "deliveryOptions">,
  sellers: readonly Pick<CartSeller, "sellerId">[],
): readonly string[] {
  const [only] = sellers.length === 1 ? sellers : [];
  if (before.parts === undefined && only !== undefined) return ids.map((id) => plainId(id, only));
  return ids.flatMap((id) => {
    const isOffered = before.deliveryOptions.some((option) => option.id === id);
    const owner = before.parts?.find((part) => part.deliveryOptionIds.includes(id)) ?? (isOffered ? before : null);
    if (owner === null) return only === undefined ? [id] : [plainId(id, only)];
    if (!sellers.some(({ sellerId }) => sellerId === owner.sellerId)) return [];
    const plain = plainId(id, owner);
    return [only === undefined ? optionId(plain, owner) : plain];
  });
}

/** The goods of one seller, delivered in the first way of those wanted that is offered. */
function delivered(basket: PricedBasket, wanted: readonly string[]): PricedBasket {
  const offered = basket.deliveryChoices.map(({ id }) => id);
  const deliveryOptionId = wanted.find((id) => offered.includes(id)) ?? null;
  return { ...basket, inputs: { ...basket.inputs, deliveryOptionId } };
}

function inputsOf(
  { lines, rules, sellers, ...rest }: CartInputs,
  { sellerId, lineIds, own: ownRules }: CartSeller,
): BasketInputs {
  const own = sellers.length === 1 ? lines : lines.filter(({ id }) => lineIds.includes(id));
  return { ...rest, lines: own, rules: rulesOfSeller(rules, sellerId, ownRules), sellerId, deliveryOptionId: null };
}

/** A cart with its taxes, a quote for each of its baskets. Its totals are the sums of the sellers'. */
export function figuresOf({ inputs, baskets, ...cart }: PricedCart, quotes: readonly TaxQuote[]): BasketFigures {
  const figures = baskets.map((basket, index) => {
    const quote = quotes[index];
    invariant(quote !== undefined, "each seller of a cart has a tax quote");
    return totalsOf(basket, quote);
  });
  const [first] = figures;
  if (first !== undefined && figures.length === 1) return first;
  const { currency, lines, sellers } = inputs;
  const priced = figures.flatMap(({ lineItems }) => lineItems);
  const whole: BasketFigures = {
    lineItems: lines.flatMap(({ id }) => priced.find((line) => line.id === id) ?? []),
    deliveryOptions: figures.flatMap(({ deliveryOptions }) => deliveryOptions),
    deliveryOptionId: null,
    discounts: mergedDiscounts(
      cart.discounts,
      figures.flatMap(({ discounts }) => discounts),
    ),
    rejectedDiscounts: cart.rejectedDiscounts,
    taxLines: mergedTaxes(figures.flatMap(({ taxLines }) => taxLines)),
    taxBasis: commonBasis(figures.map(({ taxBasis }) => taxBasis)),
    missing: [...new Set(figures.flatMap(({ missing }) => missing))],
    totals: sumOfTotals(
      figures.map(({ totals }) => totals),
      currency,
    ),
    parts: sellers.map((seller, index) => partOf(seller, figures[index])),
  };
  assertTotals(whole, currency);
  return whole;
}

function partOf({ sellerId, sellerName, lineIds }: CartSeller, figures: BasketFigures | undefined): CartPart {
  invariant(figures !== undefined, "each seller of a cart has figures");
  const { deliveryOptions, deliveryOptionId, taxBasis } = figures;
  const deliveryOptionIds = deliveryOptions.map(({ id }) => id);
  return { sellerId, sellerName, lineIds, deliveryOptionIds, deliveryOptionId, taxBasis };
}

/** Each discount once, with what it takes off everybody's lines; those of the cart first. */
function mergedDiscounts(
  ofCart: readonly AppliedDiscount[],
  ofSellers: readonly AppliedDiscount[],
): readonly AppliedDiscount[] {
  const others = ofSellers.filter(({ code }) => !ofCart.some((one) => one.code === code));
  const merged = new Map<string, AppliedDiscount>();
  for (const one of others) {
    const before = merged.get(one.code);
    merged.set(
      one.code,
      before === undefined
        ? one
        : {
            ...before,
            amount: add(before.amount, one.amount),
            allocations: [...before.allocations, ...one.allocations],
          },
    );
  }
  return [...ofCart, ...merged.values()];
}

const mergedTaxes = (taxes: readonly TaxLine[]): readonly TaxLine[] =>
  (["goods", "delivery"] as const).flatMap((of) =>
    mergeShares(taxes.filter((one) => one.of === of)).map((one) => ({ ...one, of })),
  );

/** What can be said of all sellers' taxes together; each part has its own. */
function commonBasis(bases: readonly TaxBasis[]): TaxBasis {
  const [first, ...others] = bases;
  invariant(first !== undefined, "a cart has a seller");
  const { pricesShown, isReverseCharge } = first;
  return {
    source: bases.some(({ source }) => source === "service") ? "service" : "table",
    isEstimated: bases.some(({ isEstimated }) => isEstimated),
    calculation: null,
    notCollectedIn: [...new Set(bases.flatMap(({ notCollectedIn }) => notCollectedIn))],
    ...(isReverseCharge === true && others.every((one) => one.isReverseCharge === true) ? { isReverseCharge } : {}),
    ...(pricesShown !== undefined && others.every((one) => one.pricesShown === pricesShown) ? { pricesShown } : {}),
  };
}
