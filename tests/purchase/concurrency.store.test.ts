import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productId, type SessionId } from "#lib/ids.ts";
import { realPostgres } from "../fixtures/real-postgres.ts";
import { ada, testProduct } from "../fixtures/test-shop.ts";
import { expectPaidAtMostOnce, openTwoInstances, type TwoInstances } from "./two-instances.ts";

const postgres = realPostgres();
let shop: TwoInstances;
beforeAll(async () => {
  const url = await postgres.freshDatabase();
  shop = await openTwoInstances([await postgres.open(url), await postgres.open(url)]);
});
afterAll(() => shop.close());

const AT_ONCE = 50;
const many = <Answer>(count: number, ask: (index: number) => Promise<Answer>) =>
  Promise.all(Array.from({ length: count }, (_, index) => ask(index)));
const pay = (id: SessionId, token = "tok_sandbox_ok") =>
  shop.verbs().payWithToken({ sessionId: id, token, buyer: ada });
const openPage = async (id: SessionId) => {
  const opened = await shop.verbs().openHostedPayment({ sessionId: id });
  return opened.kind === "opened" ? (opened.url.split("/").at(-1) ?? "") : null;
};
const kinds = (answers: readonly { readonly kind: string }[]) =>
  [...new Set(answers.map((answer) => answer.kind))].sort();
const among = (answers: readonly { readonly kind: string }[], allowed: readonly string[]) =>
  expect(kinds(answers).filter((kind) => !allowed.includes(kind))).toEqual([]);
const attemptsOf = (id: SessionId) => shop.contexts[0].store.attempts(id);

describe("two instances on one Postgres", () => {
  it("fifty calls with the same token are one charge and one order", async () => {
    const id = await shop.readySession();
    among(await many(AT_ONCE, () => pay(id)), ["completed", "still_checking"]);
    expect((await pay(id)).kind).toBe("completed");
    await shop.comeToRest();
    expect(await expectPaidAtMostOnce(shop, id)).toBe(true);
    expect(await attemptsOf(id)).toHaveLength(1);
  });

  it("fifty calls with fifty tokens are one charge and one order", async () => {
    const id = await shop.readySession();
    among(await many(AT_ONCE, (index) => pay(id, `tok_sandbox_ok_${index}_${id}`)), [
      "completed",
      "payment_in_progress",
    ]);
    await shop.comeToRest();
    expect(await expectPaidAtMostOnce(shop, id)).toBe(true);
    expect(shop.bank.ledger().charges.filter((charge) => charge.session === id)).toHaveLength(1);
  });

  it("fifty cards of which one is good end with that one paid, and the others declined or not tried", async () => {
    const id = await shop.readySession();
    const answers = await many(AT_ONCE, (index) =>
      pay(id, `tok_sandbox_${index === 25 ? "ok" : "declined"}_${index}_${id}`),
    );
    among(answers, ["completed", "declined", "payment_in_progress"]);
    await pay(id, `tok_sandbox_ok_last_${id}`);
    await shop.comeToRest();
    expect(await expectPaidAtMostOnce(shop, id)).toBe(true);
  });

  it("fifty openings of the payment page are one attempt and one page", async () => {
    const id = await shop.readySession();
    const pages = new Set((await many(AT_ONCE, () => openPage(id))).filter((page) => page !== null));
    expect(pages.size).toBe(1);
    expect(await attemptsOf(id)).toHaveLength(1);
    await shop.verbs().cancelCheckout({ sessionId: id, by: "buyer" });
    expect(await expectPaidAtMostOnce(shop, id)).toBe(false);
  });

  it("tokens and payment pages at once: one way is paid, the other is closed", async () => {
    const id = await shop.readySession();
    await many(AT_ONCE, async (index) => {
      if (index % 2 === 0) return pay(id, `tok_sandbox_ok_${index}_${id}`);
      const page = await openPage(id);
      return page === null ? null : shop.bank.answerPage(page, index % 4 === 1 ? "pay" : "pay_twice");
    });
    await shop.comeToRest();
    expect(await expectPaidAtMostOnce(shop, id)).toBe(true);
  });

  it("canceling while it is being paid gives either an order or a canceled session, never both", async () => {
    const paid: boolean[] = [];
    await many(12, async (index) => {
      const id = await shop.readySession();
      const answers = await Promise.all([
        ...Array.from({ length: 4 }, () => pay(id, index % 2 === 0 ? "tok_sandbox_ok" : "tok_sandbox_3ds")),
        openPage(id).then((page) => page !== null && shop.bank.answerPage(page, "pay")),
        ...Array.from({ length: 4 }, () => shop.verbs().cancelCheckout({ sessionId: id, by: "buyer" })),
      ]);
      expect(answers).toHaveLength(9);
      await shop.comeToRest();
      await shop.verbs().cancelCheckout({ sessionId: id, by: "merchant" });
      const isPaid = await expectPaidAtMostOnce(shop, id);
      expect((await shop.contexts[1].store.session(id))?.status).toBe(isPaid ? "completed" : "canceled");
      paid.push(isPaid);
    });
    expect(paid).toHaveLength(12);
  });

  it("changing the basket while it is being paid never charges another amount than the order's", async () => {
    await many(12, async () => {
      const id = await shop.readySession();
      const change = (codes: readonly string[]) => shop.verbs().updateCheckout({ sessionId: id, discountCodes: codes });
      const answers = await Promise.all([
        change(["TEN"]),
        pay(id),
        change([]),
        pay(id, `tok_sandbox_ok_2_${id}`),
        change(["TEN"]),
      ]);
      among(answers, ["updated", "locked", "completed", "still_checking", "payment_in_progress"]);
      await shop.comeToRest();
      expect(await expectPaidAtMostOnce(shop, id)).toBe(true);
    });
  });

  it("thirty changes of a basket at once are all taken, one after the other", async () => {
    const id = await shop.readySession();
    const answers = await many(30, (index) =>
      shop.verbs().updateCheckout({ sessionId: id, discountCodes: index % 2 === 0 ? ["TEN"] : [] }),
    );
    expect(kinds(answers)).toEqual(["updated"]);
    expect(await expectPaidAtMostOnce(shop, id)).toBe(false);
  });

  it("a bank confirmation that is approved while another card is tried is paid once", async () => {
    await many(8, async () => {
      const id = await shop.readySession();
      const asked = await pay(id, "tok_sandbox_3ds");
      if (asked.kind !== "action_required") throw new Error(asked.kind);
      const reference = asked.actionUrl?.split("/").at(-1) ?? "";
      await Promise.all([
        pay(id, `tok_sandbox_ok_1_${id}`),
        Promise.resolve().then(() => shop.bank.answerChallenge(reference, "approve")),
        pay(id, `tok_sandbox_ok_2_${id}`),
        openPage(id),
        pay(id, "tok_sandbox_3ds"),
      ]);
      await shop.comeToRest();
      expect(await expectPaidAtMostOnce(shop, id)).toBe(true);
    });
  });

  it("time running out while it is being paid gives either an order or an expired session", async () => {
    const ids = await many(6, () => shop.readySession());
    await Promise.all(
      ids.flatMap((id, index) => [
        pay(id, index % 2 === 0 ? "tok_sandbox_timeout_captured" : "tok_sandbox_3ds"),
        openPage(id),
        Promise.resolve().then(() => index === 3 && shop.advance(7 * 3_600_000)),
        shop.verbs().checkOrder({ sessionId: id }),
        pay(id),
      ]),
    );
    await shop.comeToRest();
    for (const id of ids) {
      await shop.verbs().checkOrder({ sessionId: id });
      const paid = await expectPaidAtMostOnce(shop, id);
      expect((await shop.contexts[0].store.session(id))?.status).toBe(paid ? "completed" : "expired");
    }
  });

  it("the last unit is sold once, however many want it", async () => {
    const ids = await many(20, () => shop.readySession("last"));
    const answers = await Promise.all(ids.map((id) => pay(id)));
    expect(kinds(answers)).toEqual(["completed", "out_of_stock"]);
    await shop.comeToRest();
    const paid = await Promise.all(ids.map((id) => expectPaidAtMostOnce(shop, id)));
    expect(paid.filter(Boolean)).toHaveLength(1);
    expect(await shop.contexts[0].catalog.products([productId("last")])).toMatchObject([{ stockOnHand: 0 }]);
  });

  it("pages whose time is over, paid while others pay with tokens, never sell more than there is", async () => {
    for (let round = 0; round < 4; round += 1) {
      const few = `few-${round}`;
      await shop.contexts[0].catalog.upsert([testProduct(few, { stockOnHand: 3 })]);
      const left = await many(3, () => shop.readySession(few));
      const pages: (string | null)[] = [];
      for (const id of left) pages.push(await openPage(id));
      expect(pages).not.toContain(null);
      const others = await many(6, () => shop.readySession(few));
      shop.advance(600_000);
      const buyers = pages.map(async (page, index) => {
        await pause(index * 25 * round);
        shop.bank.answerPage(page ?? "", "pay");
      });
      const answers = await Promise.all(others.map((id) => pay(id)));
      among(answers, ["completed", "out_of_stock", "held_by_others"]);
      await Promise.all(buyers);
      await shop.comeToRest();
      const paid = await Promise.all([...left, ...others].map((id) => expectPaidAtMostOnce(shop, id)));
      const sold = paid.filter(Boolean).length;
      expect(sold).toBeGreaterThan(0);
      expect(sold).toBeLessThanOrEqual(3);
      expect(await shop.contexts[0].catalog.products([productId(few)])).toMatchObject([{ stockOnHand: 3 - sold }]);
    }
    expect(shop.reports.filter(({ message }) => message.startsWith("oversold"))).toEqual([]);
  });

  it("a code for one use takes something off one order, and the others are asked again at the full price", async () => {
    const ids = await many(12, () => shop.readySession("mug", ["ONLYONE"]));
    const answers = await Promise.all(ids.map((id) => pay(id)));
    expect(kinds(answers)).toEqual(["completed", "discount_used_up"]);
    expect(answers.filter((answer) => answer.kind === "completed")).toHaveLength(1);
    await Promise.all(ids.map((id) => pay(id)));
    await shop.comeToRest();
    const orders = await Promise.all(
      ids.map(async (id) => {
        expect(await expectPaidAtMostOnce(shop, id)).toBe(true);
        return (await shop.verbs().checkOrder({ sessionId: id }))?.order;
      }),
    );
    expect(orders.filter((order) => order?.discounts.length === 1)).toHaveLength(1);
  });

  it("nothing had to be reported", () => {
    expect(shop.reports).toEqual([]);
  });
});
