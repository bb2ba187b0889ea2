import { isUndefined, noAnswer, type Undefined } from "../answer.ts";
import { OTHER_SELLERS, type ExperimentPlan, type FigureCell } from "../figures.ts";
import { holm } from "../statistics/corrections.ts";
import { exactTest } from "../statistics/exact.ts";
import { pool } from "../statistics/pooling.ts";
import type { Proportion } from "../statistics/proportions.ts";
import { shoppersForFamily } from "../statistics/sample-size.ts";
import { simpsonReversal } from "../statistics/simpson.ts";
import { ofShown, sumsByValue, type ArmsFigures } from "./arm-figures.ts";
import { compareShown, paidOf } from "./conversion.ts";
import type { FixedHorizon, SellerRow, SellersReport } from "./sections.ts";

type Arms = { readonly value: string; readonly arms: ArmsFigures };

const shownOf = ({ external, instant }: ArmsFigures) => external.shown + instant.shown;
const paidPart = (figures: ArmsFigures["external"]): Proportion => ofShown(figures, figures.paid);
const pairOf = ({ arms }: Arms) => ({ control: paidPart(arms.external), treatment: paidPart(arms.instant) });
const hasBoth = ({ arms }: Arms) => arms.external.shown > 0 && arms.instant.shown > 0;
/** Counts that were taken at different moments have no answer. */
const isPossible = ({ arms }: Arms) =>
  arms.external.paid <= arms.external.shown && arms.instant.paid <= arms.instant.shown;

function armsBySeller(cells: readonly FigureCell[]): readonly Arms[] {
  const isLast = ({ value }: Arms) => Number(value === OTHER_SELLERS);
  return [...(sumsByValue(cells).get("seller") ?? [])]
    .map(([value, arms]) => ({ value, arms }))
    .sort(
      (one, other) =>
        isLast(one) - isLast(other) || shownOf(other.arms) - shownOf(one.arms) || one.value.localeCompare(other.value),
    );
}

type Tested = { readonly correctedP: number; readonly isMore: boolean };

/**
 * The one reading, of the shoppers up to the day on which the whole had its planned size. Which sellers are tested is decided by
 * counts that do not tell the arms apart: a seller of whom no outcome could have p ≤ α takes nothing from the others (Tarone 1990),
 * and leaving it out leaves the chance of even one false finding at α.
 */
function readAt(day: string, cells: readonly FigureCell[], alpha: number): ReadonlyMap<string, Tested> {
  const testable = armsBySeller(cells.filter((cell) => cell.day <= day)).flatMap((one) => {
    if (one.value === OTHER_SELLERS || !hasBoth(one) || !isPossible(one)) return [];
    const { control, treatment } = pairOf(one);
    const { p, leastP } = exactTest(control, treatment);
    const isMore = treatment.events / treatment.shoppers > control.events / control.shoppers;
    return leastP <= alpha ? [{ value: one.value, p, isMore }] : [];
  });
  const corrected = holm(testable.map(({ p }) => p));
  return new Map(
    testable.map(({ value, isMore }, index) => [value, { correctedP: corrected[index] ?? 1, isMore }] as const),
  );
}

/** What the arms do at each seller. `cells` of all dimensions; the `horizon` is the whole's. */
export function sellersOf(cells: readonly FigureCell[], horizon: FixedHorizon, plan: ExperimentPlan): SellersReport {
  const ofSellers = cells.filter(({ dimension }) => dimension === "seller");
  const sellers = armsBySeller(ofSellers);
  const alone = sellers.filter((one) => one.value !== OTHER_SELLERS && hasBoth(one) && isPossible(one));
  const readOn = horizon.kind === "reached" ? horizon.day : null;
  const read = readOn === null ? new Map<string, Tested>() : readAt(readOn, ofSellers, plan.alpha);
  const neededShoppers = shoppersForFamily(plan, alone.length);
  const pooling = pool(alone.map(pairOf), plan.alpha);
  const pooledBy = new Map(
    alone.map(({ value }, index) => [value, isUndefined(pooling) ? undefined : pooling.groups[index]]),
  );
  const rows = sellers.map(({ value, arms }): SellerRow => {
    const comparison = compareShown(arms, paidOf, plan.alpha);
    const wide = compareShown(arms, paidOf, plan.alpha / Math.max(1, alone.length));
    const tested = read.get(value);
    const shoppers = shownOf(arms);
    const isSignificant = tested !== undefined && tested.correctedP < plan.alpha;
    const without = shoppers < neededShoppers || value === OTHER_SELLERS ? "too_few" : "cannot_tell";
    return {
      value,
      comparison,
      simultaneous: isUndefined(wide) ? wide : value === OTHER_SELLERS ? noAnswer("mixed_sellers") : wide.newcombe,
      // The model has no place for one seller that is far from all others, and would draw it to them.
      pooled: isSignificant
        ? noAnswer("found_by_itself")
        : (pooledBy.get(value) ?? (isUndefined(pooling) ? pooling : noAnswer("mixed_sellers"))),
      correctedP: correctedPOf(value, readOn, tested),
      reading: readOn === null ? "not_yet" : isSignificant ? (tested.isMore ? "more_paid" : "fewer_paid") : without,
      shoppers,
    };
  });
  return {
    rows,
    readOn,
    tested: read.size,
    neededShoppers,
    pooling: isUndefined(pooling) ? pooling : { mean: pooling.mean, spread: pooling.spread },
    isReversed: simpsonReversal(sellers.map(pairOf)).isEvery,
  };
}

function correctedPOf(value: string, readOn: string | null, tested: Tested | undefined): number | Undefined {
  if (readOn === null) return noAnswer("before_planned_size");
  if (value === OTHER_SELLERS) return noAnswer("mixed_sellers");
  return tested?.correctedP ?? noAnswer("too_few_to_test");
}
