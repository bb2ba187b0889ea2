import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buyerPresses, openLateCaptureShop, type LateCaptureShop } from "./late-capture-shop.ts";

let late: LateCaptureShop;
beforeAll(async () => {
  late = await openLateCaptureShop();
});
beforeEach(() => late.reset());
afterAll(() => late.close());

describe("a purchase whose money is captured later", () => {
  it("is still checking, never failed, until the capture is reported, and then is exactly one order", async () => {
    const id = await late.shop.readySession();
    expect(await late.pay(id, "tok_example_ok")).toMatchObject({
      kind: "still_checking",
      session: { status: "unresolved" },
      order: null,
    });
    late.shop.advance(60_000);
    expect((await late.pay(id, "tok_example_ok")).kind).toBe("still_checking");
    expect((await late.pay(id, "tok_example_refused")).kind).toBe("payment_in_progress");
    expect((await late.verbs.openHostedPayment({ sessionId: id })).kind).toBe("still_checking");
    expect((await late.verbs.cancelCheckout({ sessionId: id, by: "buyer" })).kind).toBe("payment_in_progress");
    expect((await late.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("unresolved");
    expect(await late.chargesOf(id)).toEqual([]);

    await late.release("done");
    await late.becomes(id, "completed");
    const [charge] = await late.chargesOf(id);
    const paid = await late.pay(id, "tok_example_ok");
    expect(paid).toMatchObject({ kind: "completed", order: { paymentReference: charge?.id, status: "paid" } });
    expect(await late.chargesOf(id)).toMatchObject([{ state: "captured", attempt: `${id}:1` }]);
  });

  it("is one order, however often and in whatever order it is reported", async () => {
    await late.service.order("post", { isHeld: true, copies: 3, order: "reverse" });
    const id = await late.shop.readySession();
    await late.pay(id, "tok_example_ok");
    await late.release("done");
    await late.service.order("post", { isHeld: false });
    await late.becomes(id, "completed");
    await late.service.quiet();
    expect((await late.service.deliveries()).at(-1)).toMatchObject({ items: 6, isAccepted: true });
    expect(await late.store.captures(id)).toMatchObject([{ use: "order" }]);
    expect(await late.chargesOf(id)).toHaveLength(1);
  });

  it("is found by a look-up when no notification ever comes", async () => {
    await late.service.order("post", { isHeld: true });
    const id = await late.shop.readySession();
    expect((await late.pay(id, "tok_example_reply_lost")).kind).toBe("still_checking");
    expect((await late.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("unresolved");
    await late.accepted(id, "capture");
    await late.release("done");
    expect(await late.verbs.checkOrder({ sessionId: id })).toMatchObject({
      session: { status: "completed" },
      order: { status: "paid" },
    });
    expect(await late.chargesOf(id)).toHaveLength(1);
  });

  it("whose capture fails is open for another payment, and that one is the only one", async () => {
    const id = await late.shop.readySession();
    expect((await late.pay(id, "tok_example_ok")).kind).toBe("still_checking");
    await late.release("failed");
    await late.becomes(id, "ready");
    await late.service.order("modifications", { delayMs: 20 });
    expect((await late.pay(id, "tok_example_ok")).kind).toBe("declined");
    expect((await late.pay(id, "tok_example_ok_again")).kind).toBe("still_checking");
    await late.becomes(id, "completed");
    expect(await late.chargesOf(id)).toMatchObject([{ attempt: `${id}:2`, state: "captured" }]);
  });
});

describe("a payment page whose money is captured later", () => {
  it("stays the buyer's after a refused card, is still checking once paid, and then is one order", async () => {
    const id = await late.shop.readySession();
    const url = await late.openPage(id);
    await buyerPresses(url, "decline");
    await late.service.quiet();
    expect(await late.statusOf(id)).toBe("awaiting_buyer");
    expect(await late.openPage(id)).toBe(url);
    const next = await buyerPresses(url, "pay");
    expect(next.headers.get("location")).toMatch(/^http:\/\/localhost:3000\/checkout\/co_\w+\/done$/);
    await late.becomes(id, "unresolved");
    expect((await late.verbs.voidPayment({ sessionId: id })).kind).toBe("still_checking");
    await late.accepted(id, "capture");
    await late.release("done");
    await late.becomes(id, "completed");
    expect((await late.chargesOf(id)).map(({ state }) => state)).toEqual(["declined", "captured"]);
  });

  it("says so to a buyer who comes back before any notification", async () => {
    await late.service.order("post", { isHeld: true });
    const id = await late.shop.readySession();
    await buyerPresses(await late.openPage(id), "pay");
    expect((await late.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("unresolved");
    await late.release("done");
    expect((await late.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("completed");
  });

  it("is free for another way to pay only after the provider reported that it is closed", async () => {
    const id = await late.shop.readySession();
    const url = await late.openPage(id);
    expect((await late.verbs.voidPayment({ sessionId: id })).kind).toBe("voided");
    await buyerPresses(url, "pay");
    expect((await late.pay(id, "tok_example_ok")).kind).toBe("still_checking");
    await late.release("done");
    await late.becomes(id, "completed");
    expect(await late.chargesOf(id)).toMatchObject([{ attempt: `${id}:2`, state: "captured" }]);
  });
});

describe("the bank's confirmation where money is captured later", () => {
  it("is asked for, then still checking, then one order", async () => {
    const id = await late.shop.readySession();
    const asked = await late.pay(id, "tok_example_redirect");
    if (asked.kind !== "action_required" || asked.actionUrl === null) throw new Error(asked.kind);
    await buyerPresses(asked.actionUrl, "approve");
    await late.becomes(id, "unresolved");
    await late.accepted(id, "capture");
    await late.release("done");
    await late.becomes(id, "completed");
    expect(await late.chargesOf(id)).toHaveLength(1);
  });
});

describe("a notification that is not the service's", () => {
  it("changes nothing, though the rest of its batch is genuine", async () => {
    const id = await late.shop.readySession();
    await late.pay(id, "tok_example_ok");
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
    const received = await late.verbs.receiveWebhook({ provider: "example-acquirer", body, headers: new Headers() });
    expect(received).toEqual({ kind: "forged" });
    expect(await late.statusOf(id)).toBe("unresolved");
    await late.release("done");
    await late.becomes(id, "completed");
  });
});

describe("a payment that the service does not take because our key is wrong", () => {
  it("is payment_rejected, no decline, and the session is free for another try", async () => {
    const id = await late.shop.readySession();
    const payment = { sessionId: id, token: "tok_example_ok", buyer: null };
    expect((await late.verbsWithWrongKey.payWithToken(payment)).kind).toBe("payment_rejected");
    expect((await late.verbsWithWrongKey.openHostedPayment({ sessionId: id })).kind).toBe("payment_rejected");
    expect(await late.statusOf(id)).toBe("ready");
    expect(await late.chargesOf(id)).toEqual([]);
  });
});
