import { NO_FIGURES } from "#lib/experiment/report/arm-figures.ts";
import { dayAfter } from "#lib/experiment/days.ts";
import type { Arm, ArmFigures, ExperimentFigures, ExperimentPlan, FigureCell } from "#lib/experiment/figures.ts";

export const FIRST_DAY = "2026-09-07";

export const PLAN: ExperimentPlan = {
  key: "checkout-route",
  weights: { external: 500, instant: 500 },
  plannedShoppers: 8_000,
  alpha: 0.05,
  power: 0.8,
  windowDays: 3,
  revenueAgeDays: 30,
};

/** So many paid the same amount each. */
export const spent = (paid: number, amountMinor: number): ArmFigures["gross"] => ({
  sum: BigInt(paid) * BigInt(amountMinor),
  squares: BigInt(paid) * BigInt(amountMinor) ** 2n,
});

type Counts = Partial<ArmFigures> & { readonly shown: number };

/** One arm's day: everybody who was assigned saw the button, unless given otherwise. */
export function cell(arm: Arm, day: string, counts: Counts, place: Partial<FigureCell> = {}): FigureCell {
  const figures = { ...NO_FIGURES, assigned: counts.shown, ...counts };
  return { dimension: "all", value: "", day, arm, ...place, figures };
}

/** The same counts on each of so many days, from `FIRST_DAY` on. */
export function everyDay(days: number, counts: { readonly [arm in Arm]: Counts }, place: Partial<FigureCell> = {}) {
  return Array.from({ length: days }, (_, index) => dayAfter(FIRST_DAY, index)).flatMap((day) => [
    cell("external", day, counts.external, place),
    cell("instant", day, counts.instant, place),
  ]);
}

export const figuresOf = (cells: readonly FigureCell[], more: Partial<ExperimentFigures> = {}): ExperimentFigures => ({
  cells,
  tails: [],
  reassigned: 0,
  interruptions: [],
  ...more,
});

/** Noon, so many days after the first day: on day 28 the first 28 days are over. */
export const onDay = (days: number): Date => new Date(`${dayAfter(FIRST_DAY, days)}T12:00:00Z`);
