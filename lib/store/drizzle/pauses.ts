import { asc, desc, sql, type InferSelectModel } from "drizzle-orm";
import type { ExperimentFigures } from "../../experiment/figures.ts";
import { merchantId } from "../../ids.ts";
import { invariant } from "../../invariant.ts";
import { BREAKER_REASONS, BREAKER_STATES, type BreakerStep, type InstantTally } from "../../routing/instant-breaker.ts";
import type { KillTurn } from "../../routing/kill-switch.ts";
import { isStorable, rowsOf, type Database } from "./database.ts";
import { breakerSteps, breakerTrials, killTurns } from "./schema/pause.ts";
import { paymentAttempts, routeDecisions, sessionSteps } from "./schema/purchase.ts";
import type { InstantStanding, PauseReads, PauseWrites } from "../pause-store.ts";

type Interruption = ExperimentFigures["interruptions"][number];

/** Stands in `kill_turns.merchant_id` for all sellers. */
const ALL = "";

export function pauseReadsOn(database: Database): PauseReads {
  return {
    async instantStanding(merchant, shopper, { since, most }) {
      const { rows } = await rowsOf(database, standingQuery(merchant, shopper ?? "", since, most));
      const [row] = rows;
      invariant(row !== undefined, "the standing is one row");
      return standingFromRow(row, merchant);
    },
    async switchedOff(merchant) {
      if (!isStorable(merchant)) return false;
      const { rows } = await rowsOf(database, sql`select ${isSwitchedOff(merchant)} as switched_off`);
      return rows[0]?.["switched_off"] === true;
    },
    async killSwitches() {
      const rows = await database
        .selectDistinctOn([killTurns.merchantId])
        .from(killTurns)
        .orderBy(asc(killTurns.merchantId), desc(killTurns.id));
      return rows.map(turnFromRow);
    },
    async breakers() {
      const rows = await database
        .selectDistinctOn([breakerSteps.merchantId])
        .from(breakerSteps)
        .orderBy(asc(breakerSteps.merchantId), desc(breakerSteps.n));
      return rows.map(stepFromRow);
    },
    async interruptions(from) {
      const turns = await database.select().from(killTurns).orderBy(asc(killTurns.id));
      const steps = await database
        .select()
        .from(breakerSteps)
        .orderBy(asc(breakerSteps.merchantId), asc(breakerSteps.n));
      const met = await rowsOf(database, flagKillsQuery(from));
      const all = [
        ...flagPeriodsOf(met.rows),
        ...periodsOf(turns.map(turnFromRow), (turn) => ({
          scope: turn.merchantId ?? ALL,
          closesWith: turn.isOn ? `kill switch, ${turn.merchantId ?? "all sellers"}: ${turn.why}` : null,
        })),
        ...periodsOf(steps.map(stepFromRow), (step) => ({
          scope: step.merchantId,
          closesWith: step.state === "closed" ? null : `breaker, ${step.merchantId}: ${step.reason}`,
        })),
      ];
      return all
        .filter((one) => one.until === null || one.until > from)
        .sort((one, other) => one.from.getTime() - other.from.getTime());
    },
  };
}

export function pauseWritesOn(database: Database): PauseWrites {
  return {
    async insertKillTurn({ merchantId: merchant, ...turn }) {
      await database.insert(killTurns).values({ ...turn, merchantId: merchant ?? ALL });
    },
    async insertBreakerStep(step) {
      const { n } = breakerSteps;
      const inserted = await database.insert(breakerSteps).values(step).onConflictDoNothing().returning({ n });
      return inserted.length === 1;
    },
    async takeTrial(merchant, n, shopper, most, at) {
      if (!isStorable(shopper)) return false;
      // Whoever loses the race for a slot finds the next one; after as many losses as there are slots, none is left.
      for (let race = 0; race <= most; race += 1) {
        const { rows: taken } = await rowsOf(
          database,
          sql`insert into ${breakerTrials} (merchant_id, n, slot, shopper_id, taken_at)
            select ${merchant}::text, ${n}::int, coalesce(max(slot), 0) + 1, ${shopper}::text, ${at.toISOString()}::timestamptz
            from ${breakerTrials} where merchant_id = ${merchant} and n = ${n}
            having coalesce(max(slot), 0) < ${most}
            on conflict do nothing returning slot`,
        );
        if (taken.length === 1) return true;
        const { rows: held } = await rowsOf(
          database,
          sql`select 1 from ${breakerTrials} where merchant_id = ${merchant} and n = ${n} and shopper_id = ${shopper}`,
        );
        if (held.length === 1) return true;
      }
      return false;
    },
  };
}

const isSwitchedOff = (merchant: string) => sql`exists (
  select 1 from (values (${ALL}::text), (${merchant}::text)) as scope (merchant_id)
  where (select is_on from ${killTurns} turn where turn.merchant_id = scope.merchant_id order by turn.id desc limit 1))`;

/**
 * Kill switch, breaker, the outcomes since its last change, and the trials, in one question. An attempt that had no
 * answer counts as that, whatever became of it; one that is still on its way, or that the buyer gave up, does not count.
 */
const standingQuery = (merchant: string, shopper: string, since: Date, most: number) => sql`
  with last as (
    select n, state, reason, note, at from ${breakerSteps} where merchant_id = ${merchant} order by n desc limit 1
  ), tried as (
    select session_id, started_at,
      case when exists (
          select 1 from ${sessionSteps} step where step.session_id = attempt.session_id
            and step.attempt_id = attempt.id and step.type = 'payment_unresolved' and step.note = 'no_answer'
        ) then 'unknown' else outcome end as outcome
    from ${paymentAttempts} attempt
    where merchant_id = ${merchant} and route = 'instant'
      and started_at > greatest(${since.toISOString()}::timestamptz, (select at from last))
    order by started_at desc limit ${most * 3}
  ), judged as (
    select distinct on (session_id) session_id, started_at, outcome from tried
    where outcome in ('captured', 'declined', 'token_invalid', 'rejected', 'unknown')
    order by session_id, started_at desc
  ), counted as (select outcome from judged order by started_at desc limit ${most})
  select ${isSwitchedOff(merchant)} as switched_off,
    (select n from last) as n, (select state from last) as state, (select reason from last) as reason,
    (select note from last) as note, (select (extract(epoch from at) * 1000)::double precision from last) as at_ms,
    (select count(*)::int from counted where outcome = 'captured') as captured,
    (select count(*)::int from counted where outcome = 'declined') as declined,
    (select count(*)::int from counted where outcome in ('token_invalid', 'rejected')) as errors,
    (select count(*)::int from counted where outcome = 'unknown') as unknown,
    (select count(*)::int from ${breakerTrials} t where t.merchant_id = ${merchant} and t.n = (select n from last)) as taken,
    exists (select 1 from ${breakerTrials} t where t.merchant_id = ${merchant} and t.n = (select n from last)
      and t.shopper_id = ${shopper}) as has_one`;

function standingFromRow(row: Record<string, unknown>, merchant: string): InstantStanding {
  const count = (name: keyof InstantTally | "taken") => Number(row[name]);
  const { n, state, reason, note, at_ms: atMs } = row;
  const breaker =
    n === null
      ? null
      : stepFromRow({
          merchantId: merchant,
          n: Number(n),
          state: String(state),
          reason: String(reason),
          note: String(note),
          at: new Date(Math.round(Number(atMs))),
        });
  return {
    switchedOff: row["switched_off"] === true,
    breaker,
    tally: {
      captured: count("captured"),
      declined: count("declined"),
      errors: count("errors"),
      unknown: count("unknown"),
    },
    trials: { taken: count("taken"), hasOne: row["has_one"] === true },
  };
}

function turnFromRow({ merchantId: merchant, isOn, why, at }: InferSelectModel<typeof killTurns>): KillTurn {
  return { merchantId: merchant === ALL ? null : merchantId(merchant), isOn, why, at };
}

function stepFromRow(row: InferSelectModel<typeof breakerSteps>): BreakerStep {
  const state = BREAKER_STATES.find((one) => one === row.state);
  const reason = BREAKER_REASONS.find((one) => one === row.reason);
  invariant(state !== undefined && reason !== undefined, `breaker step ${row.n} of ${row.merchantId} is readable`);
  return { ...row, merchantId: merchantId(row.merchantId), state, reason };
}

/** So many shoppers within an hour are no single test of the flag by a person. */
const LEAST_MET = 3;
/** Hours without a purchase do not end what the flag closed. */
const GAP_MS = 3 * 3_600_000;

/** The flag's own turns are Unleash's. What is known here is which purchases it kept from instant, by the hour. */
const flagKillsQuery = (from: Date) => sql`
  select (extract(epoch from min(decided_at)) * 1000)::double precision as first_ms,
    (extract(epoch from max(decided_at)) * 1000)::double precision as last_ms
  from ${routeDecisions}
  where reason = 'instant_killed' and (flags ->> 'killed')::boolean and decided_at >= ${from.toISOString()}::timestamptz
  group by date_trunc('hour', decided_at)
  having count(distinct coalesce(shopper_id, session_id)) >= ${LEAST_MET} order by 1`;

function flagPeriodsOf(rows: readonly Record<string, unknown>[]): Interruption[] {
  const periods: { from: Date; until: Date; why: string }[] = [];
  for (const row of rows) {
    const [first, last] = [Math.floor(Number(row["first_ms"])), Math.ceil(Number(row["last_ms"]))];
    const before = periods.at(-1);
    if (before !== undefined && first - before.until.getTime() <= GAP_MS) before.until = new Date(last);
    else
      periods.push({
        from: new Date(first),
        until: new Date(last),
        why: "flag instant-checkout-kill, from the first to the last purchase that met it",
      });
  }
  return periods;
}

/** The times between a change that closes and the next that does not, for each scope on its own. */
function periodsOf<Change extends { readonly at: Date }>(
  changes: readonly Change[],
  read: (change: Change) => { readonly scope: string; readonly closesWith: string | null },
): Interruption[] {
  const open = new Map<string, { from: Date; why: string }>();
  const periods: Interruption[] = [];
  for (const change of changes) {
    const { scope, closesWith } = read(change);
    const since = open.get(scope);
    if (closesWith !== null && since === undefined) open.set(scope, { from: change.at, why: closesWith });
    if (closesWith !== null || since === undefined) continue;
    periods.push({ ...since, until: change.at });
    open.delete(scope);
  }
  return [...periods, ...[...open.values()].map((since) => ({ ...since, until: null }))];
}
