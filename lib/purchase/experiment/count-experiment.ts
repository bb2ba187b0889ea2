import type { CountedFigures, ExperimentPhase } from "../../experiment/exposure.ts";
import { lastDayOfAge } from "../../experiment/days.ts";
import type { PurchaseContext } from "../context.ts";

/** So many changes are counted in a second or less, and a fold that is cut short loses no more than that. */
const CHANGES_AT_ONCE = 2000;

/**
 * Brings the roll-ups of the experiment in line with all that has changed, one bounded transaction after the other.
 * Safe on several instances at once and to cut short. Answers how many changes were taken.
 */
export async function foldExperiment({ store, experimentPlan }: PurchaseContext): Promise<number> {
  let folded = 0;
  for (let taken = CHANGES_AT_ONCE; taken >= CHANGES_AT_ONCE; folded += taken)
    taken = await store.transaction((transaction) =>
      transaction.foldExperiment(experimentPlan.key, experimentPlan, CHANGES_AT_ONCE),
    );
  return folded;
}

/** The phases that have shoppers, the latest first, with everything counted that is stored now. */
export async function experimentPhases(context: PurchaseContext): Promise<readonly ExperimentPhase[]> {
  await foldExperiment(context);
  return context.store.experimentPhases(context.experimentPlan.key);
}

/** As of the last fold; revenue at the plan's age. */
export function countedFigures(
  { store, experimentPlan, now }: PurchaseContext,
  phase: string,
): Promise<CountedFigures> {
  const { key, revenueAgeDays } = experimentPlan;
  return store.experimentFigures(key, phase, lastDayOfAge(now(), revenueAgeDays));
}

/** What the report of a phase is made from, with everything counted that is stored now. */
export async function experimentFigures(context: PurchaseContext, phase: string): Promise<CountedFigures> {
  await foldExperiment(context);
  return countedFigures(context, phase);
}
