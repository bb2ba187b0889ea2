import { sql } from "drizzle-orm";
import type { ImportId } from "../../../catalog/imports/history.ts";
import type { ProductId } from "../../../ids.ts";
import { rowsOf, type Database } from "../database.ts";
import { columnList, recordedIn } from "./recorded-rows.ts";

/** As `withdrawOn` leaves a product. No version, so that a row that names it again may set its availability. */
export const WITHDRAWN: Readonly<Record<string, string>> = {
  availability: "'out_of_stock'",
  availability_version: "null",
  is_eligible_search: "false",
  is_eligible_checkout: "false",
};

const assignments = sql.raw(
  Object.entries(WITHDRAWN)
    .map(([column, value]) => `"${column}" = ${value}`)
    .join(", "),
);
const isWithdrawn = sql.raw(
  Object.entries(WITHDRAWN)
    .map(([column, value]) => `products."${column}" is not distinct from ${value}`)
    .join(" and "),
);

/** Takes products off sale. Contract: Catalog.withdraw. */
export async function withdrawOn(
  database: Database,
  ids: readonly ProductId[],
  recordAs: ImportId | null,
): Promise<number> {
  if (ids.length === 0) return 0;
  const named = sql`(select value from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
  const kept = recordAs === null ? sql`` : sql`, kept as (${recordedIn(recordAs)})`;
  const { rows } = await rowsOf(
    database,
    sql`with before_rows as materialized (select ${columnList()} from products where id in ${named} and not (${isWithdrawn}) order by id for update),
      after_rows as (update products set ${assignments} from before_rows where products.id = before_rows.id returning ${columnList("products")})${kept}
      select count(*) filter (where is_eligible_search or is_eligible_checkout)::int as count from before_rows`,
  );
  return Number(rows[0]?.["count"] ?? 0);
}
