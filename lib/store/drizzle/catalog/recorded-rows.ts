import { sql, type SQL } from "drizzle-orm";
import type { ImportId } from "../../../catalog/imports/history.ts";
import { COLUMNS } from "./columns.ts";

/** The columns of products without their words, of one name in a statement. */
export const columnList = (of: string | null = null): SQL =>
  sql.raw(COLUMNS.map((column) => `${of === null ? "" : `"${of}".`}"${column}"`).join(", "));

/** True where two names in a statement have different rows. */
export const isDistinct = (left: string, right: string): SQL =>
  sql`row(${columnList(left)}) is distinct from row(${columnList(right)})`;

/** Kept of every product that changes: by their versions a roll-back knows whether something else changed these parts later. */
const ALWAYS_KEPT = sql.raw("('price_version', 'availability_version')");

/**
 * A part of a statement that has products as `before_rows` and `after_rows`: keeps under the import what differs between the two,
 * and of new products that they are new. Of a product that one import changes twice, what was first there stays. `offset 0`
 * keeps the planner from making each row's JSON again for each of its columns.
 */
export function recordedIn(id: ImportId): SQL {
  const differing = (of: string) =>
    sql`(select jsonb_object_agg(key, value) from jsonb_each(${sql.raw(of)}) where key in ${ALWAYS_KEPT} or whole.was -> key is distinct from whole.now -> key)`;
  return sql`insert into catalog_import_rows as kept (import_id, product_id, seller_id, before, after)
    select ${id}::int, after_rows.id, after_rows.seller_id,
      case when before_rows.id is null then null else ${differing("whole.was")} end,
      case when before_rows.id is null then null else ${differing("whole.now")} end
    from after_rows left join before_rows on before_rows.id = after_rows.id
      cross join lateral (select to_jsonb(before_rows) as was, to_jsonb(after_rows) as now offset 0) as whole
    where before_rows.id is null or ${isDistinct("before_rows", "after_rows")}
    on conflict (import_id, product_id) do update set before = excluded.before || kept.before, after = kept.after || excluded.after`;
}
