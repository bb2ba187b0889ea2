import { and, eq, gt, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { customerDiscounts } from "./schema/customer.ts";
import { discountUses } from "./schema/purchase.ts";
import type { StoreReads, StoreTransaction } from "../store.ts";

const isCounted = (now: Date) => or(isNull(discountUses.expiresAt), gt(discountUses.expiresAt, now));

export function discountReadsOn(database: Database): Pick<StoreReads, "usedUpCodes"> {
  return {
    async usedUpCodes(codes, except, now) {
      if (codes.length === 0) return new Set();
      const rows = await database
        .select({ code: discountUses.code, uses: sql<number>`count(*)::int` })
        .from(discountUses)
        .where(
          and(
            inArray(
              discountUses.code,
              codes.map((one) => one.code),
            ),
            except === null ? undefined : ne(discountUses.sessionId, except),
            isCounted(now),
          ),
        )
        .groupBy(discountUses.code);
      return new Set(
        codes
          .filter((one) => (rows.find((row) => row.code === one.code)?.uses ?? 0) >= one.limit)
          .map((one) => one.code),
      );
    },
  };
}

/** Uses of a code are counted under a lock of the code, taken in the order of the codes so that nobody waits in a circle. */
export function discountWritesOn(database: Database): Pick<StoreTransaction, "takeDiscounts" | "releaseDiscounts"> {
  return {
    async takeDiscounts({ sessionId, now, until }, sellerId, codes) {
      for (const { code, limit } of [...codes].sort((a, b) => a.code.localeCompare(b.code))) {
        if (limit === null) continue;
        await database.execute(sql`select pg_advisory_xact_lock(hashtext(${`discount ${code}`}))`);
        const [row] = await database
          .select({ uses: sql<number>`count(*)::int` })
          .from(discountUses)
          .where(and(eq(discountUses.code, code), ne(discountUses.sessionId, sessionId), isCounted(now)));
        if ((row?.uses ?? 0) >= limit) return false;
      }
      const rows = codes.map(({ code }) => ({ code, sessionId, sellerId, expiresAt: until }));
      if (rows.length > 0)
        await database
          .insert(discountUses)
          .values(rows)
          .onConflictDoUpdate({ target: [discountUses.code, discountUses.sessionId], set: { expiresAt: until } });
      return true;
    },
    async releaseDiscounts(id, codes) {
      for (const table of [discountUses, customerDiscounts])
        await database
          .delete(table)
          .where(and(eq(table.sessionId, id), codes === undefined ? undefined : inArray(table.code, [...codes])));
    },
  };
}
