import { isUndefined } from "../answer.ts";
import { OTHER_SELLERS } from "../figures.ts";
import { signedPointsText } from "./figure-text.ts";
import { countText, pointsText } from "./percent-text.ts";
import type { SellerReading, SellersReport } from "./sections.ts";

const some = (count: number, one: string, more: string): string => `${countText(count)} ${count === 1 ? one : more}`;

/** What the report by seller says as a whole: what was found when it was read, and how many have too few shoppers. */
export function sellersSummary({ rows, readOn, tested, neededShoppers, pooling }: SellersReport): readonly string[] {
  const alone = rows.filter(({ value }) => value !== OTHER_SELLERS);
  const count = (reading: SellerReading) => alone.filter((row) => row.reading === reading).length;
  const enough = alone.filter(({ shoppers }) => shoppers >= neededShoppers).length;
  const reading =
    readOn === null
      ? "The p-values are read once, when the whole has its planned size; until then the figures only describe."
      : `Read on ${readOn}, ${some(tested, "seller", "sellers")} tested together: instant sells more at ${countText(count("more_paid"))} and less at ${countText(count("fewer_paid"))}.`;
  const needed = `A seller needs ${countText(neededShoppers)} shoppers to be read alone as the plan reads the whole; ${some(enough, "has", "have")} them, ${some(alone.length - enough, "has", "have")} too few.`;
  if (isUndefined(pooling)) return [reading, needed];
  const between =
    pooling.spread === 0
      ? "and differ by no more than chance explains"
      : `with a standard deviation of ${pointsText(pooling.spread)} between them`;
  const likely = `Pooled, the sellers' effects are around ${signedPointsText(pooling.mean)} points, ${between}.`;
  return [reading, needed, likely];
}
