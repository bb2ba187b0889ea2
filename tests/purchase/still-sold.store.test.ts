import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Product } from "#lib/catalog/product.ts";
import { sellerId, type SessionId } from "#lib/ids.ts";
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

    it("a sale that ended since is a raised price", async () => {
      const id = await shownThen({ salePrice: null }, { salePrice: usd(1000) });
      expect((await pay(id)).kind).toBe("price_raised");
      expect((await shop.context.store.session(id))?.totals.itemsDiscount).toEqual(usd(0));
    });
  },
);
