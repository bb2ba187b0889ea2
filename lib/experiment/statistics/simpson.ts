import type { Proportion } from "./proportions.ts";

export type Segment = { readonly control: Proportion; readonly treatment: Proportion };

export type Reversal = {
  /** Every segment points the other way than the whole: Simpson's paradox. */
  readonly isEvery: boolean;
  /** One at least does; with many small segments that happens by chance. */
  readonly isSome: boolean;
};

/** The sign of treatment minus control, in whole numbers: xB·nA − xA·nB. */
function directionOf({ control, treatment }: Segment): number {
  return Math.sign(treatment.events * control.shoppers - control.events * treatment.shoppers);
}

/** Whether segments point against the whole they add up to (Simpson 1951). Segments with an empty arm say nothing. */
export function simpsonReversal(segments: readonly Segment[]): Reversal {
  const counted = segments.filter(({ control, treatment }) => control.shoppers > 0 && treatment.shoppers > 0);
  const add = (one: Proportion, other: Proportion): Proportion => ({
    shoppers: one.shoppers + other.shoppers,
    events: one.events + other.events,
  });
  const nobody: Proportion = { shoppers: 0, events: 0 };
  const whole = directionOf({
    control: counted.map(({ control }) => control).reduce(add, nobody),
    treatment: counted.map(({ treatment }) => treatment).reduce(add, nobody),
  });
  const against = counted.filter((segment) => whole !== 0 && directionOf(segment) === -whole);
  return { isEvery: counted.length > 1 && against.length === counted.length, isSome: against.length > 0 };
}
