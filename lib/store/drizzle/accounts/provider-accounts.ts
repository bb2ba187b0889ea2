import { and, count, eq, inArray, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { AccountReads, AccountWrites, OpenAtAccount } from "../../account-store.ts";
import type { Database } from "../database.ts";
import { providerAccounts } from "../schema/provider-account.ts";
import { captures, paymentAttempts } from "../schema/purchase.ts";
import { refunds } from "../schema/refund.ts";

type Count = { readonly provider: string | null; readonly account: string | null; readonly count: number };
const UNNAMED = "unknown";

export function accountReadsOn(database: Database): AccountReads {
  return {
    async accountIds(provider) {
      const rows = await database.select().from(providerAccounts).where(eq(providerAccounts.provider, provider));
      return new Map(rows.map(({ account, accountId }) => [account, accountId]));
    },
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
      const known = await database.select().from(providerAccounts);
      const idOf = (at: { provider: string; account: string }) =>
        known.find((one) => one.provider === at.provider && one.account === at.account)?.accountId ?? null;
      return merged({ attempts, refunds: openRefunds, orders }).map((one) => ({ ...one, accountId: idOf(one) }));
    },
  };
}

function merged(
  counts: Readonly<Record<"attempts" | "refunds" | "orders", readonly Count[]>>,
): Omit<OpenAtAccount, "accountId">[] {
  const byAccount = new Map<string, Omit<OpenAtAccount, "accountId">>();
  for (const kind of ["attempts", "refunds", "orders"] as const)
    for (const { provider, account, count: number } of counts[kind]) {
      const at = { provider: provider ?? UNNAMED, account: account ?? UNNAMED };
      const key = JSON.stringify(at);
      const before = byAccount.get(key) ?? { ...at, attempts: 0, refunds: 0, orders: 0 };
      byAccount.set(key, { ...before, [kind]: number });
    }
  return [...byAccount.values()];
}

export function accountWritesOn(database: Database): AccountWrites {
  return {
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
