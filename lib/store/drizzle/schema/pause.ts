import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** Every entry of the kill switch, kept for ever; the newest of a scope applies. `seller_id` is empty for all sellers. */
export const killSwitchEntries = pgTable(
  "kill_switch_entries",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    sellerId: text("seller_id").notNull(),
    isOn: boolean("is_on").notNull(),
    why: text("why").notNull(),
    occurredAt: timestamptz("at").notNull(),
  },
  (table) => [index("kill_switch_entries_by_scope").on(table.sellerId, table.id)],
);

/**
 * Every change of a breaker; `seller_id` is empty for the one of all sellers. Two instances that decide the same change at once
 * want the same number, and one gets it.
 */
export const breakerTransitions = pgTable(
  "breaker_transitions",
  {
    sellerId: text("seller_id").notNull(),
    n: integer("n").notNull(),
    state: text("state").notNull(),
    reason: text("reason").notNull(),
    note: text("note").notNull(),
    occurredAt: timestamptz("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.sellerId, table.n] })],
);

/** Who is let through while a breaker is half open; `n` is the number of the change that half opened it. */
export const breakerTrials = pgTable(
  "breaker_trials",
  {
    sellerId: text("seller_id").notNull(),
    n: integer("n").notNull(),
    slot: integer("slot").notNull(),
    shopperId: text("shopper_id").notNull(),
    takenAt: timestamptz("taken_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.sellerId, table.n, table.slot] }),
    uniqueIndex("breaker_trials_by_shopper").on(table.sellerId, table.n, table.shopperId),
  ],
);
