type QueueLimits = { readonly atOnce: number; readonly waiting: number };

/** Does at most `atOnce` things at a time and lets at most `waiting` wait; whoever comes then gets null at once. */
export class Queue {
  readonly #atOnce: number;
  readonly #waiting: number;
  #running = 0;
  readonly #next: (() => void)[] = [];

  constructor(limits: QueueLimits) {
    this.#atOnce = limits.atOnce;
    this.#waiting = limits.waiting;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result | null> {
    if (this.#running >= this.#atOnce) {
      if (this.#next.length >= this.#waiting) return null;
      await new Promise<void>((resolve) => this.#next.push(resolve));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place, so that nobody can come in between.
      const next = this.#next.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

/** The same for each key by itself. A key's queue exists while something is in it. */
export class QueueByKey {
  readonly #limits: QueueLimits;
  readonly #queues = new Map<string, { readonly queue: Queue; size: number }>();

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result | null> {
    const entry = this.#queues.get(key) ?? { queue: new Queue(this.#limits), size: 0 };
    this.#queues.set(key, entry);
    entry.size += 1;
    try {
      return await entry.queue.run(work);
    } finally {
      entry.size -= 1;
      if (entry.size === 0) this.#queues.delete(key);
    }
  }
}

/** The same work asked for by many at once is done once. Nothing is remembered after it ended. */
export class SingleFlight<Result> {
  readonly #flights = new Map<string, Promise<Result>>();

  run(key: string, work: () => Promise<Result>): Promise<Result> {
    const under = this.#flights.get(key);
    if (under !== undefined) return under;
    const flight = work().finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }
}
