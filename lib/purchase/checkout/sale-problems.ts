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
  sold: Sold,
): readonly CheckoutProblem[] {
  return ofEachLine(sold, ({ title, category }, item, { seller, sellerName, isPriced }) => {
    const whyNot = (to: string | null) => notForSale(inFile.goods, seller, { category, country: to });
    const why = whyNot(sold.country);
    if (why === null && isPriced) return null;
    if (why !== "goods_not_allowed" && why !== "goods_prohibited")
      return { kind: "seller_not_selling", item, title, sellerName };
    const isByPlace = whyNot(null) === null;
    return { kind: "goods_not_sold", item, title, sellerName, country: isByPlace ? sold.country : null };
  });
}

/** What keeps lines from being priced, whoever asks: nobody can read the seller's rules (docs/decisions/0095). */
export const priceProblems = (sold: Omit<Sold, "country">): readonly CheckoutProblem[] =>
  ofEachLine(sold, ({ title }, item, { isPriced, sellerName }) =>
    isPriced ? null : { kind: "seller_not_selling", item, title, sellerName },
  );

const ofEachLine = (
  { sellers, lines }: Omit<Sold, "country">,
  problemOf: (line: Sold["lines"][number], item: number, soldBy: SoldBy) => CheckoutProblem | null,
): readonly CheckoutProblem[] =>
  lines.flatMap((line, item) => {
    const soldBy = sellers.find(({ lineIds }) => lineIds.includes(line.id));
    const problem = soldBy === undefined ? null : problemOf(line, item, soldBy);
    return problem === null ? [] : [problem];
  });
