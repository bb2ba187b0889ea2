import { sql, type SQL } from "drizzle-orm";
import type { CountingAges } from "../../../experiment/exposure.ts";

/** Flags of a shopper, 0 or 1, that the cells add up. */
export const FLAGS = [
  "assigned",
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
/** Amounts of a shopper, of which the cells contain the sum and the sum of squares. */
export const AMOUNTS = ["pay_time", "gross", "net", "before"] as const;
/** What distinguishes the cells, beside the value itself. */
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
 * The first assignment gives arm, day and place; the first exposure the time from which everything counts. It joins
 * nothing, because no planner knows how many rows a change will touch, and the wrong join is a thousand times slower.
 */
export function countOf(rows: string, { windowDays, revenueAgeDays }: CountingAges): SQL {
  const key = "experiment, phase, shopper_id";
  const within = (time: string) => `${time} >= since and ${time} < since + interval '${windowDays * 24} hours'`;
  const any = (column: string) => `coalesce(bool_or(${within(column)}), false)`;
  const given = "case when details_given_at is not null then greatest(details_given_at, exposed_at) end";
  const counts = `${within("paid_at")} and currency = spent_in`;
  const first = (column: string, name: string) => `first_value(${column}) over assigned as ${name}`;
  return sql.raw(`
    select ${key}, arm, day, spent_in as currency, platform, seller, country, 1 as assigned,
      shown::int as shown, clicked::int as clicked, opened::int as opened, details_given::int as details_given,
      pay_pressed::int as pay_pressed, paid::int as paid, declined::int as declined, canceled::int as canceled,
      (expired and not (paid or declined or canceled or unresolved))::int as abandoned, unresolved::int as unresolved,
      (refunds > 0)::int as refunded, reassigned::int as reassigned, (gross <> 0)::int as buyers,
      pay_time, gross, gross - refunds as net, before
    from (
      select ${key}, arm, to_char(first_at at time zone 'UTC', 'YYYY-MM-DD') as day, spent_in,
        coalesce(first_platform, 'unknown') as platform, seller, coalesce(first_country, 'unknown') as country,
        since is not null as shown, ${any("clicked_at")} as clicked,
        ${any("sheet_opened_at")} or ${any("page_opened_at")} as opened, ${any(`(${given})`)} as details_given,
        ${any("pay_pressed_at")} as pay_pressed, ${any("paid_at")} as paid, ${any("declined_at")} as declined,
        ${any("canceled_at")} as canceled, ${any("expired_at")} as expired,
        coalesce(bool_or(outcome = 'unresolved' and ${within("unresolved_at")}), false) as unresolved,
        bool_or(variant <> arm or reassigned_at is not null) as reassigned,
        coalesce((extract(epoch from min(paid_at) filter (where ${within("paid_at")}) - since) * 1000)::bigint, 0) as pay_time,
        coalesce(sum(gross_minor) filter (where ${counts}), 0)::bigint as gross,
        coalesce(sum(case when refunded_at is not null then (
          select sum(b.amount_minor) from experiment_refunds b
          where b.session_id = walked.session_id and b.at < since + interval '${revenueAgeDays * 24} hours'
        ) end) filter (where ${counts}), 0)::bigint as refunds,
        case when since is null then 0 else spent_before end as before
      from (
        select *, ${first("variant", "arm")}, ${first("assigned_at", "first_at")}, ${first("seller_id", "seller")},
          ${first("platform", "first_platform")}, ${first("country", "first_country")},
          first_value(exposed_at) over shown as since, first_value(before_minor) over shown as spent_before,
          case when first_value(exposed_at) over shown is null then first_value(currency) over assigned
            else first_value(currency) over shown end as spent_in
        from ${rows}
        window assigned as (partition by ${key} order by assigned_at, session_id),
          shown as (partition by ${key} order by exposed_at nulls last, session_id)
      ) walked
      group by ${key}, arm, first_at, spent_in, first_platform, seller, first_country, since, spent_before
    ) assigned`);
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

/** The query that counts how many shoppers of each arm and day spent exactly so much. */
export function revenuesOf(signed: string): SQL {
  return sql.raw(`
    select experiment, phase, currency, gross as amount_minor, arm, day, sum(sign)::bigint as shoppers
    from ${signed} where gross <> 0 group by experiment, phase, currency, gross, arm, day`);
}

export const CELL_SUMS: readonly string[] = [
  ...FLAGS,
  ...AMOUNTS.flatMap((amount) => [amount, `${amount}_squares`]),
  "gross_times_before",
];
