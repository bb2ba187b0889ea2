import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chosenIds, partsOf } from "#lib/checkout/parts.ts";
import { changedParts, shownDigest } from "#lib/checkout/shown.ts";
import { missingDetails } from "#lib/checkout/session.ts";
import type { SellerMoney } from "#lib/sellers/seller.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { ada, newYorker } from "../../fixtures/test-shop.ts";
import { CART, FERNWEH, itemsOf, OMBRA, openCartShop, readyCart, type CartShop } from "./cart-shop.ts";

const holder: { shop?: CartShop } = {};
const shop = () => {
  if (holder.shop === undefined) throw new Error("the shop is open");
  return holder.shop;
};
beforeAll(async () => {
  holder.shop = await openCartShop();
});
afterAll(() => holder.shop?.close());

const stored = async (id: Awaited<ReturnType<typeof readyCart>>) => {
  const session = await shop().context.store.session(id);
  if (session === null) throw new Error("the session is stored");
  return session;
};

describe("a checkout of two sellers", () => {
  it("is one session with a part for each, and is read back as it was stored", async () => {
    const session = await stored(await readyCart(shop()));
    expect(session.parts?.map(({ sellerId, sellerName, lineIds }) => [sellerId, sellerName, lineIds])).toEqual([
      [FERNWEH, "Fernweh", ["line_1"]],
      [OMBRA, "Ombra", ["line_2"]],
    ]);
    expect(partsOf(session).map(({ totals }) => totals.total.amountMinor)).toEqual([5988, 3266]);
    expect(session.totals.total.amountMinor).toBe(5988 + 3266);
    expect(chosenIds(session)).toEqual(["standard@fernweh", "standard@ombra"]);
  });

  it("delivers one seller's goods another way and leaves the other's, and both at once", async () => {
    const id = await readyCart(shop());
    const one = await shop().verbs.updateCheckout({ sessionId: id, deliveryOptionId: "express@ombra" });
    expect(one.kind === "updated" && chosenIds(one.session)).toEqual(["standard@fernweh", "express@ombra"]);
    const both = await shop().verbs.updateCheckout({
      sessionId: id,
      deliveryOptionIds: ["express@fernweh", "standard@ombra"],
    });
    expect(both.kind === "updated" && chosenIds(both.session)).toEqual(["express@fernweh", "standard@ombra"]);
    const twice = ["express@fernweh", "standard@fernweh"];
    expect(await shop().verbs.updateCheckout({ sessionId: id, deliveryOptionIds: twice })).toMatchObject({
      kind: "refused",
      problems: [{ kind: "delivery_option_not_offered", optionId: "standard@fernweh" }],
    });
  });

  it("is no longer what its payer saw when a seller's goods are delivered another way for the same price", async () => {
    const before = await stored(await readyCart(shop()));
    const parts = before.parts?.map((part) => ({ ...part, deliveryOptionId: "other" })) ?? [];
    expect(changedParts(shownDigest(before), { ...before, parts })).toEqual(["delivery"]);
  });

  it("becomes a checkout of one seller when the other's goods are taken out, and of two again", async () => {
    const id = await readyCart(shop());
    const one = await shop().verbs.updateCheckout({ sessionId: id, items: itemsOf({ lamp: 1 }) });
    expect(one).toMatchObject({ kind: "updated", session: { sellerId: OMBRA, sellerName: "Ombra", status: "ready" } });
    expect((await stored(id)).parts).toBeUndefined();
    expect((await stored(id)).deliveryOptionId).toBe("standard");
    const two = await shop().verbs.updateCheckout({ sessionId: id, items: itemsOf(CART) });
    expect(two.kind === "updated" && two.session.parts?.length).toBe(2);
  });

  it("keeps how a seller's goods are delivered when another's are put in, in the same update too, and for that seller alone", async () => {
    for (const isOneUpdate of [false, true]) {
      const id = await readyCart(shop(), { mug: 2 });
      const express = { sessionId: id, deliveryOptionId: "express" };
      if (!isOneUpdate) expect(await shop().verbs.updateCheckout(express)).toMatchObject({ kind: "updated" });
      const both = { ...(isOneUpdate ? express : { sessionId: id }), items: itemsOf(CART) };
      expect(await shop().verbs.updateCheckout(both)).toMatchObject({ kind: "updated" });
      expect(chosenIds(await stored(id))).toEqual(["express@fernweh", "standard@ombra"]);
      await shop().verbs.updateCheckout({ sessionId: id, items: itemsOf({ mug: 2 }) });
      expect(chosenIds(await stored(id))).toEqual(["express"]);
    }
  });

  it.each([
    ["one for the seller who stays", ["express@fernweh"], ["express"]],
    ["one for the seller whose goods are taken out", ["express@ombra"], ["standard"]],
    ["one for each", ["express@ombra", "express@fernweh"], ["express"]],
  ])("takes delivery options of two sellers with the items of one: %s", async (_which, deliveryOptionIds, chosen) => {
    const id = await readyCart(shop());
    const update = { sessionId: id, items: itemsOf({ mug: 2 }), deliveryOptionIds };
    expect(await shop().verbs.updateCheckout(update)).toMatchObject({ kind: "updated" });
    expect(chosenIds(await stored(id))).toEqual(chosen);
  });

  it("takes an option with the only seller's name behind it, and none of a seller who never sold in it", async () => {
    const id = await readyCart(shop(), { mug: 2 });
    const choose = (deliveryOptionId: string) => shop().verbs.updateCheckout({ sessionId: id, deliveryOptionId });
    expect(await choose("express@fernweh")).toMatchObject({
      kind: "updated",
      session: { deliveryOptionId: "express" },
    });
    for (const optionId of ["standard@ombra", "drone@fernweh", "drone"])
      expect(await choose(optionId)).toMatchObject({
        kind: "refused",
        problems: [{ kind: "delivery_option_not_offered", optionId }],
      });
  });

  it("has nothing that a buyer had one seller remember once another one sells in it, unless it is given now", async () => {
    const subject = "shopper-remembers" as never;
    const at = (widgetSecret: string | null) => shop().verbs.storefront({ surface: "mcp", subject, widgetSecret });
    const prepared = async (secret: string | null = null) => {
      const made = await at(secret).prepareCheckout({ items: itemsOf({ mug: 1 }) });
      if (made.kind !== "prepared") throw new Error("prepared");
      return { id: made.session.id, widget: at(made.widgetSecret) };
    };
    const first = await prepared();
    await first.widget.updateCheckout({ sessionId: first.id, address: newYorker, buyer: ada, remember: true });
    const second = await prepared();
    expect((await stored(second.id)).origins).toMatchObject({ address: "remembered", buyer: "remembered" });
    const buyer = { ...ada, name: "Somebody Else" };
    const both = await second.widget.updateCheckout({ sessionId: second.id, items: itemsOf(CART), buyer });
    expect(both.kind).toBe("updated");
    expect(await stored(second.id)).toMatchObject({
      address: null,
      buyer,
      origins: { address: null, buyer: "chat" },
    });
    const third = await prepared();
    await third.widget.updateCheckout({ sessionId: third.id, items: itemsOf({ lamp: 1 }) });
    expect(await stored(third.id)).toMatchObject({ address: null, buyer: null });
    const fourth = await prepared();
    await fourth.widget.updateCheckout({ sessionId: fourth.id, items: itemsOf({ mug: 3 }) });
    expect((await stored(fourth.id)).origins.address).toBe("remembered");
  });

  it("has no consent to remember a buyer for another seller than the one it was given for", async () => {
    const shopper = "shopper-consents" as never;
    const subject = { surface: "mcp", subject: shopper, widgetSecret: null } as const;
    const made = await shop()
      .verbs.storefront(subject)
      .prepareCheckout({ items: itemsOf({ mug: 1 }) });
    if (made.kind !== "prepared") throw new Error("prepared");
    const { id, link } = made.session;
    const page = shop().verbs.storefront({ surface: "web", link, browserSecret: "browser-of-ada" });
    const change = (goods: Readonly<Record<string, number>>, changes: object = {}) =>
      shop()
        .verbs.storefront(subject)
        .updateCheckout({ sessionId: id, items: itemsOf(goods), ...changes });
    const consent = async () => (await stored(id)).origins.isRememberedWhenPaid === true;
    await page.updateCheckout({ sessionId: id, address: newYorker, buyer: ada, remember: true });
    await change({ mug: 2 });
    expect(await consent()).toBe(true);
    await change(CART);
    expect(await consent()).toBe(false);
    await change({ mug: 1 });
    expect(await consent()).toBe(false);
    await page.updateCheckout({ sessionId: id, remember: true });
    expect(await consent()).toBe(true);
    await change({ lamp: 1 });
    expect(await consent()).toBe(false);
    // Said in one breath with the other seller's goods, it is for the seller who was on the screen, and for nobody else.
    const widget = await shop()
      .verbs.storefront(subject)
      .prepareCheckout({ items: itemsOf({ mug: 1 }) });
    if (widget.kind !== "prepared") throw new Error("prepared");
    const { widgetSecret } = widget;
    const details = { address: newYorker, buyer: ada, items: itemsOf({ lamp: 1 }), remember: true };
    await shop()
      .verbs.storefront({ ...subject, widgetSecret })
      .updateCheckout({ sessionId: widget.session.id, ...details });
    const ids = itemsOf({ mug: 1, lamp: 1 }).map(({ productId }) => productId);
    const read = await shop().context.store.offers(ids, { shopperId: shopper, usedAfter: new Date(0) });
    expect(read.products.map(({ sellerId }) => sellerId).toSorted()).toEqual([FERNWEH, OMBRA]);
    expect(read.remembered).toEqual(new Map());
  });

  it("takes a code off everybody's lines, and adds up", async () => {
    const id = await readyCart(shop());
    await shop().verbs.updateCheckout({ sessionId: id, discountCodes: ["GIFT50"] });
    const session = await stored(id);
    expect(partsOf(session).map(({ totals }) => totals.discount.amountMinor)).toEqual([3333, 1667]);
  });

  it.each<[string, Partial<SellerMoney>]>([
    ["cannot be sent money", { canReceive: false }],
    ["has no account", { account: null }],
  ])("waits while one of them %s, and names which", async (_, changes) => {
    const id = await readyCart(shop());
    shop().sellers.set(OMBRA, changes);
    const claim = await shop().verbs.openHostedPayment({ sessionId: id });
    expect(claim).toMatchObject({ kind: "seller_not_ready", sellerId: OMBRA });
    await shop().verbs.updateCheckout({ sessionId: id, address: newYorker });
    const waiting = await stored(id);
    expect(missingDetails(waiting)).toEqual(["seller"]);
    expect(partsOf(waiting).map(({ cannotBePaid = false }) => cannotBePaid)).toEqual([false, true]);
    shop().sellers.set(OMBRA, {});
    expect(await shop().verbs.checkOrder({ sessionId: id })).toMatchObject({ session: { status: "ready" } });
  });

  it("is paid on the sheet when all are enrolled, and outside when one is not, or is switched off", async () => {
    const { flags } = shop().context;
    const enrolled = (notInBeta: string | null) =>
      createVerbs({
        ...shop().context,
        flags: {
          ...flags,
          evaluate: (about) => ({ ...flags.evaluate(about), beta: about.sellerId !== notInBeta }),
        },
      });
    const route = async (notInBeta: string | null = null) => {
      const sessionId = await readyCart(shop(), CART, `shopper-${Math.random()}`);
      const capabilities = { widget: true, requestCheckout: true, openExternal: true, openLink: true };
      const request = { sessionId, capabilities, country: "US", platform: "ios" };
      const chosen = await enrolled(notInBeta).chooseRoute(request);
      return chosen.kind === "decided" ? chosen.decision.reason : chosen.kind;
    };
    expect(await route()).toBe("variant_instant");
    expect(await route(OMBRA)).toBe("not_in_beta");
    expect(await route(FERNWEH)).toBe("not_in_beta");
    await shop().verbs.setKillSwitch({ sellerId: OMBRA, isOn: true, why: "a test" });
    expect(await route()).toBe("instant_killed");
    await shop().verbs.setKillSwitch({ sellerId: OMBRA, isOn: false, why: "a test" });
  });
});
