import { goodsRuleFor, type GoodsRoute, type GoodsRule } from "./goods.ts";
import { prohibitedAs } from "./prohibited.ts";
import { notSelling, type Seller } from "./record.ts";

/** Why something is not for sale, though its feed offers it. */
export const NOT_FOR_SALE = [
  "seller_not_open_yet",
  "seller_paused",
  "seller_left",
  "seller_not_ready",
  "goods_not_allowed",
  "goods_prohibited",
] as const;
export type NotForSale = (typeof NOT_FOR_SALE)[number];

export type Goods = {
  readonly category: string | null;
  /** Where they are delivered to; null: nobody knows yet. */
  readonly country: string | null;
};
type GoodsOf = Pick<Seller, "goods">;

/**
 * By which routes goods may be sold, and why not by all. The shop's own rules go before the seller's, and both before what
 * the platform prohibits.
 */
export function goodsRoute(
  shop: readonly GoodsRule[],
  { goods: own }: GoodsOf,
  goods: Goods,
): { readonly route: GoodsRoute; readonly reason: "allowed" | "not_allowed" | "prohibited" } {
  const rule = goodsRuleFor([...shop, ...own], goods);
  if (rule !== null) return { route: rule.route, reason: rule.route === "none" ? "not_allowed" : "allowed" };
  return prohibitedAs(goods.category) === null
    ? { route: "any", reason: "allowed" }
    : { route: "none", reason: "prohibited" };
}

/** Null when the goods are for sale as far as it depends on who sells them, what they are and where they go. */
export function notForSale(shop: readonly GoodsRule[], seller: Seller, goods: Goods): NotForSale | null {
  const why = notSelling(seller);
  if (why !== null) return `seller_${why}`;
  const { route, reason } = goodsRoute(shop, seller, goods);
  return route === "none" && reason !== "allowed" ? `goods_${reason}` : null;
}
