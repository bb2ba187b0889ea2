import { sql } from "drizzle-orm";
import { bigint, boolean, index, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
const minor = (name: string) => bigint(name, { mode: "number" });

/** What the provider paid out to the seller's bank. `entriesReadAt`: when the list of what it is made of was read. */
export const payouts = pgTable(
  "payouts",
  {
    provider: text("provider").notNull(),
    id: text("id").notNull(),
    status: text("status").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    isItemized: boolean("is_itemized").notNull(),
    arrivesAt: timestamptz("arrives_at").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    entriesReadAt: timestamptz("entries_read_at"),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.id] }),
    index("payouts_by_arrival").on(table.arrivesAt),
    index("payouts_unread")
      .on(table.createdAt)
      .where(sql`${table.entriesReadAt} is null`),
  ],
);

/** The provider's bookings in a payout, of our payments and of others at the account. Amounts in the balance's currency. */
export const payoutEntries = pgTable(
  "payout_entries",
  {
    provider: text("provider").notNull(),
    id: text("id").notNull(),
    payoutId: text("payout_id").notNull(),
    kind: text("kind").notNull(),
    /** The payment that it is about; null: none, or not said. */
    reference: text("reference"),
    amountMinor: minor("amount_minor").notNull(),
    feeMinor: minor("fee_minor").notNull(),
    netMinor: minor("net_minor").notNull(),
    currency: text("currency").notNull(),
    bookedAt: timestamptz("booked_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.id] }),
    index("payout_entries_by_payout").on(table.provider, table.payoutId),
    index("payout_entries_by_payment").on(table.provider, table.reference),
  ],
);
