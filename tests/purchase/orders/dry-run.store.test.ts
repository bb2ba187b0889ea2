import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancel, cancelText, type CancelLine } from "#lib/operator/orders/cancel.ts";
import { refund, type RefundLine, type RefundRequest } from "#lib/operator/refund.ts";
import { refundText } from "#lib/operator/refund-texts.ts";
import type { Order } from "#lib/orders/order.ts";
import { refundOfOrder } from "../../fixtures/refunds.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { paidOrder } from "./paid-order.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const part = { amount: null, lines: [], isShippingToo: false, restock: false, returnCodes: false, requestId: null };
async function said(request: RefundRequest): Promise<RefundLine> {
  const lines: RefundLine[] = [];
  await refund(shop.verbs, request, async (line) => void lines.push(line as RefundLine));
  const [line] = lines;
  if (line === undefined) throw new Error("no answer");
  return line;
}
/** Everything that a refund would leave behind. */
const left = async (order: Order) => {
  const { store } = shop.context;
  const trail = await store.auditEntries(new Date(0), 1000, 0);
  return {
    order: await store.order(order.id),
    refunds: await store.refunds("sandbox", order.paymentReference),
    audit: trail.filter(({ subject }) => subject === order.number),
    money: shop.bank.ledger().charges.filter(({ session }) => session === order.sessionId),
  };
};

describe("a refund that is only tried", () => {
  it("says how much of what, whose and of whom, and changes nothing", async () => {
    const order = await paidOrder(shop);
    const before = await left(order);
    const plan = await said({ ...part, order: order.number, why: "a test", isDryRun: true });
    expect(refundText(plan)).toEqual({
      isDone: true,
      text: `Gives back $32.66 of $32.66, order ${order.number} of Fernweh (Ada L.).`,
    });
    expect(await left(order)).toEqual(before);
  });

  it("refuses what the refund itself refuses, in the same words", async () => {
    const order = await paidOrder(shop);
    const asked = { ...part, order: order.number, amount: "99.00 USD", why: "a test" };
    const tried = refundText(await said({ ...asked, isDryRun: true }));
    expect(tried).toEqual({ isDone: false, text: "$32.66 of it are left, so nothing was given back." });
    expect(refundText(await said(asked))).toEqual(tried);
  });

  it("gives the amount that was agreed to, and nothing where that is another one by then", async () => {
    const order = await paidOrder(shop);
    const asked = { ...part, order: order.number, why: "a test" };
    const plan = await said({ ...asked, isDryRun: true });
    expect(plan).toMatchObject({ kind: "planned", amount: { amountMinor: 3266 } });
    await said({ ...asked, amount: "2.66 USD", requestId: "somebody else" });
    expect(await said({ ...asked, agreedMinor: 3266 })).toMatchObject({
      kind: "more_than_left",
      left: { amountMinor: 3000 },
    });
    const done = await said({ ...asked, agreedMinor: 3000 });
    expect(refundText(done).text).toMatch(
      /^Gave back \$30\.00 of \$32\.66, order T-\S+ of Fernweh \(Ada L\.\); the order is now refunded\. Its name: auto-/,
    );
    expect(refundText(await said({ ...asked, isDryRun: true })).text).toMatch(/^This refund was made before/);
  });

  it("of a lost refund says so too", async () => {
    const order = await paidOrder(shop);
    const key = `${order.paymentReference}:refund:lost`;
    await shop.context.store.transaction((transaction) =>
      transaction.insertRefund(refundOfOrder(order, { key, state: "failed", settledAt: shop.context.now() })),
    );
    const before = await left(order);
    const again = await said({ lost: key, act: "again", why: "x", isDryRun: true });
    expect(refundText(again).text).toBe(
      `Gives back $1.00 of $32.66, order ${order.number} of Fernweh (Ada L.), once more.`,
    );
    const settled = await said({ lost: key, act: "settled", why: "x", isDryRun: true });
    expect(refundText(settled).text).toContain("was given another way. No money moves.");
    expect(await left(order)).toEqual(before);
    expect(refundText(await said({ lost: key, act: "again", why: "x" })).text).toBe(
      `Gave back $1.00 again, order ${order.number} of Fernweh (Ada L.).`,
    );
  });
});

describe("a cancellation that is only tried", () => {
  it("refuses what the cancellation itself refuses", async () => {
    const order = await paidOrder(shop);
    const of = async (isDryRun: boolean) => {
      const lines: CancelLine[] = [];
      const emit = async (line: unknown) => void lines.push(line as CancelLine);
      await cancel(shop.verbs, { order: order.number, why: "x", isDryRun }, emit);
      return lines.map((line) => cancelText(line));
    };
    expect(await of(true)).toEqual(await of(false));
  });
});
