import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { createExampleAcquirer } from "#lib/payments/example-acquirer.ts";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { createVerbs } from "#lib/purchase/create-verbs.ts";
import type { Verbs } from "#lib/purchase/verbs.ts";
import { API_KEY } from "../example-acquirer-double/api.ts";
import { startExampleAcquirerDouble, type ExampleAcquirerDouble } from "../example-acquirer-double/start.ts";
import { openWebhookCatcher } from "../example-acquirer-double/webhook-catcher.ts";
import { ada, openTestShop, type TestShop } from "./test-shop.ts";

const HMAC_KEY = "5e".repeat(32);
let shop: TestShop;
let service: ExampleAcquirerDouble;
let provider: PaymentProvider;
let verbs: Verbs;
let catcher: Awaited<ReturnType<typeof openWebhookCatcher>>;

beforeAll(async () => {
  [shop, service] = await Promise.all([openTestShop(), startExampleAcquirerDouble()]);
  provider = createExampleAcquirer({ url: service.url, key: API_KEY, hmacKeys: [HMAC_KEY] });
  verbs = createVerbs({ ...shop.context, provider });
  catcher = await openWebhookCatcher(async ({ body, headers }) => {
    const received = await verbs.receiveWebhook({ provider: "example-acquirer", body, headers });
    return received.kind === "read" ? received.acknowledgement : { status: 400, body: received.kind };
  });
});
beforeEach(async () => {
  await service.order("modifications", { delayMs: null });
  await service.order("post", {
    url: catcher.url,
    hmacKey: HMAC_KEY,
    isHeld: false,
    copies: 1,
    order: "as_happened",
  });
});
afterAll(async () => {
  await service.stop();
  await catcher.close();
  await shop.close();
});

const pay = (id: SessionId, token: string) => verbs.payWithToken({ sessionId: id, token, buyer: ada, shopperId: null });
const stored = async (id: SessionId) => (await shop.context.store.session(id))?.status;
const becomes = (id: SessionId, status: string) =>
  vi.waitFor(async () => expect(await stored(id)).toBe(status), { timeout: 10_000, interval: 20 });
const chargesOf = async (id: SessionId) => (await service.ledger()).charges.filter((charge) => charge.session === id);
const release = (outcome: "done" | "failed") => service.order("release", { outcome });
/** Waits until the service has accepted `count` modifications and not carried them out. */
const accepted = (id: SessionId, of: "capture" | "refund") =>
  vi.waitFor(async () => {
    const payments = (await service.payments()).filter(({ merchantReference }) =>
      merchantReference.startsWith(`${id}:`),
    );
    const isAccepted = payments.some(({ requested, refunding }) =>
      of === "capture" ? requested === of : refunding > 0,
    );
    if (!isAccepted) throw new Error(`no ${of} accepted yet`);
  }, 10_000);
async function openPage(id: SessionId): Promise<string> {
  const opened = await verbs.openHostedPayment({ sessionId: id });
  if (opened.kind !== "opened") throw new Error(opened.kind);
  return opened.url;
}
const buyerPresses = (url: string, action: "pay" | "decline" | "approve") =>
  fetch(url, { method: "POST", body: new URLSearchParams({ action }), redirect: "manual" });

describe("a purchase whose money is captured later", () => {
  it("is still checking, never failed, until the capture is told, and then is exactly one order", async () => {
    const id = await shop.readySession();
    expect(await pay(id, "tok_example_ok")).toMatchObject({
      kind: "still_checking",
      session: { status: "unresolved" },
      order: null,
    });
    shop.advance(60_000);
    expect((await pay(id, "tok_example_ok")).kind).toBe("still_checking");
    expect((await pay(id, "tok_example_refused")).kind).toBe("payment_in_progress");
    expect((await verbs.openHostedPayment({ sessionId: id })).kind).toBe("still_checking");
    expect((await verbs.cancelCheckout({ sessionId: id, by: "buyer" })).kind).toBe("payment_in_progress");
    expect((await verbs.checkOrder({ sessionId: id }))?.session.status).toBe("unresolved");
    expect(await chargesOf(id)).toEqual([]);

    await release("done");
    await becomes(id, "completed");
    const [charge] = await chargesOf(id);
    const paid = await pay(id, "tok_example_ok");
    expect(paid).toMatchObject({ kind: "completed", order: { paymentReference: charge?.id, status: "paid" } });
    expect(await chargesOf(id)).toMatchObject([{ state: "captured", attempt: `${id}:1` }]);
  });

  it("is one order, however often and in whatever order it is told", async () => {
    await service.order("post", { isHeld: true, copies: 3, order: "reverse" });
    const id = await shop.readySession();
    await pay(id, "tok_example_ok");
    await release("done");
    await service.order("post", { isHeld: false });
    await becomes(id, "completed");
    await service.quiet();
    expect((await service.deliveries()).at(-1)).toMatchObject({ items: 6, isAccepted: true });
    expect(await shop.context.store.captures(id)).toMatchObject([{ use: "order" }]);
    expect(await chargesOf(id)).toHaveLength(1);
  });

  it("is found by a look-up when no notification ever comes", async () => {
    await service.order("post", { isHeld: true });
    const id = await shop.readySession();
    expect((await pay(id, "tok_example_reply_lost")).kind).toBe("still_checking");
    expect((await verbs.checkOrder({ sessionId: id }))?.session.status).toBe("unresolved");
    await accepted(id, "capture");
    await release("done");
    expect(await verbs.checkOrder({ sessionId: id })).toMatchObject({
      session: { status: "completed" },
      order: { status: "paid" },
    });
    expect(await chargesOf(id)).toHaveLength(1);
  });

  it("whose capture fails is open for another payment, and that one is the only one", async () => {
    const id = await shop.readySession();
    expect((await pay(id, "tok_example_ok")).kind).toBe("still_checking");
    await release("failed");
    await becomes(id, "ready");
    await service.order("modifications", { delayMs: 20 });
    expect((await pay(id, "tok_example_ok")).kind).toBe("declined");
    expect((await pay(id, "tok_example_ok_again")).kind).toBe("still_checking");
    await becomes(id, "completed");
    expect(await chargesOf(id)).toMatchObject([{ attempt: `${id}:2`, state: "captured" }]);
  });
});

describe("a payment page whose money is captured later", () => {
  it("stays the buyer's after a refused card, is still checking once paid, and then is one order", async () => {
    const id = await shop.readySession();
    const url = await openPage(id);
    await buyerPresses(url, "decline");
    await service.quiet();
    expect(await stored(id)).toBe("awaiting_buyer");
    expect(await openPage(id)).toBe(url);
    const next = await buyerPresses(url, "pay");
    expect(next.headers.get("location")).toMatch(/^http:\/\/localhost:3000\/checkout\/co_\w+\/done$/);
    await becomes(id, "unresolved");
    expect((await verbs.withdrawPayment({ sessionId: id })).kind).toBe("still_checking");
    await accepted(id, "capture");
    await release("done");
    await becomes(id, "completed");
    expect((await chargesOf(id)).map(({ state }) => state)).toEqual(["declined", "captured"]);
  });

  it("says so to a buyer who comes back before any notification", async () => {
    await service.order("post", { isHeld: true });
    const id = await shop.readySession();
    await buyerPresses(await openPage(id), "pay");
    expect((await verbs.checkOrder({ sessionId: id }))?.session.status).toBe("unresolved");
    await release("done");
    expect((await verbs.checkOrder({ sessionId: id }))?.session.status).toBe("completed");
  });

  it("is free for another way to pay only after the service said that it is closed", async () => {
    const id = await shop.readySession();
    const url = await openPage(id);
    expect((await verbs.withdrawPayment({ sessionId: id })).kind).toBe("withdrawn");
    await buyerPresses(url, "pay");
    expect((await pay(id, "tok_example_ok")).kind).toBe("still_checking");
    await release("done");
    await becomes(id, "completed");
    expect(await chargesOf(id)).toMatchObject([{ attempt: `${id}:2`, state: "captured" }]);
  });
});

describe("the bank's confirmation where money is captured later", () => {
  it("is asked for, then still checking, then one order", async () => {
    const id = await shop.readySession();
    const asked = await pay(id, "tok_example_redirect");
    if (asked.kind !== "action_required" || asked.actionUrl === null) throw new Error(asked.kind);
    await buyerPresses(asked.actionUrl, "approve");
    await becomes(id, "unresolved");
    await accepted(id, "capture");
    await release("done");
    await becomes(id, "completed");
    expect(await chargesOf(id)).toHaveLength(1);
  });
});

describe("money given back later", () => {
  it("a second payment captured by hand at the service is a stray: its refund is accepted, then done; the order stays", async () => {
    const id = await shop.readySession();
    await pay(id, "tok_example_ok");
    await release("done");
    await becomes(id, "completed");
    await service.quiet();
    await service.order("post", { isHeld: true });
    const [attempt] = await shop.context.store.attempts(id);
    const amount = { value: attempt?.amount.amountMinor, currency: attempt?.amount.currency };
    const again = { amount, merchantReference: attempt?.id, token: "tok_example_ok" };
    const { paymentReference } = await service.byHand("payments", again);
    await service.byHand(`payments/${paymentReference}/captures`, { amount });
    await release("done");
    await service.order("post", { isHeld: false });
    await accepted(id, "refund");
    expect((await chargesOf(id)).map(({ state }) => state)).toEqual(["captured", "captured"]);
    await release("done");
    await service.quiet();
    expect((await chargesOf(id)).map(({ state }) => state)).toEqual(["captured", "refunded"]);
    expect(await shop.context.store.captures(id)).toMatchObject([
      { use: "order", refunded: { amountMinor: 0 } },
      { use: "stray", refunded: attempt?.amount },
    ]);
    expect((await verbs.checkOrder({ sessionId: id }))?.order?.status).toBe("paid");
  });

  it("a refund of an order is accepted, then done, and one that fails after that is reported", async () => {
    const id = await shop.readySession();
    await pay(id, "tok_example_ok");
    await release("done");
    await becomes(id, "completed");
    const orderId = (await verbs.checkOrder({ sessionId: id }))?.order?.id;
    if (orderId === undefined) throw new Error("no order");
    const refund = (requestId: string, amountMinor: number | null) =>
      verbs.refundOrder({ orderId, requestId, amountMinor, why: "sent back" });
    expect((await refund("first", 1000)).kind).toBe("accepted");
    expect(await chargesOf(id)).toMatchObject([{ state: "captured" }]);
    await release("done");
    await service.quiet();
    expect(await chargesOf(id)).toMatchObject([{ state: "partially_refunded" }]);
    expect((await refund("first", 1000)).kind).toBe("accepted");
    expect((await refund("rest", null)).kind).toBe("accepted");
    expect(shop.reports.join()).not.toContain("not carried out");
    await release("failed");
    await service.quiet();
    expect(shop.reports.join()).toContain("needs a review: an accepted refund was not carried out");
    expect(await chargesOf(id)).toMatchObject([{ state: "partially_refunded" }]);
  });
});

describe("a notification that is not the service's", () => {
  it("changes nothing, though the rest of its batch is genuine", async () => {
    const id = await shop.readySession();
    await pay(id, "tok_example_ok");
    const forged = {
      eventCode: "CAPTURE",
      reference: "MOD1",
      originalReference: "PAY1",
      merchantReference: `${id}:1`,
      amount: { value: 1, currency: "USD" },
      success: "true",
      additionalData: { hmacSignature: "bm90IHRoZSBzaWduYXR1cmU=" },
    };
    const body = new TextEncoder().encode(JSON.stringify({ notificationItems: [forged] }));
    const received = await verbs.receiveWebhook({ provider: "example-acquirer", body, headers: new Headers() });
    expect(received).toEqual({ kind: "forged" });
    expect(await stored(id)).toBe("unresolved");
    await release("done");
    await becomes(id, "completed");
  });
});
