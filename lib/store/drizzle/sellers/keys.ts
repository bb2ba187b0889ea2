import { and, asc, desc, eq, inArray, isNull, lt, ne, or, sql, type InferSelectModel } from "drizzle-orm";
import { sellerId, type SellerId } from "../../../ids.ts";
import { ORDER_ACTIONS, type SellerKey } from "../../../sellers/key.ts";
import type { SellerKeyReads, SellerKeyWrites } from "../../sellers/key-store.ts";
import { isStorable, type Database } from "../database.ts";
import { sellerKeys } from "../schema/sellers/key.ts";
import { sellers } from "../schema/sellers/seller.ts";

export function sellerKeyReadsOn(database: Database): SellerKeyReads {
  return {
    async sellerKey(id) {
      if (!isStorable(id)) return null;
      const [row] = await database.select().from(sellerKeys).where(eq(sellerKeys.id, id));
      return row === undefined ? null : { ...keyFromRow(row), digest: row.digest };
    },
    async sellerKeys(of, limit) {
      if (!isStorable(of)) return [];
      const rows = await database
        .select()
        .from(sellerKeys)
        .where(eq(sellerKeys.sellerId, of))
        .orderBy(desc(isNull(sellerKeys.revokedAt)), desc(sellerKeys.createdAt), asc(sellerKeys.id))
        .limit(limit);
      return rows.map(keyFromRow);
    },
    async sellerKeysFrom(id, of) {
      const rows = await database
        .select()
        .from(sellerKeys)
        .where(
          and(
            eq(sellerKeys.sellerId, of),
            isNull(sellerKeys.revokedAt),
            ne(sellerKeys.id, id),
            inArray(sellerKeys.id, keysFrom(id, of)),
          ),
        )
        .orderBy(desc(sellerKeys.createdAt), asc(sellerKeys.id));
      return rows.map(keyFromRow);
    },
    async idleSellerKeys(day, limit) {
      const rows = await database
        .select()
        .from(sellerKeys)
        .where(
          and(
            isNull(sellerKeys.revokedAt),
            or(isNull(sellerKeys.lastUsedOn), lt(sellerKeys.lastUsedOn, day)),
            lt(sellerKeys.createdAt, sql`${day}::timestamp at time zone 'UTC'`),
          ),
        )
        .orderBy(asc(sellerKeys.id))
        .limit(limit);
      return rows.map(keyFromRow);
    },
  };
}

export function sellerKeyWritesOn(database: Database): SellerKeyWrites {
  return {
    async lockSellerKeys(of) {
      await database.select({ id: sellers.id }).from(sellers).where(eq(sellers.id, of)).for("update");
    },
    async insertSellerKey(key) {
      await database.insert(sellerKeys).values({ ...key, actions: [...key.actions] });
    },
    async revokeSellerKey(id, revokedAt) {
      const revoked = await database
        .update(sellerKeys)
        .set({ revokedAt })
        .where(and(eq(sellerKeys.id, id), isNull(sellerKeys.revokedAt)))
        .returning({ id: sellerKeys.id });
      return revoked.length === 1;
    },
    async markSellerKeyUsed(id, day) {
      await database
        .update(sellerKeys)
        .set({ lastUsedOn: day })
        .where(and(eq(sellerKeys.id, id), or(isNull(sellerKeys.lastUsedOn), lt(sellerKeys.lastUsedOn, day))));
    },
  };
}

/** A key of a seller's and those that go back to it, as a list for `in`. */
export const keysFrom = (id: string, of: SellerId) => sql`(with recursive line (id) as (
  select ${id}::text
  union
  select ${sellerKeys.id} from ${sellerKeys} join line on ${sellerKeys.createdBy} = line.id
  where ${sellerKeys.sellerId} = ${of}
) select id from line)`;

function keyFromRow(row: InferSelectModel<typeof sellerKeys>): SellerKey {
  // An action of a later release, which may run beside this one, allows nothing here.
  const actions = ORDER_ACTIONS.filter((action) => row.actions.includes(action));
  const { id, why, createdAt, createdBy, lastUsedOn, revokedAt } = row;
  return { id, sellerId: sellerId(row.sellerId), actions, why, createdAt, createdBy, lastUsedOn, revokedAt };
}
