import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { productId, shopperId, type SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { HOST_WITH_SHEET } from "#lib/routing/host.ts";
import { countEarlierOrders } from "#lib/purchase/customers/count-earlier-orders.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import { discountRule } from "../../fixtures/shop-rules.ts";
import { newYorker, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { testRules } from "../../fixtures/test-rules.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";

const half = { kind: "percent", perMillion: 500_000 } as const;
const rules = {
  ...testRules,
  discounts: [
    discountRule({ code: "ONCE", title: "Half price, once", effect: half, customerLimit: 1 }),
    discountRule({ code: "FIRST", title: "First order", effect: half, isFirstOrder: true }),
    discountRule({
      code: "HELLO",
      title: "Welcome",
      effect: half,
      isFirstOrder: true,
      isAutomatic: true,
      minimums: [money(5000, "USD")],
    }),
  ],
};
let opened: OpenDatabase;
let shop: TestShop;
let verbs: Verbs;
beforeAll(async () => {
  opened = await openRunDatabase();
  shop = await openTestShop(opened);
  verbs = createVerbs({ ...shop.context, rules });
  await shop.context.catalog.upsert([
    testProduct("print", { price: money(1000, "USD"), taxCategory: "exempt" }),
    testProduct("poster", { isDigital: true, taxCategory: "exempt", price: money(1000, "USD") }),
  ]);
});
afterAll(() => shop.close());

let people = 0;
let ada = { name: "Ada", email: "", phoneNumber: null };
beforeEach(() => {
  people += 1;
  ada = { name: "Ada", email: `ada${people}@example.com`, phoneNumber: null };
});
const FULL = money(1000, "USD");
const NONE = money(0, "USD");
const HALF = money(500, "USD");

type Options = {
  readonly codes?: readonly string[];
  readonly buyer?: typeof ada | null;
  readonly shopper?: string;
  readonly quantity?: number;
};
async function sessionOf({ codes = ["ONCE"], buyer = ada, shopper, quantity = 1 }: Options = {}) {
  const prepared = await verbs.prepareCheckout({
    // What is paid in a chat is sent by post.
    items: [{ productId: productId(shopper === undefined ? "poster" : "print"), offerId: null, quantity }],
    address: newYorker,
    buyer,
    shopperId: shopper === undefined ? null : shopperId(shopper),
    discountCodes: codes,
  });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  return prepared.session;
}
async function pay(sessionId: SessionId, buyer: typeof ada | null = ada, token = "tok_sandbox_ok") {
  await verbs.chooseRoute({ sessionId, capabilities: HOST_WITH_SHEET, country: null, platform: null });
  return verbs.payWithToken({ sessionId, token, buyer });
}
const rejected = (code: string, reason: string) => ({ rejectedDiscounts: [{ code, reason }], discounts: [] });

describe("a discount that counts once for each customer", () => {
  it("counts for the first order, and is refused in words at the next before it is paid", async () => {
    expect(await pay((await sessionOf()).id)).toMatchObject({ kind: "completed", order: { paid: HALF } });
    const next = await sessionOf();
    expect(next).toMatchObject({ totals: { total: FULL }, ...rejected("ONCE", "customer_limit") });
    expect(await pay(next.id)).toMatchObject({ kind: "completed", order: { paid: FULL } });
  });

  it("is refused as soon as the e-mail address is given, when the code was typed before it", async () => {
    await pay((await sessionOf()).id);
    const session = await sessionOf({ buyer: null });
    expect(session).toMatchObject({ totals: { total: HALF }, rejectedDiscounts: [] });
    const told = await verbs.updateCheckout({
      sessionId: session.id,
      buyer: { ...ada, email: ada.email.toUpperCase() },
    });
    expect(told).toMatchObject({ session: { totals: { total: FULL }, ...rejected("ONCE", "customer_limit") } });
  });

  it("is not charged past when only the payment names the customer: the new total is shown first", async () => {
    await pay((await sessionOf()).id);
    const session = await sessionOf({ buyer: null, shopper: `someone else ${people}` });
    const stopped = await pay(session.id);
    expect(stopped).toMatchObject({
      kind: "discount_used_up",
      session: { status: "ready", buyer: null, totals: { discount: NONE }, ...rejected("ONCE", "customer_limit") },
    });
    expect(await pay(session.id)).toMatchObject({ kind: "completed", order: { totals: { discount: NONE } } });
  });

  it("knows the customer again by the host's shopper, and by every way to write the address", async () => {
    const shopper = `shopper ${people}`;
    await pay((await sessionOf({ shopper })).id);
    const other = { ...ada, email: `other${people}@example.com` };
    expect(await sessionOf({ shopper, buyer: other })).toMatchObject(rejected("ONCE", "customer_limit"));
    const tagged = { ...ada, email: ` ADA${people}+shop@Example.com` };
    expect(await sessionOf({ buyer: tagged })).toMatchObject(rejected("ONCE", "customer_limit"));
    expect(await sessionOf({ buyer: other, shopper: `shopper x${people}` })).toMatchObject({
      totals: { discount: HALF },
    });
  });

  it("is one order's when a customer pays two at once, and the other is not charged", async () => {
    const [one, two] = [await sessionOf(), await sessionOf()];
    const outcomes = await Promise.all([pay(one.id), pay(two.id)]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["completed", "discount_used_up"]);
    expect(outcomes.find(({ kind }) => kind === "discount_used_up")).toMatchObject({
      session: { status: "ready", totals: { total: FULL } },
    });
  });

  it("is held while a page is open, however long, and free again when the page is given up", async () => {
    const session = await sessionOf();
    expect((await verbs.openHostedPayment({ sessionId: session.id })).kind).toBe("opened");
    shop.advance(rules.selling.holdMs + 1000);
    const other = await sessionOf();
    expect(other).toMatchObject(rejected("ONCE", "customer_limit"));
    await verbs.cancelCheckout({ sessionId: session.id, by: "buyer" });
    const again = await verbs.updateCheckout({ sessionId: other.id, discountCodes: ["ONCE"] });
    expect(again).toMatchObject({ session: { totals: { total: HALF }, rejectedDiscounts: [] } });
    expect(await pay(other.id)).toMatchObject({ kind: "completed", order: { paid: HALF } });
  });

  it("is free again when the card is declined", async () => {
    const session = await sessionOf();
    expect((await pay(session.id, ada, "tok_sandbox_declined")).kind).toBe("declined");
    expect(await pay((await sessionOf()).id)).toMatchObject({ kind: "completed", order: { paid: HALF } });
  });

  it("still counts when the customer's details were erased, of whom a digest is left", async () => {
    const paid = await pay((await sessionOf()).id);
    if (paid.kind !== "completed") throw new Error(paid.kind);
    expect((await verbs.eraseBuyer(ada.email)).outcomes).toMatchObject([{ outcome: "erased" }]);
    expect(await sessionOf()).toMatchObject(rejected("ONCE", "customer_limit"));
  });
});

describe("a discount for the first order", () => {
  it("counts for a new customer, and not for one who has ordered without it", async () => {
    await pay((await sessionOf({ codes: [] })).id);
    expect(await sessionOf({ codes: ["FIRST"] })).toMatchObject(rejected("FIRST", "first_order_only"));
    const other = { ...ada, email: `new${people}@example.com` };
    expect(await sessionOf({ codes: ["FIRST"], buyer: other })).toMatchObject({ totals: { total: HALF } });
  });

  it("counts again for whoever was given all of the money back", async () => {
    const paid = await pay((await sessionOf({ codes: ["FIRST"] })).id);
    if (paid.kind !== "completed" || paid.order === null) throw new Error(paid.kind);
    expect(await sessionOf({ codes: ["FIRST"] })).toMatchObject(rejected("FIRST", "first_order_only"));
    await verbs.refundOrder({ orderId: paid.order.id, amountMinor: null, why: "returned", requestId: null });
    expect(await sessionOf({ codes: ["FIRST"] })).toMatchObject({ totals: { total: HALF } });
  });

  it("that counts by itself waits for the address, so that no total rises because one is given", async () => {
    const session = await sessionOf({ codes: [], buyer: null, quantity: 5 });
    expect(session).toMatchObject({ totals: { total: money(5000, "USD") }, discounts: [] });
    const known = await verbs.updateCheckout({ sessionId: session.id, buyer: ada });
    expect(known).toMatchObject({ session: { totals: { total: money(2500, "USD") }, discounts: [{ code: "HELLO" }] } });
    await pay(session.id);
    expect(await sessionOf({ codes: [], quantity: 5 })).toMatchObject({
      totals: { total: money(5000, "USD") },
      rejectedDiscounts: [],
    });
  });

  it("is not for those who ordered at an earlier release, once their orders are counted", async () => {
    const forgetful = createVerbs({ ...shop.context, rules: { ...rules, discounts: [] } });
    const prepared = await forgetful.prepareCheckout({
      items: [{ productId: productId("poster"), offerId: null, quantity: 1 }],
      buyer: ada,
    });
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    await forgetful.payWithToken({ sessionId: prepared.session.id, token: "tok_sandbox_ok", buyer: ada });
    await opened.database.execute(`delete from customer_orders where session_id = '${prepared.session.id}'`);
    expect(await sessionOf({ codes: ["FIRST"] })).toMatchObject({ totals: { total: HALF } });
    await countEarlierOrders({ ...shop.context, rules });
    expect(await sessionOf({ codes: ["FIRST"] })).toMatchObject(rejected("FIRST", "first_order_only"));
  });
});
