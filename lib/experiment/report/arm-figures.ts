import type { Arm, ArmFigures, Dimension, FigureCell, Sums } from "../figures.ts";
import { addSums } from "../statistics/moments.ts";
import type { Proportion } from "../statistics/proportions.ts";
import type { ByArm } from "./sections.ts";

const NO_SUMS: Sums = { sum: 0n, squares: 0n };

/** Nobody. */
export const NO_FIGURES: ArmFigures = {
  assigned: 0,
  shown: 0,
  clicked: 0,
  opened: 0,
  detailsGiven: 0,
  payPressed: 0,
  paid: 0,
  declined: 0,
  canceled: 0,
  abandoned: 0,
  unresolved: 0,
  refunded: 0,
  payTime: NO_SUMS,
  gross: NO_SUMS,
  net: NO_SUMS,
  before: NO_SUMS,
  grossTimesBefore: 0n,
};

/** The figures of two groups of shoppers together. Exact, so the order of adding is of no matter. */
export function addFigures(one: ArmFigures, other: ArmFigures): ArmFigures {
  return {
    assigned: one.assigned + other.assigned,
    shown: one.shown + other.shown,
    clicked: one.clicked + other.clicked,
    opened: one.opened + other.opened,
    detailsGiven: one.detailsGiven + other.detailsGiven,
    payPressed: one.payPressed + other.payPressed,
    paid: one.paid + other.paid,
    declined: one.declined + other.declined,
    canceled: one.canceled + other.canceled,
    abandoned: one.abandoned + other.abandoned,
    unresolved: one.unresolved + other.unresolved,
    refunded: one.refunded + other.refunded,
    payTime: addSums(one.payTime, other.payTime),
    gross: addSums(one.gross, other.gross),
    net: addSums(one.net, other.net),
    before: addSums(one.before, other.before),
    grossTimesBefore: one.grossTimesBefore + other.grossTimesBefore,
  };
}

export type ArmsFigures = ByArm<ArmFigures>;

export const NOBODY: ArmsFigures = { external: NO_FIGURES, instant: NO_FIGURES };

/** Both arms of the cells, each by itself; of cells of one dimension only, or shoppers would count more than once. */
export function sumOf(cells: readonly FigureCell[]): ArmsFigures {
  const sums = { ...NOBODY };
  for (const { arm, figures } of cells) sums[arm] = sums[arm] === NO_FIGURES ? figures : addFigures(sums[arm], figures);
  return sums;
}

/** The sums over all days, by dimension and by the value that the cells are about. */
export type SumsByValue = ReadonlyMap<Dimension, ReadonlyMap<string, ArmsFigures>>;

export function sumsByValue(cells: readonly FigureCell[]): SumsByValue {
  const sums = new Map<Dimension, Map<string, Record<Arm, ArmFigures>>>();
  for (const { dimension, value, arm, figures } of cells) {
    const values = sums.get(dimension) ?? new Map<string, Record<Arm, ArmFigures>>();
    sums.set(dimension, values);
    const arms = values.get(value) ?? { ...NOBODY };
    values.set(value, arms);
    arms[arm] = arms[arm] === NO_FIGURES ? figures : addFigures(arms[arm], figures);
  }
  return sums;
}

/** Of the shoppers shown a button in this arm, how many did it. */
export const ofShown = (figures: ArmFigures, events: number): Proportion => ({ shoppers: figures.shown, events });

export const bothArms = <Value>(make: (arm: Arm) => Value): ByArm<Value> => ({
  external: make("external"),
  instant: make("instant"),
});
