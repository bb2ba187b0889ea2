import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
const minor = (name: string) => bigint(name, { mode: "number" });

/** `basket` contains what the buyer sees, `state` what the status owns; both are written and read by drizzle-session-row.ts only. */
export const checkoutSessions = pgTable(
  "checkout_sessions",
  {
    id: text("id").primaryKey(),
    link: text("link").notNull(),
    sellerId: text("seller_id").notNull(),
    shopperId: text("shopper_id"),
    /** Null: made before it was kept. */
    surface: text("surface"),
    apiKeyDigest: text("api_key_digest"),
    widgetDigest: text("widget_digest"),
    browserDigest: text("browser_digest"),
    status: text("status").notNull(),
    revision: integer("revision").notNull(),
    currency: text("currency").notNull(),
    totalMinor: minor("total_minor").notNull(),
    basket: jsonb("basket").notNull(),
    state: jsonb("state").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    updatedAt: timestamptz("updated_at").notNull(),
    /** When somebody last asked the payment service about the open attempt; not part of the revision. */
    checkedAt: timestamptz("checked_at").notNull(),
    expiresAt: timestamptz("expires_at").notNull(),
    /** Somebody asked to have the details erased while money was on its way; done as soon as it is settled. */
    eraseRequestedAt: timestamptz("erase_requested_at"),
    /** When the buyer's details were emptied, here and in the order. */
    erasedAt: timestamptz("erased_at"),
  },
  (table) => [
    uniqueIndex("checkout_sessions_by_link").on(table.link),
    // What a shopper bought before the experiment met them.
    index("checkout_sessions_by_shopper").on(table.shopperId),
    // The queries of the sweep: open payments by age, those among them without an answer, and what is due to expire.
    index("checkout_sessions_open_payments")
      .on(table.checkedAt)
      .where(sql`${table.status} in ('paying', 'unresolved', 'awaiting_buyer')`),
    index("checkout_sessions_unanswered")
      .on(table.checkedAt)
      .where(sql`${table.status} in ('paying', 'unresolved')`),
    index("checkout_sessions_due")
      .on(table.expiresAt)
      .where(sql`${table.status} in ('not_ready', 'ready')`),
    // The two queries of forgetting: unpaid and closed by age, and what was asked for.
    index("checkout_sessions_to_forget")
      .on(table.updatedAt)
      .where(sql`${table.erasedAt} is null and ${table.status} in ('canceled', 'expired')`),
    index("checkout_sessions_to_erase")
      .on(table.eraseRequestedAt)
      .where(sql`${table.erasedAt} is null and ${table.eraseRequestedAt} is not null`),
  ],
);

export const paymentAttempts = pgTable(
  "payment_attempts",
  {
    id: text("id").primaryKey(),
    sessionId: text("session_id")
      .notNull()
      .references(() => checkoutSessions.id),
    sellerId: text("seller_id").notNull(),
    n: integer("n").notNull(),
    route: text("route").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    /** Where it was made; null in rows of earlier releases that no server has looked at yet. */
    provider: text("provider"),
    account: text("account"),
    tokenHash: text("token_hash"),
    reference: text("reference"),
    outcome: text("outcome").notNull(),
    outcomeDetail: text("outcome_detail"),
    /** When the provider left the request without an answer; stays when the money is found later. */
    unansweredAt: timestamptz("unanswered_at"),
    startedAt: timestamptz("started_at").notNull(),
    settledAt: timestamptz("settled_at"),
    /** When the provider was last asked what became of it, so that many callers share one look-up. */
    lookedUpAt: timestamptz("looked_up_at"),
    /** How it is divided among sellers, with the money model; null: it is the platform's. */
    split: jsonb("split"),
  },
  (table) => [
    uniqueIndex("payment_attempts_by_session").on(table.sessionId, table.n),
    // A second open attempt of one session cannot be stored, whatever the code above believes.
    uniqueIndex("payment_attempts_one_open")
      .on(table.sessionId)
      .where(sql`${table.outcome} = 'open'`),
    uniqueIndex("payment_attempts_one_captured")
      .on(table.sessionId)
      .where(sql`${table.outcome} = 'captured'`),
    index("payment_attempts_by_reference").on(table.reference),
    // What the breaker of a seller looks at: its latest instant attempts.
    index("payment_attempts_instant")
      .on(table.sellerId, table.startedAt)
      .where(sql`${table.route} = 'instant'`),
    // And the breaker of all sellers.
    index("payment_attempts_instant_at")
      .on(table.startedAt)
      .where(sql`${table.route} = 'instant'`),
    // What is open where, and what an earlier release wrote.
    index("payment_attempts_open_at")
      .on(table.provider, table.account)
      .where(sql`${table.outcome} = 'open'`),
    index("payment_attempts_without_account")
      .on(table.id)
      .where(sql`${table.account} is null`),
  ],
);

/** `sale` contains the frozen receipt. One order per session is the unique index. */
export const orders = pgTable(
  "orders",
  {
    id: text("id").primaryKey(),
    link: text("link").notNull(),
    number: text("number").notNull(),
    sessionId: text("session_id")
      .notNull()
      .references(() => checkoutSessions.id),
    attemptId: text("attempt_id")
      .notNull()
      .references(() => paymentAttempts.id),
    sellerId: text("seller_id").notNull(),
    route: text("route").notNull(),
    paidMinor: minor("paid_minor").notNull(),
    refundedMinor: minor("refunded_minor").notNull(),
    currency: text("currency").notNull(),
    sale: jsonb("sale").notNull(),
    paidAt: timestamptz("paid_at").notNull(),
    /** When the payment service last reported, by itself, money given back. */
    refundReportedAt: timestamptz("refund_told_at"),
    /** When the merchant took an order back that cost nothing. */
    canceledAt: timestamptz("canceled_at"),
    /** When the buyer's details were emptied; of the address its country is left. */
    erasedAt: timestamptz("erased_at"),
  },
  (table) => [
    uniqueIndex("orders_by_session").on(table.sessionId),
    uniqueIndex("orders_by_link").on(table.link),
    index("orders_by_number").on(table.number),
    index("orders_by_seller").on(table.sellerId, table.paidAt, table.id),
    index("orders_by_time").on(table.paidAt, table.id),
    // Lists of the states that few orders are in, of a seller and of all; and of parts, whose orders are in them.
    index("orders_refunded_by_seller")
      .on(table.sellerId, table.paidAt, table.id)
      .where(sql`${table.refundedMinor} > 0`),
    index("orders_refunded_by_time")
      .on(table.paidAt, table.id)
      .where(sql`${table.refundedMinor} > 0`),
    index("orders_refunded")
      .on(table.id, table.refundedMinor, table.paidMinor)
      .where(sql`${table.refundedMinor} > 0`),
    index("orders_canceled")
      .on(table.sellerId, table.paidAt, table.id, table.canceledAt)
      .where(sql`${table.canceledAt} is not null`),
    // What changed since a moment.
    index("orders_refund_reported_at")
      .on(table.refundReportedAt)
      .where(sql`${table.refundReportedAt} is not null`),
    index("orders_to_forget")
      .on(table.paidAt)
      .where(sql`${table.erasedAt} is null`),
  ],
);

export const captures = pgTable(
  "captures",
  {
    provider: text("provider").notNull(),
    reference: text("reference").notNull(),
    /** As in an attempt. */
    account: text("account"),
    attemptId: text("attempt_id").notNull(),
    sessionId: text("session_id").notNull(),
    sellerId: text("seller_id").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: text("currency").notNull(),
    use: text("use").notNull(),
    why: text("why"),
    recordedAt: timestamptz("recorded_at").notNull(),
    /** What was given back so far, as far as we or the payment service's events know. */
    refundedMinor: minor("refunded_minor").notNull(),
    /** Looks at the payment's refunds are numbered as they begin; the latest that is recorded. */
    refundTicket: integer("refund_ticket").notNull().default(0),
    refundTicketRecorded: integer("refund_ticket_recorded").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.reference] }),
    index("captures_by_session").on(table.sessionId),
    index("captures_by_account").on(table.provider, table.account, table.use),
    // The books of a month, and what is compared of the last hours.
    index("captures_by_time").on(table.recordedAt, table.sellerId),
    // What a person or a job must still look at: orphaned payments that are not given back, and amounts that do not fit.
    index("captures_unsettled")
      .on(table.recordedAt)
      .where(sql`${table.use} <> 'order' and ${table.refundedMinor} < ${table.amountMinor}`),
  ],
);

export const sessionEvents = pgTable(
  "session_events",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    sessionId: text("session_id").notNull(),
    revision: integer("revision").notNull(),
    type: text("type").notNull(),
    attemptId: text("attempt_id"),
    note: text("note"),
    occurredAt: timestamptz("at").notNull(),
  },
  (table) => [index("session_events_by_session").on(table.sessionId, table.id)],
);

export const discountUses = pgTable(
  "discount_uses",
  {
    code: text("code").notNull(),
    sessionId: text("session_id").notNull(),
    sellerId: text("seller_id").notNull(),
    /** Null: until the payment is decided, and for good once it is paid. */
    expiresAt: timestamptz("expires_at"),
  },
  (table) => [
    primaryKey({ columns: [table.code, table.sessionId] }),
    index("discount_uses_by_session").on(table.sessionId),
  ],
);

export const returnLinks = pgTable(
  "return_links",
  {
    sessionId: text("session_id").primaryKey(),
    url: text("url").notNull(),
    storedAt: timestamptz("stored_at").notNull(),
  },
  (table) => [index("return_links_to_forget").on(table.storedAt)],
);
