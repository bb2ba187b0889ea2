import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { createOperator } from "#lib/purchase/operator.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { ada, openTestShop, type TestShop } from "../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const trail = () => shop.context.store.auditEntries(new Date(0), 1000, 0);
async function paidOrder() {
  const sessionId = await shop.readySession();
  const paid = await shop.verbs.payWithToken({ sessionId, token: "tok_sandbox_ok", buyer: ada });
  if (paid.kind !== "completed" || paid.order === null) throw new Error(paid.kind);
  return paid.order;
}
/** A shop whose audit trail cannot be written, as when the disk is full. */
const withoutTrail = (): PurchaseContext => ({
  ...shop.context,
  store: {
    ...shop.context.store,
    transaction: (work) =>
      shop.context.store.transaction((transaction) =>
        work({ ...transaction, insertAuditEntry: () => Promise.reject(new Error("the disk is full")) }),
      ),
  },
});

describe("what an operator does", () => {
  it("is in the audit trail: a refund with who asked, for which order, how much and why, once however often it is sent", async () => {
    const order = await paidOrder();
    const request = { orderId: order.id, amountMinor: 700, requestId: "r1", why: "one was broken" };
    for (let time = 0; time < 3; time += 1) await shop.verbs.refundOrder({ ...request, by: "orders_api" });
    await shop.verbs.refundOrder({ ...request, requestId: "r2", amountMinor: null, why: "all of it" });
    const entries = (await trail()).filter(({ subject }) => subject === order.number);
    expect(entries).toMatchObject([
      {
        action: "refund_requested",
        actor: "orders_api",
        why: "one was broken",
        details: { amount_minor: 700, currency: "USD" },
      },
      { action: "refund_requested", actor: "command", why: "all of it" },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/Ada|ada@example|Main St/);
  });

  it("is in the audit trail: the kill switch with its reason, for a seller and for all", async () => {
    const seller = sellerId("fernweh");
    await shop.verbs.setKillSwitch({ sellerId: seller, isOn: true, why: "the bank is down" });
    await shop.verbs.setKillSwitch({ sellerId: seller, isOn: false, why: "the bank is back" });
    await shop.verbs.setKillSwitch({ sellerId: null, isOn: false, why: "all is well" });
    expect((await trail()).filter(({ action }) => action === "kill_switch_set")).toMatchObject([
      { actor: "command", subject: "fernweh", why: "the bank is down", details: { is_on: true } },
      { subject: "fernweh", why: "the bank is back", details: { is_on: false } },
      { subject: null, why: "all is well" },
    ]);
  });

  it("does not happen when it cannot be written down: no refund, and no switch", async () => {
    const order = await paidOrder();
    const operator = createOperator(withoutTrail());
    const refund = { orderId: order.id, amountMinor: null, requestId: "r1", why: "broken" };
    await expect(operator.refundOrder(refund)).rejects.toThrow("the disk is full");
    expect(shop.bank.ledger().charges.find(({ session }) => session === order.sessionId)).toMatchObject({
      state: "captured",
    });
    expect((await shop.context.store.order(order.id))?.refunds).toEqual([]);
    const before = await shop.context.store.killSwitches();
    await expect(operator.setKillSwitch({ sellerId: null, isOn: true, why: "x" })).rejects.toThrow("the disk is full");
    expect(await shop.context.store.killSwitches()).toEqual(before);
  });
});
