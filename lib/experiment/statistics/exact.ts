import type { Proportion } from "./proportions.ts";

export type ExactTest = {
  /** Two-sided. */
  readonly p: number;
  /** The smallest p that any outcome with as many shoppers and as many events could have had. */
  readonly leastP: number;
};

/** Weights below this part of the greatest are nothing. */
const NOTHING = 1e-300;
/** Outcomes as likely as the one that came belong to the tail although the last digits differ. */
const SAME = 1 + 1e-7;

/**
 * Fisher's exact test of two rates (Fisher 1935): given both arms' shoppers and all events, the treatment's events are
 * hypergeometric; p adds up every outcome that is at most as likely as the one that came. It never rejects equal rates more often
 * than it says, with however few shoppers. The weights are relative to the likeliest outcome's, by their ratios, so that
 * no factorial is computed.
 */
export function exactTest(control: Proportion, treatment: Proportion): ExactTest {
  const events = control.events + treatment.events;
  const least = Math.max(0, events - control.shoppers);
  const most = Math.min(events, treatment.shoppers);
  const all = control.shoppers + treatment.shoppers;
  const likeliest = Math.floor(((events + 1) * (treatment.shoppers + 1)) / (all + 2));
  /** How much likelier one event more in the treatment is. */
  const ratio = (count: number) =>
    ((events - count) * (treatment.shoppers - count)) / ((count + 1) * (control.shoppers - events + count + 1));
  const weights = new Map([[likeliest, 1]]);
  for (let count = likeliest, weight = 1; count < most && weight > NOTHING; count += 1) {
    weight *= ratio(count);
    weights.set(count + 1, weight);
  }
  for (let count = likeliest, weight = 1; count > least && weight > NOTHING; count -= 1) {
    weight /= ratio(count - 1);
    weights.set(count - 1, weight);
  }
  // From the smallest up, so that a small tail keeps its digits.
  const rising = [...weights.values()].sort((one, other) => one - other);
  const sum = rising.reduce((before, weight) => before + weight, 0);
  const upTo = (limit: number) =>
    rising.reduce((before, weight) => (weight <= limit * SAME ? before + weight : before), 0) / sum;
  const ends = Math.min(weights.get(least) ?? 0, weights.get(most) ?? 0);
  return { p: Math.min(1, upTo(weights.get(treatment.events) ?? 0)), leastP: Math.min(1, upTo(ends)) };
}
