/** How a refused caller is kept from asking again at once. */
export type HoldBackRules = {
  /** How long an answer is held back, in milliseconds. */
  readonly ms: number;
  /** How many answers at once; beyond them each goes out immediately, so that holding back costs a bounded memory. */
  readonly most: number;
};

/**
 * Resolves when the answer to a refused request may go out. `connection`: what the request came by. All refusals of one
 * connection that come meanwhile go out together and take one place.
 */
export type HoldBack = (connection?: object) => Promise<void>;

/** A second is the least that an answer asks a refused caller to wait. */
const RULES: HoldBackRules = { ms: 1000, most: 1000 };

/**
 * Holds back the answers to refused requests. A caller who asks again as soon as there is an answer would otherwise get
 * thousands of refusals a second, and everybody else would wait for those; whoever waits as the answer says loses
 * nothing.
 */
export function createHoldBack({ ms, most }: HoldBackRules = RULES): HoldBack {
  let held = 0;
  const byConnection = new WeakMap<object, Promise<void>>();
  const hold = (connection: object) => {
    held += 1;
    const over = new Promise<void>((resolve) =>
      setTimeout(() => {
        held -= 1;
        byConnection.delete(connection);
        resolve();
      }, ms),
    );
    byConnection.set(connection, over);
    return over;
  };
  return (connection = {}) => byConnection.get(connection) ?? (held < most ? hold(connection) : Promise.resolve());
}
