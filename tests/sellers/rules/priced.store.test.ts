import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changedParts, shownDigest } from "#lib/checkout/shown.ts";
import { partsOf } from "#lib/checkout/parts.ts";
import type { SellerChange } from "#lib/sellers/change.ts";
import type { SellerId, SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { FERNWEH, itemsOf, OMBRA, openCartShop, readyCart, type CartShop } from "../../purchase/carts/cart-shop.ts";
import { sellersOver } from "../../fixtures/sellers/open-sellers.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { ada, newYorker, testProduct } from "../../fixtures/test-shop.ts";

let shop: CartShop;
beforeAll(async () => {
  shop = await openCartShop();
  for (const id of [FERNWEH, OMBRA])
    await shop.verbs.addSeller({ id, state: "active", why: "test", change: {}, caller: { by: "command" } });
});
afterAll(() => shop.close());

const VAN = {
  id: "standard",
  title: "Our van",
  subtitle: "Tomorrow",
  carrier: "Own",
  countries: ["US"],
  prices: ["9.00 USD"],
  earliest_days: 1,
  latest_days: 1,
};
const TAX = { country: "US", name: "Own tax", rate: "10%", mode: "added" };

async function give(id: SellerId, change: SellerChange) {
  const outcome = await shop.verbs.changeSeller({ id, change, caller: { by: "command" } });
  if (outcome.kind !== "saved") throw new Error(JSON.stringify(outcome));
  return outcome;
}
async function sessionOf(id: SessionId) {
  const session = await shop.context.store.session(id);
  if (session === null) throw new Error("no session");
  return session;
}
const deliveryOf = (session: Awaited<ReturnType<typeof sessionOf>>) =>
  session.deliveryOptions.map(({ id, title, subtotal }) => [id, title, subtotal.amountMinor]);

describe("a seller's own rules of delivery and tax", () => {
  it("price the next checkout without a start, and theirs alone in a cart of several sellers", async () => {
    await give(OMBRA, { delivery: [VAN], taxes: [TAX] });
    const session = await sessionOf(await readyCart(shop));
    const [fernweh, ombra] = partsOf(session);
    expect(deliveryOf(session)).toEqual(
      expect.arrayContaining([
        ["standard@fernweh", "Standard", 500],
        ["standard@ombra", "Our van", 900],
        ["express@ombra", "Express", 1500],
      ]),
    );
    expect(session.deliveryOptions.filter(({ id }) => id === "standard@ombra")).toHaveLength(1);
    expect(fernweh?.taxLines.map(({ name, ratePerMillion }) => [name, ratePerMillion])).toContainEqual([
      "Sales tax",
      88_750,
    ]);
    expect(new Set(ombra?.taxLines.map(({ name }) => name))).toEqual(new Set(["Own tax"]));
    await give(OMBRA, { delivery: null, taxes: null });
    expect(deliveryOf(await sessionOf(await readyCart(shop)))).toContainEqual(["standard@ombra", "Standard", 500]);
  });

  it("price at every instance what was changed at one", async () => {
    const other = createVerbs({ ...shop.context, sellers: sellersOver(shop.context.store) });
    const offered = async () => {
      const prepared = await other.prepareCheckout({ items: itemsOf({ lamp: 1 }), address: newYorker });
      if (prepared.kind !== "prepared") throw new Error(JSON.stringify(prepared));
      return deliveryOf(prepared.session)[0];
    };
    await give(OMBRA, { delivery: [{ ...VAN, prices: ["1.00 USD"] }] });
    expect(await offered()).toEqual(["standard", "Our van", 100]);
    await give(OMBRA, { delivery: [{ ...VAN, prices: ["2.00 USD"] }] });
    expect(await offered()).toEqual(["standard", "Our van", 200]);
    await give(OMBRA, { delivery: null });
    expect(await offered()).toEqual(["standard", "Standard", 500]);
  });

  it("price by the feed where a rule says so", async () => {
    await shop.context.catalog.upsert([
      testProduct("bulky", {
        sellerId: OMBRA,
        sellerName: "Ombra",
        deliveryPrices: [
          {
            country: "US",
            region: null,
            postalCode: null,
            service: null,
            price: money(2300, "USD"),
          },
        ],
      }),
    ]);
    await give(OMBRA, { delivery: [{ ...VAN, use_feed_prices: "highest" }] });
    expect(deliveryOf(await sessionOf(await readyCart(shop, { bulky: 1 })))).toContainEqual([
      "standard",
      "Our van",
      2300,
    ]);
    await give(OMBRA, { delivery: null });
  });

  it("change no open checkout until it is changed, which then is not paid as it was shown before", async () => {
    const id = await readyCart(shop, { lamp: 1 });
    const before = await sessionOf(id);
    const shown = shownDigest(before);
    await give(OMBRA, { delivery: [VAN] });
    expect(changedParts(shown, await sessionOf(id))).toEqual([]);
    await shop.verbs.updateCheckout({ sessionId: id, buyer: ada, address: newYorker });
    const after = await sessionOf(id);
    expect(after.totals.total.amountMinor).toBe(before.totals.total.amountMinor + 436);
    expect(changedParts(shown, after)).toEqual(["delivery", "total"]);
    const refused = await shop.verbs.openHostedPayment({ sessionId: id, onServicePage: false, shown });
    expect(refused).toMatchObject({ kind: "changed" });
    await give(OMBRA, { delivery: null });
  });

  it("are what is charged where they were shown, whatever they are when the buyer pays", async () => {
    await give(OMBRA, { delivery: [VAN] });
    const id = await readyCart(shop, { lamp: 1 });
    const { totals } = await sessionOf(id);
    await give(OMBRA, { delivery: [{ ...VAN, prices: ["99.00 USD"] }] });
    const paid = await shop.verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
    expect(paid).toMatchObject({ kind: "completed", order: { totals: { total: totals.total } } });
    await give(OMBRA, { delivery: null });
  });

  it("that name another country leave nothing to be delivered to this one but by the shop's", async () => {
    await give(OMBRA, { delivery: [{ ...VAN, id: "van", countries: ["DE"] }] });
    const prepared = await shop.verbs.prepareCheckout({
      items: itemsOf({ lamp: 1 }),
      address: { ...newYorker, country: "DE", region: "", postalCode: "10115", city: "Berlin" },
    });
    if (prepared.kind !== "prepared") throw new Error(JSON.stringify(prepared));
    expect(deliveryOf(prepared.session)).toEqual([["van", "Our van", 900]]);
    await give(OMBRA, { delivery: null });
  });
});
