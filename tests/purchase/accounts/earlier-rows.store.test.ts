import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { secretDigest } from "#lib/payments/account.ts";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { countedElsewhere, elsewhereText, nameEarlierRows, reportElsewhere } from "#lib/runtime/accounts.ts";
import { recordStart } from "#lib/runtime/audit-trail.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { ada, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";
import { createVerbs } from "../../fixtures/verbs.ts";

let opened: OpenDatabase;
let shop: TestShop;
beforeEach(async () => {
  opened = await openTestPglite();
  shop = await openTestShop(opened);
});
afterEach(() => shop.close());

const KEY = "sk_test_of_before";
const stripeWith = (key: string): PaymentProvider => ({
  ...shop.context.provider,
  name: "stripe",
  account: secretDigest(key),
});
const start = (env: Readonly<Record<string, string>>, provider = shop.context.provider) =>
  recordStart(shop.context.store, { env, root: "/", imported: null, provider, occurredAt: new Date() });
/** What an earlier release wrote: nothing says where it was made. */
async function asBefore(provider: string | null = null): Promise<void> {
  await opened.database.execute(`update payment_attempts set provider = null, account = null`);
  await opened.database.execute(
    `update captures set account = null${provider === null ? "" : `, provider = '${provider}'`}`,
  );
}
async function paid(): Promise<SessionId> {
  const sessionId = await shop.readySession();
  await shop.verbs.payWithToken({ sessionId, token: "tok_sandbox_ok", buyer: ada });
  return sessionId;
}
async function withPage(): Promise<SessionId> {
  const sessionId = await shop.readySession();
  expect((await shop.verbs.openHostedPayment({ sessionId })).kind).toBe("opened");
  return sessionId;
}
const placeOf = async (id: SessionId) => {
  const [attempt] = await shop.context.store.attempts(id);
  return [attempt?.provider, attempt?.account];
};

describe("attempts and payments of earlier releases, at the first start of this one", () => {
  it("are of the provider of this start when no start was written down before", async () => {
    const [open, order] = [await withPage(), await paid()];
    await asBefore();
    await start({});
    expect(await placeOf(open)).toEqual(["sandbox", "sandbox"]);
    expect(await placeOf(order)).toEqual(["sandbox", "sandbox"]);
    expect(await shop.context.store.captures(order)).toMatchObject([{ account: "sandbox" }]);
  });

  it("are of the settings of the start before, though they were changed together with the release", async () => {
    await start({ PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: KEY });
    const open = await withPage();
    await asBefore();
    const next = stripeWith("sk_test_of_now");
    await start({ PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: "sk_test_of_now" }, next);
    expect(await placeOf(open)).toEqual(["stripe", secretDigest(KEY)]);
    // And so nobody asks the new account about them, or lets them be paid a second time there.
    const verbs = createVerbs({ ...shop.context, provider: next });
    expect((await verbs.openHostedPayment({ sessionId: open })).kind).toBe("still_checking");
    expect((await verbs.attention(10)).elsewhere).toMatchObject([{ account: secretDigest(KEY), attempts: 1 }]);
  });

  it("whose money is at a provider that is not the last one's are of an account that nobody knows", async () => {
    const order = await paid();
    await asBefore("example-acquirer");
    await start({});
    expect(await placeOf(order)).toEqual(["example-acquirer", "unknown"]);
  });

  it("are named once: a later start with other settings changes nothing", async () => {
    const open = await withPage();
    await asBefore();
    await start({});
    await start({ PAYMENT_PROVIDER: "stripe", STRIPE_SECRET_KEY: KEY }, stripeWith(KEY));
    await nameEarlierRows(shop.context.store, stripeWith(KEY));
    expect(await placeOf(open)).toEqual(["sandbox", "sandbox"]);
  });

  it("written by an instance of the earlier release that still runs belong to the one provider there is", async () => {
    const open = await withPage();
    await asBefore();
    const session = await shop.context.store.session(open);
    if (session?.status !== "awaiting_buyer") throw new Error("no page");
    shop.bank.answerPage(session.reference, "pay");
    expect((await shop.verbs.checkOrder({ sessionId: open }))?.session.status).toBe("completed");
  });
});

describe("what is open at an account that is not configured", () => {
  it("is reported at a start and counted in /readyz, and is nothing while the account is configured", async () => {
    await withPage();
    await paid();
    const elsewhere = createVerbs({ ...shop.context, provider: stripeWith(KEY) });
    await reportElsewhere(shop.context, elsewhere);
    expect(shop.reports).toMatchObject([
      {
        message: expect.stringContaining("EARLIER_PAYMENT_SETTINGS"),
        fields: { provider: "sandbox", attempts: 1, orders: 1 },
      },
    ]);
    expect(elsewhereText(await elsewhere.openElsewhere())).toBe(
      "; at 1 accounts that are not configured: 1 open payments, 0 open refunds, 1 orders",
    );
    const kept = createVerbs({ ...shop.context, provider: stripeWith(KEY), earlierProviders: [shop.context.provider] });
    expect(elsewhereText(await kept.openElsewhere())).toBe("");
  });

  it("is counted once a minute, however often /readyz is asked, and again after a database that did not answer", async () => {
    const clock = { now: 0, counts: 0, fails: true };
    const openElsewhere = async () => {
      clock.counts += 1;
      if (clock.fails) throw new Error("no database");
      return [];
    };
    const counted = countedElsewhere({ openElsewhere }, () => new Date(clock.now));
    await expect(counted.openElsewhere()).rejects.toThrow("no database");
    clock.fails = false;
    for (const now of [1, 2, 59_000, 61_000, 62_000]) {
      clock.now = now;
      expect(await counted.openElsewhere()).toEqual([]);
    }
    expect(clock.counts).toBe(3);
  });
});
