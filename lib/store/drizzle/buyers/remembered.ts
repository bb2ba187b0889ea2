import { sql } from "drizzle-orm";
import { sellerId, shopperId } from "../../../ids.ts";
import type { RememberedBy, RememberedReads, RememberedWrites } from "../../buyers/remembered-store.ts";
import { rowsOf, type Database } from "../database.ts";

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;
const of = (by: RememberedBy) => sql`seller_id = ${by.sellerId} and shopper_id = ${by.shopperId}`;

export function rememberedReadsOn(database: Database): RememberedReads {
  return {
    async rememberedEmails(offset, limit) {
      const { rows } = await rowsOf(
        database,
        sql`select seller_id, shopper_id, details #>> '{buyer,email}' as email from remembered_details
          where details #>> '{buyer,email}' is not null order by shopper_id, seller_id limit ${limit} offset ${offset}`,
      );
      return rows.map((row) => ({
        sellerId: sellerId(String(row["seller_id"])),
        shopperId: shopperId(String(row["shopper_id"])),
        email: String(row["email"]),
      }));
    },
    async heldRemembered(by) {
      const { rows } = await rowsOf(
        database,
        sql`select to_jsonb(t) as row from (select * from remembered_details where ${of(by)}) t`,
      );
      return rows.map((one) => one["row"]);
    },
  };
}

export function rememberedWritesOn(database: Database): RememberedWrites {
  return {
    async remember(by, details, now) {
      const json = sql`${JSON.stringify(details)}::jsonb`;
      await rowsOf(
        database,
        sql`insert into remembered_details (seller_id, shopper_id, details, remembered_at, used_at)
          values (${by.sellerId}, ${by.shopperId}, ${json}, ${moment(now)}, ${moment(now)})
          on conflict (seller_id, shopper_id) do update set remembered_at = excluded.remembered_at,
            used_at = excluded.used_at,
            details = case when excluded.details -> 'buyer' = 'null'::jsonb
              then excluded.details || jsonb_build_object('buyer', remembered_details.details -> 'buyer')
              else excluded.details end`,
      );
    },
    async markRememberedUsed(by, now) {
      await rowsOf(database, sql`update remembered_details set used_at = ${moment(now)} where ${of(by)}`);
    },
    async forgetRemembered(shopper, seller) {
      const ofSeller = seller === null ? sql`` : sql`and seller_id = ${seller}`;
      const { rows } = await rowsOf(
        database,
        sql`delete from remembered_details where shopper_id = ${shopper} ${ofSeller} returning 1`,
      );
      return rows.length;
    },
    async forgetRememberedBefore(usedBefore, limit) {
      const { rows } = await rowsOf(
        database,
        sql`delete from remembered_details where ctid = any (array(
            select ctid from remembered_details where used_at <= ${moment(usedBefore)} limit ${limit} for update skip locked
          )) returning 1`,
      );
      return rows.length;
    },
  };
}
