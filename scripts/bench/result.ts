/** One measured value. `ratio` is to the value named `to`; `range` over the rounds. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly ratio?: number;
  readonly to?: string;
  readonly range?: readonly [number, number];
};

/** What a figure has to reach, or with `most` must not exceed. */
export type Goal = {
  readonly name: string;
  readonly needed: number;
  readonly most?: boolean;
  readonly measured: number;
};

export const isMet = ({ needed, most = false, measured }: Goal): boolean =>
  most ? measured <= needed : measured >= needed;

export type PartResult = {
  readonly figures: readonly Figure[];
  readonly goals: readonly Goal[];
  /** How much of what was measured. */
  readonly sizes: Readonly<Record<string, number | string | readonly number[]>>;
  /** Tables that a part writes itself. */
  readonly lines?: readonly string[];
};

export type Scale = {
  /** The whole bench within a minute: too little for conclusions, enough to see that everything runs. */
  readonly isQuick: boolean;
  /** The sizes that take tens of minutes. */
  readonly isWhole: boolean;
  /** Instead of a part's own sizes. */
  readonly sizes: readonly number[] | null;
  /** Where a part that can keeps its database for the next run. */
  readonly data: string | null;
};

export type Part = {
  readonly name: string;
  readonly title: string;
  readonly run: (scale: Scale, progress: (line: string) => void) => Promise<PartResult>;
};

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export const rangeOf = (numbers: readonly number[]): readonly [number, number] => [
  Math.min(...numbers),
  Math.max(...numbers),
];
