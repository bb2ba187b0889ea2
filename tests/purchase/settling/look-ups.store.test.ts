import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { unknownBecause } from "#lib/payments/failure.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { createSandboxProvider } from "#lib/payments/sandbox/provider.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";
import { ada, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

const EVERY_MS = 3000;

let shop: TestShop;
let verbs: Verbs;
let counting: PurchaseContext;
/** How often the bank was asked what became of an attempt. */
let lookUps: number;
beforeEach(async () => {
  lookUps = 0;
  shop = await openTestShop(undefined, { lookUpEveryMs: EVERY_MS });
  const { provider } = shop.context;
  const lookUp: PurchaseContext["provider"]["lookUp"] = (attempt) => {
    lookUps += 1;
    return provider.lookUp(attempt);
  };
  counting = { ...shop.context, provider: { ...provider, lookUp } };
  verbs = createVerbs(counting);
});
afterEach(() => shop.close());

const lostReply = async (): Promise<SessionId> => {
  const id = await shop.readySession();
  const token = `tok_sandbox_timeout_captured_${id}`;
  const paid = await verbs.payWithToken({ sessionId: id, token, buyer: ada });
  expect(paid.kind).toBe("still_checking");
  return id;
};

describe("reading an order", () => {
  it("asks the provider nothing and writes nothing, whatever is open", async () => {
    const id = await lostReply();
    const { store } = shop.context;
    const readOnly = createVerbs({
      ...shop.context,
      provider: {
        ...shop.context.provider,
        lookUp: () => Promise.reject(new Error("a reader asked the provider")),
      },
      store: { ...store, transaction: () => Promise.reject(new Error("a reader wrote")) },
    });
    const before = await store.session(id);
    expect((await readOnly.readOrder({ sessionId: id }))?.session.status).toBe("unresolved");
    expect(await store.session(id)).toEqual(before);
  });

  it("shows a session whose time is over as expired before the sweep has closed it", async () => {
    const id = await shop.readySession();
    shop.advance(25 * 60 * 60_000);
    expect((await verbs.readOrder({ sessionId: id }))?.session.status).toBe("expired");
    expect((await shop.context.store.session(id))?.status).toBe("ready");
  });

  it("knows nothing of a session that does not exist", async () => {
    expect(await verbs.readOrder({ sessionId: "cs_nobody" as SessionId })).toBeNull();
  });
});

describe("looking up an open payment", () => {
  it("is shared: a hundred callers at once ask the provider once, and again only three seconds later", async () => {
    const id = await shop.readySession();
    await verbs.openHostedPayment({ sessionId: id });
    const at = (milliseconds: number) => {
      const now = () => new Date(openedAt + milliseconds);
      return createVerbs({ ...counting, now });
    };
    const openedAt = Date.now();
    await Promise.all(Array.from({ length: 100 }, () => at(0).checkOrder({ sessionId: id })));
    expect(lookUps).toBe(1);
    await at(EVERY_MS - 1).checkOrder({ sessionId: id });
    expect(lookUps).toBe(1);
    await at(EVERY_MS).checkOrder({ sessionId: id });
    expect(lookUps).toBe(2);
  });

  it("waits for its turn where the buyer comes from paying, and shows the order and not an older answer", async () => {
    const provider = { ...shop.context.provider };
    const deaf = createVerbs({ ...shop.context, provider, lookUpEveryMs: 500 });
    const id = await shop.readySession();
    const opened = await deaf.openHostedPayment({ sessionId: id });
    if (opened.kind !== "opened") throw new Error(`not opened: ${opened.kind}`);
    await deaf.checkOrder({ sessionId: id });
    shop.bank.answerPage(opened.url.split("/").at(-1) ?? "", "pay");
    expect((await deaf.checkOrder({ sessionId: id, waits: true }))?.session.status).toBe("completed");
  });

  it("frees a buyer whose charge never arrived at a provider with too much to look through", async () => {
    const id = await shop.readySession();
    const token = `tok_sandbox_timeout_lost_${id}`;
    const { provider } = counting;
    const lookUp: typeof provider.lookUp = () => Promise.resolve(unknownBecause("too_much_to_read"));
    const busy = createVerbs({ ...counting, provider: { ...provider, lookUp } });
    expect((await busy.payWithToken({ sessionId: id, token, buyer: ada })).kind).toBe("still_checking");
    expect((await busy.checkOrder({ sessionId: id }))?.session.status).toBe("unresolved");
    shop.advance(provider.absentIsFinalAfterMs);
    expect((await busy.checkOrder({ sessionId: id }))?.session.status).toBe("ready");
  });

  it("goes on when the clock was set back an hour", async () => {
    const id = await shop.readySession();
    await verbs.openHostedPayment({ sessionId: id });
    shop.advance(60 * 60_000);
    await verbs.checkOrder({ sessionId: id });
    shop.advance(-60 * 60_000);
    lookUps = 0;
    await verbs.checkOrder({ sessionId: id });
    expect(lookUps).toBe(1);
  });

  it("settles a lost reply by itself within seconds, though nobody asks", async () => {
    await shop.startJobs();
    const id = await lostReply();
    const deadline = Date.now() + 20_000;
    while ((await verbs.readOrder({ sessionId: id }))?.session.status !== "completed" && Date.now() < deadline)
      await pause(100);
    expect((await verbs.readOrder({ sessionId: id }))?.order?.sessionId).toBe(id);
  });

  it("finds the payment of a buyer who paid right after a look-up and then canceled", async () => {
    // No event arrives: only looking finds the money.
    const provider = createSandboxProvider({
      bank: shop.bank,
      webhookSecrets: ["test-secret"],
      now: shop.context.now,
      mode: "test",
    });
    const deaf = createVerbs({ ...shop.context, provider });
    const id = await shop.readySession();
    const opened = await deaf.openHostedPayment({ sessionId: id });
    if (opened.kind !== "opened") throw new Error(`not opened: ${opened.kind}`);
    await deaf.checkOrder({ sessionId: id });
    shop.bank.answerPage(opened.url.split("/").at(-1) ?? "", "pay");
    const canceled = await deaf.voidPayment({ sessionId: id });
    expect(canceled.kind).toBe("still_checking");
    await shop.startJobs();
    const deadline = Date.now() + 20_000;
    while ((await deaf.readOrder({ sessionId: id }))?.session.status !== "completed" && Date.now() < deadline)
      await pause(100);
    expect((await deaf.readOrder({ sessionId: id }))?.session.status).toBe("completed");
  });
});
