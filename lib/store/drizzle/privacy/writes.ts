import { sql, type SQL } from "drizzle-orm";
import type { CheckoutLink, SessionId } from "../../../ids.ts";
import type { PrivacyWrites } from "../../privacy-store.ts";
import { rowsOf, type Database } from "../database.ts";
import { FOLD_LOCK } from "../experiment/fold.ts";

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

export function privacyWritesOn(database: Database): PrivacyWrites {
  const run = async (query: SQL): Promise<number> => Number((await rowsOf(database, query)).rows[0]?.["count"] ?? 0);
  const write = async (query: SQL): Promise<void> => void (await rowsOf(database, query));
  return {
    lockSession: (id) => write(sql`select 1 from checkout_sessions where id = ${id} for update`),
    requestErasure: (id, now) =>
      write(sql`update checkout_sessions set erase_requested_at = coalesce(erase_requested_at, ${moment(now)})
        where id = ${id} and erased_at is null`),
    eraseDetails: (session, now) => eraseDetails(write, session, now),
    deleteAnswersAbout: (id) =>
      write(sql`delete from requests where status is not null and position(${id}::text in body) > 0`),
    async forgetShopperOf(id) {
      await write(sql`update breaker_trials set shopper_id = 'forgotten:' || gen_random_uuid()
        where shopper_id = (select shopper_id from checkout_sessions where id = ${id})`);
      await renameShoppers(
        database,
        sql`select distinct experiment, phase, shopper_id from experiment_exposures
          where session_id = ${id} and shopper_id not like 'forgotten:%'`,
      );
    },
    eraseHolders: (holders, endedBefore, limit) =>
      run(sql`with over as (
          select id from entitlements where status = 'ended' and holder <> '' and ${
            holders === null
              ? sql`updated_at <= ${moment(endedBefore)}`
              : sql`holder = any (array[${sql.join(
                  holders.map((holder) => sql`${holder}::text`),
                  sql`, `,
                )}]::text[])`
          } limit ${limit}
        ), erased as (update entitlements set holder = '' where id in (select id from over) returning 1)
        select count(*) from erased`),
    forgetHistory: (before, limit) => forgetHistory(database, run, before, limit),
  };
}

/** Of the shopper a digest with the session's link is left, by which the same subject still finds its order (relation.ts). */
async function eraseDetails(
  write: (query: SQL) => Promise<void>,
  { id, link }: { readonly id: SessionId; readonly link: CheckoutLink },
  now: Date,
): Promise<void> {
  const digest = sql`'erased:' || encode(sha256(convert_to(${link}::text || chr(10) || shopper_id, 'UTF8')), 'hex')`;
  await write(sql`update checkout_sessions set
      basket = (basket - 'locale'::text) || '{"buyer": null, "address": null, "origins": {"address": null, "buyer": null}, "rejectedDiscounts": []}'::jsonb,
      shopper_id = case when shopper_id like 'erased:%' then shopper_id else ${digest} end,
      browser_digest = null, erased_at = ${moment(now)}
    where id = ${id} and erased_at is null`);
  await write(sql`update orders set
      sale = sale || jsonb_build_object('buyer', null, 'address', null, 'country', sale #> '{address,country}'),
      erased_at = ${moment(now)}
    where session_id = ${id} and erased_at is null`);
  const ofOrder = sql`order_id in (select o.id from orders o where o.session_id = ${id})`;
  // A parcel that was named after its tracking number loses that name too, for erasedShipmentName; the merchant's own stay.
  // Of an order of several sellers the seller stands before it, in a line of its own.
  const ownName = sql`regexp_replace(name, '^.*' || chr(10), '')`;
  const erasedName = sql`left(name, length(name) - length(${ownName}))
    || 'erased-' || left(encode(sha256(convert_to(order_id || chr(10) || ${ownName}, 'UTF8')), 'hex'), 8)`;
  await write(sql`update shipments set
      name = case when ${ownName} = tracking_number then ${erasedName} else name end, tracking_number = null, tracking_url = null,
      changed_at = ${moment(now)}
    where ${ofOrder} and (tracking_number is not null or tracking_url is not null)`);
  // Also of a payment without an order, whose reason an operator typed.
  await write(sql`update refunds set why = '' where session_id = ${id}`);
  await write(sql`update route_decisions set shopper_id = null where session_id = ${id} and shopper_id is not null`);
  await write(sql`update stock_reservations set holder = null where session_id = ${id}`);
  await write(sql`delete from return_links where session_id = ${id}`);
}

/**
 * Gives shoppers of the experiment names that stand for nobody, the same one in every table, so that every figure
 * stays and can be counted again. Waits for the fold, which must not see one half of it.
 */
async function renameShoppers(database: Database, shoppers: SQL): Promise<number> {
  await rowsOf(database, sql`select pg_advisory_xact_lock(${FOLD_LOCK})`);
  const same = (table: string) =>
    sql.raw(`${table}.experiment = c.experiment and ${table}.phase = c.phase and ${table}.shopper_id = c.shopper_id`);
  // The change for the new name also counts what another transaction noted meanwhile under the earlier one.
  const { rows } = await rowsOf(
    database,
    sql`with chosen as materialized (
        select t.*, 'forgotten:' || gen_random_uuid() as name from (${shoppers}) t
      ), exposures as (
        update experiment_exposures e set shopper_id = c.name from chosen c where ${same("e")}
      ), counted as (
        update experiment_shoppers s set shopper_id = c.name from chosen c where ${same("s")}
      ), earlier as (
        delete from experiment_changes h using chosen c where ${same("h")}
      ), noted as (
        insert into experiment_changes (experiment, phase, shopper_id) select experiment, phase, name from chosen
      ) select count(*) from chosen`,
  );
  return Number(rows[0]?.["count"] ?? 0);
}

/** What was noted about sessions after they were erased: why their money was given back, once it was, and ways back to chats. */
async function forgetAfterErasure(run: (query: SQL) => Promise<number>, limit: number): Promise<readonly number[]> {
  const settled = sql`r.why <> '' and r.state not in ('requested', 'unknown')`;
  return [
    await run(sql`with cut as (
        update refunds set why = '' where ctid = any (array(
          select r.ctid from refunds r join checkout_sessions s on s.id = r.session_id
          where s.erased_at is not null and ${settled} limit ${limit} for update of r skip locked
        )) returning 1
      ) select count(*) from cut`),
    await run(sql`with gone as (
        delete from return_links where session_id = any (array(
          select l.session_id from return_links l join checkout_sessions s on s.id = l.session_id
          where s.erased_at is not null limit ${limit} for update of l skip locked
        )) returning 1
      ) select count(*) from gone`),
  ];
}

async function forgetHistory(
  database: Database,
  run: (query: SQL) => Promise<number>,
  before: Date,
  limit: number,
): Promise<number> {
  const old = (column: string) => sql`${sql.identifier(column)} <= ${moment(before)}`;
  const deleted = (table: string, column: string, and: SQL = sql``) =>
    run(sql`with gone as (
        delete from ${sql.identifier(table)} where ctid = any (array(
          select ctid from ${sql.identifier(table)} where ${old(column)} ${and} limit ${limit} for update skip locked
        )) returning 1
      ) select count(*) from gone`);
  const cutDecisions = () =>
    run(sql`with cut as (
      update route_decisions set shopper_id = null where id = any (array(
        select id from route_decisions where ${old("decided_at")} and shopper_id is not null limit ${limit} for update skip locked
      )) returning 1
    ) select count(*) from cut`);
  const counts = [
    ...(await forgetAfterErasure(run, limit)),
    await deleted("provider_events", "received_at", sql`and state = 'applied'`),
    await deleted("entitlement_events", "received_at"),
    await deleted("mails", "created_at", sql`and state <> 'queued'`),
    await deleted("breaker_trials", "taken_at"),
    await deleted("return_links", "stored_at"),
    await cutDecisions(),
    await renameShoppers(
      database,
      sql`select distinct experiment, phase, shopper_id from experiment_exposures o
        where assigned_at <= ${moment(before)} and shopper_id not like 'forgotten:%' and not exists (
          select 1 from experiment_exposures n where n.experiment = o.experiment and n.phase = o.phase
            and n.shopper_id = o.shopper_id and n.assigned_at > ${moment(before)})
        limit ${limit}`,
    ),
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}
