import { eq, sql, type InferSelectModel, type SQL } from "drizzle-orm";
import type { CheckoutSession } from "../../../checkout/session.ts";
import type { ExperimentSession, SessionOutcome } from "../../../experiment/exposure.ts";
import { sellerId, sessionId, shopperId, type SessionId } from "../../../ids.ts";
import { invariant } from "../../../invariant.ts";
import { isCurrency } from "../../../money.ts";
import { ONE_PLAN } from "../connection/named-statements.ts";
import { writtenOnce } from "../connection/written-once.ts";
import { isStorable, rowsOf, type Database } from "../database.ts";
import { experimentExposures } from "../schema/experiment.ts";
import type { ExperimentReads, ExperimentWrites } from "../../experiment-store.ts";
import type { SessionEvent } from "../../../checkout/session-event.ts";

/** What the shopper spent in the 14 days before the exposure lowers the variance of what they spend after it. */
const PRE_PERIOD_HOURS = 336;

const time = (now: Date) => sql`${now.toISOString()}::timestamptz`;
const firstTime = (column: string, now: Date) =>
  sql`${sql.identifier(column)} = coalesce(${sql.identifier(column)}, ${time(now)})`;

/** One session's row changes, and its shopper is noted for the next fold; nothing happens for a session without a row. */
const changing = (id: SQL, sets: readonly SQL[], where: SQL) => sql`with changed as (
    update experiment_exposures e set ${sql.join([...sets], sql`, `)}
    where e.session_id = ${id} and ${where} returning e.experiment, e.phase, e.shopper_id
  ) insert into experiment_changes (experiment, phase, shopper_id) select experiment, phase, shopper_id from changed`;

async function change(database: Database, id: SessionId, sets: readonly SQL[], where: SQL): Promise<void> {
  if (isStorable(id)) await rowsOf(database, sql`${sql.raw(ONE_PLAN)} ${changing(sql`${id}`, sets, where)}`);
}

/** What a step of a session changes of its row; no entry: nothing. */
const CHANGES = (() => {
  const first = (...columns: readonly string[]) =>
    columns.map(
      (column) =>
        sql`${sql.identifier(column)} = coalesce(${sql.identifier(column)}, ${sql.placeholder("at")}::timestamptz)`,
    );
  const ended = (column: string, outcome: SessionOutcome) => [...first(column), sql`outcome = ${outcome}`];
  const written = (sets: readonly SQL[], where = sql`true`) =>
    writtenOnce(() => changing(sql`${sql.placeholder("id")}`, sets, where));
  // What nobody knew of the outcome, they know now.
  const isAnswered = written(
    [sql`outcome = case when e.declined_at is null then 'open' else 'declined' end`],
    sql`e.outcome = 'unresolved'`,
  );
  return {
    details_given: written(first("details_given_at"), sql`e.details_given_at is null`),
    payment_started: written(first("details_given_at", "pay_pressed_at"), sql`e.pay_pressed_at is null`),
    payment_captured: written([...ended("paid_at", "paid"), sql`gross_minor = ${sql.placeholder("gross")}`]),
    payment_declined: written(ended("declined_at", "declined")),
    payment_unresolved: written(ended("unresolved_at", "unresolved")),
    canceled: written(ended("canceled_at", "canceled")),
    // A decline stays the last that is known of a buyer who then left.
    expired: written([
      ...first("expired_at"),
      sql`outcome = case when e.outcome = 'open' then 'abandoned' else e.outcome end`,
    ]),
    buyer_action_required: isAnswered,
    attempt_voided: isAnswered,
    prepared: null,
    capture_orphaned: null,
    capture_mismatch: null,
  } as const satisfies Record<SessionEvent["type"], unknown>;
})();

async function noteSessionEvent(database: Database, session: CheckoutSession, step: SessionEvent): Promise<void> {
  const change = CHANGES[step.type];
  if (change === null || !isStorable(session.id) || (step.type === "details_given" && session.status !== "ready"))
    return;
  const gross = session.totals.total.amountMinor;
  await change(database, { id: session.id, at: step.occurredAt.toISOString(), gross });
}

/** Notes what was given back of a paid session. `amountMinor` is what is more now, or less when it is negative. */
export async function noteRefunded(database: Database, id: SessionId, amountMinor: number, now: Date): Promise<void> {
  if (amountMinor === 0) return;
  await rowsOf(
    database,
    sql`with changed as (
      update experiment_exposures e set ${firstTime("refunded_at", now)}
      where e.session_id = ${id} returning e.session_id, e.experiment, e.phase, e.shopper_id
    ), noted as (
      insert into experiment_refunds (session_id, amount_minor, at)
      select session_id, ${amountMinor}::bigint, ${time(now)} from changed
    ) insert into experiment_changes (experiment, phase, shopper_id) select experiment, phase, shopper_id from changed`,
  );
}

export function experimentSessionsOn(database: Database): Pick<ExperimentReads, "experimentSession"> {
  return {
    async experimentSession(id) {
      if (!isStorable(id)) return null;
      const bySession = eq(experimentExposures.sessionId, id);
      const [row] = await database.select().from(experimentExposures).where(bySession).limit(1);
      return row === undefined || row.phase === "" ? null : sessionFromRow(row);
    },
  };
}

export function experimentWritesOn(
  database: Database,
): Pick<ExperimentWrites, "insertAssignment" | "saveFunnelEvent" | "notePageVisit" | "noteSessionEvent"> {
  return {
    async insertAssignment({ hasDetails, arm: variant, ...assignment }) {
      const detailsGivenAt = hasDetails ? assignment.assignedAt : null;
      const inserted = await database
        .insert(experimentExposures)
        .values({ ...assignment, variant, detailsGivenAt })
        .onConflictDoNothing()
        .returning({ sessionId: experimentExposures.sessionId });
      const { sessionId: id, experiment, phase, shopperId: shopper } = assignment;
      if (inserted.length === 1)
        await rowsOf(
          database,
          sql`insert into experiment_changes (experiment, phase, shopper_id) values (${experiment}, ${phase}, ${shopper})`,
        );
      else {
        const isOther = sql`e.variant <> ${variant} and e.reassigned_at is null`;
        await change(database, id, [firstTime("reassigned_at", assignment.assignedAt)], isOther);
      }
    },
    async saveFunnelEvent(id, event, now) {
      const columns = {
        shown: [],
        clicked: ["clicked_at"],
        sheet_opened: ["clicked_at", "sheet_opened_at"],
        page_opened: ["clicked_at", "page_opened_at"],
      }[event];
      const own = sql.identifier(columns.at(-1) ?? "exposed_at");
      const spent = sql`(select coalesce(sum(o.paid_minor), 0) from checkout_sessions s join orders o on o.session_id = s.id
        where s.shopper_id = e.shopper_id and o.currency = e.currency and o.paid_at < ${time(now)}
        and o.paid_at >= ${time(new Date(now.getTime() - PRE_PERIOD_HOURS * 3_600_000))})`;
      const before = sql`before_minor = case when e.exposed_at is null then ${spent} else e.before_minor end`;
      const times = ["exposed_at", ...columns].map((column) => firstTime(column, now));
      await change(database, id, [...times, before], sql`(e.exposed_at is null or e.${own} is null)`);
    },
    noteSessionEvent: (session, event) => noteSessionEvent(database, session, event),
    async notePageVisit(id, now) {
      await change(database, id, [firstTime("page_opened_at", now)], sql`e.page_opened_at is null`);
    },
  };
}

function sessionFromRow(row: InferSelectModel<typeof experimentExposures>): ExperimentSession {
  const { variant, exposedAt, currency, experiment, outcome, ...rest } = row;
  invariant(experiment === "checkout-route", "there is one experiment");
  invariant(variant === "instant" || variant === "external", `a stored arm is one of two, not ${variant}`);
  invariant(isCurrency(currency), `a stored currency is one we know, not ${currency}`);
  return {
    ...rest,
    experiment,
    currency,
    outcome: outcome as SessionOutcome,
    sessionId: sessionId(row.sessionId),
    shopperId: shopperId(row.shopperId),
    sellerId: sellerId(row.sellerId),
    arm: variant,
    shownAt: exposedAt,
  };
}
