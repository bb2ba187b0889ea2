import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { ada } from "../../fixtures/test-shop.ts";
import { openAccountShop, openPage, sweepAll, type AccountShop, type Instance } from "./account-shop.ts";

let accounts: AccountShop;
let one: Instance;
let two: Instance;
/** Restarted with account 2, and account 1 kept. */
let twoAfterOne: Instance;
beforeAll(async () => {
  accounts = await openAccountShop();
  one = accounts.instance("one");
  two = accounts.instance("two");
  twoAfterOne = accounts.instance("two", "one");
});
afterAll(() => accounts.close());

/** An attempt is no longer on its way after this long, and its page is still open. */
const A_WHILE = 20 * 60_000;
const orderOf = async ({ verbs }: Instance, sessionId: SessionId) => (await verbs.readOrder({ sessionId }))?.order;
const statusOf = async (id: SessionId) => (await accounts.shop.context.store.session(id))?.status;
/** Everything that both accounts and the bank took for a session. */
async function takenFor(id: SessionId): Promise<number> {
  const atBank = accounts.shop.bank.ledger().charges.filter((charge) => charge.session === id);
  return (await accounts.capturedAt(1, id)).length + (await accounts.capturedAt(2, id)).length + atBank.length;
}
async function paidAtOne(): Promise<SessionId> {
  const id = await accounts.shop.readySession();
  await accounts.bench(1).onPage(await openPage(one, id), "pay");
  await one.verbs.checkOrder({ sessionId: id });
  return id;
}

describe("a page of account 1 that is open when the server starts with account 2", () => {
  it("and is paid at 1 becomes one order, whoever looks, and is never asked about at 2", async () => {
    const id = await accounts.shop.readySession();
    const page = await openPage(one, id);
    const before = (await accounts.bench(2).control.requests()).length;
    await twoAfterOne.verbs.checkOrder({ sessionId: id });
    expect(await statusOf(id)).toBe("awaiting_buyer");
    await accounts.bench(1).onPage(page, "pay");
    const state = await twoAfterOne.verbs.checkOrder({ sessionId: id });
    expect(state).toMatchObject({ session: { status: "completed" }, order: { status: "paid" } });
    expect(await takenFor(id)).toBe(1);
    expect((await accounts.bench(2).control.requests()).length).toBe(before);
    expect(await accounts.shop.context.store.captures(id)).toMatchObject([
      { provider: "stripe", account: accounts.providers.one.account, use: "order" },
    ]);
  });

  it("is shown again, at 1, to a buyer who presses Pay again, and is closed at 1 before 2 takes a token", async () => {
    const id = await accounts.shop.readySession();
    const page = await openPage(one, id);
    expect(await openPage(twoAfterOne, id)).toBe(page);
    const token = await accounts.bench(2).control.mintToken();
    expect((await twoAfterOne.verbs.payWithToken({ sessionId: id, token, buyer: ada })).kind).toBe("completed");
    await accounts
      .bench(1)
      .onPage(page, "pay")
      .catch(() => undefined);
    expect(await takenFor(id)).toBe(1);
    expect(await accounts.capturedAt(2, id)).toHaveLength(1);
  });

  it("is left alone where 1 is not configured: not asked about, not called absent, not paid a second time at 2", async () => {
    const id = await accounts.shop.readySession();
    const page = await openPage(one, id);
    accounts.shop.advance(A_WHILE);
    const before = (await accounts.bench(2).control.requests()).map(({ path }) => path);
    await sweepAll(two);
    expect((await two.verbs.openHostedPayment({ sessionId: id })).kind).toBe("still_checking");
    const token = await accounts.bench(2).control.mintToken();
    expect((await two.verbs.payWithToken({ sessionId: id, token, buyer: ada })).kind).toBe("payment_in_progress");
    expect(await statusOf(id)).toBe("awaiting_buyer");
    const asked = (await accounts.bench(2).control.requests()).slice(before.length).map(({ path }) => path);
    expect(asked.filter((path) => path.includes(page) || path === "/v1/charges")).toEqual([]);
    expect(await two.verbs.attention(100)).toMatchObject({
      elsewhere: [{ provider: "stripe", account: accounts.providers.one.account, attempts: 1 }],
    });
    await accounts.bench(1).onPage(page, "pay");
    await sweepAll(twoAfterOne);
    expect((await orderOf(twoAfterOne, id))?.status).toBe("paid");
    expect(await takenFor(id)).toBe(1);
  });
});

describe("a webhook", () => {
  it("of account 1 that is late is accepted by a server of account 2 that still has 1 configured", async () => {
    const id = await accounts.shop.readySession();
    await accounts.bench(1).onPage(await openPage(one, id), "pay");
    const webhook = await vi.waitFor(() => {
      const sent = accounts.bench(1).webhooks();
      const found = sent.find(({ body }) => {
        const text = new TextDecoder().decode(body);
        return text.includes(id) && text.includes('"payment_intent.succeeded"');
      });
      if (found === undefined) throw new Error("not sent yet");
      return found;
    }, 8000);
    const request = { provider: "stripe", body: webhook.body, headers: webhook.headers };
    expect(await two.verbs.receiveWebhook(request)).toMatchObject({ kind: "forged" });
    expect((await orderOf(two, id)) ?? null).toBeNull();
    expect((await twoAfterOne.verbs.receiveWebhook(request)).kind).toBe("read");
    expect((await orderOf(twoAfterOne, id))?.status).toBe("paid");
    expect(await accounts.shop.context.store.parkedEvents(10)).toEqual([]);
  });
});

describe("a refund", () => {
  it("of an order goes to the account where it was paid, and its refunds are read there", async () => {
    const id = await paidAtOne();
    const order = await orderOf(twoAfterOne, id);
    if (order === null || order === undefined) throw new Error("no order");
    const request = { orderId: order.id, amountMinor: null, requestId: null, why: "broken" };
    expect(await two.verbs.refundOrder(request)).toEqual({
      kind: "account_not_configured",
      provider: "stripe",
      account: accounts.providers.one.account,
    });
    expect(await two.context.store.refunds("stripe", order.paymentReference)).toEqual([]);
    expect(await twoAfterOne.verbs.refundOrder(request)).toMatchObject({ kind: "done", order: { status: "refunded" } });
    expect(await accounts.capturedAt(1, id)).toMatchObject([{ state: "refunded" }]);
    expect((await accounts.bench(2).control.ledger()).charges.filter(({ state }) => state === "refunded")).toEqual([]);
  });

  it("that had no answer is left as it is by a server without its account, and given by one that has it", async () => {
    const id = await paidAtOne();
    const order = await orderOf(one, id);
    if (order === null || order === undefined) throw new Error("no order");
    await accounts.bench(1).control.fault({ fault: { kind: "reset" }, method: "POST", path: "/v1/refunds", times: 3 });
    const asked = await one.verbs.refundOrder({ orderId: order.id, amountMinor: null, requestId: "r", why: "broken" });
    expect(asked.kind).toBe("unknown");
    await sweepAll(two);
    const stored = () => two.context.store.refunds("stripe", order.paymentReference);
    expect(await stored()).toMatchObject([{ state: "unknown", refusals: 0 }]);
    expect((await two.verbs.attention(100)).elsewhere).toMatchObject([{ refunds: 1 }]);
    await sweepAll(two, twoAfterOne);
    expect(await stored()).toMatchObject([{ state: "done" }]);
    expect(await accounts.capturedAt(1, id)).toMatchObject([{ state: "refunded" }]);
  });
});

describe("money that account 2 took for an attempt of account 1", () => {
  it("is no order: it is recorded where it is and given back there", async () => {
    const id = await accounts.shop.readySession();
    await openPage(one, id);
    await accounts.bench(2).stripe.paymentIntents.create({
      amount: 3266,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_visa",
      metadata: { attempt_id: `${id}:1`, checkout_session_id: id, route: "external" },
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
    await sweepAll(twoAfterOne);
    expect(await statusOf(id)).toBe("awaiting_buyer");
    expect(await accounts.shop.context.store.captures(id)).toMatchObject([
      { account: accounts.providers.two.account, use: "orphaned" },
    ]);
    expect(await accounts.capturedAt(2, id)).toMatchObject([{ state: "refunded" }]);
  });
});

describe("another key to the same account", () => {
  it("is the same account once Stripe has said so, and before that leaves its payments alone", async () => {
    const id = await accounts.shop.readySession();
    const page = await openPage(one, id);
    const rotated = accounts.instance(accounts.bench(1).provide({ secretKey: "sk_test_of_one_rotated" }));
    await rotated.verbs.checkOrder({ sessionId: id });
    await accounts.bench(1).onPage(page, "pay");
    await rotated.verbs.checkOrder({ sessionId: id });
    expect(await statusOf(id)).toBe("awaiting_buyer");
    await sweepAll(one, rotated);
    expect((await orderOf(rotated, id))?.status).toBe("paid");
    expect(await takenFor(id)).toBe(1);
    expect((await rotated.verbs.attention(100)).elsewhere.map(({ account }) => account)).not.toContain(
      accounts.providers.one.account,
    );
  });

  it("that may not know its account counts for itself, and is no key that Stripe refuses", async () => {
    const secretKey = "rk_test_narrow";
    await accounts.bench(1).control.changeKey({ key: secretKey, forbidden: ["GET /v1/account"] });
    const narrow = accounts.instance(accounts.bench(1).provide({ secretKey }));
    await sweepAll(narrow);
    expect(narrow.context.provider.key?.state()).toEqual({ kind: "accepted" });
    const ids = await narrow.context.store.accountIds("stripe");
    expect(ids.get(narrow.context.provider.account)).toBeNull();
  });
});
