import { and, asc, desc, eq, gte, isNotNull, lt, sql, type InferSelectModel } from "drizzle-orm";
import {
  IMPORT_CAUSES,
  type CatalogImport,
  type ImportHistory,
  type ImportId,
  type RollBackPlan,
} from "../../../catalog/imports/history.ts";
import { sellerId } from "../../../ids.ts";
import { invariant } from "../../../invariant.ts";
import { rowsOf, type Database } from "../database.ts";
import { catalogImports } from "../schema/feed.ts";
import { rollBackOn } from "./roll-back.ts";

/** An import that did not end in this time is over: its process ended. */
const MAX_MS = 24 * 60 * 60_000;
/** On the embedded database a buyer waits for one portion at most. */
const PORTION = 1000;

const NOT_ENDED = { added: 0, changed: 0, withdrawn: 0, accepted: 0, rejected: 0, failure: null, endedAt: null };

/** The history of imports on PGlite or Postgres. Port: lib/catalog/imports/history.ts. */
export function createImportHistory(database: Database): ImportHistory {
  return {
    async begin(start) {
      const row = { ...start, ...NOT_ENDED, sellers: [], isPruned: false, rolledBackBy: null };
      const [begun] = await database.insert(catalogImports).values(row).returning({ id: catalogImports.id });
      invariant(begun !== undefined, "an insert answers its row");
      return begun.id;
    },
    async end(id, { withdrawn, ...end }) {
      const { added, others, sellers } = await countsOf(database, id);
      if (added + others === 0) {
        await database.delete(catalogImports).where(eq(catalogImports.id, id));
        return null;
      }
      const [ended] = await database
        .update(catalogImports)
        .set({ ...end, added, withdrawn, changed: Math.max(0, others - withdrawn), sellers })
        .where(eq(catalogImports.id, id))
        .returning();
      return ended === undefined ? null : importFromRow(ended);
    },
    async imports(limit, before = null) {
      const rows = await database
        .select()
        .from(catalogImports)
        .where(before === null ? undefined : lt(catalogImports.id, before))
        .orderBy(desc(catalogImports.id))
        .limit(limit);
      return rows.map(importFromRow);
    },
    async isRolledBack(feed, digest) {
      const found = await database
        .select({ id: catalogImports.id })
        .from(catalogImports)
        .where(
          and(eq(catalogImports.feed, feed), eq(catalogImports.digest, digest), isNotNull(catalogImports.rolledBackBy)),
        )
        .limit(1);
      return found.length > 0;
    },
    prune: (kept, now) => prune(database, kept, now),
    planOf: (id) => planOf(database, id),
    rollBack: (plan, place, options) => rollBackOn(database, plan, place, options),
    markRolledBack: (plan, by) => database.transaction((transaction) => markRolledBack(transaction, plan, by)),
  };
}

async function countsOf(database: Database, id: ImportId) {
  const { rows } = await rowsOf(
    database,
    sql`select count(*) filter (where before is null)::int as added, count(before)::int as others, coalesce(jsonb_agg(distinct seller_id), '[]') as sellers from catalog_import_rows where import_id = ${id}`,
  );
  const [row = {}] = rows;
  return { added: Number(row["added"]), others: Number(row["others"]), sellers: row["sellers"] as string[] };
}

async function planOf(database: Database, id: ImportId): Promise<RollBackPlan | "not_found" | "not_kept"> {
  const found = await database
    .select()
    .from(catalogImports)
    .where(gte(catalogImports.id, id))
    .orderBy(asc(catalogImports.id));
  const [first] = found;
  if (first?.id !== id) return "not_found";
  if (first.isPruned) return "not_kept";
  // One whose process ended in the middle has no list of sellers yet.
  const sellers = first.endedAt === null ? (await countsOf(database, id)).sellers : (first.sellers as string[]);
  return { id, ids: found.map((one) => one.id), sellers: sellers.map(sellerId) };
}

async function markRolledBack(database: Database, { id, ids, sellers }: RollBackPlan, by: ImportId): Promise<void> {
  const all = JSON.stringify(sellers);
  const undone = sql`id >= ${id} and id < ${by} and sellers <@ ${all}::jsonb and (ended_at is not null or id = ${id})`;
  // What an undone roll-back had undone counts again.
  await rowsOf(
    database,
    sql`update catalog_imports set rolled_back_by = null where id < ${id} and rolled_back_by in (select id from catalog_imports where ${undone})`,
  );
  await rowsOf(database, sql`update catalog_imports set rolled_back_by = ${by}::int where ${undone}`);
  await rowsOf(
    database,
    sql`update feed_states set accepted = (select accepted from catalog_imports where feed = feed_states.source and rolled_back_by is null order by id desc limit 1)
      where source in (select feed from catalog_imports where id in (select value::int from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)))`,
  );
}

async function prune(database: Database, kept: number, now: Date): Promise<void> {
  await endAbandoned(database, now);
  const { rows } = await rowsOf(
    database,
    sql`select id, seller_id from (select id, owned.value as seller_id, row_number() over (partition by owned.value order by id desc) as place from catalog_imports cross join lateral jsonb_array_elements_text(sellers) as owned) as ranked where place > ${kept}`,
  );
  for (const row of rows) {
    const [id, seller] = [Number(row["id"]), String(row["seller_id"])];
    // From now on it is not offered for a roll-back, whenever the process ends.
    await database.update(catalogImports).set({ isPruned: true }).where(eq(catalogImports.id, id));
    while ((await deletePortion(database, id, seller)) === PORTION);
    await rowsOf(database, sql`update catalog_imports set sellers = sellers - ${seller}::text where id = ${id}`);
  }
  await rowsOf(database, sql`delete from catalog_imports where is_pruned and sellers = '[]'::jsonb`);
}

async function deletePortion(database: Database, id: ImportId, seller: string): Promise<number> {
  const { rows } = await rowsOf(
    database,
    sql`with gone as (delete from catalog_import_rows where import_id = ${id} and product_id in (select product_id from catalog_import_rows where import_id = ${id} and seller_id = ${seller} order by product_id limit ${PORTION}) returning 1) select count(*)::int as count from gone`,
  );
  return Number(rows[0]?.["count"] ?? 0);
}

async function endAbandoned(database: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - MAX_MS).toISOString();
  await rowsOf(
    database,
    sql`update catalog_imports set ended_at = started_at, failure = 'the process ended before the import',
        sellers = (select coalesce(jsonb_agg(distinct seller_id), '[]') from catalog_import_rows where import_id = catalog_imports.id),
        is_pruned = not exists (select 1 from catalog_import_rows where import_id = catalog_imports.id)
      where ended_at is null and started_at < ${before}::timestamptz`,
  );
}

const importFromRow = ({ cause, sellers, ...row }: InferSelectModel<typeof catalogImports>): CatalogImport => ({
  ...row,
  cause: IMPORT_CAUSES.find((one) => one === cause) ?? "command",
  sellers: (sellers as readonly string[]).map(sellerId),
});
