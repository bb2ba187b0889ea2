const STEPS = [1, 2, 2.5, 5, 10];

/** Round values around zero, up to `reach` on both sides, two to five on each. */
export function ticksWithin(reach: number): readonly number[] {
  const size = 10 ** Math.floor(Math.log10(reach / 2));
  const step = (STEPS.findLast((one) => one * size <= reach / 2) ?? 1) * size;
  const count = Math.floor(reach / step);
  return Array.from({ length: 2 * count + 1 }, (_, index) => (index - count) * step);
}
