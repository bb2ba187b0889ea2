import type { ExperimentPhase } from "#lib/experiment/exposure.ts";
import type { ExperimentFigures } from "#lib/experiment/figures.ts";
import { reportOf } from "#lib/experiment/report/report-of.ts";
import type { ExperimentReport } from "#lib/experiment/report/report.ts";
import { figuresOf, onDay, PLAN } from "../experiment/figure-cells.ts";
import { seededFigures, type Group } from "./seeded-shoppers.ts";

export const LONG_NAME =
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft & Söhne Outdoor-Ausrüstung GmbH";

const group = (changes: Partial<Group>): Group => ({
  platform: "ios",
  seller: "seller_alpine",
  country: "US",
  currency: "USD",
  perDay: 200,
  paid: { external: 0.08, instant: 0.11 },
  priceMinor: 4_900,
  ...changes,
});

/** Two sellers, three platforms, two countries, one currency. */
export const GROUPS: readonly Group[] = [
  group({}),
  group({ platform: "android", perDay: 120, seller: LONG_NAME }),
  group({ platform: "web", perDay: 80, country: "DE" }),
];

const YEN = group({ currency: "JPY", country: "JP", priceMinor: 6_800, perDay: 160 });
const DINAR = group({ currency: "KWD", country: "KW", priceMinor: 15_250, perDay: 160 });

const withEffect = (instant: number): readonly Group[] =>
  GROUPS.map((one) => ({ ...one, paid: { external: 0.08, instant } }));

const made = (figures: ExperimentFigures, days: number): ExperimentReport =>
  reportOf({ plan: PLAN, figures, now: onDay(days) });

export const PHASE: ExperimentPhase = {
  phase: "external-500-instant-500",
  isSimulated: false,
  firstDay: "2026-09-07",
  lastDay: "2026-10-04",
  assigned: 11_200,
};

/** Reports as the page must show them, made from figures and not by hand. */
export const CASES = {
  empty: () => made(figuresOf([]), 0),
  firstDays: () => made(seededFigures(GROUPS, { days: 3 }), 3),
  early: () => made(seededFigures(withEffect(0.08), { days: 14 }), 17),
  more: () => made(seededFigures(GROUPS, { days: 28 }), 70),
  fewer: () => made(seededFigures(withEffect(0.05), { days: 28 }), 70),
  cannotTell: () => made(seededFigures(withEffect(0.082), { days: 28 }), 70),
  blocked: () => made(seededFigures(GROUPS, { days: 28, shownInstant: 0.9 }), 70),
  currencies: () => made(seededFigures([...GROUPS, YEN, DINAR], { days: 28 }), 70),
} as const satisfies Record<string, () => ExperimentReport>;
