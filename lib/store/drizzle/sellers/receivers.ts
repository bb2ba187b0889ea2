import { and, asc, eq, gt, inArray, isNotNull, like, lte, not, or, sql, type InferSelectModel } from "drizzle-orm";
import { sellerId } from "../../../ids.ts";
import { invariant } from "../../../invariant.ts";
import { RECEIVER_EVENTS, RECEIVER_STATES } from "../../../sellers/receiver.ts";
import type { SellerReceiverReads, SellerReceiverWrites, StoredSellerReceiver } from "../../sellers/receiver-store.ts";
import { ONE_PLAN } from "../connection/named-statements.ts";
import { isStorable, type Database } from "../database.ts";
import { orders } from "../schema/purchase.ts";
import { orderParts } from "../schema/sellers/order-part.ts";
import { sellerReceivers } from "../schema/sellers/receiver.ts";
import { keysFrom } from "./keys.ts";

const OLDEST_FIRST = [asc(sellerReceivers.createdAt), asc(sellerReceivers.id)] as const;

export function sellerReceiverReadsOn(database: Database): SellerReceiverReads {
  return {
    async sellerReceiver(id) {
      if (!isStorable(id)) return null;
      const [row] = await database.select().from(sellerReceivers).where(eq(sellerReceivers.id, id));
      return row === undefined ? null : fromRow(row);
    },
    async sellerReceivers(of) {
      if (!isStorable(of)) return [];
      const rows = await database
        .select()
        .from(sellerReceivers)
        .where(eq(sellerReceivers.sellerId, of))
        .orderBy(...OLDEST_FIRST);
      return rows.map(withoutSecrets);
    },
    async receiversOfOrder(orderId) {
      const sellers = sql`(${sql.raw(ONE_PLAN)} select ${orders.sellerId} from ${orders} where ${orders.id} = ${orderId}
        union select ${orderParts.sellerId} from ${orderParts} where ${orderParts.orderId} = ${orderId})`;
      const { id, sellerId: of, events } = sellerReceivers;
      const rows = await database
        .select({ id, of, events })
        .from(sellerReceivers)
        .where(and(inArray(of, sellers), eq(sellerReceivers.state, "active")))
        .orderBy(...OLDEST_FIRST);
      return rows.map((row) => ({ id: row.id, sellerId: sellerId(row.of), events: knownEvents(row) }));
    },
    async sellerReceiversFrom(keyId, of) {
      if (!isStorable(keyId)) return [];
      const rows = await database
        .select()
        .from(sellerReceivers)
        .where(and(eq(sellerReceivers.sellerId, of), inArray(sellerReceivers.createdBy, keysFrom(keyId, of))))
        .orderBy(...OLDEST_FIRST);
      return rows.map(withoutSecrets);
    },
    async failedReceivers(limit, after) {
      const rows = await database
        .select()
        .from(sellerReceivers)
        .where(and(eq(sellerReceivers.state, "failed"), gt(sellerReceivers.id, after?.id ?? "")))
        .orderBy(asc(sellerReceivers.id))
        .limit(limit);
      return rows.map(withoutSecrets);
    },
    async receiversWithOtherKey(keyId, limit, after) {
      const isElse = not(like(sellerReceivers.secret, `${keyId}%`));
      const isEarlierElse = not(like(sellerReceivers.earlierSecret, `${keyId}%`));
      const rows = await database
        .select()
        .from(sellerReceivers)
        .where(and(gt(sellerReceivers.id, after), or(isElse, isEarlierElse)))
        .orderBy(asc(sellerReceivers.id))
        .limit(limit);
      return rows.map(fromRow);
    },
  };
}

export function sellerReceiverWritesOn(database: Database): SellerReceiverWrites {
  return {
    async lockSellerReceiver(id) {
      await database
        .select({ id: sellerReceivers.id })
        .from(sellerReceivers)
        .where(eq(sellerReceivers.id, id))
        .for("update");
    },
    async insertSellerReceiver(receiver) {
      await database.insert(sellerReceivers).values({ ...receiver, events: [...receiver.events] });
    },
    async changeSellerReceiver(id, change) {
      const changed = await database
        .update(sellerReceivers)
        .set(change)
        .where(eq(sellerReceivers.id, id))
        .returning({ id: sellerReceivers.id });
      return changed.length === 1;
    },
    async removeSellerReceiver(id) {
      const removed = await database
        .delete(sellerReceivers)
        .where(eq(sellerReceivers.id, id))
        .returning({ id: sellerReceivers.id });
      return removed.length === 1;
    },
    async forgetEarlierSecrets(now) {
      const emptied = await database
        .update(sellerReceivers)
        .set({ earlierSecret: null, earlierSecretUntil: null })
        .where(and(isNotNull(sellerReceivers.earlierSecretUntil), lte(sellerReceivers.earlierSecretUntil, now)))
        .returning({ id: sellerReceivers.id });
      return emptied.length;
    },
  };
}

/** Without those of a later release, which may run beside this one: no payment may fail because of them. */
const knownEvents = (row: { readonly events: readonly string[] }) =>
  RECEIVER_EVENTS.filter((event) => row.events.includes(event));

function fromRow(row: InferSelectModel<typeof sellerReceivers>): StoredSellerReceiver {
  const state = RECEIVER_STATES.find((one) => one === row.state);
  invariant(state !== undefined, `receiver ${row.id} is readable`);
  return { ...row, sellerId: sellerId(row.sellerId), events: knownEvents(row), state };
}

function withoutSecrets(row: InferSelectModel<typeof sellerReceivers>) {
  const { secret: _, earlierSecret: _earlier, ...receiver } = fromRow(row);
  return receiver;
}
