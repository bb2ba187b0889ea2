import { isCurrency, type Currency } from "../../money.ts";
import { isUndefined, type Undefined } from "../answer.ts";
import { bothArms, NOBODY, sumsByValue, type ArmsFigures } from "./arm-figures.ts";
import { compareWithBefore } from "../statistics/cuped.ts";
import type { ArmFigures, ExperimentFigures, ExperimentPlan, RevenueTail, Sums } from "../figures.ts";
import { compareMeans, relativeLift, type MeanComparison } from "../statistics/means.ts";
import { momentsOf, type Moments } from "../statistics/moments.ts";
import { compareRatios } from "../statistics/ratio.ts";
import type { ByArm, CappedComparison, RevenueReport } from "./sections.ts";
import { winsorise } from "../statistics/winsorise.ts";

/** Does it with the moments of both arms, or says why there are none. */
function withMoments<Answer>(
  arms: ByArm<Moments | Undefined>,
  compare: (control: Moments, treatment: Moments) => Answer | Undefined,
): Answer | Undefined {
  if (isUndefined(arms.external)) return arms.external;
  if (isUndefined(arms.instant)) return arms.instant;
  return compare(arms.external, arms.instant);
}

/** Instant against external by the mean of a sum over so many shoppers. */
export function compareSums(
  arms: ArmsFigures,
  shoppersOf: (figures: ArmFigures) => number,
  sumsOf: (figures: ArmFigures) => Sums,
  alpha: number,
): MeanComparison | Undefined {
  const moments = bothArms((arm) => momentsOf(shoppersOf(arms[arm]), sumsOf(arms[arm])));
  return withMoments(moments, (control, treatment) => compareMeans(control, treatment, alpha));
}

function cappedOf(arms: ArmsFigures, tail: RevenueTail | undefined, alpha: number): CappedComparison | Undefined {
  const amounts = bothArms((arm) => ({ shoppers: arms[arm].shown, sums: arms[arm].gross }));
  const capped = winsorise(amounts, { counted: tail?.nonZero ?? 0, values: tail?.values ?? [] });
  if (isUndefined(capped)) return capped;
  return withMoments(capped.arms, (control, treatment) => {
    const comparison = compareMeans(control, treatment, alpha);
    if (isUndefined(comparison)) return comparison;
    return { ...comparison, capMinor: capped.capMinor, cappedShoppers: capped.cappedShoppers };
  });
}

function revenueIn(
  currency: Currency,
  untilDay: string,
  arms: ArmsFigures,
  tail: RevenueTail | undefined,
  alpha: number,
): RevenueReport {
  const shown = (figures: ArmFigures) => figures.shown;
  const cupedSums = ({ shown: shoppers, gross, before, grossTimesBefore }: ArmFigures) => ({
    shoppers,
    after: gross,
    before,
    products: grossTimesBefore,
  });
  // Whoever has not paid has spent nothing, so "amount times paid or not" is the amount.
  const ratioSums = ({ shown: shoppers, gross, paid }: ArmFigures) => ({
    shoppers,
    numerator: gross,
    denominator: { sum: BigInt(paid), squares: BigInt(paid) },
    products: gross.sum,
  });
  const hasBefore = arms.external.before.sum + arms.instant.before.sum > 0n;
  return {
    currency,
    untilDay: arms.external.shown + arms.instant.shown === 0 ? null : untilDay,
    shoppers: bothArms((arm) => arms[arm].shown),
    winsorised: cappedOf(arms, tail, alpha),
    gross: compareSums(arms, shown, ({ gross }) => gross, alpha),
    grossLift: withMoments(
      bothArms((arm) => momentsOf(arms[arm].shown, arms[arm].gross)),
      (control, treatment) => relativeLift(control, treatment, alpha),
    ),
    net: compareSums(arms, shown, ({ net }) => net, alpha),
    cuped: hasBefore ? compareWithBefore(cupedSums(arms.external), cupedSums(arms.instant), alpha) : null,
    orderValue: compareRatios(ratioSums(arms.external), ratioSums(arms.instant), alpha),
  };
}

/** Revenue of each currency, over the shoppers who came on `untilDay` or before. */
export function revenueOf(
  figures: ExperimentFigures,
  plan: ExperimentPlan,
  untilDay: string,
): readonly RevenueReport[] {
  const old = figures.cells.filter(({ dimension, day }) => dimension === "currency" && day <= untilDay);
  const values = new Set(figures.cells.filter(({ dimension }) => dimension === "currency").map(({ value }) => value));
  const sums = sumsByValue(old).get("currency");
  return [...values]
    .filter(isCurrency)
    .sort()
    .map((currency) =>
      revenueIn(
        currency,
        untilDay,
        sums?.get(currency) ?? NOBODY,
        figures.tails.find((tail) => tail.currency === currency),
        plan.alpha,
      ),
    );
}
