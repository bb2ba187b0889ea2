/** Throws when `condition` is false: a bug in Tillswitch, never a buyer's or a merchant's mistake. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** Ends an exhaustive `switch`: the compiler refuses a union member that has no case of its own. */
export function unreachable(value: never): never {
  throw new Error(`Invariant broken: unexpected value ${JSON.stringify(value)}`);
}
