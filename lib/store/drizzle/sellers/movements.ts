import { and, asc, eq, inArray, isNotNull, isNull, lte, sql, type SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { OpenMovementQuery } from "../../../orders/transfers/books.ts";
import type { Movement } from "../../../orders/transfers/transfer.ts";
import type { PaymentName } from "../../refund-store.ts";
import type { TransferReads, TransferWrites } from "../../sellers/transfer-store.ts";
import { behind, isStorable, type Database } from "../database.ts";
import { transferReversals, transfers } from "../schema/sellers/transfer.ts";
import { movementTotals, sellerMonths } from "./books.ts";
import { cartsTakenOtherwise } from "./cart-gaps.ts";
import { movedPayments, unbookedPayments } from "./divided.ts";
import { reversalFromRow, reversalToRow, transferFromRow, transferToRow } from "./movement-rows.ts";

const TABLES = { transfer: transfers, reversal: transferReversals } as const;
type Table = (typeof TABLES)[keyof typeof TABLES];

const ofPayment = (table: Table, { provider, reference }: PaymentName) =>
  and(eq(table.provider, provider), eq(table.reference, reference));

/** Rows of both tables: of each, those that a condition is true of. */
const someOn =
  (database: Database) =>
  async (
    condition: (table: Table) => SQL | undefined,
    order: (table: Table) => SQL[],
    limit: number,
  ): Promise<readonly Movement[]> => {
    const from = <Of extends PgTable & Table>(table: Of) =>
      database
        .select()
        .from(table as Table)
        .where(condition(table))
        .orderBy(...order(table))
        .limit(limit);
    const sent = (await from(transfers)) as (typeof transfers.$inferSelect)[];
    const taken = (await from(transferReversals)) as (typeof transferReversals.$inferSelect)[];
    return [...sent.map(transferFromRow), ...taken.map(reversalFromRow)];
  };

export function transferReadsOn(database: Database): TransferReads {
  const some = someOn(database);
  return {
    async movement(key) {
      if (!isStorable(key)) return null;
      const [found] = await some((table) => eq(table.key, key), byTime, 1);
      return found ?? null;
    },
    async transfers(payment) {
      const rows = await database
        .select()
        .from(transfers)
        .where(ofPayment(transfers, payment))
        .orderBy(...byTime(transfers));
      return rows.map(transferFromRow);
    },
    async reversals(payment) {
      const rows = await database
        .select()
        .from(transferReversals)
        .where(ofPayment(transferReversals, payment))
        .orderBy(...byTime(transferReversals));
      return rows.map(reversalFromRow);
    },
    dueMovements: (now, limit) =>
      some(
        ({ dueAt }) => and(isNotNull(dueAt), lte(dueAt, now)),
        ({ dueAt }) => [asc(dueAt)],
        limit,
      ),
    async lostMovements(limit, after = null) {
      const place = after === null ? null : [after.createdAt, after.key];
      const lost = await some(
        ({ state, dueAt, resolvedAt, createdAt, key }) =>
          and(inArray(state, ["refused", "owed"]), isNull(dueAt), isNull(resolvedAt), behind([createdAt, key], place)),
        byTime,
        limit,
      );
      return lost.toSorted(byPlace).slice(0, limit);
    },
    movementTotals: () => movementTotals(database),
    sellerMonths: (query) => sellerMonths(database, query),
    movedPayments: (since, limit) => movedPayments(database, since, limit),
    cartsTakenOtherwise: (span, limit) => cartsTakenOtherwise(database, span, limit),
    unbookedPayments: (since, limit) => unbookedPayments(database, since, limit),
    openMovements: (query) => openMovements(database, query),
  };
}

async function openMovements(
  database: Database,
  { seller, limit, after }: OpenMovementQuery,
): Promise<readonly Movement[]> {
  const place = after === null ? null : [after.createdAt, after.key];
  const isOpen = (table: Table) =>
    and(
      // As the indexes of open rows have it.
      sql`${table.state} in ${table === transfers ? sql`('due', 'unknown', 'refused')` : sql`('due', 'unknown', 'refused', 'owed')`}`,
      isNull(table.resolvedAt),
      seller === null ? undefined : eq(table.sellerId, seller),
      behind([table.createdAt, table.key], place),
    );
  return (await someOn(database)(isOpen, byTime, limit)).toSorted(byPlace).slice(0, limit);
}

const byTime = ({ createdAt, key }: Table): SQL[] => [asc(createdAt), asc(key)];
/** As the database orders it, with keys byte by byte. */
const byPlace = (one: Movement, other: Movement) =>
  one.createdAt.getTime() - other.createdAt.getTime() || (one.key < other.key ? -1 : 1);

export function transferWritesOn(database: Database): TransferWrites {
  return {
    async insertMovement(movement) {
      const inserted =
        movement.kind === "transfer"
          ? await database.insert(transfers).values(transferToRow(movement)).onConflictDoNothing().returning()
          : await database.insert(transferReversals).values(reversalToRow(movement)).onConflictDoNothing().returning();
      return inserted.length === 1;
    },
    async saveMovement(movement) {
      const { key, state, settledAt, providerId, reason, refusals, tries, dueAt, resolvedAt } = movement;
      const changes = { state, settledAt, providerId, reason, refusals, tries, dueAt, resolvedAt };
      if (movement.kind === "reversal") {
        await database.update(transferReversals).set(changes).where(eq(transferReversals.key, key));
        return;
      }
      const { settledMinor, settledCurrency } = transferToRow(movement);
      const all = { ...changes, settledMinor, settledCurrency };
      await database.update(transfers).set(all).where(eq(transfers.key, key));
    },
    async claimMovement({ kind, key, state, tries }, dueAt) {
      const table = TABLES[kind];
      const claimed = await database
        .update(table)
        .set({ tries: tries + 1, dueAt })
        .where(and(eq(table.key, key), eq(table.state, state), eq(table.tries, tries)))
        .returning({ key: table.key });
      return claimed.length === 1;
    },
  };
}
