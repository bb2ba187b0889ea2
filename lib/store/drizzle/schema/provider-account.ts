import { boolean, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** Which account at a payment provider a key of ours is for, as the provider said; null where it does not say. */
export const providerAccounts = pgTable(
  "provider_accounts",
  {
    provider: text("provider").notNull(),
    /** The key's digest, as attempts have it. */
    account: text("account").notNull(),
    accountId: text("account_id"),
    /** Of a seller's own account: the account of ours that it is connected to. */
    platform: text("platform"),
    learnedAt: timestamptz("learned_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.account] })],
);

/** One row: which installation these books are of. A backup that is restored is the same installation. */
export const installation = pgTable("installation", {
  isTheOne: boolean("is_the_one").primaryKey(),
  id: text("id").notNull(),
});
