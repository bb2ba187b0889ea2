import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { createVerbs } from "../fixtures/verbs.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { ada, chargesOf, openTestShop, type TestShop } from "../fixtures/test-shop.ts";
import { unknownOutcome } from "../fixtures/unknown-outcome.ts";

// The bank of these tests delivers no webhook, so that only its own books report what it took.
let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop(undefined, { isBankSilent: true });
});
afterAll(() => shop.close());

const statesAtBank = (id: SessionId) => chargesOf(shop, id).map((charge) => charge.state);

async function openPage(): Promise<{ id: SessionId; reference: string }> {
  const id = await shop.readySession();
  const opened = await shop.verbs.openHostedPayment({ sessionId: id });
  const [attempt] = await shop.context.store.attempts(id);
  if (opened.kind !== "opened" || typeof attempt?.reference !== "string") throw new Error(`not opened: ${opened.kind}`);
  return { id, reference: attempt.reference };
}

describe("the payment service's books against ours", () => {
  it("a payment that nobody reported becomes the order of the session that waits for it", async () => {
    const { id, reference } = await openPage();
    shop.bank.answerPage(reference, "pay");
    await shop.verbs.sweep();
    expect(await shop.context.store.session(id)).toMatchObject({ status: "completed" });
    expect(statesAtBank(id)).toEqual(["captured"]);
  });

  it("a second payment of a paid session, of which no event came, is found and given back", async () => {
    const { id, reference } = await openPage();
    shop.bank.answerPage(reference, "pay_twice");
    await shop.verbs.checkOrder({ sessionId: id });
    expect(await shop.context.store.captures(id)).toHaveLength(1);
    expect(statesAtBank(id)).toEqual(["captured", "captured"]);

    expect((await shop.verbs.sweep()).books).toMatchObject({ kind: "compared", found: 1 });
    expect(statesAtBank(id).toSorted()).toEqual(["captured", "refunded"]);
    expect((await shop.context.store.captures(id)).map((capture) => capture.use).toSorted()).toEqual([
      "order",
      "orphaned",
    ]);
    expect((await shop.verbs.sweep()).books).toMatchObject({ kind: "compared", found: 0 });
  });

  it("a refund that somebody made at the service and that no event reported is found, and read once", async () => {
    const id = await shop.readySession();
    await shop.verbs.payWithToken({ sessionId: id, token: `tok_sandbox_ok_${id}`, buyer: ada });
    const [capture] = await shop.context.store.captures(id);
    const silent = { reference: capture?.reference ?? "", amount: money(700, "USD"), key: "nobody:told" };
    expect(shop.bank.refund(silent).kind).toBe("done");
    expect((await shop.verbs.sweep()).books).toMatchObject({ kind: "compared", refundsFound: 1 });
    expect((await shop.verbs.readOrder({ sessionId: id }))?.order).toMatchObject({
      status: "partially_refunded",
      refunded: { amountMinor: 700 },
    });
    expect((await shop.verbs.sweep()).books).toMatchObject({ kind: "compared", refundsFound: 0 });
  });

  it("a payment of another shop at the same account is left alone", async () => {
    const other = await openTestShop();
    try {
      const id = await shop.readySession();
      await shop.verbs.payWithToken({ sessionId: id, token: `tok_sandbox_ok_${id}`, buyer: ada });
      const strange = createVerbs({ ...other.context, provider: shop.context.provider });
      expect((await strange.sweep()).books).toMatchObject({ kind: "compared", found: 0 });
      expect(statesAtBank(id)).toEqual(["captured"]);
      expect(other.reports).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it("is not compared where the service does not answer, or has no list, and says which", async () => {
    const booksWith = async (listPayments: TestShop["context"]["provider"]["listPayments"]) => {
      const provider = { ...shop.context.provider, listPayments };
      return (await createVerbs({ ...shop.context, provider }).sweep()).books;
    };
    expect(await booksWith(async () => unknownOutcome())).toEqual({ kind: "unknown" });
    expect(await booksWith(null)).toBeNull();
    const provider = { ...shop.context.provider, listRefundsSince: async () => unknownOutcome() };
    expect((await createVerbs({ ...shop.context, provider }).sweep()).books).toEqual({ kind: "unknown" });
  });

  it("is compared by the clock's sweep in one minute of ten, and whenever a person asks", async () => {
    const at = (time: string) =>
      sweep({ ...shop.context, now: () => new Date(`2026-11-24T${time}Z`) }, { isThorough: false });
    expect((await at("10:20:31")).books).toMatchObject({ kind: "compared" });
    expect((await at("10:21:31")).books).toBeNull();
    expect((await shop.verbs.sweep()).books).toMatchObject({ kind: "compared" });
  });
});
