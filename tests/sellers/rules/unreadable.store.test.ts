import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { giveDetails } from "#app/checkout/[link]/form/details.ts";
import { countriesOfCart } from "#app/checkout/[link]/sellers/sellers.tsx";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import { sellerIdsOf } from "#lib/checkout/parts.ts";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { productId, type SessionId } from "#lib/ids.ts";
import { ANY_SEARCH } from "../../catalog/search/any-search.ts";
import { FERNWEH, itemsOf, OMBRA, openCartShop, readyCart, type CartShop } from "../../purchase/carts/cart-shop.ts";
import { ada, newYorker } from "../../fixtures/test-shop.ts";

let shop: CartShop;
beforeAll(async () => {
  shop = await openCartShop();
  for (const id of [FERNWEH, OMBRA])
    await shop.verbs.addSeller({ id, state: "active", why: "test", change: {}, caller: { by: "command" } });
});
afterAll(() => shop.close());

const OF_TOMORROW = { id: "standard", title: "Our drone", countries: ["US"], prices: ["9.00 USD"], by_drone: true };

/** As an instance of another release stores them. */
async function storeUnreadable() {
  const [stored] = await shop.context.store.sellerRecords([OMBRA]);
  if (stored === undefined) throw new Error("no seller");
  const saved = { ...stored, given: { delivery: [OF_TOMORROW] }, logo: null };
  await shop.context.store.transaction((one) => one.saveSeller(saved, stored.revision));
}
const replace = () => shop.verbs.changeSeller({ id: OMBRA, change: { delivery: null }, caller: { by: "command" } });
async function sessionOf(id: SessionId): Promise<CheckoutSession> {
  const session = await shop.context.store.session(id);
  if (session === null) throw new Error("no session");
  return session;
}
const countriesOf = async (session: CheckoutSession) =>
  countriesOfCart(shop.context, session, await shop.context.sellers.of(sellerIdsOf(session)));
const REFUSED = { kind: "refused", problems: [{ kind: "seller_not_selling", sellerName: "Ombra" }] };

describe("a seller's rules that this release cannot read", () => {
  it("price nothing: the next checkout is refused with the seller's name, and others' goods are sold", async () => {
    await storeUnreadable();
    expect(await shop.verbs.prepareCheckout({ items: itemsOf({ lamp: 1 }) })).toMatchObject(REFUSED);
    expect((await shop.verbs.prepareCheckout({ items: itemsOf({ mug: 1 }) })).kind).toBe("prepared");
    expect((await replace()).kind).toBe("saved");
    expect((await shop.verbs.prepareCheckout({ items: itemsOf({ lamp: 1 }) })).kind).toBe("prepared");
  });

  it("keep search and the product from saying that it can be bought, and not others' goods", async () => {
    const said = async () => {
      const found = await shop.verbs.searchProducts({ ...ANY_SEARCH, text: "" });
      if (!("products" in found)) throw new Error("nothing found");
      const ofOne = await Promise.all(
        ["lamp", "mug"].map(async (id) => {
          const one = await shop.verbs.product(productId(id));
          return one === null ? "none" : one.notForSale(one.product);
        }),
      );
      const why = new Map(found.products.map((one) => [one.id, found.notForSale(one)]));
      return [why.get(productId("lamp")), why.get(productId("mug")), ...ofOne];
    };
    expect(await said()).toEqual([null, null, null, null]);
    await storeUnreadable();
    expect(await said()).toEqual(["seller_paused", null, "seller_paused", null]);
    await replace();
    expect(await said()).toEqual([null, null, null, null]);
  });

  it("leave an open checkout as it is: its page lists countries, no change is priced, and it is paid as it was shown", async () => {
    const id = await readyCart(shop, { lamp: 1 });
    const before = await sessionOf(id);
    const countries = await countriesOf(before);
    await storeUnreadable();
    expect(await countriesOf(before)).toEqual(countries);
    for (const change of [{ buyer: ada }, { address: newYorker }, { discountCodes: ["SAVE"] }, {}])
      expect(await shop.verbs.updateCheckout({ sessionId: id, ...change })).toMatchObject(REFUSED);
    expect(await sessionOf(id)).toEqual(before);
    const paid = await shop.verbs.payWithToken({ sessionId: id, token: "tok_sandbox_ok", buyer: ada });
    expect(paid).toMatchObject({ kind: "completed", order: { totals: { total: before.totals.total } } });
    await replace();
  });

  it("are said to the buyer who types details, whom nothing else tells that they were not taken", async () => {
    const prepared = await shop.verbs.prepareCheckout({ items: itemsOf({ lamp: 1 }), address: newYorker });
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    const { session } = prepared;
    const storefront = shop.verbs.storefront({ surface: "web", link: session.link, browserSecret: "ada's" });
    await storeUnreadable();
    const form = new FormData();
    form.set("email", "ada@example.com");
    form.set("shown", shownDigest(session));
    const details = storefront.shownDetails(session);
    const texts = checkoutTexts("en-US");
    const typing = () => storefront;
    expect(await giveDetails({ form, session, storefront, details, texts, locale: "en-US", typing })).toMatchObject({
      answer: { kind: "stopped", message: expect.stringContaining("Ombra") },
    });
    await replace();
  });
});
