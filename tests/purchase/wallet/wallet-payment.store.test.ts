import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shownDigest } from "#lib/checkout/shown.ts";
import type { SessionId } from "#lib/ids.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { chargesOf, newYorker, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const sessionOf = async (id: SessionId) => {
  const state = await shop.verbs.readOrder({ sessionId: id });
  if (state === null) throw new Error("no such session");
  return state.session;
};
/** Presses the button of a page that shows the order as it is now, or as it was. */
const press = async (id: SessionId, token: string, shown?: string) =>
  shop.verbs.openWalletPayment({ sessionId: id, token, shown: shown ?? shownDigest(await sessionOf(id)) });
const captured = (id: SessionId) => chargesOf(shop, id).filter(({ state }) => state === "captured");

describe("paying by a wallet's button", () => {
  it("a press gives one charge and one order over the session's own total, by the external route", async () => {
    const id = await shop.readySession();
    const paid = await press(id, "tok_sandbox_ok_w1");
    if (paid.kind !== "completed") throw new Error(paid.kind);
    expect(paid.order?.paid).toEqual(paid.session.totals.total);
    expect(captured(id)).toMatchObject([{ amount_minor: paid.session.totals.total.amountMinor, attempt: `${id}:1` }]);
    expect((await shop.context.store.attempts(id)).map(({ route }) => route)).toEqual(["external"]);
  });

  it("the same press twice at once pays once, and both have the same answer", async () => {
    const id = await shop.readySession();
    const answers = await Promise.all([press(id, "tok_sandbox_slow_w2"), press(id, "tok_sandbox_slow_w2")]);
    expect(answers.map(({ kind }) => kind)).toContain("completed");
    expect((await press(id, "tok_sandbox_slow_w2")).kind).toBe("completed");
    expect(captured(id)).toHaveLength(1);
  });

  it("a press in a second tab while the first is on its way charges nothing more", async () => {
    const id = await shop.readySession();
    const shown = shownDigest(await sessionOf(id));
    const [one, other] = await Promise.all([
      press(id, "tok_sandbox_slow_w3", shown),
      press(id, "tok_sandbox_slow_w4", shown),
    ]);
    expect([one.kind, other.kind].toSorted()).toEqual(["completed", "payment_in_progress"]);
    expect(captured(id)).toHaveLength(1);
  });

  it("an order that changed in another tab is refused with what changed, before any money", async () => {
    const id = await shop.readySession();
    const shown = shownDigest(await sessionOf(id));
    await shop.verbs.updateCheckout({ sessionId: id, address: { ...newYorker, lineOne: "2 Other Street" } });
    expect(await press(id, "tok_sandbox_ok_w5", shown)).toMatchObject({ kind: "changed", parts: ["delivery_address"] });
    expect(await press(id, "tok_sandbox_ok_w5", "")).toMatchObject({ kind: "changed" });
    expect(await shop.context.store.attempts(id)).toEqual([]);
  });

  it("a page that is open in another tab is left as it is, and the wallet charges nothing", async () => {
    const id = await shop.readySession();
    const shown = shownDigest(await sessionOf(id));
    const opened = await shop.verbs.openHostedPayment({ sessionId: id });
    expect((await press(id, "tok_sandbox_ok_w6", shown)).kind).toBe("payment_in_progress");
    expect(await shop.verbs.openHostedPayment({ sessionId: id })).toEqual(opened);
    expect(chargesOf(shop, id)).toEqual([]);
  });

  it("a page that was paid in another tab is what the press is answered", async () => {
    const id = await shop.readySession();
    const shown = shownDigest(await sessionOf(id));
    const opened = await shop.verbs.openHostedPayment({ sessionId: id });
    if (opened.kind !== "opened") throw new Error(opened.kind);
    shop.bank.answerPage(opened.url.split("/").at(-1) ?? "", "pay");
    expect(await press(id, "tok_sandbox_ok_w7", shown)).toMatchObject({ kind: "completed", isByThisToken: false });
    expect(captured(id)).toHaveLength(1);
  });

  it("a declined card leaves the order ready for Pay and for another card, and the same press says so again", async () => {
    const id = await shop.readySession();
    const declined = { kind: "declined", reason: "insufficient_funds", session: { status: "ready" } };
    expect(await press(id, "tok_sandbox_declined_w8")).toMatchObject(declined);
    expect(await press(id, "tok_sandbox_declined_w8")).toMatchObject(declined);
    expect(await shop.context.store.attempts(id)).toHaveLength(1);
    expect((await press(id, "tok_sandbox_ok_w8")).kind).toBe("completed");
  });

  it("after too many declined cards the wallet is unavailable, and the payment page opens", async () => {
    const id = await shop.readySession();
    const guards = { ...shop.context.guards, maxDeclines: 2 };
    const careful = createVerbs({ ...shop.context, guards });
    const shown = shownDigest(await sessionOf(id));
    const outcomes: string[] = [];
    for (const token of ["declined_a", "declined_b", "ok_c"])
      outcomes.push((await careful.openWalletPayment({ sessionId: id, token: `tok_sandbox_${token}`, shown })).kind);
    expect(outcomes).toEqual(["declined", "declined", "wallet_unavailable"]);
    expect((await shop.verbs.openHostedPayment({ sessionId: id })).kind).toBe("opened");
    expect(captured(id)).toEqual([]);
  });

  it("a bank confirmation leads back to the order, and Pay leads on to it instead of opening a page", async () => {
    const id = await shop.readySession();
    const asked = await press(id, "tok_sandbox_3ds_w9");
    if (asked.kind !== "action_required" || asked.session.status !== "awaiting_buyer") throw new Error(asked.kind);
    const { reference, link } = { ...asked.session };
    expect(shop.bank.challenge(reference)?.returnUrl).toBe(`http://localhost:3000/checkout/${link}/done`);
    expect(await shop.verbs.openHostedPayment({ sessionId: id })).toEqual({ kind: "opened", url: asked.actionUrl });
    expect((await press(id, "tok_sandbox_ok_w9")).kind).toBe("payment_in_progress");
    shop.bank.answerChallenge(reference, "approve");
    expect((await press(id, "tok_sandbox_3ds_w9")).kind).toBe("completed");
    expect(await shop.context.store.attempts(id)).toHaveLength(1);
  });

  it("a confirmation that is given up frees the order, and can no longer be approved", async () => {
    const id = await shop.readySession();
    const asked = await press(id, "tok_sandbox_3ds_w10");
    if (asked.kind !== "action_required" || asked.session.status !== "awaiting_buyer") throw new Error(asked.kind);
    expect((await shop.verbs.voidPayment({ sessionId: id })).kind).toBe("voided");
    shop.bank.answerChallenge(asked.session.reference, "approve");
    expect(await press(id, "tok_sandbox_3ds_w10")).toMatchObject({ kind: "token_invalid", why: "given_up" });
    expect((await press(id, "tok_sandbox_ok_w10")).kind).toBe("completed");
    expect(captured(id)).toHaveLength(1);
  });

  it("a lost reply is still checked, opens no page and no second charge, and ends as one order", async () => {
    const id = await shop.readySession();
    const shown = shownDigest(await sessionOf(id));
    expect((await press(id, "tok_sandbox_timeout_captured_w11", shown)).kind).toBe("still_checking");
    await press(id, "tok_sandbox_timeout_captured_w11", shown);
    expect((await press(id, "tok_sandbox_ok_w11", shown)).kind).toBe("completed");
    expect(captured(id)).toHaveLength(1);
  });

  it("a press that never arrived may be made again with the same token", async () => {
    const id = await shop.readySession();
    const shown = shownDigest(await sessionOf(id));
    expect((await press(id, "tok_sandbox_timeout_lost_w12", shown)).kind).toBe("still_checking");
    shop.advance(60_000);
    expect((await shop.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("ready");
    expect((await press(id, "tok_sandbox_ok_w12", shown)).kind).toBe("completed");
    expect(captured(id)).toHaveLength(1);
  });

  it("a token that is not the bank's is not called a decline", async () => {
    const id = await shop.readySession();
    expect(await press(id, "tok_of_nobody")).toMatchObject({ kind: "token_invalid", why: "not_recognised" });
  });

  it("there are buttons for an order that can be paid, and none before, after, or where no wallet pays", async () => {
    const id = await shop.readySession();
    expect(await shop.verbs.walletButtons(await sessionOf(id))).toMatchObject({ kind: "sandbox_wallet" });
    await press(id, "tok_sandbox_ok_w13");
    expect(await shop.verbs.walletButtons(await sessionOf(id))).toBeNull();
  });
});
