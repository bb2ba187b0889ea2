/** What goes wrong with one request. */
export type Fault =
  /** The request takes effect, then the connection breaks. */
  | { readonly kind: "reply_lost" }
  /** The connection breaks and nothing happens. */
  | { readonly kind: "reset" }
  /** Silence for `ms`, then the connection breaks and nothing happens. */
  | { readonly kind: "hang"; readonly ms: number }
  /** An error instead of the answer; nothing happens. */
  | { readonly kind: "status_500" };

/** Meets the next `times` requests (1 unless said) whose method and path match; `path` is a regular expression. */
export type FaultRule = {
  readonly fault: Fault;
  readonly method?: string;
  readonly path: string;
  readonly times?: number;
};

export class Faults {
  #rules: { readonly rule: FaultRule; left: number }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1 });
  }

  clear(): void {
    this.#rules = [];
  }

  meet(method: string, path: string): Fault | null {
    const met = this.#rules.find(
      ({ rule, left }) => left > 0 && (rule.method ?? method) === method && new RegExp(rule.path).test(path),
    );
    if (met === undefined) return null;
    met.left -= 1;
    return met.rule.fault;
  }
}
