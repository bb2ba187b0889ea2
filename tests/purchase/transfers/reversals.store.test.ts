import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { readRefunds } from "#lib/purchase/orders/read-refunds.ts";
import { booksCsv, booksView } from "#lib/wire/sellers/books.ts";
import { FEE, openTransferShop, PAID, SELLER, type TransferShop } from "./transfer-shop.ts";

const HOUR_MS = 3_600_000;
/** Of 10.00 that are given back: less what goes back of the fee. */
const NET_OF_TEN = 941;
let shop: TransferShop;
beforeEach(async () => {
  shop = await openTransferShop();
});
afterEach(() => shop.close());

const usd = (amountMinor: number) => money(amountMinor, "USD");
const month = async () => {
  const now = shop.context.now();
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const until = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 1));
  return shop.context.store.sellerMonths({ from, until, seller: null });
};

describe("what is given back", () => {
  it("is taken back from the seller in parts that add up to all of it, with the fee", async () => {
    const order = await shop.pay();
    await shop.settle();
    for (const [index, part] of [333, 1, 2000].entries()) await shop.refund(order, part, `part-${index}`);
    await shop.refund(order, PAID - 2334, "rest");
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer sent", ...Array<string>(4).fill("reversal reversed")]);
    expect(shop.balance()).toBe(0);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("is all of it with the fee kept, and what was never sent is a claim that needs a person", async () => {
    await shop.close();
    shop = await openTransferShop({ feesOnRefund: "keep" });
    const order = await shop.pay();
    await shop.settle();
    await shop.refund(order, PAID);
    await shop.settle();
    expect((await shop.rowsOf(order)).map(({ amount }) => amount.amountMinor)).toEqual([PAID - FEE, PAID - FEE, FEE]);
    expect(await shop.states(order)).toEqual(["transfer sent", "reversal reversed", "reversal owed"]);
    const { lostMovements } = await shop.verbs.attention(100);
    expect(lostMovements).toMatchObject([{ kind: "reversal", amount: usd(FEE), transferKey: null }]);
    const [{ key } = { key: "" }] = lostMovements;
    expect(await shop.verbs.settleMovement({ key, act: "again", why: "x" })).toMatchObject({ kind: "needs_nobody" });
    await shop.verbs.settleMovement({ key, act: "settled", why: "by bank transfer" });
    expect((await shop.verbs.attention(100)).lostMovements).toEqual([]);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("does not wait for a seller whose balance is short, who owes it", async () => {
    const order = await shop.pay();
    await shop.settle();
    shop.sellersBank.meet("short");
    expect(await shop.refund(order, 1000)).toMatchObject({ kind: "done" });
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer sent", "reversal owed"]);
    expect((await shop.context.store.movementTotals()).claims.amounts).toEqual([
      { currency: "USD", minor: NET_OF_TEN },
    ]);
    expect(shop.warnings).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining("it is a claim on the seller") as string }),
    );
    expect(await month()).toMatchObject([{ transfersMinor: PAID - FEE, owedMinor: -NET_OF_TEN }]);
    shop.advance(24 * HOUR_MS);
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer sent", "reversal reversed"]);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("before it was sent is not sent at all", async () => {
    const order = await shop.pay();
    await shop.refund(order, PAID);
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer offset", "reversal offset"]);
    expect(shop.sellersBank.calls).toEqual([]);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("in part before it was sent waits for the transfer", async () => {
    const order = await shop.pay();
    await shop.refund(order, 1000);
    expect(await shop.states(order)).toEqual(["transfer due", "reversal due"]);
    await shop.settle();
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer sent", "reversal reversed"]);
    expect(shop.balance()).toBe(PAID - FEE - NET_OF_TEN);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("of a transfer that is refused for good ends both, and nobody is needed", async () => {
    const order = await shop.pay();
    shop.sellersBank.meet("refused_for_good");
    await shop.settle();
    await shop.refund(order, PAID);
    expect(await shop.states(order)).toEqual(["transfer offset", "reversal offset"]);
    expect((await shop.verbs.attention(100)).lostMovements).toEqual([]);
  });

  it("is paid to the seller again when the refund fails, and again taken back when it is given again", async () => {
    const order = await shop.pay("tok_sandbox_refund_fails");
    await shop.settle();
    await shop.refund(order, 1000, "fails");
    await shop.settle();
    expect(shop.balance()).toBe(PAID - FEE - NET_OF_TEN);
    shop.advance(6000);
    await readRefunds(shop.context, order.paymentReference);
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer sent", "transfer sent", "reversal reversed"]);
    expect(shop.balance()).toBe(PAID - FEE);
    expect(await shop.problems(order)).toEqual([]);
    await shop.refund(order, PAID, "all");
    await shop.settle();
    expect(shop.balance()).toBe(0);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("counts as taken back when somebody did it at the provider", async () => {
    const order = await shop.pay();
    await shop.settle();
    shop.sellersBank.reverseThere(`acct_${SELLER}`, usd(PAID - FEE));
    await shop.refund(order, PAID);
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer sent", "reversal reversed"]);
    expect(await shop.problems(order)).toEqual([]);
  });

  it.each(["lost", "never_arrives"] as const)("is taken back once when an answer is %s", async (fault) => {
    const order = await shop.pay();
    await shop.settle();
    await shop.refund(order, 1000);
    shop.sellersBank.meet(fault);
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer sent", "reversal unknown"]);
    shop.advance(HOUR_MS);
    await shop.settle();
    expect(shop.balance()).toBe(PAID - FEE - NET_OF_TEN);
    expect(await shop.problems(order)).toEqual([]);
  });
});

describe("a dispute", () => {
  it("takes the seller's part back at once, and a win pays it again", async () => {
    const order = await shop.pay();
    await shop.settle();
    await shop.dispute(order, { state: "needs_response", taken: order.paid });
    await shop.settle();
    expect(shop.balance()).toBe(0);
    expect(await month()).toMatchObject([{ chargesMinor: PAID, feesMinor: 0, disputesMinor: PAID, transfersMinor: 0 }]);
    await shop.dispute(order, { state: "won", taken: usd(0) });
    await shop.settle();
    expect(shop.balance()).toBe(PAID - FEE);
    expect(await shop.problems(order)).toEqual([]);
    expect(await month()).toMatchObject([
      { feesMinor: FEE, disputesMinor: 0, transfersMinor: PAID - FEE, owedMinor: 0 },
    ]);
  });

  it("and a refund together take no more than the seller had, and a loss leaves it so", async () => {
    const order = await shop.pay();
    await shop.settle();
    await shop.refund(order, 1000);
    await shop.dispute(order, { state: "needs_response", taken: order.paid });
    await shop.dispute(order, { state: "lost", taken: order.paid });
    await shop.settle();
    expect(shop.balance()).toBe(0);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("that ends with less makes room for what a refund gave back meanwhile", async () => {
    const order = await shop.pay();
    await shop.settle();
    await shop.dispute(order, { state: "needs_response", taken: order.paid });
    await shop.refund(order, 1000);
    await shop.dispute(order, { state: "lost", taken: usd(1500) });
    await shop.settle();
    expect(await month()).toMatchObject([{ refundsMinor: 1000, disputesMinor: 1500 }]);
    expect(await shop.problems(order)).toEqual([]);
  });
});

describe("the books of a month", () => {
  it("add up for each seller and currency: charges − fees − refunds − disputes = transfers + owed", async () => {
    const sent = await shop.pay();
    await shop.settle();
    await shop.refund(sent, 500);
    await shop.settle();
    await shop.pay();
    const [books, ...others] = await month();
    expect(others).toEqual([]);
    expect(books).toEqual({
      sellerId: SELLER,
      currency: "USD",
      payments: 2,
      chargesMinor: 2 * PAID,
      feesMinor: 2 * FEE - 30,
      refundsMinor: 500,
      disputesMinor: 0,
      transfersMinor: PAID - FEE - 470,
      owedMinor: PAID - FEE,
    });
    if (books === undefined) throw new Error("there are no books");
    const view = booksView("2026-11", books);
    expect(view.difference_minor).toBe(0);
    expect(booksCsv({ ...view, seller_id: sellerId("=cmd()") })).toMatch(/^2026-11,'=cmd\(\),USD,2,/);
  });

  it("owe the seller all of what the platform took for itself, less what it gave back", async () => {
    await shop.close();
    shop = await openTransferShop({ model: "platform" });
    const order = await shop.pay();
    await shop.refund(order, 500);
    expect(await month()).toMatchObject([
      { payments: 1, chargesMinor: PAID, feesMinor: 0, refundsMinor: 500, transfersMinor: 0, owedMinor: PAID - 500 },
    ]);
  });
});
