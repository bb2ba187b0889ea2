import { sql } from "drizzle-orm";
import { bigint, index, integer, numeric, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
const whole = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);
const sum = (name: string) => numeric(name).notNull().default("0");

/** One row for each session whose way the variant alone decided. Rows of the first release have no phase and count nowhere. */
export const experimentExposures = pgTable(
  "experiment_exposures",
  {
    sessionId: text("session_id").primaryKey(),
    experiment: text("experiment").notNull(),
    phase: text("phase").notNull().default(""),
    shopperId: text("shopper_id").notNull(),
    sellerId: text("seller_id").notNull(),
    variant: text("variant").notNull(),
    platform: text("platform"),
    locale: text("locale"),
    country: text("country"),
    currency: text("currency").notNull().default(""),
    assignedAt: timestamptz("assigned_at").notNull().defaultNow(),
    /** The button was shown. Null: the arm was assigned, and nobody saw it as far as we know. */
    exposedAt: timestamptz("exposed_at"),
    clickedAt: timestamptz("clicked_at"),
    sheetOpenedAt: timestamptz("sheet_opened_at"),
    pageOpenedAt: timestamptz("page_opened_at"),
    detailsGivenAt: timestamptz("details_given_at"),
    payPressedAt: timestamptz("pay_pressed_at"),
    paidAt: timestamptz("paid_at"),
    declinedAt: timestamptz("declined_at"),
    canceledAt: timestamptz("canceled_at"),
    expiredAt: timestamptz("expired_at"),
    unresolvedAt: timestamptz("unresolved_at"),
    refundedAt: timestamptz("refunded_at"),
    reassignedAt: timestamptz("reassigned_at"),
    outcome: text("outcome").notNull().default("open"),
    grossMinor: whole("gross_minor"),
    beforeMinor: whole("before_minor"),
  },
  (table) => [
    index("experiment_exposures_by_shopper").on(table.experiment, table.phase, table.shopperId),
    index("experiment_exposures_to_forget")
      .on(table.assignedAt)
      .where(sql`${table.shopperId} not like 'forgotten:%'`),
  ],
);

/** Money given back of a session in the experiment, each change with its time; negative when a refund turned out not to be one. */
export const experimentRefunds = pgTable(
  "experiment_refunds",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    sessionId: text("session_id").notNull(),
    amountMinor: bigint("amount_minor", { mode: "number" }).notNull(),
    occurredAt: timestamptz("at").notNull(),
  },
  (table) => [index("experiment_refunds_by_session").on(table.sessionId)],
);

/** Whose figures must be counted again: appended in the transaction of each change, taken away by the fold. */
export const experimentChanges = pgTable("experiment_changes", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  experiment: text("experiment").notNull(),
  phase: text("phase").notNull(),
  shopperId: text("shopper_id").notNull(),
});

const key = {
  experiment: text("experiment").notNull(),
  phase: text("phase").notNull(),
};
const arm = { arm: text("arm").notNull(), day: text("day").notNull(), currency: text("currency").notNull() };

/** What was counted for each shopper last, so that the next fold applies the difference. Flags are 0 or 1. */
export const experimentShoppers = pgTable(
  "experiment_shoppers",
  {
    ...key,
    shopperId: text("shopper_id").notNull(),
    ...arm,
    platform: text("platform").notNull(),
    seller: text("seller").notNull(),
    country: text("country").notNull(),
    assigned: integer("assigned").notNull(),
    shown: integer("shown").notNull(),
    clicked: integer("clicked").notNull(),
    opened: integer("opened").notNull(),
    detailsGiven: integer("details_given").notNull(),
    payPressed: integer("pay_pressed").notNull(),
    paid: integer("paid").notNull(),
    declined: integer("declined").notNull(),
    canceled: integer("canceled").notNull(),
    abandoned: integer("abandoned").notNull(),
    unresolved: integer("unresolved").notNull(),
    refunded: integer("refunded").notNull(),
    reassigned: integer("reassigned").notNull(),
    buyers: integer("buyers").notNull(),
    payTime: whole("pay_time"),
    gross: whole("gross"),
    net: whole("net"),
    before: whole("before"),
    /** The plan's ages that this row was counted with. Another plan makes the fold count it again. */
    countedWith: text("counted_with").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.experiment, table.phase, table.shopperId] }),
    index("experiment_shoppers_by_plan").on(table.experiment, table.countedWith),
  ],
);

/** The roll-up that a report is read from. Split by currency inside, so that a sum never mixes two. */
export const experimentCells = pgTable(
  "experiment_cells",
  {
    ...key,
    dimension: text("dimension").notNull(),
    value: text("value").notNull(),
    ...arm,
    assigned: whole("assigned"),
    shown: whole("shown"),
    clicked: whole("clicked"),
    opened: whole("opened"),
    detailsGiven: whole("details_given"),
    payPressed: whole("pay_pressed"),
    paid: whole("paid"),
    declined: whole("declined"),
    canceled: whole("canceled"),
    abandoned: whole("abandoned"),
    unresolved: whole("unresolved"),
    refunded: whole("refunded"),
    reassigned: whole("reassigned"),
    buyers: whole("buyers"),
    payTime: sum("pay_time"),
    payTimeSquares: sum("pay_time_squares"),
    gross: sum("gross"),
    grossSquares: sum("gross_squares"),
    net: sum("net"),
    netSquares: sum("net_squares"),
    before: sum("before"),
    beforeSquares: sum("before_squares"),
    grossTimesBefore: sum("gross_times_before"),
  },
  (table) => [
    primaryKey({
      columns: [table.experiment, table.phase, table.dimension, table.value, table.day, table.arm, table.currency],
    }),
  ],
);

/** How many shoppers of an arm and a day spent exactly so much: the tail that winsorising needs, at any age. */
export const experimentRevenues = pgTable(
  "experiment_revenues",
  {
    ...key,
    currency: text("currency").notNull(),
    amountMinor: bigint("amount_minor", { mode: "number" }).notNull(),
    arm: text("arm").notNull(),
    day: text("day").notNull(),
    shoppers: whole("shoppers"),
  },
  (table) => [
    primaryKey({
      columns: [table.experiment, table.phase, table.currency, table.amountMinor, table.arm, table.day],
    }),
  ],
);
