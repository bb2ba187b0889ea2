import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attemptIdOf, type SessionId } from "#lib/ids.ts";
import type { AccountIdOutcome } from "#lib/payments/account.ts";
import type { PaymentEvent, PaymentProvider } from "#lib/payments/provider.ts";
import { learnAccounts } from "#lib/purchase/accounts.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

let made = 0;

/** An adapter of one key, whose account is known or withheld, and the events that its endpoint's secret signs. */
function adapterOf(account: string, answers: readonly AccountIdOutcome[], events: readonly PaymentEvent[]) {
  const asked: AccountIdOutcome[] = [];
  const provider: PaymentProvider = {
    ...shop.context.provider,
    account,
    readAccountId: async () => {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? { kind: "withheld" };
      asked.push(answer);
      return answer;
    },
    readWebhook: async () => ({ kind: "read", events, acknowledgement: { status: 200, body: "" } }),
    refund: () => Promise.reject(new Error("nothing is given back here")),
  };
  return { provider, asked };
}

/** A page is opened with the first key, and the event of its payment comes when only the second is present. */
async function paidDuringRotation(first: AccountIdOutcome, second: AccountIdOutcome, keepsFirst = false) {
  made += 1;
  const events: PaymentEvent[] = [];
  const old = adapterOf(`key-${made}-old`, [first], events);
  const fresh = adapterOf(`key-${made}-new`, [second], events);
  const before = { ...shop.context, provider: old.provider };
  await learnAccounts(before);
  const id = await shop.readySession();
  await createVerbs(before).openHostedPayment({ sessionId: id });
  const total = (await shop.context.store.session(id))?.totals.total;
  if (total === undefined) throw new Error("there is no session");
  const reference = `pi_rotated_${made}`;
  events.push({
    id: `evt_${reference}`,
    attemptId: attemptIdOf(id, 1),
    reference,
    outcome: { kind: "captured", reference, amount: total },
  });
  const earlierProviders = keepsFirst ? [old.provider] : [];
  const after = { ...shop.context, provider: fresh.provider, earlierProviders };
  await learnAccounts(after);
  await createVerbs(after).receiveWebhook({
    provider: fresh.provider.name,
    body: new Uint8Array(),
    headers: new Headers(),
  });
  return id;
}
const usesOf = async (id: SessionId) => (await shop.context.store.captures(id)).map(({ use }) => use);
const account = (id: string) => ({ kind: "account", id }) as const;
const WITHHELD = { kind: "withheld" } as const;

describe("a page that is paid while the key is rotated", () => {
  it.each([
    ["neither key says its account", WITHHELD, WITHHELD, false],
    ["the old key did not say it", WITHHELD, account("acct_1"), false],
    ["the new key does not say it", account("acct_1"), WITHHELD, false],
    ["both are of one account", account("acct_1"), account("acct_1"), false],
    ["the old key is kept as an earlier one", WITHHELD, WITHHELD, true],
  ] as const)("is an order when %s", async (_, first, second, keepsFirst) => {
    const id = await paidDuringRotation(first, second, keepsFirst);
    expect((await shop.context.store.session(id))?.status).toBe("completed");
    expect(await usesOf(id)).toEqual(["order"]);
  });
});

describe("the account of a key", () => {
  it("that was withheld is asked for once by this process, and again by the next", async () => {
    const answers = [WITHHELD, account("acct_9")];
    const first = adapterOf("key-withheld", answers, []);
    const context = { ...shop.context, provider: first.provider };
    await learnAccounts(context);
    await learnAccounts(context);
    expect(first.asked).toEqual([WITHHELD]);
    const next = { ...first.provider };
    await learnAccounts({ ...shop.context, provider: next });
    expect((await shop.context.store.accountIds(next.name)).get("key-withheld")).toBe("acct_9");
  });
});
