import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { contextAt, openElsewhere } from "#lib/purchase/accounts.ts";
import { claimPayment } from "#lib/purchase/payment/claim-payment.ts";
import { reconcileAccounts } from "#lib/purchase/payment/reconcile-payments.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { realPostgres } from "../../fixtures/real-postgres.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { unknownOutcome } from "../../fixtures/unknown-outcome.ts";

const PAYER = {
  route: "external",
  tokenHash: null,
  buyer: null,
  origin: "page",
  browser: null,
  shown: null,
  isOwner: true,
} as const;
const ACCOUNTS = 3000;
const HOUR_MS = 3_600_000;

const postgres = realPostgres();
let opened: OpenDatabase;
let shop: TestShop;
beforeAll(async () => {
  opened = await postgres.open();
  shop = await openTestShop(opened, { marketplace: { model: "direct", feesOnRefund: "return" }, isBankSilent: true });
  const id = await shop.readySession();
  const claim = await claimPayment(shop.context, id, PAYER);
  if (claim.kind !== "claimed") throw new Error(claim.kind);
  // The same open payment at each of many sellers' accounts, begun three hours ago.
  const many = `generate_series(2, ${ACCOUNTS}) as i`;
  await opened.query(
    `insert into checkout_sessions select (jsonb_populate_record(s, jsonb_build_object('id', s.id || i, 'link', s.link || i))).*
      from checkout_sessions s, ${many} where s.id = $1`,
    [id],
  );
  await opened.query(
    `insert into payment_attempts select (jsonb_populate_record(a, jsonb_build_object('id', a.id || i, 'session_id', a.session_id || i,
      'account', 'acct_' || i, 'started_at', a.started_at - interval '3 hours'))).* from payment_attempts a, ${many} where a.session_id = $1`,
    [id],
  );
  await opened.query(
    `insert into provider_accounts select (jsonb_populate_record(p, jsonb_build_object('account', 'acct_' || i, 'account_id', 'acct_' || i,
      'learned_at', p.learned_at - interval '3 hours'))).* from provider_accounts p, ${many} where p.account = 'acct_fernweh'`,
    [],
  );
}, 60_000);
afterAll(() => shop.close());
beforeEach(() => void vi.spyOn(pg.Client.prototype, "query"));
afterEach(() => vi.restoreAllMocks());

const statements = () => vi.mocked(pg.Client.prototype.query).mock.calls.length;
const sinceAnHour = () => new Date(shop.context.now().getTime() - HOUR_MS);

/** The shop's provider, whose sellers' accounts answer to the list of payments by `list`. */
function listing(list: (account: string, since: Date) => ReturnType<NonNullable<PaymentProvider["listPayments"]>>) {
  const { at } = shop.context.provider;
  if (at === null) throw new Error("the sandbox bank has accounts of sellers");
  const provider: PaymentProvider = {
    ...shop.context.provider,
    at: (seller) => ({ ...at(seller), listPayments: (since) => list(seller.account, since) }),
  };
  return { ...shop.context, provider } satisfies PurchaseContext;
}

describe(`${ACCOUNTS} sellers' own accounts with open payments`, () => {
  it("are counted by as many statements as one account is", async () => {
    expect(await openElsewhere(shop.context)).toEqual([]);
    expect(statements()).toBeLessThanOrEqual(5);
  });

  it("are all counted where no key to their platform is configured", async () => {
    const provider = { ...shop.context.provider, account: "another" };
    const elsewhere = await openElsewhere({ ...shop.context, provider });
    expect(elsewhere).toHaveLength(ACCOUNTS);
    expect(statements()).toBeLessThanOrEqual(5);
  });

  it("are all compared, also by what was begun hours ago, and one that is silent is named and keeps no other from it", async () => {
    const asked = new Map<string, Date>();
    const context = listing(async (account, since) => {
      asked.set(account, since);
      return account === "acct_77" ? unknownOutcome() : { kind: "listed", payments: [] };
    });
    const since = sinceAnHour();
    const books = await reconcileAccounts(context, since);
    expect(books).toMatchObject({ kind: "compared", unanswered: [{ provider: "sandbox", account: "acct_77" }] });
    expect(asked.size).toBe(ACCOUNTS);
    expect(since.getTime() - (asked.get("acct_5")?.getTime() ?? 0)).toBeGreaterThan(HOUR_MS);
    expect(asked.get("acct_fernweh")).toEqual(since);
    expect(shop.warnings.at(-1)?.fields).toEqual({ accounts: "acct_77", count: 1 });
  });

  it("without an open payment, and with none begun lately, are asked nothing", async () => {
    await opened.query("update payment_attempts set outcome = 'voided' where account = 'acct_9'", []);
    const asked: string[] = [];
    await reconcileAccounts(
      listing(async (account) => {
        asked.push(account);
        return { kind: "listed", payments: [] };
      }),
      sinceAnHour(),
    );
    expect(asked).toHaveLength(ACCOUNTS - 1);
    expect(asked).not.toContain("acct_9");
  });
});

describe("two accounts of the platform's", () => {
  it("a seller's account is asked about by the one that it is connected to, whichever is present", async () => {
    const other: PaymentProvider = { ...shop.context.provider, account: "other" };
    const placed = { provider: "sandbox", account: "acct_fernweh" };
    const at = (provider: PaymentProvider, ...earlierProviders: readonly PaymentProvider[]) => {
      const marked = [provider, ...earlierProviders].map((one) => ({
        ...one,
        at: () => ({ ...one, at: null, key: null, mode: one.mode, name: one.name, account: `of ${one.account}` }),
      }));
      const [present = provider, ...earlier] = marked;
      return contextAt({ ...shop.context, provider: present, earlierProviders: earlier }, placed);
    };
    expect((await at(other, shop.context.provider))?.provider.account).toBe("of sandbox");
    expect((await at(shop.context.provider, other))?.provider.account).toBe("of sandbox");
    expect(await at(other)).toBeNull();
  });
});
