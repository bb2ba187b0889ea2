import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { missingDetails } from "#lib/checkout/session.ts";
import { stripeAmount } from "#lib/payments/stripe/amount.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { dividedPayment, payeeOf } from "#lib/purchase/transfers/divide-payment.ts";
import { money } from "#lib/money.ts";
import { ada, newYorker, testProduct } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { discountRule } from "../../fixtures/shop-rules.ts";
import { itemsOf, OMBRA, openCartShop, readyCart, type CartShop } from "./cart-shop.ts";

const holder: { shop?: CartShop } = {};
const shop = () => {
  if (holder.shop === undefined) throw new Error("the shop is open");
  return holder.shop;
};
beforeAll(async () => {
  holder.shop = await openCartShop();
});
afterAll(() => holder.shop?.close());

/** The shop started again with other settings. */
const restarted = (marketplace: Partial<PurchaseContext["marketplace"]>): PurchaseContext => ({
  ...shop().context,
  marketplace: { ...shop().context.marketplace, ...marketplace },
});

describe("a cart of several sellers that waits while the settings change", () => {
  it.each<[string, Partial<PurchaseContext["marketplace"]>]>([
    ["MONEY_MODEL=platform", { model: "platform", hasSeveralSellers: false }],
    ["MONEY_MODEL=destination", { model: "destination", hasSeveralSellers: false }],
    ["a tax service", { hasSeveralSellers: false }],
  ])("is not paid under %s, which cannot divide it, and says for whom", async (_, marketplace) => {
    const context = restarted(marketplace);
    const verbs = createVerbs(context);
    const id = await readyCart(shop());
    expect(await verbs.openHostedPayment({ sessionId: id })).toMatchObject({
      kind: "seller_not_ready",
      sellerId: OMBRA,
    });
    const paid = await verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
    expect(paid.kind).not.toBe("completed");
    const session = await shop().context.store.session(id);
    if (session === null) throw new Error("the session is stored");
    expect(await shop().context.store.captures(id)).toEqual([]);
    expect((await payeeOf(context, session)).why).toBe("cannot_receive");
    const updated = await verbs.updateCheckout({ sessionId: id, address: newYorker });
    expect(updated.kind === "updated" && missingDetails(updated.session)).toEqual(["seller"]);
  });

  it("is an order all the same where there is nothing to pay", async () => {
    const session = await shop().context.store.session(await readyCart(shop()));
    if (session === null) throw new Error("the session is stored");
    const total = { ...session.totals.total, amountMinor: 0 };
    const free = { ...session, totals: { ...session.totals, total } };
    const context = restarted({ model: "platform", hasSeveralSellers: false });
    const sellers = await context.sellers.money(session.parts?.map(({ sellerId }) => sellerId) ?? []);
    expect(dividedPayment(context, free, sellers)).toEqual({ kind: "split", split: null });
    expect((await payeeOf(context, free)).why).toBeNull();
  });
});

describe("a cart of several sellers in a currency of which nobody takes the last digit", () => {
  const kwd = (minor: number) => money(minor, "KWD");
  const free = { isDigital: true, taxCategory: "exempt" } as const;
  const ofOmbra = { sellerId: OMBRA, sellerName: "Ombra" };
  const fiveOff = discountRule({ code: "FIVE", title: "five off", effect: { kind: "amount", amounts: [kwd(5000)] } });
  beforeAll(() =>
    shop().context.catalog.upsert([
      testProduct("map", { price: kwd(10_000), ...free }),
      testProduct("pattern", { price: kwd(5000), ...free, ...ofOmbra }),
      testProduct("odd-map", { price: kwd(10_005), ...free }),
      testProduct("odd-pattern", { price: kwd(5005), ...free, ...ofOmbra }),
    ]),
  );

  it("is divided so that each seller can be sent theirs, also after a code, and gives back so", async () => {
    const { rules } = shop().context;
    const verbs = createVerbs({ ...shop().context, rules: { ...rules, discounts: [...rules.discounts, fiveOff] } });
    const id = await readyCart({ verbs }, { map: 1, pattern: 1 });
    await verbs.updateCheckout({ sessionId: id, discountCodes: ["FIVE"] });
    const paid = await verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
    if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid: ${paid.kind}`);
    const payment = { provider: "sandbox", reference: paid.order.paymentReference };
    const sent = await shop().context.store.transfers(payment);
    expect(sent.map(({ gross }) => gross.amountMinor)).toEqual([6670, 3330]);
    await verbs.refundOrder({ orderId: paid.order.id, amountMinor: 2000, requestId: "some", why: "a test" });
    const back = await shop().context.store.reversals(payment);
    expect(back).toHaveLength(2);
    for (const { amount } of [...sent, ...back]) expect(stripeAmount(amount)).not.toBeNull();
  });

  it("waits where the whole can be charged and a seller's part cannot be sent", async () => {
    const prepared = await shop().verbs.prepareCheckout({
      items: itemsOf({ "odd-map": 1, "odd-pattern": 1 }),
      shopperId: null,
    });
    if (prepared.kind !== "prepared") throw new Error("prepared");
    const { id } = prepared.session;
    const given = await shop().verbs.updateCheckout({ sessionId: id, address: newYorker, buyer: ada });
    expect(given.kind === "updated" && missingDetails(given.session)).toEqual(["seller"]);
    expect(given.kind === "updated" && stripeAmount(given.session.totals.total)).not.toBeNull();
    if (given.kind !== "updated") return;
    const sellers = await shop().context.sellers.money(given.session.parts?.map(({ sellerId }) => sellerId) ?? []);
    expect(dividedPayment(shop().context, given.session, sellers)).toMatchObject({ kind: "seller_not_ready" });
    expect((await payeeOf(shop().context, given.session)).why).toBe("cannot_receive");
  });
});
