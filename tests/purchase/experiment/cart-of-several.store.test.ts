import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { experimentFigures } from "#lib/purchase/experiment/count-experiment.ts";
import { CART, FERNWEH, OMBRA, itemsOf, openCartShop, readyCart, type CartShop } from "../carts/cart-shop.ts";

const CAPABLE = { widget: true, requestCheckout: true, openExternal: true, openLink: true };
const holder: { shop?: CartShop } = {};
const shop = () => {
  if (holder.shop === undefined) throw new Error("the shop is open");
  return holder.shop;
};
beforeAll(async () => {
  holder.shop = await openCartShop();
});
afterAll(() => holder.shop?.close());

const sellersCounted = async () => {
  const { cells } = await experimentFigures(shop().context, "cart");
  return cells
    .filter(({ dimension }) => dimension === "seller")
    .map(({ value, figures }) => ({ value, assigned: figures.assigned, shown: figures.shown, paid: figures.paid }));
};

describe("a cart of several sellers", () => {
  it("is one decision, one assignment and one exposure: those of the seller whose line came first", async () => {
    shop().flags.set({ killed: false, beta: true, variant: "instant", phase: "cart" });
    const id = await readyCart(shop(), CART, "shopper-of-two");
    const choose = () =>
      shop().verbs.chooseRoute({ sessionId: id, capabilities: CAPABLE, country: "US", platform: "ios" });
    expect(await choose()).toMatchObject({ decision: { reason: "variant_instant" } });
    await shop().verbs.recordFunnelEvent({ sessionId: id, event: "shown" });
    await choose();
    await shop().verbs.recordFunnelEvent({ sessionId: id, event: "shown" });
    const { decisions, counts } = await shop().verbs.routeReasons({
      sellerId: FERNWEH,
      from: new Date(0),
      until: new Date("2100-01-01T00:00:00Z"),
    });
    expect([decisions, counts.map(({ purchases }) => purchases)]).toEqual([2, [1]]);
    const nobody = await shop().verbs.routeReasons({
      sellerId: OMBRA,
      from: new Date(0),
      until: new Date("2100-01-01T00:00:00Z"),
    });
    expect(nobody.decisions).toBe(0);
    expect(await sellersCounted()).toEqual([{ value: FERNWEH, assigned: 1, shown: 1, paid: 0 }]);

    // What the first seller had is taken out: the decision is the other's from now on, the exposure stays where it was.
    const left = await shop().verbs.updateCheckout({ sessionId: id, items: itemsOf({ lamp: 1 }) });
    expect(left).toMatchObject({ kind: "updated", session: { sellerId: OMBRA } });
    expect(await choose()).toMatchObject({ decision: { reason: "variant_instant" } });
    await shop().verbs.recordFunnelEvent({ sessionId: id, event: "shown" });
    expect(await sellersCounted()).toEqual([{ value: FERNWEH, assigned: 1, shown: 1, paid: 0 }]);
  });
});
