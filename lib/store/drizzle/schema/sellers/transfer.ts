import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
const minor = (name: string) => bigint(name, { mode: "number" });

/** What transfers and reversals have both; the key is the idempotency key at the payment provider. */
const moving = () => ({
  key: text("key").primaryKey(),
  provider: text("provider").notNull(),
  reference: text("reference").notNull(),
  attemptId: text("attempt_id").notNull(),
  sessionId: text("session_id").notNull(),
  sellerId: text("seller_id").notNull(),
  grossMinor: minor("gross_minor").notNull(),
  feeMinor: minor("fee_minor").notNull(),
  amountMinor: minor("amount_minor").notNull(),
  currency: text("currency").notNull(),
  state: text("state").notNull(),
  createdAt: timestamptz("created_at").notNull(),
  settledAt: timestamptz("settled_at"),
  /** The provider's own name for it. */
  providerId: text("provider_id"),
  reason: text("reason"),
  refusals: integer("refusals").notNull().default(0),
  tries: integer("tries").notNull().default(0),
  dueAt: timestamptz("due_at"),
  resolvedAt: timestamptz("resolved_at"),
});

/** What a seller is sent: one row for each payment and seller, and one for each time that something taken back came back. */
export const transfers = pgTable(
  "transfers",
  {
    ...moving(),
    /** The refund or dispute that came to nothing; null for the sale's own. */
    causeKind: text("cause_kind"),
    cause: text("cause"),
    model: text("model").notNull(),
    /** The seller's account at the provider. */
    account: text("account").notNull(),
    feesOnRefund: text("fees_on_refund").notNull(),
    settledMinor: minor("settled_minor"),
    settledCurrency: text("settled_currency"),
  },
  (table) => [
    index("transfers_by_payment").on(table.provider, table.reference),
    // The books of a seller and a month.
    index("transfers_by_time").on(table.createdAt, table.sellerId),
    index("transfers_due")
      .on(table.dueAt)
      .where(sql`${table.dueAt} is not null`),
    index("transfers_open")
      .on(table.createdAt)
      .where(sql`${table.state} in ('due', 'unknown', 'refused')`),
    index("transfers_open_of_seller")
      .on(table.sellerId, table.createdAt)
      .where(sql`${table.state} in ('due', 'unknown', 'refused') and ${table.resolvedAt} is null`),
  ],
);

/** What is taken back of a transfer because of a refund or a dispute; what a seller's balance is short of is a claim. */
export const transferReversals = pgTable(
  "transfer_reversals",
  {
    ...moving(),
    causeKind: text("cause_kind").notNull(),
    cause: text("cause").notNull(),
    /** Null: more than was sent, which no provider can take back. */
    transferKey: text("transfer_key"),
  },
  (table) => [
    index("transfer_reversals_by_payment").on(table.provider, table.reference),
    index("transfer_reversals_by_time").on(table.createdAt, table.sellerId),
    index("transfer_reversals_due")
      .on(table.dueAt)
      .where(sql`${table.dueAt} is not null`),
    index("transfer_reversals_open")
      .on(table.createdAt)
      .where(sql`${table.state} in ('due', 'unknown', 'refused', 'owed')`),
    index("transfer_reversals_open_of_seller")
      .on(table.sellerId, table.createdAt)
      .where(sql`${table.state} in ('due', 'unknown', 'refused', 'owed') and ${table.resolvedAt} is null`),
  ],
);
