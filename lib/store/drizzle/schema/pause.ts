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

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** Every turn of the kill switch, kept for ever; the newest of a scope holds. `merchant_id` is empty for all sellers. */
export const killTurns = pgTable(
  "kill_turns",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    merchantId: text("merchant_id").notNull(),
    isOn: boolean("is_on").notNull(),
    why: text("why").notNull(),
    at: at("at").notNull(),
  },
  (table) => [index("kill_turns_by_scope").on(table.merchantId, table.id)],
);

/** Every change of a seller's breaker. Two instances that decide the same change at once want the same number, and one gets it. */
export const breakerSteps = pgTable(
  "breaker_steps",
  {
    merchantId: text("merchant_id").notNull(),
    n: integer("n").notNull(),
    state: text("state").notNull(),
    reason: text("reason").notNull(),
    note: text("note").notNull(),
    at: at("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.merchantId, table.n] })],
);

/** Who is let through while a breaker is half open; `n` is the number of the change that half opened it. */
export const breakerTrials = pgTable(
  "breaker_trials",
  {
    merchantId: text("merchant_id").notNull(),
    n: integer("n").notNull(),
    slot: integer("slot").notNull(),
    shopperId: text("shopper_id").notNull(),
    takenAt: at("taken_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.n, table.slot] }),
    uniqueIndex("breaker_trials_by_shopper").on(table.merchantId, table.n, table.shopperId),
  ],
);
