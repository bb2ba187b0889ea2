import { sql, type SQL } from "drizzle-orm";
import type { ImportHistory, RollBackPlace, RollBackPlan, RolledBack } from "../../../catalog/imports/history.ts";
import { productId } from "../../../ids.ts";
import { invariant } from "../../../invariant.ts";
import { isCurrency, money, type Money } from "../../../money.ts";
import { rowsOf, type Database } from "../database.ts";
import { COLUMNS, UNSEEN } from "./columns.ts";
import { columnList, isDistinct, recordedIn } from "./recorded-rows.ts";
import { WITHDRAWN } from "./withdraw.ts";
import { FORM } from "./words.ts";

/** Parts of a product that are put back as a whole or not at all, because one of their columns without the others is wrong. */
const PARTS: readonly (readonly string[])[] = [
  ["price_version", "currency", "price_minor", "sale_price_minor", "sale_from", "sale_until"],
  ["availability_version", "availability", "available_from"],
  ["stock_set_at", "stock_version"],
];
/** What the words of a product are made of; without the mark of their form they are made again. words.ts */
const WORDED = [
  "title",
  "description",
  "brand",
  "seller_name",
  "category",
  "variant",
  "sku",
  "gtin",
  "mpn",
  "offer_id",
];

const isKept = (of: "was" | "left_at", column: string) => `chain.${of} -> '${column}' is not null`;
/** The imports left the column as it is now, so that nothing else has changed it since. */
const isAsLeft = (column: string) =>
  `(not (${isKept("left_at", column)}) or now_row."${column}" is not distinct from left_row."${column}")`;
const partOf = (column: string) => PARTS.find((part) => part.includes(column)) ?? [column];
const mayPutBack = (column: string) => partOf(column).map(isAsLeft).join(" and ");

/**
 * A count goes back by the difference that the imports made, so that what was sold since stays sold. Where one of them began
 * or ended the counting there is no difference, and the count is what it was.
 */
const COUNT = `case when now_row.stock_on_hand is null or was_row.stock_on_hand is null or chain.is_uncounted
  then was_row.stock_on_hand else now_row.stock_on_hand - chain.counted end`;

function valueOf(column: string): string {
  const back = column === "stock_on_hand" ? COUNT : `was_row."${column}"`;
  const may = mayPutBack(column === "stock_on_hand" ? "stock_set_at" : column);
  const old = `case when ${isKept("was", column)} and ${may} then ${back} else now_row."${column}" end`;
  const withdrawn = WITHDRAWN[column] ?? `now_row."${column}"`;
  return column === "id" ? `now_row.id` : `case when chain.is_new then ${withdrawn} else ${old} end as "${column}"`;
}

const planned = sql.raw(COLUMNS.map(valueOf).join(", "));
const isPartLeft = sql.raw(
  COLUMNS.filter((column) => column !== "stock_on_hand")
    .map(
      (column) =>
        `(${isKept("was", column)} and now_row."${column}" is distinct from was_row."${column}" and not (${mayPutBack(column)}))`,
    )
    .join(" or "),
);
const assignments = sql.raw(
  COLUMNS.filter((column) => column !== "id")
    .map((column) => `"${column}" = planned."${column}"`)
    .join(", "),
);
const reworded = sql.raw(
  WORDED.map((column) => `products."${column}" is distinct from planned."${column}"`).join(" or "),
);
const changes = sql.raw(
  COLUMNS.filter((column) => !UNSEEN.has(column))
    .map((column) => `case when before_rows."${column}" is distinct from planned."${column}" then '${column}' end`)
    .join(", "),
);

/** The products of a batch and what the plan's imports did to each: the earliest `was` of a column, and the latest `left_at`. */
function chainOf({ ids, sellers }: RollBackPlan, { importId, after }: RollBackPlace, limit: number): SQL {
  const imports = sql`(select value::int from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
  const owners = sql`(select value from jsonb_array_elements_text(${JSON.stringify(sellers)}::jsonb))`;
  return sql`batch as materialized (select product_id from catalog_import_rows as named where import_id = ${importId}::int and product_id > ${after ?? ""} and seller_id in ${owners}
      and not exists (select 1 from catalog_import_rows as earlier where earlier.product_id = named.product_id and earlier.import_id in ${imports} and earlier.import_id < ${importId}::int and earlier.seller_id in ${owners})
      order by product_id limit ${limit}),
    links as materialized (select kept.* from catalog_import_rows as kept join batch on batch.product_id = kept.product_id where import_id in ${imports} and seller_id in ${owners}),
    was as (select product_id, jsonb_object_agg(key, value order by import_id desc) as fields from links cross join lateral jsonb_each(before) group by product_id),
    left_by as (select product_id, jsonb_object_agg(key, value order by import_id) as fields from links cross join lateral jsonb_each(after) group by product_id),
    counts as (select product_id, (array_agg(before is null order by import_id))[1] as is_new,
        coalesce(bool_or('null' in (before -> 'stock_on_hand', after -> 'stock_on_hand')), false) as is_uncounted,
        coalesce(sum((after ->> 'stock_on_hand')::int - (before ->> 'stock_on_hand')::int), 0)::int as counted
      from links group by product_id),
    chain as materialized (select counts.*, coalesce(was.fields, '{}') as was, coalesce(left_by.fields, '{}') as left_at
      from counts left join was on was.product_id = counts.product_id left join left_by on left_by.product_id = counts.product_id)`;
}

/** Contract: ImportHistory.rollBack. */
export async function rollBackOn(
  database: Database,
  plan: RollBackPlan,
  place: RollBackPlace,
  { recordAs, limit }: Parameters<ImportHistory["rollBack"]>[2],
): Promise<{ readonly products: readonly RolledBack[]; readonly next: RollBackPlace | null }> {
  const written = sql`after_rows as (update products set ${assignments}, words = case when ${reworded} then ts_delete(products.words, ${FORM}) else products.words end
    from planned where products.id = planned.id and ${isDistinct("planned", "products")} returning ${columnList("products")})`;
  const { rows } = await rowsOf(
    database,
    sql`with ${chainOf(plan, place, limit)},
      before_rows as materialized (select ${columnList()} from products where id in (select product_id from chain) order by id ${recordAs === null ? sql`` : sql`for update`}),
      planned as materialized (select ${planned}, not chain.is_new and (${isPartLeft}) as is_part_left
        from before_rows as now_row join chain on chain.product_id = now_row.id
          cross join lateral jsonb_populate_record(null::products, chain.was) as was_row
          cross join lateral jsonb_populate_record(null::products, chain.left_at) as left_row)
      ${recordAs === null ? sql`` : sql`, ${written}, kept as (${recordedIn(recordAs)})`}
      select batch.product_id, chain.is_new, planned.is_part_left, before_rows.currency, before_rows.price_minor, planned.currency as planned_currency, planned.price_minor as planned_price_minor,
        array_to_json(array_remove(array[${changes}], null)) as changes
      from batch join chain on chain.product_id = batch.product_id join before_rows on before_rows.id = batch.product_id join planned on planned.id = batch.product_id
      order by batch.product_id`,
  );
  return {
    products: rows.map(rolledBackFrom),
    next: nextPlace(plan, place, rows.length === limit ? rows.at(-1) : undefined),
  };
}

function nextPlace({ ids }: RollBackPlan, { importId }: RollBackPlace, last?: Record<string, unknown>) {
  if (last !== undefined) return { importId, after: productId(String(last["product_id"])) };
  const later = ids.find((id) => id > importId);
  return later === undefined ? null : { importId: later, after: null };
}

function rolledBackFrom(row: Record<string, unknown>): RolledBack {
  const changed = row["changes"] as readonly string[];
  return {
    id: productId(String(row["product_id"])),
    kind: changed.length === 0 ? "unchanged" : row["is_new"] === true ? "withdrawn" : "put_back",
    changes: changed,
    price: {
      before: amountOf(row["price_minor"], row["currency"]),
      after: amountOf(row["planned_price_minor"], row["planned_currency"]),
    },
    isPartLeft: row["is_part_left"] === true,
  };
}

function amountOf(minor: unknown, currency: unknown): Money {
  invariant(typeof currency === "string" && isCurrency(currency), "a product has a known currency");
  return money(Number(minor), currency);
}
