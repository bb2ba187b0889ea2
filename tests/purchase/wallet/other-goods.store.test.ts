import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { payByWallet } from "#app/checkout/[link]/form/wallet.ts";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import { productId } from "#lib/ids.ts";
import { chargesOf, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { GRACE, sheetOf } from "./wallet-sheet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  await shop.context.catalog.upsert([testProduct("teapot")]);
});
afterAll(() => shop.close());

const oneOf = (id: string) => [{ productId: productId(id), offerId: null, quantity: 1 }];

describe("a wallet above the details", () => {
  it("pays for no other goods than those on its page, also when they were changed before its sheet was opened", async () => {
    const prepared = await shop.verbs.prepareCheckout({ items: oneOf("mug") });
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    const { id, link } = prepared.session;
    const storefront = shop.verbs.storefront({ surface: "web", link, browserSecret: "grace's" });
    // The page has a mug on it, and stays as it is while the chat or another tab makes it a teapot of the same price.
    await shop.verbs.updateCheckout({ sessionId: id, items: oneOf("teapot") });
    const sheet = await sheetOf({ session: prepared.session, storefront });
    const form = new FormData();
    // As public/wallet sends it: the digest of the last preview takes the place of the page's own.
    const fields = { ...GRACE, wallet_token: "tok_sandbox_ok_goods1", shown: shownDigest(sheet), delivery: "standard" };
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    const now = await shop.context.store.session(id);
    if (now === null) throw new Error("no session");
    await payByWallet({
      form,
      session: now,
      storefront,
      details: storefront.shownDetails(now),
      locale: "en-US",
      texts: checkoutTexts("en-US"),
      typing: () => storefront,
    });
    expect(chargesOf(shop, id).filter(({ state }) => state === "captured")).toEqual([]);
  });
});
