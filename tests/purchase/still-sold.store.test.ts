import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Product } from "#lib/catalog/product.ts";
import { productId, sellerId, type SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { ada, chargesOf, openTestShop, testProduct, type TestShop } from "../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

/** Pays by one of the two routes; the outcomes that matter here have the same kinds on both. */
const ROUTES = {
  instant: (sessionId: SessionId) => shop.verbs.payWithToken({ sessionId, token: `tok_sandbox_ok`, buyer: ada }),
  external: (sessionId: SessionId) => shop.verbs.openHostedPayment({ sessionId }),
};
let numbered = 0;

/** A session of one product that changes in the feed after the buyer has seen it. */
async function shownThen(changes: Partial<Product>, shown: Partial<Product> = {}): Promise<SessionId> {
  const id = `changing-${(numbered += 1)}`;
  await shop.context.catalog.upsert([testProduct(id, shown)]);
  const session = await shop.readySession(id);
  await shop.context.catalog.upsert([testProduct(id, { ...shown, ...changes })]);
  return session;
}
/** By the shop's clock, which the tests put forward; each test starts where the one before left it. */
const minutesFromNow = (minutes: number) => new Date(shop.context.now().getTime() + minutes * 60_000);
const usd = (amountMinor: number) => money(amountMinor, "USD");

describe.each(["instant", "external"] as const)(
  "what is paid by the %s route is read again before the charge",
  (route) => {
    const pay = ROUTES[route];

    it.each([
      ["out of stock by now, though it isn't counted", { availability: "out_of_stock" }],
      ["recalled: not to be bought any more", { isEligibleCheckout: false }],
      ["of unknown availability by now", { availability: "unknown" }],
      ["another seller's by now", { sellerId: sellerId("other-seller") }],
      ["sold in another currency by now", { price: money(2300, "EUR") }],
    ] as const)("%s: refused, nothing is charged and the session says so", async (_case, changes) => {
      const id = await shownThen(changes);
      expect(await pay(id)).toMatchObject({
        kind: "no_longer_sold",
        title: expect.stringContaining("changing-"),
        session: { status: "ready" },
      });
      expect(chargesOf(shop, id)).toEqual([]);
      expect(await shop.context.store.attempts(id)).toEqual([]);
    });

    it("a price that rose by more than the shop allows stops, and the next try pays the new total that was shown", async () => {
      const id = await shownThen({ price: usd(2626) });
      const refused = await pay(id);
      expect(refused).toMatchObject({ kind: "price_raised", session: { lineItems: [{ unitPrice: usd(2626) }] } });
      expect(chargesOf(shop, id)).toEqual([]);
      expect(["completed", "opened"]).toContain((await pay(id)).kind);
    });

    it.each([
      ["rose by exactly as much as the shop allows", { price: usd(2625) }],
      ["fell", { price: usd(100) }],
      ["is in a sale by now", { salePrice: usd(1000) }],
    ])("a price that %s is charged as shown", async (_case, changes) => {
      const id = await shownThen(changes);
      const before = await shop.context.store.session(id);
      expect(["completed", "opened"]).toContain((await pay(id)).kind);
      const [attempt] = await shop.context.store.attempts(id);
      expect(attempt?.amount).toEqual(before?.totals.total);
    });

    it.each([
      ["ended", "saleUntil", 5, "price_raised"],
      ["goes on", "saleUntil", 600, "paid"],
      ["began", "saleFrom", 5, "paid"],
    ] as const)(
      "a sale that %s while the buyer looked at the total is charged as shown, or stopped where that is too little",
      async (_case, end, minutes, expected) => {
        const id = `sale-${(numbered += 1)}`;
        await shop.context.catalog.upsert([testProduct(id, { salePrice: usd(1000), [end]: minutesFromNow(minutes) })]);
        const session = await shop.readySession(id);
        const shown = (await shop.context.store.session(session))?.totals.total;
        shop.advance(6 * 60_000);
        const paid = await pay(session);
        if (expected === "price_raised") return expect(paid.kind).toBe("price_raised");
        expect(["completed", "opened"]).toContain(paid.kind);
        expect((await shop.context.store.attempts(session))[0]?.amount).toEqual(shown);
      },
    );

    it("what expires while the buyer looks at it is not charged, and not found any more", async () => {
      const id = `expiring-${(numbered += 1)}`;
      const expiresAt = minutesFromNow(5);
      await shop.context.catalog.upsert([testProduct(id, { expiresAt })]);
      const session = await shop.readySession(id);
      shop.advance(6 * 60_000);
      expect((await pay(session)).kind).toBe("no_longer_sold");
      expect(chargesOf(shop, session)).toEqual([]);
      const items = [{ productId: productId(id), offerId: null, quantity: 1 }];
      expect(await shop.verbs.prepareCheckout({ items, shopperId: null })).toMatchObject({
        kind: "refused",
        problems: [{ kind: "out_of_stock" }],
      });
    });

    it("a sale that ended since is a raised price", async () => {
      const id = await shownThen({ salePrice: null }, { salePrice: usd(1000) });
      expect((await pay(id)).kind).toBe("price_raised");
      expect((await shop.context.store.session(id))?.totals.itemsDiscount).toEqual(usd(0));
    });
  },
);
