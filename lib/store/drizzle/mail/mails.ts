import { and, eq, exists, inArray, sql, type InferSelectModel, type SQL } from "drizzle-orm";
import { sellerId, sessionId } from "../../../ids.ts";
import { invariant } from "../../../invariant.ts";
import { isCurrency } from "../../../money.ts";
import type { MailRequest } from "../../../orders/mail.ts";
import { orderOfSellers } from "../../../orders/order-parts.ts";
import type { MailReads, MailState, MailToSend, MailWrites, SalesOfTime, StoredMail } from "../../mail-store.ts";
import { allGiven, given, givenArray, writtenOnce } from "../connection/written-once.ts";
import { rowsOf, textArray, type Database } from "../database.ts";
import { hasLife, ordersById, orderWithLife } from "../orders.ts";
import { orderRefundFromRow } from "../payment-rows.ts";
import { mails } from "../schema/mail.ts";
import { checkoutSessions, orders } from "../schema/purchase.ts";
import { refunds } from "../schema/refund.ts";
import { orderParts } from "../schema/sellers/order-part.ts";
import { sellers } from "../schema/sellers/seller.ts";
import { recordFromRow } from "../sellers/sellers.ts";
import { sessionFromRow } from "../session-row.ts";
import { readTogether } from "../status/dataloader.ts";

const mailById = writtenOnce((database) =>
  database
    .select()
    .from(mails)
    .where(eq(mails.id, given(mails.id, "id")))
    .limit(1),
);

const insertMail = writtenOnce((database) =>
  database.insert(mails).values(allGiven(mails)).onConflictDoNothing().returning({ id: mails.id }),
);

const settleMail = writtenOnce((database) =>
  database
    .update(mails)
    .set({ state: given(mails.state, "state"), settledAt: given(mails.settledAt, "settledAt") })
    .where(and(eq(mails.id, given(mails.id, "id")), eq(mails.state, "queued"))),
);

const mailsToSend = writtenOnce((database) =>
  database
    .select({ mail: mails, order: orders, hasLife: hasLife(database), session: checkoutSessions, seller: sellers })
    .from(mails)
    .leftJoin(orders, sql`${orders.id} = ${mails.request} ->> 'orderId'`)
    .leftJoin(checkoutSessions, eq(checkoutSessions.id, mails.sessionId))
    .leftJoin(sellers, eq(sellers.id, orders.sellerId))
    .where(sql`${mails.id} = any(${givenArray("ids", "text")})`),
);

/** Messages that are sent at the same moment are read together. */
const mailToSendOn = (database: Database) =>
  readTogether<string, MailToSend | null>(async (ids) => {
    const rows = await mailsToSend(database, { ids: textArray(ids) });
    const found = new Map(rows.map((row) => [row.mail.id, row]));
    return ids.map((id) => async () => {
      const row = found.get(id);
      if (row === undefined) return null;
      const { mail, order, session, seller } = row;
      return {
        mail: mailFromRow(mail),
        order: order === null ? null : await orderWithLife(database, order, row.hasLife),
        session: session === null ? null : sessionFromRow(session),
        seller: seller === null ? null : recordFromRow(seller),
      };
    });
  });

const mailFromRow = (row: InferSelectModel<typeof mails>): StoredMail => ({
  ...row,
  kind: row.kind as StoredMail["kind"],
  sessionId: row.sessionId === null ? null : sessionId(row.sessionId),
  request: row.request as MailRequest | null,
  state: row.state as MailState,
});

export function mailReadsOn(database: Database): MailReads {
  return {
    async mail(id) {
      const [row] = await mailById(database, { id });
      return row === undefined ? null : mailFromRow(row);
    },
    mailToSend: mailToSendOn(database),
    async mailsNotMade(ids) {
      if (ids.length === 0) return new Set();
      const made = await database
        .select({ id: mails.id })
        .from(mails)
        .where(inArray(mails.id, [...ids]));
      const known = new Set(made.map(({ id }) => id));
      return new Set(ids.filter((id) => !known.has(id)));
    },
    async salesOfTime(from, until) {
      const within = (column: string) =>
        sql`${sql.raw(column)} >= ${from.toISOString()}::timestamptz and ${sql.raw(column)} < ${until.toISOString()}::timestamptz`;
      const isWhole = sql`not exists (select 1 from order_parts p where p.order_id = o.id)`;
      const { rows } = await rowsOf(
        database,
        sql`select seller_id, (array_agg(seller_name order by paid_at desc))[1] as seller_name, currency, is_test, sum(orders)::bigint as orders, sum(paid)::bigint as paid,
            sum(refunds)::bigint as refunds, sum(refunded)::bigint as refunded
          from (
            select o.seller_id, o.sale->>'sellerName' as seller_name, o.paid_at, o.currency, coalesce((o.sale->>'isTest')::boolean, false) as is_test,
              1 as orders, o.paid_minor as paid, 0 as refunds, 0 as refunded
            from orders o where ${within("o.paid_at")} and ${isWhole}
            union all
            select p.seller_id, (select one->>'sellerName' from jsonb_array_elements(o.sale->'parts') one
                where one->>'sellerId' = p.seller_id), p.paid_at, o.currency,
              coalesce((o.sale->>'isTest')::boolean, false), 1, p.paid_minor, 0, 0
            from order_parts p join orders o on o.id = p.order_id where ${within("p.paid_at")}
            union all
            select r.seller_id, o.sale->>'sellerName', o.paid_at, r.currency, coalesce((o.sale->>'isTest')::boolean, false), 0, 0, 1, r.amount_minor
            from refunds r join orders o on o.id = r.order_id
            where r.state in ('accepted', 'requires_action', 'done') and ${within("r.requested_at")} and ${isWhole}
          ) t group by seller_id, currency, is_test order by seller_id, currency, is_test`,
      );
      return added([...rows.map(salesFromRow), ...(await refundsOfParts(database, within("requested_at")))]);
    },
  };
}

/** What refunds of a time gave back for each seller of orders of several. */
async function refundsOfParts(database: Database, inTime: SQL): Promise<readonly SalesOfTime[]> {
  const given = await database
    .select()
    .from(refunds)
    .where(
      and(
        inTime,
        inArray(refunds.state, ["accepted", "requires_action", "done"]),
        exists(
          database
            .select({ one: sql`1` })
            .from(orderParts)
            .where(eq(orderParts.orderId, refunds.orderId)),
        ),
      ),
    );
  const ids = new Set(given.map((row) => orderRefundFromRow(row).id));
  const found = await ordersById(database, [...new Set(given.flatMap(({ orderId }) => orderId ?? []))]);
  return found.flatMap((order) =>
    (order.parts ?? []).flatMap(({ sellerId: seller, sellerName }) =>
      (orderOfSellers(order, [seller])?.refunds ?? [])
        .filter(({ id }) => ids.has(id))
        .map(({ amount }) => ({
          sellerId: seller,
          sellerName,
          currency: amount.currency,
          isTest: order.isTest,
          orders: 0,
          paidMinor: 0,
          refunds: 1,
          refundedMinor: amount.amountMinor,
        })),
    ),
  );
}

/** One entry for each seller, currency and mode. */
function added(sales: readonly SalesOfTime[]): readonly SalesOfTime[] {
  const merged = new Map<string, SalesOfTime>();
  for (const one of sales) {
    const key = JSON.stringify([one.sellerId, one.currency, one.isTest]);
    const before = merged.get(key);
    merged.set(
      key,
      before === undefined
        ? one
        : {
            ...one,
            orders: before.orders + one.orders,
            paidMinor: before.paidMinor + one.paidMinor,
            refunds: before.refunds + one.refunds,
            refundedMinor: before.refundedMinor + one.refundedMinor,
          },
    );
  }
  return [...merged.values()];
}

function salesFromRow(row: Readonly<Record<string, unknown>>): SalesOfTime {
  const currency = String(row["currency"]);
  invariant(isCurrency(currency), "money is stored with a currency");
  return {
    sellerId: sellerId(String(row["seller_id"])),
    sellerName: String(row["seller_name"]),
    currency,
    isTest: row["is_test"] === true,
    orders: Number(row["orders"]),
    paidMinor: Number(row["paid"]),
    refunds: Number(row["refunds"]),
    refundedMinor: Number(row["refunded"]),
  };
}

export function mailWritesOn(database: Database): MailWrites {
  return {
    async insertMail(mail) {
      return (await insertMail(database, mail)).length === 1;
    },
    async noteMails(ids, notedAt) {
      if (ids.length === 0) return new Set();
      const noted = { kind: "attention_item", sessionId: null, request: null, state: "noted" } as const;
      // In one order, so that two instances never wait for each other in a circle.
      const rows = [...ids].toSorted().map((id) => ({ id, ...noted, createdAt: notedAt, settledAt: notedAt }));
      const inserted = await database.insert(mails).values(rows).onConflictDoNothing().returning({ id: mails.id });
      return new Set(inserted.map(({ id }) => id));
    },
    async settleMail(id, state, settledAt) {
      await settleMail(database, { id, state, settledAt });
    },
  };
}
