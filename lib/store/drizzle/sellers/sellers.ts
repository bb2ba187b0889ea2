import { and, asc, eq, gt, inArray, not, or, sql, type SQL } from "drizzle-orm";
import type { InferInsertModel, InferSelectModel } from "drizzle-orm";
import { sellerId, type SellerId } from "../../../ids.ts";
import { invariant } from "../../../invariant.ts";
import { pictureKey } from "../../../pictures/picture-address.ts";
import { nameWords } from "../../../sellers/name-words.ts";
import { SELLER_ORIGINS, type AccountFacts, type SellerFields, type SellerRecord } from "../../../sellers/record.ts";
import { SELLER_STATES } from "../../../sellers/seller.ts";
import type {
  SellerQuery,
  SellerReads,
  SellerSearch,
  SellerToStore,
  SellerWrites,
} from "../../sellers/seller-store.ts";
import { givenArray, writtenOnce } from "../connection/written-once.ts";
import { isStorable, textArray, type Database } from "../database.ts";
import { HAS_FILE_ACCOUNT, SELLER_NAMES, sellers } from "../schema/sellers/seller.ts";

const recordsOf = writtenOnce((database) =>
  database
    .select()
    .from(sellers)
    .where(sql`${sellers.id} = any(${givenArray("ids", "text")})`)
    .orderBy(asc(sellers.id)),
);

export function sellerReadsOn(database: Database): SellerReads {
  return {
    async sellerRecords(ids) {
      const storable = ids.filter(isStorable);
      if (storable.length === 0) return [];
      return (await recordsOf(database, { ids: textArray(storable) })).map(recordFromRow);
    },
    sellerPage: (query) => sellerPage(database, query),
    async sellersAtAccounts(accountIds) {
      const storable = accountIds.filter(isStorable);
      if (storable.length === 0) return [];
      const rows = await database
        .select()
        .from(sellers)
        .where(sql`${sellers.accountId} = any(${textArray(storable)}::text[])`)
        .orderBy(asc(sellers.id));
      return rows.map(recordFromRow);
    },
    sellersWithFileAccounts: () => sellersWithFileAccounts(database),
    async sellersWithRequirements({ limit, needAccounts }, after = null) {
      const wanted = sql`jsonb_array_length(${sellers.account} -> 'requirements') > 0
        or not (${sellers.account} ->> 'canReceive')::boolean`;
      // Of an account that they left, its id alone is kept.
      const isRead = sql`(${sellers.account} is not null and ${sellers.accountId} is not null)`;
      const rows = await database
        .select()
        .from(sellers)
        .where(
          and(
            or(
              sql`${isRead} and (${wanted})`,
              needAccounts ? and(not(isRead), eq(sellers.state, "active")) : undefined,
            ),
            after === null ? undefined : gt(sellers.id, after.id),
          ),
        )
        .orderBy(asc(sellers.id))
        .limit(limit);
      return rows.map(recordFromRow);
    },
    async sellerLogos(ids) {
      const rows = await database
        .select({ id: sellers.id, logo: sellers.logo })
        .from(sellers)
        .where(sql`${sellers.id} = any(${textArray(ids.filter(isStorable))}::text[])`);
      return new Map(rows.map(({ id, logo }) => [sellerId(id), logo]));
    },
    async logoAddress(key) {
      const [row] = await database
        .select({ logo: sellers.logo })
        .from(sellers)
        .where(eq(sellers.logoKey, key))
        .limit(1);
      return row?.logo ?? null;
    },
  };
}

async function sellersWithFileAccounts(database: Database): Promise<readonly SellerRecord[]> {
  const rows = await database.select().from(sellers).where(HAS_FILE_ACCOUNT).orderBy(asc(sellers.id));
  return rows.map(recordFromRow);
}

async function sellerPage(
  database: Database,
  { after, state, sellers: only, search = null, limit }: SellerQuery,
): Promise<readonly SellerRecord[]> {
  const rows = await database
    .select()
    .from(sellers)
    .where(
      and(
        after === null ? undefined : gt(sellers.id, after),
        state === null ? undefined : eq(sellers.state, state),
        only === null ? undefined : inArray(sellers.id, [...only]),
        search === null ? undefined : isFoundBy(search),
      ),
    )
    .orderBy(asc(sellers.id))
    .limit(limit);
  return rows.map(recordFromRow);
}

/** Both conditions are in indexes. */
function isFoundBy({ text, alsoNamed }: SellerSearch): SQL | undefined {
  if (!isStorable(text)) return sql`false`;
  const words = nameWords(text);
  const beginning = `${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const asWords = words.map((word) => `'${word}':*`).join(" & ");
  return or(
    sql`${sellers.id} like ${beginning}`,
    words.length === 0 ? undefined : sql`${SELLER_NAMES} @@ to_tsquery('simple', ${asWords})`,
    alsoNamed.length === 0 ? undefined : sql`${sellers.id} = any(${textArray(alsoNamed)}::text[])`,
  );
}

/** A statement has 65,535 values at most, and a row 14 of them. */
const MAX_INSERTED = 1000;

export function sellerWritesOn(database: Database): SellerWrites {
  return {
    async lockSellerAccounts() {
      await database.execute(sql`select pg_advisory_xact_lock(hashtext('accounts of sellers'))`);
    },
    async insertSellers(records) {
      const ids = new Set<SellerId>();
      for (let from = 0; from < records.length; from += MAX_INSERTED) {
        const added = await database
          .insert(sellers)
          .values(records.slice(from, from + MAX_INSERTED).map(rowFromRecord))
          .onConflictDoNothing()
          .returning({ id: sellers.id });
        for (const { id } of added) ids.add(sellerId(id));
      }
      return ids;
    },
    async saveSeller(record, revision) {
      const saved = await database
        .update(sellers)
        .set(rowFromRecord({ ...record, revision: revision + 1 }))
        .where(and(eq(sellers.id, record.id), eq(sellers.revision, revision)))
        .returning({ id: sellers.id });
      return saved.length === 1;
    },
  };
}

const rowFromRecord = ({ logo, ...record }: SellerToStore): InferInsertModel<typeof sellers> => ({
  ...record,
  logo,
  logoKey: logo === null ? null : pictureKey(logo),
});

/** A seller as everybody reads them. */
export function recordFromRow(row: InferSelectModel<typeof sellers>): SellerRecord {
  const state = SELLER_STATES.find((one) => one === row.state);
  const origin = SELLER_ORIGINS.find((one) => one === row.origin);
  invariant(state !== undefined && origin !== undefined, `seller ${row.id} is readable`);
  const { why, since, accountId, readyAt, revision, createdAt, updatedAt } = row;
  return {
    why,
    since,
    accountId,
    readyAt,
    revision,
    createdAt,
    updatedAt,
    id: sellerId(row.id),
    given: row.given as SellerFields,
    state,
    origin,
    account: accountFromRow(row.account),
  };
}

/** JSON has times as text. */
function accountFromRow(stored: unknown): AccountFacts | null {
  if (stored === null) return null;
  const { wantedSince, ...account } = stored as Omit<AccountFacts, "readAt" | "requirements" | "wantedSince"> & {
    readonly readAt: string;
    readonly wantedSince?: string;
    readonly requirements: readonly {
      readonly what: string;
      readonly dueAt: string | null;
      readonly isPastDue: boolean;
    }[];
  };
  return {
    ...account,
    readAt: new Date(account.readAt),
    ...(wantedSince === undefined ? {} : { wantedSince: new Date(wantedSince) }),
    requirements: account.requirements.map((one) => ({
      ...one,
      dueAt: one.dueAt === null ? null : new Date(one.dueAt),
    })),
  };
}
