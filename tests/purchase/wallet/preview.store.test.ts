import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chosenIds } from "#lib/checkout/parts.ts";
import type { Address, CheckoutSession } from "#lib/checkout/session.ts";
import { changedParts, shownDigest, type ShownPart } from "#lib/checkout/shown.ts";
import { productId, type SessionId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { deliveryRates } from "#lib/purchase/payment/wallet/delivery-rates.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { readPartialAddress } from "#lib/wire/address/read-address.ts";
import { anAddress } from "../../fixtures/builders.ts";
import { ada, newYorker, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { openCartShop } from "../carts/cart-shop.ts";

let shop: TestShop;
/** In which one checkout may have the goods of several sellers. */
let market: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  market = await openCartShop();
  await shop.context.catalog.upsert([testProduct("lamp", { price: money(48_000, "USD") })]);
});
afterAll(async () => {
  await shop.close();
  await market.close();
});

const PLACES: readonly Address[] = [
  newYorker,
  anAddress({ city: "Austin", region: "TX", postalCode: "78701" }),
  anAddress({ country: "JP", region: "Tokyo", city: "Chiyoda", postalCode: "100-0001" }),
  anAddress({ country: "KW", region: "", city: "Kuwait City", postalCode: "" }),
];
const ABROAD = anAddress({ country: "AQ", region: "", city: "McMurdo", postalCode: "" });
/** What a wallet tells of an address before its buyer confirms. */
function partOf({ country, region, city, postalCode }: Address): Address {
  const read = readPartialAddress({ country, state: region, city, postal_code: postalCode });
  if (read === null) throw new Error(`no country: ${country}`);
  return read;
}

async function prepared(at: TestShop, items: readonly { readonly id: string; readonly quantity: number }[]) {
  const made = await at.verbs.prepareCheckout({
    items: items.map(({ id, quantity }) => ({ productId: productId(id), offerId: null, quantity })),
  });
  if (made.kind !== "prepared") throw new Error(`not prepared: ${JSON.stringify(made.problems)}`);
  return made.session.id;
}
async function previewed(at: TestShop, request: Parameters<Storefront["previewCheckout"]>[0]) {
  const outcome = await at.verbs.previewCheckout(request);
  if (outcome.kind !== "previewed") throw new Error(`not previewed: ${JSON.stringify(outcome)}`);
  return outcome.session;
}
async function written(at: TestShop, request: Parameters<Storefront["updateCheckout"]>[0]) {
  const outcome = await at.verbs.updateCheckout(request);
  if (outcome.kind !== "updated") throw new Error(`not written: ${JSON.stringify(outcome)}`);
  return outcome.session;
}
const stored = (at: TestShop, id: SessionId) => at.context.store.session(id);
/** What a wallet gives with the press, and no preview has. */
const GIVEN: readonly ShownPart[] = ["delivery_address", "buyer"];
const differences = (shown: CheckoutSession, now: CheckoutSession) =>
  changedParts(shownDigest(shown), now).filter((part) => !GIVEN.includes(part));

describe("what a wallet's sheet shows before it is confirmed", () => {
  const anItem = fc.record({ id: fc.constantFrom("mug", "ebook", "lamp"), quantity: fc.integer({ min: 1, max: 3 }) });
  const anyPurchase = fc.record({
    isMarket: fc.boolean(),
    items: fc.uniqueArray(anItem, { minLength: 1, maxLength: 3, selector: ({ id }) => id }),
    codes: fc.uniqueArray(fc.constantFrom("TEN", "GIFT50", "nonsense"), { maxLength: 2 }),
    before: fc.option(fc.constantFrom(...PLACES)),
    place: fc.constantFrom(...PLACES),
    pick: fc.option(fc.nat(2)),
  });

  it("is what the same address and delivery are written as, whatever is bought, and changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(anyPurchase, async ({ isMarket, items, codes, before, place, pick }) => {
        const at = isMarket ? market : shop;
        const id = await prepared(at, isMarket ? [...items, { id: "shade", quantity: 1 }] : items);
        await written(at, { sessionId: id, discountCodes: codes, address: before });
        const untouched = await stored(at, id);
        const offered = await previewed(at, { sessionId: id, address: partOf(place) });
        const option = pick === null ? undefined : offered.deliveryOptions[pick];
        const choice = option === undefined ? {} : { deliveryOptionIds: [option.id] };
        const shown = await previewed(at, { sessionId: id, address: partOf(place), ...choice });
        expect(await stored(at, id)).toEqual(untouched);
        const now = await written(at, { sessionId: id, address: place, buyer: ada, ...choice });
        expect(now.totals).toEqual(shown.totals);
        expect(chosenIds(now)).toEqual(chosenIds(shown));
        expect(now.deliveryOptions.map(({ id, total }) => ({ id, total }))).toEqual(
          shown.deliveryOptions.map(({ id, total }) => ({ id, total })),
        );
        expect(differences(shown, now)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it("says where nothing is delivered, and refuses a delivery that is not offered there", async () => {
    const id = await prepared(shop, [{ id: "mug", quantity: 1 }]);
    expect(await previewed(shop, { sessionId: id, address: partOf(ABROAD) })).toMatchObject({
      status: "not_ready",
      missing: ["delivery_option"],
    });
    const [, , tokyo = newYorker] = PLACES;
    expect(
      await shop.verbs.previewCheckout({ sessionId: id, address: partOf(tokyo), deliveryOptionIds: ["express"] }),
    ).toMatchObject({ kind: "refused", problems: [{ kind: "delivery_option_not_offered", optionId: "express" }] });
  });

  it("lists the chosen delivery first, and one line with the price of all for goods of several sellers", async () => {
    const one = await prepared(shop, [{ id: "mug", quantity: 1 }]);
    const address = partOf(newYorker);
    const alone = await previewed(shop, { sessionId: one, address, deliveryOptionIds: ["express"] });
    expect(deliveryRates(alone).map(({ id, price }) => [id, price])).toEqual([
      ["express", money(1633, "USD")],
      ["standard", money(544, "USD")],
    ]);
    const several = await prepared(market, [
      { id: "mug", quantity: 1 },
      { id: "lamp", quantity: 1 },
    ]);
    const both = await previewed(market, { sessionId: several, address });
    expect(deliveryRates(both)).toMatchObject([
      { id: null, options: [{ id: "standard@fernweh" }, { id: "standard@ombra" }], price: both.totals.fulfillment },
    ]);
    const digital = await prepared(shop, [{ id: "ebook", quantity: 1 }]);
    expect(deliveryRates(await previewed(shop, { sessionId: digital, address }))).toEqual([]);
  });

  it("has a place also where a wallet says only the first part of a postal code", () => {
    const address = readPartialAddress({ country: "GB", state: "", city: "London", postal_code: "SW1A" });
    expect(address).toMatchObject({ country: "GB", city: "London", postalCode: "SW1A", lineOne: "", name: "" });
    expect(readPartialAddress({ country: "US", state: "New York", city: "", postal_code: "10001" })?.region).toBe("NY");
    expect(readPartialAddress({ country: "nowhere", city: "London" })).toBeNull();
  });

  it("forgets nothing that was typed: a preview of another place leaves buyer and address as they are", async () => {
    const id = await shop.readySession();
    const [, texas = newYorker] = PLACES;
    expect(await previewed(shop, { sessionId: id, address: partOf(texas) })).toMatchObject({ buyer: null });
    expect(await stored(shop, id)).toMatchObject({ buyer: ada, address: newYorker, status: "ready" });
  });

  it("is not answered while a payment is open, nor of an order", async () => {
    const [open, paid] = [await shop.readySession(), await shop.readySession()];
    await shop.verbs.openHostedPayment({ sessionId: open });
    await shop.verbs.payWithToken({ sessionId: paid, token: "tok_sandbox_ok_preview", buyer: null });
    for (const sessionId of [open, paid])
      expect((await shop.verbs.previewCheckout({ sessionId, address: partOf(newYorker) })).kind).toBe("locked");
  });
});
