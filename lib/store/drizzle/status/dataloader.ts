import DataLoader from "dataloader";

/** More than this in one statement would keep the first of them waiting for the last. */
const MAX_TOGETHER = 100;

/**
 * Answers reads that are asked for in one turn of the event loop by one statement: under load most of a short read is the way
 * to the database and back. `read` answers for as many keys as it gets, in their order, how each value is made of what was read;
 * when it throws, all of them fail. Nothing is kept from one turn to the next. https://github.com/graphql/dataloader
 * Each caller makes their value, or fails, and goes on in a step of their own: the first answer is out, and its reader may ask
 * again, while the next is still made.
 */
export function readTogether<Key, Value>(
  read: (keys: readonly Key[]) => Promise<readonly (() => Value | Promise<Value>)[]>,
): (key: Key) => Promise<Value> {
  const loader = new DataLoader<Key, () => Value | Promise<Value>>(read, {
    cache: false,
    maxBatchSize: MAX_TOGETHER,
    batchScheduleFn: (run) => void setImmediate(run),
  });
  return async (key) => {
    const make = await loader.load(key);
    await new Promise(setImmediate);
    return make();
  };
}
