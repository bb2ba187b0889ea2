import { isUndefined, noAnswer, type Undefined } from "../answer.ts";
import { chiSquareUpperTail } from "./stdlib-distributions.ts";

/** Below it the split is taken for broken. So low because it is looked at every day, and a false alarm stops a good test. */
export const SPLIT_ALARM_P = 0.001;
/** With fewer expected in an arm the chi-square is no measure of chance. */
const FEWEST_EXPECTED = 8;

export type SampleRatio = {
  readonly kind: "checked";
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly chiSquare: number;
  readonly freedom: number;
  readonly p: number;
  readonly isAlarm: boolean;
};

/** Pearson's χ² = Σ(Oᵢ − Nwᵢ)²/(Nwᵢ) of the shoppers of each arm against the plan's shares, of any sum (Fabijan et al. 2019). */
export function sampleRatio(observed: readonly number[], weights: readonly number[]): SampleRatio | Undefined {
  const total = observed.reduce((sum, count) => sum + count, 0);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return noAnswer("no_exposures");
  if (weights.some((weight) => weight <= 0)) return noAnswer("weight_not_positive");
  const expected = weights.map((weight) => (total * weight) / whole);
  const chiSquare = observed.reduce((sum, count, index) => {
    const due = expected[index] ?? 0;
    return sum + (count - due) ** 2 / due;
  }, 0);
  const freedom = observed.length - 1;
  const p = chiSquareUpperTail(chiSquare, freedom);
  return { kind: "checked", observed, expected, chiSquare, freedom, p, isAlarm: p < SPLIT_ALARM_P };
}

/** The same, but only where every arm could expect enough shoppers for its p to mean something. */
export function checkSplit(observed: readonly number[], weights: readonly number[]): SampleRatio | Undefined {
  const ratio = sampleRatio(observed, weights);
  if (isUndefined(ratio)) return ratio;
  return ratio.expected.some((count) => count < FEWEST_EXPECTED) ? noAnswer("too_few_to_check") : ratio;
}
