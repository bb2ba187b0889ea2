import { sql, type SQL } from "drizzle-orm";
import type { CountingAges } from "../experiment/exposure.ts";

/** Flags of a shopper, 0 or 1, that the cells add up. */
export const FLAGS = [
  "handed_over",
  "shown",
  "clicked",
  "opened",
  "details_given",
  "pay_pressed",
  "paid",
  "declined",
  "canceled",
  "abandoned",
  "unresolved",
  "refunded",
  "reassigned",
  "buyers",
] as const;
/** Amounts of a shopper, of which the cells hold the sum and the sum of squares. */
export const AMOUNTS = ["pay_time", "gross", "net", "before"] as const;
/** By what the cells are told apart, beside the value itself. */
export const CELL_KEY = ["experiment", "phase", "dimension", "value", "day", "arm", "currency"] as const;
/** Every column of experiment_shoppers but the plan's ages. */
export const SHOPPER = [
  "experiment",
  "phase",
  "shopper_id",
  "arm",
  "day",
  "currency",
  "platform",
  "seller",
  "country",
  ...FLAGS,
  ...AMOUNTS,
] as const;

export const names = (columns: readonly string[]): SQL => sql.raw(columns.join(", "));

/**
 * The query that counts shoppers from their sessions: one row of `SHOPPER` for each shopper in `rows`, the name of a
 * query with all the sessions of each shopper in it. Ages are hours, since a day of the calendar has not always 24.
 * The first hand-over gives arm, day and place; the first exposure the time from which everything counts.
 */
export function countOf(rows: string, ages: CountingAges): SQL {
  const key = "experiment, phase, shopper_id";
  const since = (column: string) => `r.${column} >= x.exposed_at and r.${column} < x.until`;
  const any = (column: string) => `bool_or(${since(column)})`;
  const given = "greatest(r.details_given_at, r.exposed_at)";
  return sql.raw(`
    select f.experiment, f.phase, f.shopper_id, f.arm, f.day, coalesce(t.currency, f.currency) as currency,
      f.platform, f.seller, f.country, 1 as handed_over, (t.shopper_id is not null)::int as shown,
      coalesce(t.clicked, false)::int as clicked, coalesce(t.opened, false)::int as opened,
      coalesce(t.details_given, false)::int as details_given, coalesce(t.pay_pressed, false)::int as pay_pressed,
      coalesce(t.paid, false)::int as paid, coalesce(t.declined, false)::int as declined,
      coalesce(t.canceled, false)::int as canceled,
      coalesce(t.expired and not coalesce(t.paid or t.declined or t.canceled or t.unresolved, false), false)::int as abandoned,
      coalesce(t.unresolved, false)::int as unresolved, coalesce(g.refunds > 0, false)::int as refunded,
      f.reassigned::int as reassigned, coalesce(t.gross <> 0, false)::int as buyers,
      coalesce(t.pay_time, 0) as pay_time, coalesce(t.gross, 0) as gross,
      coalesce(t.gross, 0) - coalesce(g.refunds, 0) as net, coalesce(t.before, 0) as before
    from (
      select distinct on (${key}) ${key}, variant as arm,
        to_char(handed_over_at at time zone 'UTC', 'YYYY-MM-DD') as day, coalesce(platform, 'unknown') as platform,
        merchant_id as seller, coalesce(country, 'unknown') as country, currency,
        min(variant) over shopper <> max(variant) over shopper or max(reassigned_at) over shopper is not null as reassigned
      from ${rows} window shopper as (partition by ${key})
      order by ${key}, handed_over_at, session_id
    ) f
    left join (
      select ${key}, x.currency, x.before_minor as before, ${any("clicked_at")} as clicked,
        coalesce(${any("sheet_opened_at")}, false) or coalesce(${any("page_opened_at")}, false) as opened,
        bool_or(${given} >= x.exposed_at and ${given} < x.until) as details_given,
        ${any("pay_pressed_at")} as pay_pressed, ${any("paid_at")} as paid, ${any("declined_at")} as declined,
        ${any("canceled_at")} as canceled, ${any("expired_at")} as expired,
        bool_or(r.outcome = 'unresolved' and ${since("unresolved_at")}) as unresolved,
        (extract(epoch from min(r.paid_at) filter (where ${since("paid_at")}) - x.exposed_at) * 1000)::bigint as pay_time,
        coalesce(sum(r.gross_minor) filter (where ${since("paid_at")} and r.currency = x.currency), 0)::bigint as gross
      from ${exposed(rows, ages)} x join ${rows} r using (${key})
      group by ${key}, x.currency, x.before_minor, x.exposed_at
    ) t using (${key})
    left join (
      select ${key}, sum(b.amount_minor)::bigint as refunds
      from ${exposed(rows, ages)} x join ${rows} r using (${key}) join experiment_refunds b on b.session_id = r.session_id
      where ${since("paid_at")} and r.currency = x.currency and b.at < x.aged and r.refunded_at is not null
      group by ${key}
    ) g using (${key})`);
}

/** For each shopper the first session whose button was shown, and until when things count. */
function exposed(rows: string, { windowDays, revenueAgeDays }: CountingAges): string {
  return `(
    select distinct on (experiment, phase, shopper_id) experiment, phase, shopper_id, exposed_at, currency, before_minor,
      exposed_at + interval '${windowDays * 24} hours' as until, exposed_at + interval '${revenueAgeDays * 24} hours' as aged
    from ${rows} where exposed_at is not null
    order by experiment, phase, shopper_id, exposed_at, session_id
  )`;
}

/** The query that adds rows of `SHOPPER` with a `sign` up to changes of cells. */
export function cellsOf(signed: string): SQL {
  const sums = AMOUNTS.flatMap((amount) => [
    `sum(s.sign * s.${amount}::numeric) as ${amount}`,
    `sum(s.sign * s.${amount}::numeric * s.${amount}) as ${amount}_squares`,
  ]);
  return sql.raw(`
    select s.experiment, s.phase, d.dimension, d.value, s.day, s.arm, s.currency,
      ${FLAGS.map((flag) => `sum(s.sign * s.${flag})::bigint as ${flag}`).join(", ")}, ${sums.join(", ")},
      sum(s.sign * s.gross::numeric * s.before) as gross_times_before
    from ${signed} s cross join lateral (values ('all', ''), ('platform', s.platform), ('seller', s.seller),
      ('country', s.country), ('currency', s.currency)) as d (dimension, value)
    group by s.experiment, s.phase, d.dimension, d.value, s.day, s.arm, s.currency`);
}

/** The query that counts how many shoppers of each arm spent exactly so much. */
export function revenuesOf(signed: string): SQL {
  return sql.raw(`
    select experiment, phase, currency, gross as amount_minor, arm, sum(sign)::bigint as shoppers
    from ${signed} where gross <> 0 group by experiment, phase, currency, gross, arm`);
}

export const CELL_SUMS: readonly string[] = [
  ...FLAGS,
  ...AMOUNTS.flatMap((amount) => [amount, `${amount}_squares`]),
  "gross_times_before",
];
