import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_GOODS } from "#lib/checkout/discounts/rule.ts";
import { productId, type SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { discountRule } from "../../fixtures/shop-rules.ts";
import { ada, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { testRules } from "../../fixtures/test-rules.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";

let shop: TestShop;
let verbs: Verbs;
beforeAll(async () => {
  shop = await openTestShop();
  await shop.context.catalog.upsert([
    testProduct("poster", { isDigital: true, taxCategory: "exempt", price: money(1000, "USD") }),
    testProduct("print", { isDigital: true, taxCategory: "exempt", price: money(400, "USD") }),
  ]);
  const discounts = [
    discountRule({
      code: "POSTERS-3-FOR-2",
      title: "3 for 2 on posters",
      isAutomatic: true,
      effect: { kind: "quantity", buy: 2, get: 1, perMillion: 1_000_000 },
      goods: { ...ALL_GOODS, productIds: ["poster"] },
    }),
    discountRule({
      code: "FIRST-PRINT",
      title: "First print at half price",
      isAutomatic: true,
      effect: { kind: "percent", perMillion: 500_000 },
      goods: { ...ALL_GOODS, productIds: ["print"] },
      usageLimit: 1,
    }),
  ];
  verbs = createVerbs({ ...shop.context, rules: { ...testRules, discounts } });
});
afterAll(() => shop.close());

async function sessionOf(id: string, quantity: number): Promise<SessionId> {
  const items = [{ productId: productId(id), offerId: null, quantity }];
  const prepared = await verbs.prepareCheckout({ items, buyer: ada, shopperId: null });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  return prepared.session.id;
}
const pay = (sessionId: SessionId) => verbs.payWithToken({ sessionId, token: "tok_sandbox_ok", buyer: ada });

describe("discounts that nobody typed", () => {
  it("are charged as they are shown, and stay on the order's lines by name", async () => {
    const paid = await pay(await sessionOf("poster", 3));
    expect(paid).toMatchObject({
      kind: "completed",
      order: {
        paid: money(2000, "USD"),
        totals: { itemsDiscount: money(1000, "USD"), discount: money(0, "USD") },
        lineItems: [{ reductions: [{ title: "3 for 2 on posters", amount: money(1000, "USD") }] }],
        discounts: [{ isAutomatic: true, method: "each" }],
      },
    });
  });

  it("are worked out again when the quantity changes, and are never counted twice", async () => {
    const id = await sessionOf("poster", 3);
    const items = [{ productId: productId("poster"), offerId: null, quantity: 2 }];
    const same = await verbs.updateCheckout({ sessionId: id, discountCodes: ["NOPE"] });
    expect(same).toMatchObject({
      session: { totals: { total: money(2000, "USD") }, rejectedDiscounts: [{ code: "NOPE" }] },
    });
    const fewer = await verbs.updateCheckout({ sessionId: id, items });
    expect(fewer).toMatchObject({ session: { totals: { total: money(2000, "USD"), itemsDiscount: money(0, "USD") } } });
  });

  it("with a limit the last use is one order's, and the other buyer sees the full price before paying it", async () => {
    const [first, second] = [await sessionOf("print", 1), await sessionOf("print", 1)];
    const outcomes = await Promise.all([pay(first), pay(second)]);
    expect(outcomes.map((one) => one.kind).toSorted()).toEqual(["completed", "discount_used_up"]);
    const other = outcomes.find((one) => one.kind === "discount_used_up");
    expect(other).toMatchObject({ session: { status: "ready", totals: { total: money(400, "USD") }, discounts: [] } });
    const later = await sessionOf("print", 1);
    expect(await pay(later)).toMatchObject({ kind: "completed", order: { paid: money(400, "USD") } });
  });
});
