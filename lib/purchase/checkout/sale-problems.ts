import type { LineItem } from "../../checkout/session.ts";
import { notForSale } from "../../sellers/sale.ts";
import type { PurchaseContext } from "../context.ts";
import type { CheckoutProblem } from "./problem.ts";
import type { SoldBy } from "./several-sellers.ts";

type Sold = {
  readonly sellers: readonly SoldBy[];
  readonly lines: readonly Pick<LineItem, "id" | "title" | "category">[];
  /** Where they are delivered to; null: nobody knows yet. */
  readonly country: string | null;
};

/** What keeps lines from being sold because of who sells them, what they are and where they go. */
export function saleProblems(
  { sellers: { inFile } }: Pick<PurchaseContext, "sellers">,
  { sellers, lines, country }: Sold,
): readonly CheckoutProblem[] {
  return lines.flatMap(({ id, title, category }, item): CheckoutProblem[] => {
    const soldBy = sellers.find(({ lineIds }) => lineIds.includes(id));
    if (soldBy === undefined) return [];
    const { seller, sellerName } = soldBy;
    const whyNot = (to: string | null) => notForSale(inFile.goods, seller, { category, country: to });
    const why = whyNot(country);
    if (why === null) return [];
    if (why !== "goods_not_allowed" && why !== "goods_prohibited")
      return [{ kind: "seller_not_selling", item, title, sellerName }];
    const isByPlace = whyNot(null) === null;
    return [{ kind: "goods_not_sold", item, title, sellerName, country: isByPlace ? country : null }];
  });
}
