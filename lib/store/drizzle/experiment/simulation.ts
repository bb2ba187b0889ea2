import { sql, type SQL } from "drizzle-orm";
import { SIMULATED_PHASE } from "../../../experiment/exposure.ts";
import { phaseOfSimulation, type Simulation } from "../../../experiment/simulation.ts";
import { rowsOf, type Database } from "../database.ts";

/** Statements stay far below the time after which the server ends them. */
const ROWS_AT_ONCE = 20_000;
const RANDOM_STREAMS = 64;
const MILLION = 1_000_000;

/**
 * Fills the tables of the experiment with simulated sessions, and notes every shopper for the fold, as real purchases
 * do. The same seed gives the same shoppers, `from` one on. Answers after each part how many there are.
 */
export async function* simulateShoppers(database: Database, simulation: Simulation, from = 1): AsyncGenerator<number> {
  for (let first = from; first <= simulation.shoppers; first += ROWS_AT_ONCE) {
    const last = Math.min(simulation.shoppers, first + ROWS_AT_ONCE - 1);
    await rowsOf(database, filling(simulation, first, last));
    yield last;
  }
}

/** Takes away whatever was simulated; with a seed, of that simulation only. Real shoppers have other phases. */
export async function removeSimulated(database: Database, seed: number | null): Promise<number> {
  const phases = seed === null ? sql`starts_with(phase, ${SIMULATED_PHASE})` : sql`phase = ${phaseOfSimulation(seed)}`;
  const emptied = async (table: string, where: SQL): Promise<number> => {
    const named = sql.identifier(table);
    for (let all = 0; ;) {
      const { rows } = await rowsOf(
        database,
        sql`with gone as (delete from ${named} where ctid = any (array(
          select ctid from ${named} where ${where} limit ${ROWS_AT_ONCE})) returning 1) select count(*)::text as rows from gone`,
      );
      const taken = Number(rows[0]?.["rows"] ?? 0);
      all += taken;
      if (taken < ROWS_AT_ONCE) return all;
    }
  };
  const sessions = sql`session_id in (select session_id from experiment_exposures where ${phases})`;
  await emptied("experiment_refunds", sessions);
  for (const table of ["experiment_changes", "experiment_shoppers", "experiment_cells", "experiment_revenues"])
    await emptied(table, phases);
  return emptied("experiment_exposures", phases);
}

/** One statement: shoppers `first` to `last`, each random number from the shopper's own number and the seed. */
function filling(simulation: Simulation, first: number, last: number): SQL {
  const { seed, days, end, basePerMillion, effectPerMillion, weights } = simulation;
  const phase = phaseOfSimulation(seed);
  const unit = (stream: number) =>
    sql.raw(`((hashint8extended(i, ${seed * RANDOM_STREAMS + stream}) & 2147483647)::float8 / 2147483648)`);
  const below = (stream: number, perMillion: number) => sql`${unit(stream)} * ${MILLION}::int < ${perMillion}::int`;
  const normal = (a: number, b: number) =>
    sql`sqrt(-2 * ln(greatest(${unit(a)}, ${1}::float8 / 1000000000))) * cos(2 * pi() * ${unit(b)})`;
  const oneOf = (stream: number, values: readonly string[]) => {
    const list = sql.join(
      values.map((value) => sql`${value}::text`),
      sql`, `,
    );
    return sql`(array[${list}])[1 + floor(${unit(stream)} * ${values.length}::int)::int]`;
  };
  return sql`with drawn as materialized (
      select i, ${unit(1)} * 1000 < ${weights.instant}::int as is_instant, ${unit(2)} as when_unit,
        ${oneOf(3, simulation.platforms)} as platform, ${oneOf(4, simulation.sellers)} as seller,
        ${oneOf(5, simulation.countries)} as country, ${oneOf(6, simulation.currencies)} as currency,
        ${below(7, 985_000)} as is_shown, ${unit(8)} as far, ${below(9, 500_000)} as is_declined,
        ${below(10, 120_000)} as is_canceled, ${below(11, 50_000)} as is_refunded, ${unit(12)} as refund_unit,
        ${normal(13, 14)} as z, ${normal(15, 16)} as z_before, ${below(17, 300_000)} as has_before,
        ${below(18, 150_000)} as is_back, ${below(19, 2000)} as is_reassigned, ${unit(20)} as pause
      from generate_series(${first}::bigint, ${last}::bigint) i
    ), placed as (
      select d.*, n, ${end.toISOString()}::timestamptz - make_interval(secs => ${days * 86_400}::int * when_unit)
          + make_interval(hours => 30 * (n - 1)) as handed,
        ${basePerMillion}::int * (case when is_instant then ${MILLION + effectPerMillion}::int else ${MILLION}::int end)::float8
          / ${MILLION}::int / ${MILLION}::int as pay_share
      from drawn d cross join lateral generate_series(1, 1 + is_back::int) n
    ), walked as (
      select *, handed + make_interval(secs => 2) as shown, handed + make_interval(secs => 20 + 400 * pause) as at_pay,
        is_shown and n = 1 and far < pay_share as is_paid, is_shown and n = 1 and far < pay_share * 5 / 4 as is_pressed,
        is_shown and n = 1 and far < pay_share * 8 / 5 as has_details, is_shown and n = 1 and far < pay_share * 11 / 5 as is_opened,
        is_shown and n = 1 and far < pay_share * 13 / 5 as is_clicked, (is_instant <> (is_reassigned and n = 2)) as arm_instant
      from placed where handed < ${end.toISOString()}::timestamptz
    ), made as (
      insert into experiment_exposures (session_id, experiment, phase, shopper_id, seller_id, variant, platform, locale,
        country, currency, assigned_at, exposed_at, clicked_at, sheet_opened_at, page_opened_at, details_given_at,
        pay_pressed_at, paid_at, declined_at, canceled_at, expired_at, refunded_at, outcome, gross_minor, before_minor)
      select ${`${phase}:`} || i || ':' || n, 'checkout-route', ${phase}, ${`${phase}:`} || i, seller,
        case when arm_instant then 'instant' else 'external' end, platform, 'en-US', country, currency, handed,
        case when is_shown then shown end, case when is_clicked then shown + interval '5 seconds' end,
        case when is_opened and arm_instant then shown + interval '6 seconds' end,
        case when is_opened and not arm_instant then shown + interval '7 seconds' end,
        case when has_details then shown + interval '12 seconds' end, case when is_pressed then at_pay end,
        case when is_paid then at_pay + interval '2 seconds' end,
        case when is_pressed and not is_paid and is_declined then at_pay + interval '2 seconds' end,
        case when not is_pressed and is_canceled then at_pay end,
        case when not is_paid and not is_canceled then handed + interval '6 hours' end,
        case when is_paid and is_refunded then at_pay + interval '3 days' end,
        case when is_paid then 'paid' when is_pressed and is_declined then 'declined'
          when not is_pressed and is_canceled then 'canceled' else 'abandoned' end,
        case when is_paid then round(4500 * exp(z * 4 / 5)) else 0 end,
        case when is_shown and has_before then round(4000 * exp(z * 3 / 5 + z_before * 3 / 5)) else 0 end
      from walked on conflict do nothing returning session_id, experiment, phase, shopper_id, refunded_at, gross_minor
    ), given as (
      insert into experiment_refunds (session_id, amount_minor, at)
      select session_id, gross_minor, refunded_at from made where refunded_at < ${end.toISOString()}::timestamptz
    )
    insert into experiment_changes (experiment, phase, shopper_id) select distinct experiment, phase, shopper_id from made`;
}
