import { asc, desc, sql, type InferSelectModel, type SQL } from "drizzle-orm";
import { sellerId, type SellerId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import {
  BREAKER_REASONS,
  BREAKER_STATES,
  type BreakerTransition,
  type InstantTally,
} from "../../routing/instant-breaker.ts";
import type { FlagHour } from "../../routing/interruption.ts";
import type { KillSwitchEntry } from "../../routing/kill-switch.ts";
import { writtenOnce } from "./connection/written-once.ts";
import { isStorable, rowsOf, type Database } from "./database.ts";
import { breakerTransitions, breakerTrials, killSwitchEntries } from "./schema/pause.ts";
import { routeDecisions } from "./schema/routing.ts";
import { paymentAttempts } from "./schema/purchase.ts";
import type { InstantPauseState, PauseReads, PauseWrites } from "../pause-store.ts";

/** The value of `seller_id` for all sellers, of the kill switch and of breakers. */
const ALL = "";

export function pauseReadsOn(database: Database): PauseReads {
  return {
    async instantPauseState(seller, shopper, { since, most }) {
      const { rows } = await rowsOf(database, stateQuery(seller ?? ALL, shopper ?? "", since, most));
      const [row] = rows;
      invariant(row !== undefined, "the state is one row");
      return stateFromRow(row, seller);
    },
    async switchedOff(seller) {
      if (!isStorable(seller)) return false;
      const { rows } = await switchedOff(database, { seller });
      return rows[0]?.["switched_off"] === true;
    },
    async killSwitches() {
      const rows = await database
        .selectDistinctOn([killSwitchEntries.sellerId])
        .from(killSwitchEntries)
        .orderBy(asc(killSwitchEntries.sellerId), desc(killSwitchEntries.id));
      return rows.map(turnFromRow);
    },
    async breakers() {
      const rows = await database
        .selectDistinctOn([breakerTransitions.sellerId])
        .from(breakerTransitions)
        .orderBy(asc(breakerTransitions.sellerId), desc(breakerTransitions.n));
      return rows.map(transitionFromRow);
    },
    async pauseHistory(from) {
      const entries = await database.select().from(killSwitchEntries).orderBy(asc(killSwitchEntries.id));
      const transitions = await database
        .select()
        .from(breakerTransitions)
        .orderBy(asc(breakerTransitions.sellerId), asc(breakerTransitions.n));
      const { rows: flagHours } = await rowsOf(database, flagHoursQuery(from));
      return {
        killSwitchEntries: entries.map(turnFromRow),
        breakerTransitions: transitions.map(transitionFromRow),
        flagHours: flagHours.map(flagHourFromRow),
      };
    },
  };
}

export function pauseWritesOn(database: Database): PauseWrites {
  return {
    async insertKillSwitchEntry({ sellerId: seller, ...turn }) {
      await database.insert(killSwitchEntries).values({ ...turn, sellerId: seller ?? ALL });
    },
    async insertBreakerTransition(step) {
      const { n } = breakerTransitions;
      const row = { ...step, sellerId: step.sellerId ?? ALL };
      const inserted = await database.insert(breakerTransitions).values(row).onConflictDoNothing().returning({ n });
      return inserted.length === 1;
    },
    async takeTrial(of, n, shopper, most, now) {
      if (!isStorable(shopper)) return false;
      const seller = of ?? ALL;
      // Whoever loses the race for a slot finds the next one; after as many losses as there are slots, none is left.
      for (let race = 0; race <= most; race += 1) {
        const { rows: taken } = await rowsOf(
          database,
          sql`insert into ${breakerTrials} (seller_id, n, slot, shopper_id, taken_at)
            select ${seller}::text, ${n}::int, coalesce(max(slot), 0) + 1, ${shopper}::text, ${now.toISOString()}::timestamptz
            from ${breakerTrials} where seller_id = ${seller} and n = ${n}
            having coalesce(max(slot), 0) < ${most}
            on conflict do nothing returning slot`,
        );
        if (taken.length === 1) return true;
        const { rows: held } = await rowsOf(
          database,
          sql`select 1 from ${breakerTrials} where seller_id = ${seller} and n = ${n} and shopper_id = ${shopper}`,
        );
        if (held.length === 1) return true;
      }
      return false;
    },
  };
}

/** True where the kill switch is on for one of these sellers, which a select gives, or for all. */
export const isSwitchedOff = (sellers: SQL) => sql`exists (
  select 1 from (select ${ALL}::text union all ${sellers}) as scope (seller_id)
  where (select is_on from ${killSwitchEntries} turn where turn.seller_id = scope.seller_id order by turn.id desc limit 1))`;

const switchedOff = writtenOnce(
  () => sql`select ${isSwitchedOff(sql`select ${sql.placeholder("seller")}::text`)} as switched_off`,
);

/** So many attempts are read for each session that counts, of a seller and of all, where most may be one seller's. */
const READ_OF_SELLER = 3;
const READ_OF_ALL = 50;

/**
 * Of all sellers, the latest session of each seller and of each shopper: neither one seller's trouble nor one shopper's pauses
 * everybody. Half open, the latest session of each shopper with a trial, at whichever seller.
 */
const oneOfEach = sql`(
  select distinct on (shopper_id) outcome, started_at from (
    select distinct on (seller) *
    from (select *, case when (select state from last) = 'half_open' then session_id else seller_id end as seller from judged) as named
    order by seller, started_at desc
  ) as of_sellers order by shopper_id, started_at desc) as of_shoppers`;

/**
 * Kill switch, breaker, the outcomes since its last change, and the trials, in one question. An attempt that had no
 * answer counts as that, whatever became of it; one that is still on its way, or that the buyer gave up, does not count.
 * Nor does a session that was not sent to instant, half open one of a shopper without a trial, or a token that the
 * provider does not know, because anybody can make those.
 */
const stateQuery = (seller: string, shopper: string, since: Date, most: number) => sql`
  with last as (
    select n, state, reason, note, at from ${breakerTransitions} where seller_id = ${seller} order by n desc limit 1
  ), tried as (
    select a.session_id, a.seller_id, decided.shopper_id, a.started_at, case when a.unanswered_at is not null then 'unknown' else a.outcome end as outcome
    from ${paymentAttempts} a cross join lateral (
      select d.route, d.shopper_id from ${routeDecisions} d
      where d.session_id = a.session_id and d.kind = 'routed' order by d.decided_at desc limit 1
    ) decided
    where ${seller === ALL ? sql`true` : sql`a.seller_id = ${seller}`} and a.route = 'instant' and decided.route = 'instant' and a.amount_minor > 0
      and a.started_at > greatest(${since.toISOString()}::timestamptz, (select at from last))
      and not (a.outcome = 'token_invalid' and a.outcome_detail = 'not_recognised')
      and ((select state from last) is distinct from 'half_open' or exists (
        select 1 from ${breakerTrials} t
        where t.seller_id = ${seller} and t.n = (select n from last) and t.shopper_id = decided.shopper_id))
    order by a.started_at desc limit ${most * (seller === ALL ? READ_OF_ALL : READ_OF_SELLER)}
  ), judged as (
    select distinct on (session_id) session_id, seller_id, shopper_id, started_at, outcome from tried
    where outcome in ('captured', 'declined', 'token_invalid', 'rejected', 'unknown')
    order by session_id, started_at desc
  ), counted as (select outcome from ${seller === ALL ? oneOfEach : sql`judged`} order by started_at desc limit ${most})
  select ${isSwitchedOff(sql`select ${seller}::text`)} as switched_off,
    (select n from last) as n, (select state from last) as state, (select reason from last) as reason,
    (select note from last) as note, (select (extract(epoch from at) * 1000)::double precision from last) as at_ms,
    (select count(*)::int from counted where outcome = 'captured') as captured,
    (select count(*)::int from counted where outcome = 'declined') as declined,
    (select count(*)::int from counted where outcome in ('token_invalid', 'rejected')) as errors,
    (select count(*)::int from counted where outcome = 'unknown') as unknown,
    coalesce((select state from ${breakerTransitions} where seller_id = ${ALL} order by n desc limit 1), 'closed') <> 'closed'
      as all_paused,
    (select count(*)::int from ${breakerTrials} t where t.seller_id = ${seller} and t.n = (select n from last)) as taken,
    exists (select 1 from ${breakerTrials} t where t.seller_id = ${seller} and t.n = (select n from last)
      and t.shopper_id = ${shopper}) as has_one`;

function stateFromRow(row: Record<string, unknown>, seller: SellerId | null): InstantPauseState {
  const count = (name: keyof InstantTally | "taken") => Number(row[name]);
  const { n, state, reason, note, at_ms: atMs } = row;
  const breaker =
    n === null
      ? null
      : transitionFromRow({
          sellerId: seller ?? ALL,
          n: Number(n),
          state: String(state),
          reason: String(reason),
          note: String(note),
          occurredAt: new Date(Math.round(Number(atMs))),
        });
  return {
    switchedOff: row["switched_off"] === true,
    breaker,
    allPaused: row["all_paused"] === true,
    tally: {
      captured: count("captured"),
      declined: count("declined"),
      errors: count("errors"),
      unknown: count("unknown"),
    },
    trials: { taken: count("taken"), hasOne: row["has_one"] === true },
  };
}

function turnFromRow({
  sellerId: seller,
  isOn,
  why,
  occurredAt,
}: InferSelectModel<typeof killSwitchEntries>): KillSwitchEntry {
  return { sellerId: seller === ALL ? null : sellerId(seller), isOn, why, occurredAt };
}

function transitionFromRow(row: InferSelectModel<typeof breakerTransitions>): BreakerTransition {
  const state = BREAKER_STATES.find((one) => one === row.state);
  const reason = BREAKER_REASONS.find((one) => one === row.reason);
  invariant(state !== undefined && reason !== undefined, `breaker step ${row.n} of ${row.sellerId} is readable`);
  return { ...row, sellerId: row.sellerId === ALL ? null : sellerId(row.sellerId), state, reason };
}

/**
 * Unleash keeps the history of the flag itself. What is known here is which purchases it kept from instant, hour by hour.
 */
const flagHoursQuery = (from: Date) => sql`
  select (extract(epoch from min(decided_at)) * 1000)::double precision as first_ms,
    (extract(epoch from max(decided_at)) * 1000)::double precision as last_ms,
    count(distinct coalesce(shopper_id, session_id))::int as shoppers
  from ${routeDecisions}
  where reason = 'instant_killed' and (flags ->> 'killed')::boolean and decided_at >= ${from.toISOString()}::timestamptz
  group by date_trunc('hour', decided_at) order by 1`;

const flagHourFromRow = (row: Record<string, unknown>): FlagHour => ({
  first: new Date(Math.floor(Number(row["first_ms"]))),
  last: new Date(Math.ceil(Number(row["last_ms"]))),
  shoppers: Number(row["shoppers"]),
});
