import { sql } from "drizzle-orm";
import { rowsOf, type Database } from "../database.ts";
import { CELL_KEY, CELL_SUMS, cellsOf, countOf, names, revenuesOf, SHOPPER } from "./count.ts";
import type { ExperimentWrites } from "../../experiment-store.ts";

/** Any fixed number; folds take turns on it, so that no two count the difference of one shopper. */
export const FOLD_LOCK = 7_480_212;

/**
 * Takes changes away and applies what they made different, in one statement and so in one view of the database: a
 * change that is committed later is in the next fold's list. Shoppers counted with other ages of the plan come with them.
 */
export function experimentFoldOn(database: Database): Pick<ExperimentWrites, "foldExperiment"> {
  return {
    async foldExperiment(experiment, ages, limit) {
      const countedWith = `${ages.windowDays}/${ages.revenueAgeDays}`;
      const raised = (table: string, columns: readonly string[]) =>
        sql.raw(columns.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(", "));
      const replaced = SHOPPER.slice(3).map((column) => `${column} = excluded.${column}`);
      // Its own statement: the next one must see all that the fold before committed.
      await rowsOf(database, sql`select pg_advisory_xact_lock(${FOLD_LOCK})`);
      const { rows } = await rowsOf(
        database,
        sql`with taken as (
          delete from experiment_changes where id = any (array(
            select id from experiment_changes where experiment = ${experiment} order by id limit ${limit}
          )) returning experiment, phase, shopper_id
        ), stale as (
          (select experiment, phase, shopper_id from experiment_shoppers
            where experiment = ${experiment} and counted_with < ${countedWith} limit ${limit})
          union all
          (select experiment, phase, shopper_id from experiment_shoppers
            where experiment = ${experiment} and counted_with > ${countedWith} limit ${limit})
        ), moved as materialized (
          select experiment, phase, shopper_id from taken union select experiment, phase, shopper_id from stale
        ), of_moved as materialized (
          select e.* from moved m join experiment_exposures e using (experiment, phase, shopper_id)
        ), counted as materialized (${countOf("of_moved", ages)}
        ), kept as (
          insert into experiment_shoppers as s (${names(SHOPPER)}, counted_with)
          select ${names(SHOPPER)}, ${countedWith} from counted
          on conflict (experiment, phase, shopper_id)
          do update set ${sql.raw(replaced.join(", "))}, counted_with = excluded.counted_with
        ), gone as (
          delete from experiment_shoppers where (experiment, phase, shopper_id) in (
            select experiment, phase, shopper_id from moved except select experiment, phase, shopper_id from of_moved
          )
        ), signed as materialized (
          select 1 as sign, ${names(SHOPPER)} from counted
          union all
          select -1, ${names(SHOPPER)} from moved join experiment_shoppers using (experiment, phase, shopper_id)
        ), celled as (
          insert into experiment_cells as c (${names(CELL_KEY)}, ${names(CELL_SUMS)})
          select ${names(CELL_KEY)}, ${names(CELL_SUMS)} from (${cellsOf("signed")}) delta
          on conflict (${names(CELL_KEY)}) do update set ${raised("c", CELL_SUMS)}
        ), valued as (
          insert into experiment_revenues as v (experiment, phase, currency, amount_minor, arm, day, shoppers)
          select experiment, phase, currency, amount_minor, arm, day, shoppers from (${revenuesOf("signed")}) delta
          on conflict (experiment, phase, currency, amount_minor, arm, day) do update set ${raised("v", ["shoppers"])}
        )
        select (select count(*) from taken)::text as changes, (select count(*) from stale)::text as stale`,
      );
      const [row] = rows;
      return Math.max(Number(row?.["changes"] ?? 0), Number(row?.["stale"] ?? 0));
    },
  };
}
