import { and, asc, eq, gte, inArray, isNull, lt } from "drizzle-orm";
import { invariant } from "../../../invariant.ts";
import { isCurrency, money } from "../../../money.ts";
import type { PayoutReads, PayoutWrites, StoredPayout } from "../../payout-store.ts";
import type { Database } from "../database.ts";
import { payoutEntries, payouts } from "../schema/payout.ts";
import { captures, orders } from "../schema/purchase.ts";

/** Rows of one statement; Postgres takes 65,535 parameters in one. */
const BATCH = 1000;

export function payoutReadsOn(database: Database): PayoutReads {
  return {
    async payoutsArriving(from, until) {
      const rows = await database
        .select()
        .from(payouts)
        .where(and(gte(payouts.arrivesAt, from), lt(payouts.arrivesAt, until)))
        .orderBy(asc(payouts.arrivesAt), asc(payouts.id));
      const found: StoredPayout[] = [];
      for (const row of rows) {
        const { provider, id, status, isItemized, arrivesAt, createdAt } = row;
        const amount = amountOf(row.amountMinor, row.currency);
        const entries = row.entriesReadAt === null ? null : await entriesOf(database, provider, id);
        found.push({ provider, id, status, amount, isItemized, arrivesAt, createdAt, entries });
      }
      return found;
    },
    async unreadPayouts(provider, limit) {
      const isUnread = and(eq(payouts.provider, provider), eq(payouts.isItemized, true), isNull(payouts.entriesReadAt));
      const rows = await database
        .select({ id: payouts.id })
        .from(payouts)
        .where(isUnread)
        .orderBy(asc(payouts.createdAt))
        .limit(limit);
      return rows.map(({ id }) => id);
    },
  };
}

async function entriesOf(
  database: Database,
  provider: string,
  payoutId: string,
): Promise<NonNullable<StoredPayout["entries"]>> {
  const rows = await database
    .select({ entry: payoutEntries, orderNumber: orders.number, use: captures.use })
    .from(payoutEntries)
    .leftJoin(
      captures,
      and(eq(captures.provider, payoutEntries.provider), eq(captures.reference, payoutEntries.reference)),
    )
    .leftJoin(orders, and(eq(orders.sessionId, captures.sessionId), eq(captures.use, "order")))
    .where(and(eq(payoutEntries.provider, provider), eq(payoutEntries.payoutId, payoutId)))
    .orderBy(asc(payoutEntries.bookedAt), asc(payoutEntries.id));
  return rows.map(({ entry: { id, kind, reference, bookedAt, currency, ...minor }, orderNumber }) => ({
    id,
    kind,
    reference,
    bookedAt,
    orderNumber,
    amount: amountOf(minor.amountMinor, currency),
    fee: amountOf(minor.feeMinor, currency),
    net: amountOf(minor.netMinor, currency),
  }));
}

export function payoutWritesOn(database: Database): PayoutWrites {
  return {
    async savePayout(provider, { id, status, amount, isItemized, arrivesAt, createdAt }) {
      const values = { status, amountMinor: amount.amountMinor, currency: amount.currency, isItemized, arrivesAt };
      await database
        .insert(payouts)
        .values({ provider, id, createdAt, ...values })
        .onConflictDoUpdate({ target: [payouts.provider, payouts.id], set: values });
    },
    async savePayoutEntries({ provider, id: payoutId }, entries, now) {
      for (let index = 0; index < entries.length; index += BATCH) {
        const rows = entries.slice(index, index + BATCH).map(({ amount, fee, net, ...entry }) => ({
          ...entry,
          provider,
          payoutId,
          currency: amount.currency,
          amountMinor: amount.amountMinor,
          feeMinor: fee.amountMinor,
          netMinor: net.amountMinor,
        }));
        await database.insert(payoutEntries).values(rows).onConflictDoNothing();
      }
      await database
        .update(payouts)
        .set({ entriesReadAt: now })
        .where(and(eq(payouts.provider, provider), inArray(payouts.id, [payoutId])));
    },
  };
}

function amountOf(amountMinor: number, currency: string) {
  invariant(isCurrency(currency), `${currency} is a known currency`);
  return money(amountMinor, currency);
}
