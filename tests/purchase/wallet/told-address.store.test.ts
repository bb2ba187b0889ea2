import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payByWallet } from "#app/checkout/[link]/form/wallet.ts";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import { productId, shopperId } from "#lib/ids.ts";
import { chargesOf, newYorker, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { messageOf } from "./wallet-sheet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

describe("a wallet that is asked for the e-mail address alone", () => {
  it("pays for no other delivery address than the one that stood on its page", async () => {
    const prepared = await shop.verbs.prepareCheckout({
      items: [{ productId: productId("mug"), offerId: null, quantity: 1 }],
      shopperId: shopperId("chat-of-grace"),
      address: newYorker,
    });
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    const { id, link } = prepared.session;
    const storefront = shop.verbs.storefront({ surface: "web", link, browserSecret: "grace's" });
    const shown = shownDigest(prepared.session);
    // The model, or who made it do so, names another house in the same town while the page is open.
    const moved = await shop.verbs.updateCheckout({
      sessionId: id,
      address: { ...newYorker, name: "Somebody Else", lineOne: "99 Other Street" },
    });
    if (moved.kind !== "updated") throw new Error(moved.kind);
    expect(moved.session.totals).toEqual(prepared.session.totals);
    const form = new FormData();
    const fields = { wallet_token: "tok_sandbox_ok_told1", shown, email: "grace@example.com" };
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const answer = await payByWallet({
      form,
      session: moved.session,
      storefront,
      details: storefront.shownDetails(moved.session),
      locale: "en-US",
      texts: checkoutTexts("en-US"),
      typing: () => storefront,
    });
    expect(chargesOf(shop, id).filter(({ state }) => state === "captured")).toEqual([]);
    expect(messageOf(answer)).toContain("address");
  });
});
