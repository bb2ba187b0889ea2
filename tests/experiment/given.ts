import fc from "fast-check";
import { isUndefined, type Undefined } from "#lib/experiment/answer.ts";
import type { Proportion } from "#lib/experiment/statistics/proportions.ts";

/** An answer that must be there. */
export function given<Answer extends object | number>(answer: Answer | Undefined): Answer {
  if (isUndefined(answer)) throw new Error(`no answer: ${answer.why}`);
  return answer;
}

export const counts = fc
  .record({ shoppers: fc.integer({ min: 1, max: 2_000_000 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ shoppers, part }): Proportion => ({ shoppers, events: Math.round(shoppers * part) }));
