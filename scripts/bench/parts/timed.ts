/** `text`: "median / 95th percentile" in milliseconds. */
export type Timed = { readonly median: number; readonly text: string };

/** Does the work so many times, one after the other, and says how long it took. */
export async function timed(times: number, work: () => Promise<unknown>): Promise<Timed> {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { median: at(0.5), text: `${at(0.5).toFixed(1)} / ${at(0.95).toFixed(1)}` };
}
