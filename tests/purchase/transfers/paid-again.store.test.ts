import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { readRefunds } from "#lib/purchase/orders/read-refunds.ts";
import { moveMoney } from "#lib/purchase/transfers/move-money.ts";
import { FEE, openTransferShop, PAID, type TransferShop } from "./transfer-shop.ts";

const HOUR_MS = 3_600_000;
const NET = PAID - FEE;
let shop: TransferShop;
beforeEach(async () => {
  shop = await openTransferShop();
});
afterEach(() => shop.close());

const usd = (amountMinor: number) => money(amountMinor, "USD");
const disputed = async (minor: number, state: "needs_response" | "won" = "needs_response") =>
  ({ state, taken: usd(minor) }) as const;

describe("a dispute that is won", () => {
  it.each(["short", "refused", "refused_for_good"] as const)(
    "pays the seller nothing again when what it took was %s at the provider",
    async (fault) => {
      const order = await shop.pay();
      await shop.settle();
      shop.sellersBank.meet(fault);
      await shop.dispute(order, await disputed(PAID));
      await shop.settle();
      await shop.dispute(order, await disputed(0, "won"));
      for (const _day of [1, 2, 3]) {
        shop.advance(24 * HOUR_MS);
        await shop.settle();
      }
      expect(shop.balance()).toBe(NET);
      expect(await shop.states(order)).toEqual(["transfer sent", "transfer offset", "reversal offset"]);
      expect(await shop.problems(order)).toEqual([]);
      expect((await shop.verbs.attention(100)).lostMovements).toEqual([]);
    },
  );

  it("pays the seller nothing again when what it took was not asked for yet", async () => {
    const order = await shop.pay();
    await shop.settle();
    await shop.dispute(order, await disputed(PAID));
    await shop.dispute(order, await disputed(0, "won"));
    await shop.settle();
    expect(shop.balance()).toBe(NET);
    expect(await shop.states(order)).toEqual(["transfer sent", "transfer offset", "reversal offset"]);
    expect(await shop.problems(order)).toEqual([]);
  });

  it.each([
    { fault: "lost", ends: ["transfer sent", "transfer sent", "reversal reversed"] },
    { fault: "never_arrives", ends: ["transfer sent", "transfer sent", "reversal reversed"] },
  ] as const)("waits for the provider's answer about what it took, which was $fault", async ({ fault, ends }) => {
    const order = await shop.pay();
    await shop.settle();
    await shop.dispute(order, await disputed(PAID));
    shop.sellersBank.meet(fault);
    await shop.settle();
    await shop.dispute(order, await disputed(0, "won"));
    expect(await shop.states(order)).toEqual(["transfer sent", "transfer due", "reversal unknown"]);
    shop.advance(HOUR_MS);
    await shop.settle();
    await shop.settle();
    expect(await shop.states(order)).toEqual(ends);
    expect(shop.balance()).toBe(NET);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("ends with what it took when the answer that was missing is that nothing was taken", async () => {
    const order = await shop.pay();
    await shop.settle();
    await shop.dispute(order, await disputed(PAID));
    shop.sellersBank.meet("never_arrives", "short");
    await shop.settle();
    await shop.dispute(order, await disputed(1000));
    shop.advance(HOUR_MS);
    await shop.settle();
    await shop.settle();
    expect(shop.balance()).toBe(NET - 941);
    expect(await shop.problems(order)).toEqual([]);
    await shop.dispute(order, await disputed(0, "won"));
    await shop.settle();
    expect(shop.balance()).toBe(NET);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("in part leaves what is still taken a claim, and no more", async () => {
    const order = await shop.pay();
    await shop.settle();
    shop.sellersBank.meet("short");
    await shop.dispute(order, await disputed(PAID));
    await shop.settle();
    await shop.dispute(order, await disputed(1000));
    await shop.settle();
    expect(shop.balance()).toBe(NET - 941);
    expect(await shop.problems(order)).toEqual([]);
  });
});

describe("a refund that fails later", () => {
  it("pays the seller nothing again when their balance was short of it", async () => {
    const order = await shop.pay("tok_sandbox_refund_fails");
    await shop.settle();
    shop.sellersBank.meet("short");
    await shop.refund(order, 1000, "fails");
    await shop.settle();
    shop.advance(6000);
    await readRefunds(shop.context, order.paymentReference);
    shop.advance(24 * HOUR_MS);
    await shop.settle();
    expect(shop.balance()).toBe(NET);
    expect((await shop.context.store.movementTotals()).claims.count).toBe(0);
    await shop.refund(order, PAID, "all");
    await shop.settle();
    expect(shop.balance()).toBe(0);
    expect(await shop.problems(order)).toEqual([]);
  });
});

describe("what was settled outside", () => {
  const settled = async (key: string) => shop.verbs.settleMovement({ key, act: "settled", why: "by bank transfer" });

  it("counts as sent, and a refund of it is a claim that needs a person", async () => {
    const order = await shop.pay();
    shop.sellersBank.meet("refused_for_good");
    await shop.settle();
    const [sale] = await shop.rowsOf(order);
    expect(await settled(sale?.key ?? "")).toMatchObject({ kind: "movement_settled" });
    const { store } = shop.context;
    expect(await store.movementTotals()).toMatchObject({ due: { count: 0 }, oldestDueAt: null, refused: { count: 0 } });
    await shop.refund(order, PAID);
    await shop.settle();
    expect((await shop.rowsOf(order)).map(({ state, dueAt }) => [state, dueAt])).toEqual([
      ["refused", null],
      ["owed", null],
    ]);
    expect(shop.sellersBank.calls).toHaveLength(1);
    const { lostMovements } = await shop.verbs.attention(100);
    expect(lostMovements).toMatchObject([{ kind: "reversal", amount: usd(NET) }]);
    expect(await settled(lostMovements[0]?.key ?? "")).toMatchObject({ kind: "movement_settled" });
    expect((await store.movementTotals()).claims.count).toBe(0);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("makes a claim of what waited for the transfer", async () => {
    const order = await shop.pay();
    await shop.refund(order, 1000);
    shop.sellersBank.meet("refused_for_good");
    await shop.settle();
    const [sale, back] = await shop.rowsOf(order);
    await settled(sale?.key ?? "");
    expect(await shop.states(order)).toEqual(["transfer refused", "reversal owed"]);
    const again = await shop.verbs.settleMovement({ key: back?.key ?? "", act: "again", why: "x" });
    expect(again).toMatchObject({ kind: "needs_nobody" });
    await settled(back?.key ?? "");
    expect((await shop.verbs.attention(100)).lostMovements).toEqual([]);
    expect(await shop.problems(order)).toEqual([]);
  });

  it.each(["short", "refused"] as const)("ends what is asked for again by itself, being %s", async (fault) => {
    const order = await shop.pay();
    await shop.settle();
    await shop.refund(order, 1000);
    shop.sellersBank.meet(fault);
    await shop.settle();
    const back = (await shop.rowsOf(order))[1];
    expect(back?.dueAt).not.toBeNull();
    expect(await settled(back?.key ?? "")).toMatchObject({ kind: "movement_settled" });
    shop.advance(48 * HOUR_MS);
    await shop.settle();
    expect(shop.balance()).toBe(NET);
    expect((await shop.context.store.movementTotals()).claims.count).toBe(0);
    expect(await shop.problems(order)).toEqual([]);
  });
});

describe("the transfer of a destination charge", () => {
  beforeEach(async () => {
    await shop.close();
    shop = await openTransferShop({ model: "destination" });
  });

  it("that the provider does not have needs a person after an hour, who can end it", async () => {
    const order = await shop.pay();
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer unknown"]);
    shop.advance(2 * HOUR_MS);
    await shop.settle();
    const { lostMovements } = await shop.verbs.attention(100);
    expect(lostMovements).toMatchObject([{ state: "refused", reason: "no_such_transfer" }]);
    await shop.refund(order, PAID);
    expect(await shop.states(order)).toEqual(["transfer offset", "reversal offset"]);
    expect(await shop.problems(order)).toEqual([]);
  });

  it("of another amount needs a person, who says that it is well, and then it can be taken back", async () => {
    const order = await shop.pay();
    shop.sellersBank.madeWithCharge(order.paymentReference, "acct_fernweh", usd(NET - 100));
    await shop.settle();
    const [sale] = (await shop.verbs.attention(100)).lostMovements;
    expect(sale).toMatchObject({ state: "refused", reason: `other_amount_${NET - 100}` });
    await shop.verbs.settleMovement({ key: sale?.key ?? "", act: "settled", why: "the rest by bank transfer" });
    await shop.refund(order, 1000);
    await shop.settle();
    expect(shop.balance()).toBe(NET - 100 - 941);
  });
});

describe("what somebody took back at the provider", () => {
  it("counts for one of two reversals", async () => {
    const order = await shop.pay();
    await shop.settle();
    shop.sellersBank.reverseThere("acct_fernweh", usd(NET - 500));
    await shop.refund(order, 1000, "one");
    await shop.refund(order, 1000, "two");
    shop.sellersBank.meet("refused_for_good", "refused_for_good");
    await shop.settle();
    const taken = (await shop.states(order)).filter((state) => state === "reversal reversed");
    expect(taken).toHaveLength(2);
    await shop.refund(order, 1200, "three");
    shop.sellersBank.meet("refused_for_good");
    await shop.settle();
    expect((await shop.states(order)).filter((state) => state === "reversal refused")).toHaveLength(1);
  });

  it("counts once for two that are refused at the same moment", async () => {
    const order = await shop.pay();
    await shop.settle();
    shop.sellersBank.reverseThere("acct_fernweh", usd(941));
    await shop.refund(order, 1000, "one");
    await shop.refund(order, 1000, "two");
    shop.sellersBank.meet("refused_for_good", "refused_for_good");
    const waiting = (await shop.rowsOf(order)).filter(({ kind }) => kind === "reversal");
    await Promise.all(waiting.map(({ key }) => moveMoney(shop.context, key)));
    const states = (await shop.states(order)).filter((state) => state === "reversal reversed");
    expect(states.length).toBeLessThanOrEqual(1);
  });
});
