import type { Currency } from "../money.ts";
import { SIMULATED_PHASE } from "./exposure.ts";
import type { ExperimentPlan } from "./figures.ts";

/** Shoppers that nobody met, with an effect that is known, to see what a report makes of it. */
export type Simulation = {
  readonly seed: number;
  readonly shoppers: number;
  /** Assignments are within so many days before `end`. */
  readonly days: number;
  readonly end: Date;
  /** Paid conversion of the external arm among the exposed, in millionths. */
  readonly basePerMillion: number;
  /** What the instant arm changes about it, relative, in millionths: 100_000 is a tenth more. */
  readonly effectPerMillion: number;
  readonly weights: ExperimentPlan["weights"];
  readonly sellers: readonly string[];
  readonly platforms: readonly string[];
  readonly countries: readonly string[];
  readonly currencies: readonly Currency[];
};

/** The phase of a simulation: no flag's phase begins like that, and phases are never counted together. */
export const phaseOfSimulation = (seed: number): string => `${SIMULATED_PHASE}${seed}`;
