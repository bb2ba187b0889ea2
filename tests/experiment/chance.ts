/** Chance that is the same at every run: a 32-bit counter, well mixed (the "mulberry" generator), for tests only. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below 1, in steps of 2^-32. */
  part(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** How many of `trials` happen, each with chance `rate`; by inversion, for trials · rate up to a few hundred. */
  count(trials: number, rate: number): number {
    if (rate > 0.5) return trials - this.count(trials, 1 - rate);
    let chance = (1 - rate) ** trials;
    let left = this.part();
    let events = 0;
    while (left > chance && events < trials) {
      left -= chance;
      events += 1;
      chance *= ((trials - events + 1) / events) * (rate / (1 - rate));
    }
    return events;
  }

  /** Standard normal (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.part())) * Math.cos(2 * Math.PI * this.part());
  }
}
