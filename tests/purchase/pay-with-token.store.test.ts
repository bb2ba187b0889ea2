import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { productId, sessionId, type SessionId } from "#lib/ids.ts";
import { ada, chargesOf, openTestShop, type TestShop } from "../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.flags.set({ killed: false, beta: true, variant: "instant" }));

const pay = (id: SessionId, token: string) => shop.verbs.payWithToken({ sessionId: id, token, buyer: ada });

describe("paying with a delegated token", () => {
  it("a good token gives one charge and one order over the session's own total", async () => {
    const id = await shop.readySession();
    const paid = await pay(id, "tok_sandbox_ok");
    expect(paid.kind).toBe("completed");
    if (paid.kind !== "completed") return;
    expect(paid.order?.paid).toEqual(paid.session.totals.total);
    expect(paid.order?.buyer).toEqual(ada);
    expect(chargesOf(shop, id)).toMatchObject([
      { state: "captured", amount_minor: paid.session.totals.total.amountMinor, attempt: `${id}:1` },
    ]);
  });

  it("with the kill switch on, an open payment page is left as it is and no token is charged", async () => {
    const id = await shop.readySession();
    const opened = await shop.verbs.openHostedPayment({ sessionId: id });
    shop.flags.set({ killed: true });
    expect((await pay(id, "tok_sandbox_ok")).kind).toBe("payment_in_progress");
    expect(await shop.verbs.openHostedPayment({ sessionId: id })).toEqual(opened);
    expect(chargesOf(shop, id)).toEqual([]);
  });

  it("the same token again gets the same answer and charges nothing", async () => {
    const id = await shop.readySession();
    const first = await pay(id, "tok_sandbox_ok");
    const again = await pay(id, "tok_sandbox_ok");
    expect(again).toEqual(first);
    expect(chargesOf(shop, id)).toHaveLength(1);
  });

  it("another token for a paid session gets the order that exists", async () => {
    const id = await shop.readySession();
    await pay(id, "tok_sandbox_ok_a");
    expect((await pay(id, "tok_sandbox_ok_b")).kind).toBe("completed");
    expect(chargesOf(shop, id)).toHaveLength(1);
  });

  it("a declined token leaves the session ready, answers the same again, and another token may pay", async () => {
    const id = await shop.readySession();
    expect(await pay(id, "tok_sandbox_declined")).toMatchObject({
      kind: "declined",
      reason: "insufficient_funds",
      session: { status: "ready" },
    });
    expect((await pay(id, "tok_sandbox_declined")).kind).toBe("declined");
    expect((await shop.context.store.attempts(id)).length).toBe(1);
    expect((await pay(id, "tok_sandbox_ok")).kind).toBe("completed");
    expect(chargesOf(shop, id).filter((charge) => charge.state === "captured")).toHaveLength(1);
  });

  it("an unreadable token is not called a decline", async () => {
    const id = await shop.readySession();
    expect(await pay(id, "tok_from_elsewhere")).toMatchObject({
      kind: "token_invalid",
      why: "not_recognised",
      session: { status: "ready" },
    });
  });

  it("a bank confirmation keeps the attempt open, and the same token completes it after the buyer approved", async () => {
    const id = await shop.readySession();
    const asked = await pay(id, "tok_sandbox_3ds");
    expect(asked.kind).toBe("action_required");
    if (asked.kind !== "action_required" || asked.session.status !== "awaiting_buyer")
      throw new Error("no confirmation asked");
    shop.bank.answerChallenge(asked.session.reference, "approve");
    expect((await pay(id, "tok_sandbox_3ds")).kind).toBe("completed");
    expect((await shop.context.store.attempts(id)).length).toBe(1);
  });

  it("a new card during an unfinished bank confirmation voids that one first", async () => {
    const id = await shop.readySession();
    await pay(id, "tok_sandbox_3ds");
    expect((await pay(id, "tok_sandbox_ok")).kind).toBe("completed");
    expect((await shop.context.store.attempts(id)).map((attempt) => attempt.outcome.kind)).toEqual([
      "voided",
      "captured",
    ]);
    expect(chargesOf(shop, id).filter((charge) => charge.state === "captured")).toHaveLength(1);
  });

  it("a bank confirmation that was given up stays given up when the host repeats its call, and a new token pays", async () => {
    const id = await shop.readySession();
    await pay(id, "tok_sandbox_3ds");
    expect((await shop.verbs.voidPayment({ sessionId: id })).kind).toBe("voided");
    expect(await pay(id, "tok_sandbox_3ds")).toMatchObject({ kind: "token_invalid", why: "given_up" });
    expect((await shop.verbs.openHostedPayment({ sessionId: id })).kind).toBe("opened");
    expect(await pay(id, "tok_sandbox_3ds")).toMatchObject({
      kind: "token_invalid",
      session: { status: "awaiting_buyer", attempt: { route: "external" } },
    });
    expect(await shop.context.store.attempts(id)).toHaveLength(2);
    expect((await pay(id, "tok_sandbox_ok_new")).kind).toBe("completed");
  });

  it("a lost reply is never called a failure, refuses other tokens, and a look-up finds the money", async () => {
    const id = await shop.readySession();
    expect((await pay(id, "tok_sandbox_timeout_captured")).kind).toBe("still_checking");
    // The other token makes the bank be asked, and the bank knows: the session is paid, by the first one.
    expect((await pay(id, "tok_sandbox_ok")).kind).toBe("completed");
    expect((await shop.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("completed");
    expect(chargesOf(shop, id).filter((charge) => charge.state === "captured")).toHaveLength(1);
  });

  it("a charge that never arrived frees the session once the bound has passed, and the same token may be tried again", async () => {
    const id = await shop.readySession();
    expect((await pay(id, "tok_sandbox_timeout_lost")).kind).toBe("still_checking");
    expect((await shop.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("unresolved");
    shop.advance(shop.context.provider.absentIsFinalAfterMs + 1000);
    expect((await shop.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("ready");
    expect((await pay(id, "tok_sandbox_ok")).kind).toBe("completed");
  });

  it("a session without a delivery address is not charged", async () => {
    const prepared = await shop.verbs.prepareCheckout({
      items: [{ productId: productId("mug"), offerId: null, quantity: 1 }],
    });
    if (prepared.kind !== "prepared") throw new Error("not prepared");
    expect(await pay(prepared.session.id, "tok_sandbox_ok")).toMatchObject({
      kind: "details_missing",
      missing: ["delivery_address"],
    });
    expect(chargesOf(shop, prepared.session.id)).toEqual([]);
  });

  it("the kill switch refuses before any charge, but not the replay of a payment that succeeded", async () => {
    const id = await shop.readySession();
    shop.flags.set({ killed: true });
    expect((await pay(id, "tok_sandbox_ok")).kind).toBe("instant_unavailable");
    expect(chargesOf(shop, id)).toEqual([]);
    shop.flags.set({ killed: false });
    await pay(id, "tok_sandbox_ok");
    shop.flags.set({ killed: true });
    expect((await pay(id, "tok_sandbox_ok")).kind).toBe("completed");
  });

  it("a canceled session, an expired one and an unknown one are not charged", async () => {
    const canceled = await shop.readySession();
    await shop.verbs.cancelCheckout({ sessionId: canceled, by: "buyer" });
    expect((await pay(canceled, "tok_sandbox_ok")).kind).toBe("closed");
    const late = await shop.readySession();
    shop.advance(7 * 3_600_000);
    expect((await pay(late, "tok_sandbox_ok")).kind).toBe("closed");
    expect((await pay(sessionId("cs_nobody"), "tok_sandbox_ok")).kind).toBe("not_found");
    expect([...chargesOf(shop, canceled), ...chargesOf(shop, late)]).toEqual([]);
  });

  it("the last unit is sold once, and the loser is refused before any charge", async () => {
    const first = await shop.readySession("last");
    const second = await shop.readySession("last");
    expect((await pay(first, "tok_sandbox_ok")).kind).toBe("completed");
    expect(await pay(second, "tok_sandbox_ok")).toMatchObject({ kind: "out_of_stock", left: 0 });
    expect(chargesOf(shop, second)).toEqual([]);
  });

  it("a code with one use is used once, and the second buyer sees the price without it before paying", async () => {
    const first = await shop.readySession();
    const second = await shop.readySession();
    for (const id of [first, second]) await shop.verbs.updateCheckout({ sessionId: id, discountCodes: ["onlyone"] });
    expect((await pay(first, "tok_sandbox_ok")).kind).toBe("completed");
    const refused = await pay(second, "tok_sandbox_ok");
    expect(refused).toMatchObject({
      kind: "discount_used_up",
      session: { discounts: [], rejectedDiscounts: [{ code: "ONLYONE", reason: "used_up" }] },
    });
    expect(chargesOf(shop, second)).toEqual([]);
  });
});
