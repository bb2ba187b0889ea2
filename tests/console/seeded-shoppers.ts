import { addFigures, NO_FIGURES } from "#lib/experiment/report/arm-figures.ts";
import { dayAfter } from "#lib/experiment/days.ts";
import type { Arm, ArmFigures, Dimension, ExperimentFigures, FigureCell } from "#lib/experiment/figures.ts";
import type { Currency } from "#lib/money.ts";
import { FIRST_DAY } from "../experiment/figure-cells.ts";

/** Shoppers who are alike. */
export type Group = {
  readonly platform: string;
  readonly seller: string;
  readonly country: string;
  readonly currency: Currency;
  readonly perDay: number;
  readonly paid: { readonly [arm in Arm]: number };
  readonly priceMinor: number;
};

/** The share of the assigned instant shoppers whose button reaches the screen; less than in the other arm is a broken widget. */
type Story = { readonly days: number; readonly shownInstant?: number; readonly seed?: number };

const DECLINED_OF_UNPAID = { external: 0.03, instant: 0.035 };
const SECOND_MS = 1000;

/** The same numbers at every run (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Sums = { sum: bigint; squares: bigint };
const noSums = (): Sums => ({ sum: 0n, squares: 0n });
const count = (sums: Sums, value: number): void => {
  sums.sum += BigInt(value);
  sums.squares += BigInt(value) ** 2n;
};

/** One arm of one group on one day, shopper by shopper. `bought` is called with every amount. */
function figuresOfDay(group: Group, arm: Arm, shown: number, chance: () => number, bought: (minor: number) => void) {
  const money = { gross: noSums(), net: noSums(), before: noSums(), payTime: noSums() };
  const steps = { clicked: 0, opened: 0, detailsGiven: 0, payPressed: 0, paid: 0, declined: 0, refunded: 0 };
  const ends = { canceled: 0, abandoned: 0, unresolved: 0 };
  let grossTimesBefore = 0n;
  const assigned = Math.round(group.perDay / 2);
  for (let shopper = 0; shopper < Math.min(shown, assigned); shopper += 1) {
    const fate = chance();
    const rate = group.paid[arm];
    const spentBefore = chance() < 0.2 ? Math.round(group.priceMinor * (0.5 + chance())) : 0;
    if (spentBefore > 0) count(money.before, spentBefore);
    if (fate < rate * 4) steps.clicked += 1;
    if (fate < rate * (arm === "instant" ? 3.4 : 3)) steps.opened += 1;
    if (fate < rate * (arm === "instant" ? 3.4 : 2)) steps.detailsGiven += 1;
    if (fate < rate * 1.3) steps.payPressed += 1;
    if (fate >= rate) {
      if (chance() < DECLINED_OF_UNPAID[arm]) steps.declined += 1;
      else if (chance() < 0.05) ends.canceled += 1;
      else ends.abandoned += 1;
      continue;
    }
    steps.paid += 1;
    const gross = Math.round(group.priceMinor * (0.4 + chance() * (chance() < 0.01 ? 60 : 2)) + spentBefore / 4);
    const isRefunded = chance() < 0.04;
    if (isRefunded) steps.refunded += 1;
    count(money.gross, gross);
    count(money.net, isRefunded ? 0 : gross);
    count(money.payTime, Math.round((arm === "instant" ? 40 : 150) * SECOND_MS * (0.3 + chance())));
    grossTimesBefore += BigInt(gross) * BigInt(spentBefore);
    bought(gross);
  }
  const figures: ArmFigures = { ...NO_FIGURES, assigned, shown, ...steps, ...ends, ...money, grossTimesBefore };
  return figures;
}

const NO_MONEY = {
  gross: NO_FIGURES.gross,
  net: NO_FIGURES.net,
  before: NO_FIGURES.before,
  grossTimesBefore: 0n,
} as const;

/** The figures of a phase with these shoppers, drawn from a seed. */
export function seededFigures(groups: readonly Group[], story: Story): ExperimentFigures {
  const { days, shownInstant = 1, seed = 7 } = story;
  const chance = chanceFrom(seed);
  const cells = new Map<string, FigureCell>();
  const bought = new Map<Currency, { amountMinor: number; arm: Arm }[]>();
  const add = (dimension: Dimension, value: string, day: string, arm: Arm, figures: ArmFigures) => {
    const key = [dimension, value, day, arm].join("|");
    const before = cells.get(key)?.figures ?? NO_FIGURES;
    cells.set(key, { dimension, value, day, arm, figures: addFigures(before, figures) });
  };
  const isMixed = new Set(groups.map(({ currency }) => currency)).size > 1;
  for (let index = 0; index < days; index += 1)
    for (const group of groups)
      for (const arm of ["external", "instant"] as const) {
        const day = dayAfter(FIRST_DAY, index);
        const shown = Math.round((group.perDay / 2) * (arm === "instant" ? shownInstant : 1));
        const amounts = bought.get(group.currency) ?? [];
        bought.set(group.currency, amounts);
        const figures = figuresOfDay(group, arm, shown, chance, (amountMinor) => amounts.push({ amountMinor, arm }));
        add("all", "", day, arm, isMixed ? { ...figures, ...NO_MONEY } : figures);
        for (const dimension of ["platform", "seller", "country", "currency"] as const)
          add(dimension, group[dimension], day, arm, figures);
      }
  const tails = [...bought].map(([currency, amounts]) => ({
    currency,
    nonZero: amounts.length,
    values: amounts
      .toSorted((one, other) => other.amountMinor - one.amountMinor)
      .slice(0, Math.ceil(amounts.length / 1000) + 4)
      .map((one) => ({ ...one, shoppers: 1 })),
  }));
  return { cells: [...cells.values()], tails, reassigned: 3, interruptions: [] };
}
