import { and, countDistinct, inArray, ne, sql } from "drizzle-orm";
import { orderId, sessionId, shopperId } from "../../../ids.ts";
import { invariant } from "../../../invariant.ts";
import type { CustomerReads, CustomerWrites } from "../../customers/customer-store.ts";
import { writtenOnce } from "../connection/written-once.ts";
import { rowsOf, textArray, type Database } from "../database.ts";
import { customerDiscounts, customerKey, customerOrders } from "../schema/customer.ts";

export function customerReadsOn(database: Database): CustomerReads {
  return {
    async refusedToCustomer(limits, customer, except) {
      if (limits.length === 0 || customer.length === 0) return new Map();
      const uses = await database
        .select({ code: customerDiscounts.code, count: countDistinct(customerDiscounts.sessionId) })
        .from(customerDiscounts)
        .where(and(inArray(customerDiscounts.customer, [...customer]), ne(customerDiscounts.sessionId, except)))
        .groupBy(customerDiscounts.code);
      const isFirst = limits.some((one) => one.isFirstOrder) ? await isFirstOrder(database, customer, except) : true;
      const refused = new Map<string, "customer_limit" | "first_order_only">();
      for (const { code, limit, isFirstOrder: needsFirst } of limits)
        if (needsFirst && !isFirst) refused.set(code, "first_order_only");
        else if (!needsFirst && (uses.find((row) => row.code === code)?.count ?? 0) >= limit)
          refused.set(code, "customer_limit");
      return refused;
    },
    async uncountedOrders(after, limit) {
      const { rows } = await rowsOf(
        database,
        sql`select o.id, o.session_id, o.sale #>> '{buyer,email}' as email, s.shopper_id
          from orders o join checkout_sessions s on s.id = o.session_id
          where o.id > ${after} and o.erased_at is null
            and (s.shopper_id is not null or o.sale #>> '{buyer,email}' is not null)
            and not exists (select 1 from customer_orders c where c.session_id = o.session_id)
          order by o.id limit ${limit}`,
      );
      const text = (value: unknown) => (typeof value === "string" ? value : null);
      return rows.map((row) => {
        const shopper = text(row["shopper_id"]);
        return {
          id: orderId(String(row["id"])),
          sessionId: sessionId(String(row["session_id"])),
          email: text(row["email"]),
          shopperId: shopper === null ? null : shopperId(shopper),
        };
      });
    },
  };
}

/** No order that was paid and kept, and no other payment under way that counts as the first one. */
async function isFirstOrder(database: Database, customer: readonly string[], except: string): Promise<boolean> {
  const digests = sql`array[${sql.join(
    customer.map((one) => sql`${one}::text`),
    sql`, `,
  )}]::text[]`;
  const { rows } = await rowsOf(
    database,
    sql`select exists (
        select 1 from customer_orders c join orders o on o.session_id = c.session_id
        where c.customer = any (${digests}) and c.session_id <> ${except}
          and (o.refunded_minor < o.paid_minor or o.paid_minor = 0)
      ) or exists (
        select 1 from customer_discounts d
        where d.customer = any (${digests}) and d.session_id <> ${except} and d.is_first_order
          and not exists (select 1 from orders o where o.session_id = d.session_id)
      ) as known`,
  );
  return rows[0]?.["known"] !== true;
}

const saveCustomerOrder = writtenOnce(
  () => sql`insert into ${customerOrders} (customer, session_id)
    select unnest(${sql.placeholder("customer")}::text[]), ${sql.placeholder("id")} on conflict do nothing`,
);

/** Locks are taken in the order of the digests, so that nobody waits in a circle, and after those of limited codes. */
export function customerWritesOn(database: Database): CustomerWrites {
  return {
    async customerKey(fresh) {
      await database.insert(customerKey).values({ isTheOne: true, key: fresh }).onConflictDoNothing();
      const [row] = await database.select().from(customerKey);
      invariant(row !== undefined, "customers' digests have a key");
      return row.key;
    },
    async takeForCustomer(id, limits, customer) {
      if (limits.length === 0) return new Map();
      if (customer.length === 0)
        return new Map(
          limits.map(({ code, isFirstOrder }) => [code, isFirstOrder ? "first_order_only" : "customer_limit"]),
        );
      for (const digest of [...customer].sort())
        await database.execute(sql`select pg_advisory_xact_lock(hashtext(${`customer ${digest}`}))`);
      const refused = await customerReadsOn(database).refusedToCustomer(limits, customer, id);
      if (refused.size > 0) return refused;
      await database
        .insert(customerDiscounts)
        .values(
          customer.flatMap((digest) =>
            limits.map(({ code, isFirstOrder }) => ({ customer: digest, code, sessionId: id, isFirstOrder })),
          ),
        )
        .onConflictDoNothing();
      return refused;
    },
    async saveCustomerOrder(id, customer) {
      if (customer.length === 0) return;
      await saveCustomerOrder(database, { id, customer: textArray(customer) });
    },
  };
}
