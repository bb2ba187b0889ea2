import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const timestamptz = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** The words of a seller's names; as the index has them, so that a search by them is one in it. */
export const SELLER_NAMES = sql`to_tsvector('simple', translate(coalesce("given" ->> 'name', '') || ' ' || coalesce("given" ->> 'legalName', ''), '.-_/@&', '      '))`;

/** The account is of a shop file, and not what was given by command, API or onboarding; as the index has it. */
export const HAS_FILE_ACCOUNT = sql`"account_id" is not null and "account_id" is distinct from ("given" ->> 'account')`;

/** Who sells here. What the shop file says of a seller is not in it. */
export const sellers = pgTable(
  "sellers",
  {
    id: text("id").primaryKey(),
    given: jsonb("given").notNull(),
    state: text("state").notNull(),
    why: text("why").notNull(),
    since: timestamptz("since").notNull(),
    origin: text("origin").notNull(),
    /** Also where the file names it, so that an event finds its seller. */
    accountId: text("account_id"),
    account: jsonb("account"),
    readyAt: timestamptz("ready_at"),
    /** The address of the logo that counts, the file's or another, and the name under which it is served. */
    logo: text("logo"),
    logoKey: text("logo_key"),
    revision: integer("revision").notNull(),
    createdAt: timestamptz("created_at").notNull(),
    updatedAt: timestamptz("updated_at").notNull(),
  },
  (table) => [
    index("sellers_by_account").on(table.accountId),
    // Few of all: a start looks for them.
    index("sellers_with_file_accounts").on(table.id).where(HAS_FILE_ACCOUNT),
    index("sellers_by_logo").on(table.logoKey),
    index("sellers_by_state").on(table.state, table.id),
    // What somebody searches by: the beginning of an id, and of the words of the names that were given.
    index("sellers_by_beginning").on(sql`${table.id} text_pattern_ops`),
    index("sellers_by_name").using("gin", SELLER_NAMES),
  ],
);
