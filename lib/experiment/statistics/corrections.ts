/** The places of `values` from the lowest to the highest value. */
const rising = (values: readonly number[]): readonly number[] =>
  values.map((_, index) => index).sort((one, other) => (values[one] ?? 0) - (values[other] ?? 0));

/**
 * p-values so that the chance of even one false alarm among them stays at α: from the lowest up,
 * max over j ≤ i of min(1, (m − j + 1)pⱼ) (Holm 1979). In the order given.
 */
export function holm(values: readonly number[]): readonly number[] {
  const adjusted = values.map(() => 1);
  let highest = 0;
  for (const [rank, index] of rising(values).entries()) {
    highest = Math.max(highest, Math.min(1, (values.length - rank) * (values[index] ?? 1)));
    adjusted[index] = highest;
  }
  return adjusted;
}

/**
 * p-values so that of the findings at α the share of false ones stays at α: from the highest down,
 * min over j ≥ i of min(1, m·pⱼ/j) (Benjamini, Hochberg 1995). In the order given.
 */
export function benjaminiHochberg(values: readonly number[]): readonly number[] {
  const adjusted = values.map(() => 1);
  let lowest = 1;
  for (const [rank, index] of [...rising(values).entries()].reverse()) {
    lowest = Math.min(lowest, ((values[index] ?? 1) * values.length) / (rank + 1));
    adjusted[index] = lowest;
  }
  return adjusted;
}
