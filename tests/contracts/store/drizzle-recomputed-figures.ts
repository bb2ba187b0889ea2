import { sql, type SQL } from "drizzle-orm";
import type { CountedFigures, CountingAges, ExperimentKey } from "#lib/experiment/exposure.ts";
import { rowsOf, type Database } from "#lib/store/drizzle/database.ts";
import { cellsOf, countOf, names, revenuesOf, SHOPPER } from "#lib/store/drizzle/experiment/count.ts";
import { figuresFrom, mergedCells } from "#lib/store/drizzle/experiment/figures.ts";

/**
 * The figures of a phase, counted from every session's row and without the roll-ups: slow, and what the store's own must
 * equal to the last digit (docs/decisions/0019).
 */
export async function recomputedFigures(
  database: Database,
  phase: { readonly experiment: ExperimentKey; readonly phase: string },
  oldUntil: string,
  ages: CountingAges,
): Promise<CountedFigures> {
  const query = async (statement: SQL) => (await rowsOf(database, statement)).rows;
  const sessions = sql`select * from experiment_exposures
    where experiment = ${phase.experiment} and phase = ${phase.phase}`;
  const signed = sql`with sessions as materialized (${sessions}),
    signed as materialized (select 1 as sign, ${names(SHOPPER)} from (${countOf("sessions", ages)}) counted)`;
  const cells = await query(sql`${signed} select * from (${mergedCells(cellsOf("signed"))}) merged`);
  return figuresFrom(cells, oldUntil, (currency, most) =>
    query(sql`${signed} select v.amount_minor::text, v.arm, sum(v.shoppers)::text as shoppers
      from (${revenuesOf("signed")}) v where v.currency = ${currency} and v.day <= ${oldUntil}
      group by v.amount_minor, v.arm order by v.amount_minor desc, v.arm desc limit ${most}`),
  );
}
