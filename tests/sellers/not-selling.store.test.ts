import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productId, sellerId, shopperId } from "#lib/ids.ts";
import { productView } from "#lib/wire/product-view.ts";
import { ada, newYorker, openTestShop, testProduct, type TestShop } from "../fixtures/test-shop.ts";

let shop: TestShop;
const KITCHEN = { sellerId: sellerId("kitchen"), sellerName: "Kitchen" };
const EDGE = { publicUrl: "https://shop.example.com", locale: "en" };
beforeAll(async () => {
  shop = await openTestShop();
  await shop.context.catalog.upsert([
    testProduct("pan", KITCHEN),
    testProduct("tea", { ...KITCHEN, category: "Food > Tea" }),
    testProduct("cigar", { ...KITCHEN, category: "Food > Cigars" }),
  ]);
  await shop.verbs.addSeller({
    id: KITCHEN.sellerId,
    change: { goods: [{ category: "Food > Tea", countries: ["US"], route: "none", why: "no licence" }] },
    state: "active",
    why: "test",
    caller: { by: "command" },
  });
});
afterAll(() => shop.close());

const items = (id: string) => [{ productId: productId(id), offerId: null, quantity: 1 }];
const move = (to: "active" | "paused") =>
  shop.verbs.moveSeller({ id: KITCHEN.sellerId, to, why: "test", caller: { by: "command" } });
async function shown(id: string) {
  const found = await shop.verbs.product(productId(id));
  if (found === null) return expect.unreachable();
  const view = productView(found.product, EDGE, found.now, found.notForSale(found.product));
  return [view.can_be_bought, view.not_for_sale];
}

describe("a seller who does not sell now", () => {
  it("has goods that are found, not for sale, with the reason", async () => {
    expect(await shown("pan")).toEqual([true, undefined]);
    await move("paused");
    expect(await shown("pan")).toEqual([false, "seller_paused"]);
    expect(await shown("mug")).toEqual([true, undefined]);
  });

  it("cannot be bought from, and the refusal names them", async () => {
    const refused = await shop.verbs.prepareCheckout({ items: items("pan") });
    expect(refused).toEqual({
      kind: "refused",
      problems: [{ kind: "seller_not_selling", item: 0, title: "Product pan", sellerName: "Kitchen" }],
    });
  });

  it("is not paid for what was prepared before, and what is open is settled", async () => {
    await move("active");
    const waiting = await shop.readySession("pan");
    const paying = await shop.readySession("pan");
    const page = await shop.verbs.openHostedPayment({ sessionId: paying });
    if (page.kind !== "opened") return expect.unreachable(page.kind);
    await move("paused");
    expect(await shop.verbs.openHostedPayment({ sessionId: waiting })).toMatchObject({ kind: "seller_not_ready" });
    const more = await shop.verbs.updateCheckout({ sessionId: waiting, items: items("pan") });
    expect(more).toMatchObject({ kind: "refused", problems: [{ kind: "seller_not_selling" }] });
    shop.bank.answerPage(page.url.split("/").at(-1) ?? "", "pay");
    expect((await shop.verbs.checkOrder({ sessionId: paying }))?.session.status).toBe("completed");
    await move("active");
  });
});

describe("goods and places", () => {
  it("are not sold to a country that a rule names, and are to another", async () => {
    expect(await shown("tea")).toEqual([true, undefined]);
    const prepared = await shop.verbs.prepareCheckout({ items: items("tea") });
    if (prepared.kind !== "prepared") return expect.unreachable();
    const to = (country: string) =>
      shop.verbs.updateCheckout({
        sessionId: prepared.session.id,
        address: { ...newYorker, country },
        buyer: ada,
      });
    expect(await to("US")).toMatchObject({
      kind: "refused",
      problems: [{ kind: "goods_not_sold", title: "Product tea", country: "US" }],
    });
    expect((await to("DE")).kind).toBe("updated");
    expect(await shop.verbs.prepareCheckout({ items: items("tea"), address: newYorker })).toMatchObject({
      kind: "refused",
    });
  });

  it("that a rule keeps off the payment sheet are paid on the shop's page, and the decision says why", async () => {
    const change = {
      goods: [{ category: "Food > Tea", countries: ["DE"], route: "external", why: "age is checked" }],
    } as const;
    await shop.verbs.changeSeller({ id: KITCHEN.sellerId, change, caller: { by: "command" } });
    const prepared = await shop.verbs.prepareCheckout({ items: items("tea"), shopperId: shopperId("ann") });
    if (prepared.kind !== "prepared") return expect.unreachable();
    const { id } = prepared.session;
    const reasonTo = async (country: string) => {
      await shop.verbs.updateCheckout({ sessionId: id, address: { ...newYorker, country }, buyer: ada });
      const capabilities = { widget: true, requestCheckout: true, openExternal: true, openLink: true };
      const decided = await shop.verbs.chooseRoute({ sessionId: id, capabilities, country: null, platform: null });
      return decided.kind === "decided" ? decided.decision.reason : decided.kind;
    };
    expect(await reasonTo("DE")).toBe("goods_external_only");
    expect(await reasonTo("US")).not.toBe("goods_external_only");
  });

  it("that the platform prohibits are not for sale at all", async () => {
    expect(await shown("cigar")).toEqual([false, "goods_prohibited"]);
    expect(await shop.verbs.prepareCheckout({ items: items("cigar") })).toMatchObject({
      problems: [{ kind: "goods_not_sold", country: null }],
    });
  });
});
