import type { SellerId } from "../ids.ts";
import { add, subtract, sum, zero, type Currency, type Money } from "../money.ts";
import type { CartPart } from "./cart-part.ts";
import type { AppliedDiscount, Basket, DeliveryOption, LineItem, Totals } from "./session.ts";
import { mergeShares } from "./taxes/by-table.ts";
import type { TaxLine } from "./taxes/line.ts";

/** What one seller sells in a checkout or an order, with the totals that are theirs. */
export type Part = Pick<CartPart, "sellerId" | "sellerName" | "taxBasis" | "cannotBePaid"> & {
  readonly lineItems: readonly LineItem[];
  readonly discounts: readonly AppliedDiscount[];
  readonly totals: Totals;
  readonly taxLines: readonly TaxLine[];
};

/** A part of a session. `deliveryOptions`: the seller's own, the cheapest first. */
export type SessionPart = Part & Pick<Basket, "deliveryOptions" | "deliveryOptionId">;

type Cart = Pick<
  Basket,
  | "sellerId"
  | "sellerName"
  | "lineItems"
  | "discounts"
  | "totals"
  | "taxLines"
  | "taxBasis"
  | "deliveryOptions"
  | "deliveryOptionId"
  | "parts"
>;

/** The parts of a session, one per seller, in the order of their first lines: a cart of one seller is its only part. */
export function partsOf(cart: Cart): readonly SessionPart[] {
  const { sellerId, sellerName, lineItems, discounts, totals, taxLines, taxBasis } = cart;
  const { deliveryOptions, deliveryOptionId, parts } = cart;
  if (parts === undefined)
    return [
      { sellerId, sellerName, lineItems, discounts, totals, taxLines, taxBasis, deliveryOptions, deliveryOptionId },
    ];
  return parts.map((part) => {
    const own = deliveryOptions.filter(({ id }) => part.deliveryOptionIds.includes(id));
    const chosen = own.find(({ id }) => id === part.deliveryOptionId) ?? null;
    return {
      ...partWith(cart, part, chosen),
      deliveryOptions: own,
      deliveryOptionId: part.deliveryOptionId,
      ...(part.cannotBePaid === undefined ? {} : { cannotBePaid: part.cannotBePaid }),
    };
  });
}

/** The part of some lines of a sale, with the way in which they are delivered. */
export function partWith(
  sale: Pick<Cart, "lineItems" | "discounts" | "totals">,
  { sellerId, sellerName, lineIds, taxBasis }: Pick<CartPart, "sellerId" | "sellerName" | "lineIds" | "taxBasis">,
  delivery: DeliveryOption | null,
): Part {
  const lineItems = sale.lineItems.filter(({ id }) => lineIds.includes(id));
  const discounts = discountsOn(sale.discounts, lineIds);
  const { currency } = sale.totals.total;
  return {
    sellerId,
    sellerName,
    lineItems,
    discounts,
    totals: totalsOfPart({ lineItems, discounts, delivery }, currency),
    taxLines: taxLinesOf(lineItems, delivery),
    taxBasis,
  };
}

/** What discounts take off some lines alone. */
export function discountsOn(
  discounts: readonly AppliedDiscount[],
  lineIds: readonly string[],
): readonly AppliedDiscount[] {
  return discounts.flatMap((discount) => {
    const allocations = discount.allocations.filter(({ lineId }) => lineIds.includes(lineId));
    if (allocations.length === 0) return [];
    const amounts = allocations.map(({ amount }) => amount);
    return [{ ...discount, allocations, amount: sum(amounts, discount.amount.currency) }];
  });
}

/** Each tax of the goods and of the delivery once. */
export const taxLinesOf = (lines: readonly LineItem[], delivery: DeliveryOption | null): readonly TaxLine[] => [
  ...mergeShares(lines.flatMap((line) => line.taxes)).map((one) => ({ ...one, of: "goods" as const })),
  ...mergeShares(delivery?.taxes ?? []).map((one) => ({ ...one, of: "delivery" as const })),
];

function totalsOfPart(
  { lineItems, discounts, delivery }: Pick<Part, "lineItems" | "discounts"> & { delivery: DeliveryOption | null },
  currency: Currency,
): Totals {
  const all = (amounts: readonly Money[]) => sum(amounts, currency);
  const [itemsBase, itemsDiscount] = [
    all(lineItems.map((line) => line.base)),
    all(lineItems.map((line) => line.discount)),
  ];
  const subtotal = subtract(itemsBase, itemsDiscount);
  const discount = all(discounts.filter(({ method }) => method === "across").map(({ amount }) => amount));
  const fulfillment = delivery?.total ?? zero(currency);
  const tax = all(lineItems.map((line) => line.tax));
  const total = add(add(subtract(subtotal, discount), fulfillment), tax);
  return { itemsBase, itemsDiscount, subtotal, discount, fulfillment, tax, fee: zero(currency), total };
}

/** The ways to deliver that count, one for each seller whose goods are sent. */
export const chosenIds = ({
  parts,
  deliveryOptionId,
}: Pick<Basket, "deliveryOptionId"> & { readonly parts?: readonly CartPart[] }): readonly string[] =>
  (parts?.map((part) => part.deliveryOptionId) ?? [deliveryOptionId]).flatMap((id) => id ?? []);

/** Field by field. */
export function sumOfTotals(totals: readonly Totals[], currency: Currency): Totals {
  const all = (field: keyof Totals) =>
    sum(
      totals.map((one) => one[field]),
      currency,
    );
  return {
    itemsBase: all("itemsBase"),
    itemsDiscount: all("itemsDiscount"),
    subtotal: all("subtotal"),
    discount: all("discount"),
    fulfillment: all("fulfillment"),
    tax: all("tax"),
    fee: all("fee"),
    total: all("total"),
  };
}

type Sellers = Pick<Basket, "sellerId" | "sellerName"> & {
  readonly parts?: readonly Pick<CartPart, "sellerId" | "sellerName" | "lineIds">[];
};

/** Whose goods they are, each seller once. */
export const sellerIdsOf = ({ sellerId, parts }: Omit<Sellers, "sellerName">): readonly SellerId[] =>
  parts === undefined ? [sellerId] : parts.map((part) => part.sellerId);

/** Who sells a line. */
export const sellerOfLine = ({ sellerId, parts }: Omit<Sellers, "sellerName">, lineId: string): SellerId =>
  parts?.find(({ lineIds }) => lineIds.includes(lineId))?.sellerId ?? sellerId;

/** The names of the sellers, in the order of the parts. */
export const sellerNamesOf = ({ sellerName, parts }: Omit<Sellers, "sellerId">): readonly string[] =>
  parts === undefined ? [sellerName] : parts.map((part) => part.sellerName);
