import { isMet, type Figure, type Goal, type PartResult } from "./result.ts";

/** Ratios first: a rate depends on the machine, and a ratio of two rates of one run much less. */
export function tableOf({ figures, goals, lines = [] }: PartResult): string {
  const width = Math.max(0, ...figures.map(({ name }) => name.length));
  return [...figures.map((figure) => rowOf(figure, width)), ...lines, ...goals.map(goalLine)]
    .map((line) => `  ${line}\n`)
    .join("");
}

function rowOf({ name, value, unit, ratio, to, range }: Figure, width: number): string {
  const compared = ratio === undefined ? "".padStart(7) : ratio.toFixed(2).padStart(7);
  const spread = range === undefined ? "" : ` (${digits(range[0])} to ${digits(range[1])})`;
  const base = ratio === undefined || to === undefined ? "" : `, ratio to ${to}`;
  return `${compared}  ${name.padEnd(width)}  ${digits(value)} ${unit}${spread}${base}`;
}

const goalLine = (goal: Goal): string =>
  `${isMet(goal) ? "met   " : "MISSED"}  ${goal.name}: ${goal.measured.toFixed(2)}, ${goal.most === true ? "at most" : "at least"} ${goal.needed}`;

const digits = (value: number) => value.toFixed(Math.abs(value) >= 100 ? 0 : 2);
