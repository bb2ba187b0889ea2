import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { productId } from "#lib/ids.ts";
import { recordPayment } from "#lib/purchase/payment/record-payment.ts";
import { ada, chargesOf, newYorker, openTestShop, type TestShop } from "../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

async function openPage(id: Awaited<ReturnType<TestShop["readySession"]>>): Promise<string> {
  const opened = await shop.verbs.openHostedPayment({ sessionId: id });
  if (opened.kind !== "opened") throw new Error(`not opened: ${opened.kind}`);
  return opened.url.split("/").at(-1) ?? "";
}

const status = async (id: Awaited<ReturnType<TestShop["readySession"]>>) =>
  (await shop.verbs.checkOrder({ sessionId: id }))?.session.status;

describe("paying on the merchant's own page", () => {
  it("a paid page gives one order, even before the webhook comes", async () => {
    const id = await shop.readySession();
    shop.bank.answerPage(await openPage(id), "pay");
    expect(await status(id)).toBe("completed");
    expect(chargesOf(shop, id)).toMatchObject([{ state: "captured" }]);
  });

  it("a page opened twice is the same attempt and the same page", async () => {
    const id = await shop.readySession();
    expect(await openPage(id)).toBe(await openPage(id));
    expect(await shop.context.store.attempts(id)).toHaveLength(1);
  });

  it("a decline keeps the page open and the buyer may try again", async () => {
    const id = await shop.readySession();
    const page = await openPage(id);
    shop.bank.answerPage(page, "decline");
    expect(await status(id)).toBe("awaiting_buyer");
    shop.bank.answerPage(page, "pay");
    expect(await status(id)).toBe("completed");
  });

  it("a page paid twice gives one order, and the second payment goes back", async () => {
    const id = await shop.readySession();
    shop.bank.answerPage(await openPage(id), "pay_twice");
    await expect
      .poll(
        () =>
          chargesOf(shop, id)
            .map((charge) => charge.state)
            .sort(),
        { timeout: 15_000 },
      )
      .toEqual(["captured", "refunded"]);
    expect(await status(id)).toBe("completed");
    expect((await shop.context.store.captures(id)).map((capture) => capture.use).sort()).toEqual(["order", "orphaned"]);
    // The order's page tells the buyer, who sees both on the bank's statement.
    const link = (await shop.verbs.checkOrder({ sessionId: id }))?.order?.link;
    if (link === undefined) throw new Error("the checkout was paid and has no order");
    const amount = (await shop.verbs.orderPage(link))?.order.paid;
    // The bank's books have the refund a moment before the shop's.
    await expect
      .poll(async () => (await shop.verbs.orderPage(link))?.paidAgain)
      .toEqual([{ amount, isSamePayment: true, refund: "done", refundedAt: expect.any(Date) as Date }]);
  });

  it("without a buyer's e-mail no page is opened", async () => {
    const prepared = await shop.verbs.prepareCheckout({
      items: [{ productId: productId("mug"), offerId: null, quantity: 1 }],
    });
    if (prepared.kind !== "prepared") throw new Error("not prepared");
    await shop.verbs.updateCheckout({ sessionId: prepared.session.id, address: newYorker });
    expect(await shop.verbs.openHostedPayment({ sessionId: prepared.session.id })).toMatchObject({
      kind: "details_missing",
      missing: ["buyer_email"],
    });
  });

  it("paying instantly while the page is open closes the page first, so that only one can be paid", async () => {
    const id = await shop.readySession();
    const page = await openPage(id);
    expect((await shop.verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada })).kind).toBe(
      "completed",
    );
    shop.bank.answerPage(page, "pay");
    expect(chargesOf(shop, id).filter((charge) => charge.state === "captured")).toHaveLength(1);
  });

  it("a page that was paid wins over a token that comes later", async () => {
    const id = await shop.readySession();
    shop.bank.answerPage(await openPage(id), "pay");
    const later = await shop.verbs.payWithToken({
      sessionId: id,
      token: "tok_sandbox_ok",
      buyer: ada,
    });
    expect(later).toMatchObject({ kind: "completed", order: { route: "external" } });
    expect(chargesOf(shop, id)).toHaveLength(1);
  });

  it("canceling closes the open page for good", async () => {
    const id = await shop.readySession();
    const page = await openPage(id);
    expect((await shop.verbs.cancelCheckout({ sessionId: id, by: "buyer" })).kind).toBe("canceled");
    shop.bank.answerPage(page, "pay");
    expect(chargesOf(shop, id).filter((charge) => charge.state === "captured")).toEqual([]);
  });

  it("a voided payment lets the order be changed and paid at the new total", async () => {
    const id = await shop.readySession();
    await openPage(id);
    expect((await shop.verbs.updateCheckout({ sessionId: id, discountCodes: ["TEN"] })).kind).toBe("locked");
    expect((await shop.verbs.voidPayment({ sessionId: id })).kind).toBe("voided");
    const changed = await shop.verbs.updateCheckout({ sessionId: id, discountCodes: ["TEN"] });
    if (changed.kind !== "updated") throw new Error("not updated");
    shop.bank.answerPage(await openPage(id), "pay");
    expect((await shop.verbs.checkOrder({ sessionId: id }))?.order?.paid).toEqual(changed.session.totals.total);
  });
});

describe("proofs of payment that do not fit", () => {
  it("money for a canceled session is stored as an orphaned payment and refunded", async () => {
    const id = await shop.readySession();
    const paid = await shop.verbs.payWithToken({
      sessionId: id,
      token: "tok_sandbox_declined",
      buyer: ada,
    });
    if (paid.kind !== "declined") throw new Error("not declined");
    await shop.verbs.cancelCheckout({ sessionId: id, by: "buyer" });
    const [attempt] = await shop.context.store.attempts(id);
    if (attempt === undefined) throw new Error("no attempt");
    const other = await shop.readySession();
    const page = await openPage(other);
    shop.bank.answerPage(page, "pay");
    const recorded = await recordPayment(shop.context, {
      attemptId: attempt.id,
      outcome: { kind: "captured", reference: "pay_late", amount: attempt.amount },
    });
    expect(recorded.kind).toBe("orphaned");
    expect(await shop.context.store.captures(id)).toMatchObject([{ use: "orphaned", reference: "pay_late" }]);
    expect(await status(id)).toBe("canceled");
  });

  it("an amount that differs from the total makes no order and asks for a review", async () => {
    const id = await shop.readySession();
    await openPage(id);
    const [attempt] = await shop.context.store.attempts(id);
    if (attempt === undefined) throw new Error("no attempt");
    expect(
      (
        await recordPayment(shop.context, {
          attemptId: attempt.id,
          outcome: { kind: "captured", reference: "pay_short", amount: money(1, "USD") },
        })
      ).kind,
    ).toBe("amount_mismatch");
    expect((await shop.context.store.session(id))?.status).toBe("awaiting_buyer");
    expect(shop.reports.some(({ message }) => message.includes("amount mismatch"))).toBe(true);
  });

  it("the same proof many times, also at once, makes one order", async () => {
    const id = await shop.readySession();
    await openPage(id);
    const [attempt] = await shop.context.store.attempts(id);
    if (attempt === undefined) throw new Error("no attempt");
    const proof = {
      attemptId: attempt.id,
      outcome: { kind: "captured", reference: "pay_same", amount: attempt.amount },
    } as const;
    const answers = await Promise.all(Array.from({ length: 8 }, () => recordPayment(shop.context, proof)));
    expect(answers.filter((answer) => answer.kind === "recorded")).toHaveLength(1);
    expect(answers.filter((answer) => answer.kind === "already_recorded")).toHaveLength(7);
  });
});
