import type { SellerId } from "../ids.ts";
import type { Money } from "../money.ts";
import type { Order } from "../orders/order.ts";
import type { Store, StoreTransaction } from "../store/store.ts";
import { transactionWithRollback } from "./context.ts";

/** What an act would do now, before anybody does it. */
export type Planned = {
  readonly kind: "planned";
  /** Null where the money became no order, or the order is not made yet. */
  readonly order: Order | null;
  readonly sellerId: SellerId;
  /** What moves, or is about to be settled; null where no money is in question. */
  readonly amount: Money | null;
  /** The whole of the payment; null as above. */
  readonly paid: Money | null;
  /** It was done before, and nothing more happens. */
  readonly isRepetition: boolean;
};

/**
 * Runs the transaction that decides an act. With `isDryRun` every write of it is undone at its end and its answer stays, so that
 * what an operator reads beforehand comes from the code that decides.
 */
export function decide<Value>(
  store: Store,
  isDryRun: boolean,
  work: (transaction: StoreTransaction, rollback: (value: Value) => never) => Promise<Value>,
): Promise<Value> {
  return transactionWithRollback<Value>(store, async (transaction, rollback) => {
    const value = await work(transaction, rollback);
    return isDryRun ? rollback(value) : value;
  });
}
