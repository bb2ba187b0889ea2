import { sql, type SQL } from "drizzle-orm";
import { sessionId, type SessionId } from "../../../ids.ts";
import { DATA_MAP } from "../../data-map.ts";
import type { PrivacyReads } from "../../privacy-store.ts";
import { isStorable, rowsOf, type Database } from "../database.ts";

/**
 * What keeps a session's details, for a session `s`: a payment whose outcome is open, money that is neither an order's
 * nor given back, a refund that may still be under way or that was lost and is still owed, or a dispute whose end is open:
 * it is answered with the details.
 */
const MONEY_OPEN = sql`(s.status in ('paying', 'awaiting_buyer', 'unresolved')
  or exists (select 1 from captures c where c.session_id = s.id and c.use not in ('order', 'kept') and c.refunded_minor < c.amount_minor)
  or exists (select 1 from payment_alerts a where a.session_id = s.id
    and a.state in ('needs_response', 'under_review', 'unknown'))
  or exists (
    select 1 from orders o join refunds r on r.order_id = o.id where o.session_id = s.id
    and (r.state in ('requested', 'unknown', 'accepted', 'requires_action')
      or (r.state in ('failed', 'canceled', 'refused') and r.resolved_at is null))))`;

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

/** How each table names the session that a row of it is about; the tables that are not here have no such row. */
const ROWS_OF_SESSION: Readonly<Record<string, (id: SessionId) => SQL>> = {
  checkout_sessions: (id) => sql`select * from checkout_sessions where id = ${id}`,
  payment_attempts: (id) => sql`select * from payment_attempts where session_id = ${id}`,
  orders: (id) => sql`select * from orders where session_id = ${id}`,
  shipments: (id) => sql`select * from shipments where order_id in (select id from orders where session_id = ${id})`,
  captures: (id) => sql`select * from captures where session_id = ${id}`,
  mails: (id) => sql`select * from mails where session_id = ${id}`,
  refunds: (id) => sql`select * from refunds where session_id = ${id}`,
  transfers: (id) => sql`select key, seller_id, currency, state, created_at from transfers where session_id = ${id}`,
  transfer_reversals: (id) =>
    sql`select key, seller_id, currency, state, created_at from transfer_reversals where session_id = ${id}`,
  payment_alerts: (id) => sql`select * from payment_alerts where session_id = ${id}`,
  session_events: (id) => sql`select * from session_events where session_id = ${id}`,
  provider_events: (id) =>
    sql`select * from provider_events where attempt_id in (select id from payment_attempts where session_id = ${id})`,
  route_decisions: (id) => sql`select * from route_decisions where session_id = ${id}`,
  stock_reservations: (id) => sql`select * from stock_reservations where session_id = ${id}`,
  discount_uses: (id) => sql`select * from discount_uses where session_id = ${id}`,
  customer_discounts: (id) => sql`select * from customer_discounts where session_id = ${id}`,
  customer_orders: (id) => sql`select * from customer_orders where session_id = ${id}`,
  return_links: (id) => sql`select * from return_links where session_id = ${id}`,
  experiment_exposures: (id) => sql`select * from experiment_exposures where session_id = ${id}`,
  experiment_refunds: (id) => sql`select * from experiment_refunds where session_id = ${id}`,
  remembered_details: (id) => sql`select d.* from remembered_details d join checkout_sessions s
    on s.seller_id = d.seller_id and s.shopper_id = d.shopper_id where s.id = ${id}`,
  requests: (id) => sql`select * from requests where position(${id}::text in body) > 0`,
};
/** The tables whose rows can be found by their session, for the test of the data map. */
export const TABLES_OF_SESSION: readonly string[] = Object.keys(ROWS_OF_SESSION);

/** Not the buyer's: a digest of the platform's key, and what sellers have of the payment. */
const OTHERS_COLUMNS = ["api_key_digest", "split"] as const;

export function privacyReadsOn(database: Database): PrivacyReads {
  const ids = async (query: SQL) => (await rowsOf(database, query)).rows.map((row) => sessionId(String(row["id"])));
  const jsonRows = async (query: SQL): Promise<readonly unknown[]> =>
    (
      await rowsOf(
        database,
        sql`select to_jsonb(t) - ${OTHERS_COLUMNS[0]}::text - ${OTHERS_COLUMNS[1]}::text as row from (${query}) t`,
      )
    ).rows.map((one) => one["row"]);
  return {
    dataMap: DATA_MAP,
    async buyers(after, limit) {
      const { rows } = await rowsOf(
        database,
        sql`select s.id, s.basket #>> '{buyer,email}' as given, o.sale #>> '{buyer,email}' as ordered
          from checkout_sessions s left join orders o on o.session_id = s.id
          where s.erased_at is null and s.id > ${after}
            and (s.basket #>> '{buyer,email}' is not null or o.sale #>> '{buyer,email}' is not null)
          order by s.id limit ${limit}`,
      );
      return rows.map((row) => ({
        sessionId: sessionId(String(row["id"])),
        emails: [row["given"], row["ordered"]].filter((email) => typeof email === "string"),
      }));
    },
    sessionsToForget: (closedBefore, limit) =>
      ids(sql`select s.id from checkout_sessions s
        where s.erased_at is null and s.status in ('canceled', 'expired') and s.updated_at <= ${moment(closedBefore)}
          and not ${MONEY_OPEN} order by s.updated_at limit ${limit}`),
    ordersToForget: (paidBefore, limit) =>
      ids(sql`select s.id from orders p join checkout_sessions s on s.id = p.session_id
        where p.erased_at is null and p.paid_at <= ${moment(paidBefore)} and not ${MONEY_OPEN}
        order by p.paid_at limit ${limit}`),
    erasuresDue: (limit) =>
      ids(sql`select s.id from checkout_sessions s
        where s.erased_at is null and s.erase_requested_at is not null and not ${MONEY_OPEN}
        order by s.erase_requested_at limit ${limit}`),
    async isMoneyOpen(id) {
      return (await ids(sql`select s.id from checkout_sessions s where s.id = ${id} and ${MONEY_OPEN}`)).length > 0;
    },
    async erasedAt(id) {
      if (!isStorable(id)) return null;
      const { rows } = await rowsOf(
        database,
        sql`select erased_at::text as moment from checkout_sessions where id = ${id}`,
      );
      const erased = rows[0]?.["moment"];
      return typeof erased === "string" ? new Date(erased) : null;
    },
    async isErasureRequested(id) {
      const isIt = sql`id = ${id} and (erased_at is not null or erase_requested_at is not null)`;
      return isStorable(id) && (await ids(sql`select id from checkout_sessions where ${isIt}`)).length > 0;
    },
    async heldRows(id) {
      const held: Record<string, readonly unknown[]> = {};
      for (const [table, query] of Object.entries(ROWS_OF_SESSION)) held[table] = await jsonRows(query(id));
      return held;
    },
    async heldSubscriptions(holders) {
      if (holders.length === 0) return {};
      const of = sql`select * from entitlements where holder = any (array[${sql.join(
        holders.map((holder) => sql`${holder}::text`),
        sql`, `,
      )}])`;
      const events = sql`select v.* from entitlement_events v join (${of}) e on e.id = v.entitlement_id`;
      return { entitlements: await jsonRows(of), entitlement_events: await jsonRows(events) };
    },
  };
}
