import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invariant } from "#lib/invariant.ts";
import { productId, shopperId, type SessionId } from "#lib/ids.ts";
import type { PaymentProof } from "#lib/purchase/payment/record-outcome.ts";
import { recordPayment } from "#lib/purchase/payment/record-payment.ts";
import { ada, chargesOf, newYorker, openTestShop, testProduct, type TestShop } from "../fixtures/test-shop.ts";
import { unknownOutcome } from "../fixtures/unknown-outcome.ts";
import { createVerbs } from "../fixtures/verbs.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

let numbered = 0;
async function shelf(stockOnHand: number | null): Promise<string> {
  const id = `shelf-${(numbered += 1)}`;
  await shop.context.catalog.upsert([testProduct(id, { stockOnHand })]);
  return id;
}
async function ready(product: string, quantity: number, shopper: string | null = null): Promise<SessionId> {
  const prepared = await shop.verbs.prepareCheckout({
    items: [{ productId: productId(product), offerId: null, quantity }],
    shopperId: shopper === null ? null : shopperId(shopper),
    address: newYorker,
    buyer: ada,
  });
  invariant(prepared.kind === "prepared", `${product} can be bought`);
  return prepared.session.id;
}
const openPage = async (sessionId: SessionId, browser: string | null = null) =>
  (await shop.verbs.openHostedPayment({ sessionId, browser })).kind;
const payByToken = async (sessionId: SessionId, token = "tok_sandbox_ok") =>
  (await shop.verbs.payWithToken({ sessionId, token, buyer: ada })).kind;
const onHand = async (product: string) => (await shop.context.catalog.products([productId(product)]))[0]?.stockOnHand;
async function pay(id: SessionId): Promise<void> {
  const [attempt] = await shop.context.store.attempts(id);
  shop.bank.answerPage(attempt?.reference ?? "", "pay");
}
const { holdMs, maxHeldPages } = { holdMs: 600_000, maxHeldPages: 3 };

describe("what unpaid pages hold", () => {
  it("is never all of a product when there are several, and whoever pays now gets the rest", async () => {
    const product = await shelf(10);
    expect([await openPage(await ready(product, 4)), await openPage(await ready(product, 4))]).toEqual([
      "opened",
      "opened",
    ]);
    expect(await openPage(await ready(product, 1))).toBe("held_by_others");
    expect(await payByToken(await ready(product, 2))).toBe("completed");
    expect(await payByToken(await ready(product, 1))).toBe("held_by_others");
  });

  it("gives way after the shop's time to whoever pays now, and the page is closed before that payment", async () => {
    const product = await shelf(1);
    const left = await ready(product, 1);
    expect(await openPage(left)).toBe("opened");
    expect(await payByToken(await ready(product, 1))).toBe("held_by_others");
    shop.advance(holdMs);
    expect(await payByToken(await ready(product, 1))).toBe("completed");
    const [attempt] = await shop.context.store.attempts(left);
    expect(attempt?.outcome).toEqual({ kind: "voided" });
    await pay(left);
    expect(chargesOf(shop, left)).toEqual([]);
    expect(await openPage(left)).toBe("out_of_stock");
    expect(await onHand(product)).toBe(0);
  });

  it("is there for its own buyer for as long as nobody else wants it, and the page that was paid late keeps it", async () => {
    const product = await shelf(1);
    const [first, late] = [await ready(product, 1), await ready(product, 1)];
    expect(await openPage(first)).toBe("opened");
    shop.advance(holdMs * 4);
    await pay(first);
    expect(await payByToken(late)).toBe("out_of_stock");
    expect((await shop.verbs.checkOrder({ sessionId: first }))?.session.status).toBe("completed");
    expect(await onHand(product)).toBe(0);
    expect(shop.reports).toEqual([]);
  });

  it("stays held while the payment provider does not say that a page is closed", async () => {
    const product = await shelf(1);
    const left = await ready(product, 1);
    await openPage(left);
    shop.advance(holdMs);
    const silent = {
      ...shop.context.provider,
      voidAttempt: async () => unknownOutcome(),
      lookUp: async () => unknownOutcome(),
    };
    const verbs = createVerbs({ ...shop.context, provider: silent });
    const wants = await ready(product, 1);
    expect((await verbs.payWithToken({ sessionId: wants, token: "tok_sandbox_ok", buyer: ada })).kind).toBe(
      "held_by_others",
    );
    expect(await payByToken(wants)).toBe("completed");
  });

  it("is closed at once when it wants more than pages may hold and somebody else pays for the rest", async () => {
    const product = await shelf(10);
    const all = await ready(product, 10);
    expect(await openPage(all)).toBe("opened");
    expect(await payByToken(await ready(product, 3))).toBe("held_by_others");
    expect(await payByToken(await ready(product, 2))).toBe("completed");
    expect((await shop.context.store.session(all))?.status).toBe("ready");
    expect(await openPage(all)).toBe("out_of_stock");
  });

  it("stays for days while the bank works on a payment, and ends with it", async () => {
    const product = await shelf(1);
    const slow = await ready(product, 1);
    await openPage(slow);
    const [attempt] = await shop.context.store.attempts(slow);
    invariant(attempt !== undefined, "a page has an attempt");
    const record = (outcome: PaymentProof["outcome"]) =>
      recordPayment(shop.context, { attemptId: attempt.id, outcome });
    await record({ kind: "pending", reference: attempt.reference ?? "" });
    const wants = await ready(product, 1);
    for (const _hour of [1, 2, 3]) {
      shop.advance(60 * 60_000);
      expect(await payByToken(wants)).toBe("out_of_stock");
    }
    await record({ kind: "declined", reason: "other" });
    expect(await payByToken(wants)).toBe("completed");
  });

  it("outlasts the shop's time while nobody knows whether a payment moved money", async () => {
    const product = await shelf(1);
    expect(await payByToken(await ready(product, 1), "tok_sandbox_timeout_lost")).toBe("still_checking");
    shop.advance(holdMs * 3);
    expect(await payByToken(await ready(product, 1))).not.toBe("completed");
  });

  it.each([
    ["shopper", (n: number) => ({ shopper: `hoarder-${n}`, browser: null })],
    ["browser", (n: number) => ({ shopper: null, browser: `browser-${n}` })],
  ])("is a few checkouts' for one %s, and another one is not stopped", async (_who, holderOf) => {
    const product = await shelf(1000);
    const { shopper, browser } = holderOf(1);
    for (let page = 0; page < maxHeldPages; page += 1)
      expect(await openPage(await ready(product, 1, shopper), browser)).toBe("opened");
    const refused = await ready(product, 1, shopper);
    expect(await openPage(refused, browser)).toBe("too_many_pages");
    expect(await shop.context.store.attempts(refused)).toEqual([]);
    const other = holderOf(2);
    expect(await openPage(await ready(product, 1, other.shopper), other.browser)).toBe("opened");
    shop.advance(holdMs);
    expect(await openPage(refused, browser)).toBe("opened");
  });

  it("is nothing where stock is not counted, so a shopper may open as many as they like", async () => {
    const product = await shelf(null);
    for (let page = 0; page < maxHeldPages + 2; page += 1)
      expect(await openPage(await ready(product, 1, "collector"))).toBe("opened");
  });
});
