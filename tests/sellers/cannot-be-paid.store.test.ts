import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unpayableText } from "#app/checkout/[link]/sellers/unpayable.ts";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { productId, sellerId, type SessionId } from "#lib/ids.ts";
import { sellersCommand, type SellersLine } from "#lib/operator/sellers/sellers.ts";
import type { MoneyModel } from "#lib/sellers/money-model.ts";
import { checkoutView, type CheckoutEdge } from "#lib/wire/checkout-view.ts";
import { statusText } from "#mcp/checkout-text.ts";
import { reconcileText } from "#scripts/orders/reconcile-text.ts";
import { ANY_SEARCH } from "../catalog/search/any-search.ts";
import { ada, newYorker, openTestShop, testProduct, type TestShop } from "../fixtures/test-shop.ts";

let shop: TestShop;
const NOMADIC = { sellerId: sellerId("nomadic"), sellerName: "Nomadic" };
beforeAll(async () => {
  shop = await openTestShop(undefined, { marketplace: { model: "separate", feesOnRefund: "return" } });
  await shop.context.catalog.upsert([testProduct("tent", NOMADIC)]);
  await shop.verbs.addSeller({
    id: NOMADIC.sellerId,
    change: {},
    state: "active",
    why: "test",
    caller: { by: "command" },
  });
});
afterAll(() => shop.close());

const EDGE: CheckoutEdge = {
  publicUrl: "https://shop.example.com",
  locale: "en",
  paymentMode: "test",
  takes: () => ({ kind: "taken" }),
  instant: null,
};
const items = [{ productId: productId("tent"), offerId: null, quantity: 1 }];
const move = (to: "active" | "paused" | "closed") =>
  shop.verbs.moveSeller({ id: NOMADIC.sellerId, to, why: "test", caller: { by: "command" } });
const sessionOf = async (id: SessionId) => (await shop.context.store.session(id)) ?? expect.unreachable();
const pageText = async (session: CheckoutSession, model: MoneyModel = "separate") =>
  unpayableText(session, { sellerBy: await shop.context.sellers.of([session.sellerId]), model, locale: "en" });
const whyNot = async () => {
  const found = await shop.verbs.product(productId("tent"));
  return found === null ? expect.unreachable() : found.notForSale(found.product);
};

describe("an active seller who cannot be paid under the money model", () => {
  it("has goods that are found, not for sale, with the reason", async () => {
    expect(await whyNot()).toBeNull();
    for (const changes of [{ account: null }, { canReceive: false }]) {
      shop.sellers.set(NOMADIC.sellerId, changes);
      expect(await whyNot()).toBe("seller_not_ready");
      const { notForSale, ...found } = await shop.verbs.searchProducts({ ...ANY_SEARCH, text: "tent" });
      expect("products" in found && found.products.map(notForSale)).toEqual(["seller_not_ready"]);
    }
  });

  it("is named by the list of sellers with what is missing", async () => {
    const lines: SellersLine[] = [];
    const emit = async (line: unknown) => void lines.push(line as SellersLine);
    await sellersCommand({ operator: shop.verbs }, { do: "list", state: null }, emit);
    expect(lines).toMatchObject([{ type: "listed", sellers: [{ id: "nomadic", not_ready: "no_account" }] }]);
  });

  it("is why the checkout waits, in the words of every surface, and not a detail that the buyer could give", async () => {
    const prepared = await shop.verbs.prepareCheckout({ items, address: newYorker, buyer: ada });
    if (prepared.kind !== "prepared") return expect.unreachable();
    const { session } = prepared;
    expect(session).toMatchObject({ status: "not_ready", missing: ["seller"] });
    const view = checkoutView(prepared, EDGE);
    expect(view.messages).toMatchObject([{ code: "invalid", param: "$" }]);
    expect(statusText(view, "en")).not.toContain("details");
    expect(statusText(view, "en")).toContain("waits for the seller");
    const page = await pageText(session);
    expect(page).toBe(checkoutTexts("en").missing.seller);
    expect(await pageText(session, "direct")).toBe(page);
  });

  it("needs a person until they have left, and the line says what to do", async () => {
    const { sellerRequirements } = await shop.verbs.attention(100);
    expect(sellerRequirements.map(({ id }) => id)).toEqual(["nomadic"]);
    const lines = reconcileText(null)({ type: "attention", ...(await shop.verbs.attention(100)) });
    expect(lines.join("\n")).toContain("npm run sellers -- --onboard nomadic");
    await move("paused");
    expect((await shop.verbs.attention(100)).sellerRequirements).toEqual([]);
  });
});

describe("the checkout page of a seller who does not sell any more", () => {
  it("offers no way to pay when it is opened afterwards, and says why", async () => {
    shop.sellers.set(NOMADIC.sellerId, { canReceive: true });
    await move("active");
    const session = await sessionOf(await shop.readySession("tent"));
    expect(await pageText(session)).toBeNull();
    await move("paused");
    expect(await pageText(session)).toMatch(/^Nomadic is not selling at the moment/);
    await move("closed");
    expect(await pageText(session)).toMatch(/^Nomadic no longer sells here/);
  });
});
