/** Throws when `condition` is false: a bug in Tillswitch, never a buyer's or a merchant's mistake. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** Ends an exhaustive `switch`: the compiler refuses a union member that has no case of its own. */
export function unreachable(value: never): never {
  throw new Error(`Invariant broken: unexpected value ${JSON.stringify(value)}`);
}

type Kinded = { readonly kind: string };
type OfKind<Union extends Kinded, Kind extends Union["kind"]> = {
  [One in Kind]: Extract<Union, { kind: One }> & { readonly kind: One };
}[Kind];

/** A row for every kind of a union: a new kind does not compile until each table has a row for it. */
export type KindTable<Union extends Kinded, Result, Rest extends readonly unknown[] = []> = {
  readonly [Kind in Union["kind"]]: (one: OfKind<Union, Kind>, ...rest: Rest) => Result;
};

/** What a table makes of a value, by the row of its kind. */
export function byKind<Union extends Kinded, Result, Rest extends readonly unknown[]>(
  table: KindTable<Union, Result, Rest>,
  value: OfKind<Union, Union["kind"]>,
  ...rest: Rest
): Result {
  return table[value.kind](value, ...rest);
}
