import { eq, or } from "drizzle-orm";
import { isStorable, type Database } from "./drizzle-database.ts";
import { orderFromRow, orderToRow } from "./drizzle-payment-rows.ts";
import { orders } from "./drizzle-schema.ts";
import type { StoreReads, StoreTransaction } from "./store.ts";

export function orderReadsOn(database: Database): Pick<StoreReads, "order" | "orderByLink" | "orderByName"> {
  const firstOrder = async (where: ReturnType<typeof eq>) => {
    const [row] = await database.select().from(orders).where(where).limit(1);
    return row === undefined ? null : orderFromRow(row);
  };
  return {
    order: async (id) => (isStorable(id) ? firstOrder(eq(orders.id, id)) : null),
    async orderByName(name) {
      if (!isStorable(name)) return null;
      const named = or(eq(orders.id, name), eq(orders.number, name));
      const [first, second] = await database.select().from(orders).where(named).limit(2);
      return first === undefined || second !== undefined ? null : orderFromRow(first);
    },
    orderByLink: async (link) => (isStorable(link) ? firstOrder(eq(orders.link, link)) : null),
  };
}

export function orderWritesOn(database: Database): Pick<StoreTransaction, "insertOrder"> {
  return {
    async insertOrder(order) {
      return (
        (await database.insert(orders).values(orderToRow(order)).onConflictDoNothing().returning({ id: orders.id }))
          .length === 1
      );
    },
  };
}
