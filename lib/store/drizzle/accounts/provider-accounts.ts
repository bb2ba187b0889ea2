import { and, asc, count, eq, gte, inArray, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import { invariant } from "../../../invariant.ts";
import type { AccountReads, AccountWrites, OpenAtAccount, SellersAccountQuery } from "../../account-store.ts";
import { behind, type Database } from "../database.ts";
import { installation, providerAccounts } from "../schema/provider-account.ts";
import { captures, paymentAttempts } from "../schema/purchase.ts";
import { refunds } from "../schema/refund.ts";

type Count = { readonly provider: string | null; readonly account: string | null; readonly count: number };
const UNNAMED = "unknown";

export function accountReadsOn(database: Database): AccountReads {
  return {
    async accountIds(provider) {
      const isOurs = or(isNull(providerAccounts.accountId), ne(providerAccounts.accountId, providerAccounts.account));
      const rows = await database
        .select()
        .from(providerAccounts)
        .where(and(eq(providerAccounts.provider, provider), isOurs));
      return new Map(rows.map(({ account, accountId }) => [account, accountId]));
    },
    async sellersAccount(provider, account) {
      const { accountId, platform } = providerAccounts;
      const isIt = and(eq(providerAccounts.provider, provider), eq(providerAccounts.account, account));
      const [row] = await database
        .select({ platform })
        .from(providerAccounts)
        .where(and(isIt, eq(accountId, account)));
      return row === undefined ? null : { provider, account, platform: row.platform };
    },
    sellersAccounts: (query) => sellersAccounts(database, query),
    async openByAccount() {
      const attempts = await database
        .select({ provider: paymentAttempts.provider, account: paymentAttempts.account, count: count() })
        .from(paymentAttempts)
        .where(eq(paymentAttempts.outcome, "open"))
        .groupBy(paymentAttempts.provider, paymentAttempts.account);
      const { provider, account } = captures;
      const isOpen = or(
        inArray(refunds.state, ["requested", "unknown", "accepted", "requires_action"]),
        and(eq(refunds.state, "refused"), isNotNull(refunds.dueAt)),
      );
      const ofCapture = and(eq(refunds.provider, provider), eq(refunds.reference, captures.reference));
      const openRefunds = await database
        .select({ provider, account, count: count() })
        .from(refunds)
        .innerJoin(captures, ofCapture)
        .where(isOpen)
        .groupBy(provider, account);
      const orders = await database
        .select({ provider, account, count: count() })
        .from(captures)
        .where(and(eq(captures.use, "order"), lt(captures.refundedMinor, captures.amountMinor)))
        .groupBy(provider, account);
      const known = new Map((await database.select().from(providerAccounts)).map((row) => [nameOf(row), row]));
      return merged({ attempts, refunds: openRefunds, orders }).map((one) => {
        const { accountId = null, platform = null } = known.get(nameOf(one)) ?? {};
        return { ...one, accountId, ...(accountId === one.account ? { platform } : {}) };
      });
    },
  };
}

const nameOf = ({ provider, account }: { readonly provider: string; readonly account: string }): string =>
  JSON.stringify([provider, account]);

async function sellersAccounts(
  database: Database,
  { since, after, limit }: SellersAccountQuery,
): ReturnType<AccountReads["sellersAccounts"]> {
  const { provider, account, accountId, platform, learnedAt } = providerAccounts;
  const openSince = sql<Date | null>`(select min(a.started_at) from ${paymentAttempts} a
    where a.provider = ${providerAccounts}.provider and a.account = ${providerAccounts}.account and a.outcome = 'open')`.mapWith(
    paymentAttempts.startedAt,
  );
  return database
    .select({ provider, account, platform, openSince })
    .from(providerAccounts)
    .where(
      and(
        eq(accountId, account),
        or(gte(learnedAt, since), isNotNull(openSince)),
        behind([provider, account], after && [after.provider, after.account]),
      ),
    )
    .orderBy(asc(provider), asc(account))
    .limit(limit);
}

function merged(
  counts: Readonly<Record<"attempts" | "refunds" | "orders", readonly Count[]>>,
): Omit<OpenAtAccount, "accountId">[] {
  const byAccount = new Map<string, Omit<OpenAtAccount, "accountId">>();
  for (const kind of ["attempts", "refunds", "orders"] as const)
    for (const { provider, account, count: number } of counts[kind]) {
      const at = { provider: provider ?? UNNAMED, account: account ?? UNNAMED };
      const key = nameOf(at);
      const before = byAccount.get(key) ?? { ...at, attempts: 0, refunds: 0, orders: 0 };
      byAccount.set(key, { ...before, [kind]: number });
    }
  return [...byAccount.values()];
}

export function accountWritesOn(database: Database): AccountWrites {
  return {
    async installationId(fresh) {
      await database.insert(installation).values({ isTheOne: true, id: fresh }).onConflictDoNothing();
      const [row] = await database.select().from(installation);
      invariant(row !== undefined, "the installation has an id");
      return row.id;
    },
    // Its own id is its name, which no account of ours has: ours are named by their keys (docs/decisions/0040).
    async saveSellersAccount({ provider, account, platform }, learnedAt) {
      await database
        .insert(providerAccounts)
        .values({ provider, account, accountId: account, platform, learnedAt })
        .onConflictDoUpdate({
          target: [providerAccounts.provider, providerAccounts.account],
          set: { learnedAt, platform },
          setWhere: eq(providerAccounts.accountId, account),
        });
    },
    async saveAccountId({ provider, account }, accountId, learnedAt) {
      await database
        .insert(providerAccounts)
        .values({ provider, account, accountId, learnedAt })
        .onConflictDoUpdate({
          target: [providerAccounts.provider, providerAccounts.account],
          set: { accountId, learnedAt },
          setWhere: isNull(providerAccounts.accountId),
        });
    },
    async nameAccounts(accounts, otherwise) {
      for (const { provider, account } of accounts)
        await database
          .update(captures)
          .set({ account })
          .where(and(isNull(captures.account), eq(captures.provider, provider)));
      await database.update(captures).set({ account: otherwise }).where(isNull(captures.account));
      const { id, account } = paymentAttempts;
      await database.execute(sql`
        update ${paymentAttempts} set provider = c.provider, account = c.account
        from ${captures} c where c.attempt_id = ${id} and ${account} is null`);
      await database.update(paymentAttempts).set(accounts[0]).where(isNull(account));
    },
  };
}
