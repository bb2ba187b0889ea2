import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { walletTexts } from "#app/checkout/texts/wallet/wallet-texts.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import { productId } from "#lib/ids.ts";
import { chargesOf, newYorker, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { confirmIn, GRACE, messageOf, previewOf, sheetOf, type Page } from "./wallet-sheet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
  await shop.context.catalog.upsert([testProduct("teapot")]);
});
afterAll(() => shop.close());

/** What the form of a page answers that has this session on it. */
const confirm = (page: Page, { wallet_token: token = "", ...fields }: Readonly<Record<string, string>>) =>
  confirmIn(shop, page, token, { ...fields, shown: shownDigest(page.session) });

const oneOf = (id: string) => [{ productId: productId(id), offerId: null, quantity: 1 }];

describe("a wallet above the details", () => {
  it("pays for no other goods than those on its page, also when they were changed before its sheet was opened", async () => {
    const prepared = await shop.verbs.prepareCheckout({ items: oneOf("mug") });
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    const { id, link } = prepared.session;
    const storefront = shop.verbs.storefront({ surface: "web", link, browserSecret: "grace's" });
    // The page has a mug on it, and stays as it is while the chat or another tab makes it a teapot of the same price.
    await shop.verbs.updateCheckout({ sessionId: id, items: oneOf("teapot") });
    const page = { session: prepared.session, storefront };
    expect(await previewOf(page)).toEqual({ kind: "changed" });
    // Without a preview's digest there is the page's own: as the page is read again, and as a sheet that is confirmed all the same.
    const [readAgain, confirmed] = [
      { email: "", wallet_token: "" },
      { ...GRACE, wallet_token: "tok_sandbox_ok_goods1", delivery: "standard" },
    ];
    for (const fields of [readAgain, confirmed]) expect(messageOf(await confirm(page, fields))).toContain("items");
    expect(chargesOf(shop, id)).toEqual([]);
  });

  it("that failed says so, and takes the address of its sheet for no change of the order", async () => {
    const prepared = await shop.verbs.prepareCheckout({ items: oneOf("mug") });
    if (prepared.kind !== "prepared") throw new Error(prepared.kind);
    const storefront = shop.verbs.storefront({ surface: "web", link: prepared.session.link, browserSecret: "grace's" });
    const sheet = await sheetOf({ session: prepared.session, storefront });
    const failed = await confirm({ session: sheet, storefront }, { ...GRACE, wallet_token: "" });
    expect(messageOf(failed)).toBe(walletTexts("en-US").unavailableYet);
    expect(chargesOf(shop, prepared.session.id)).toEqual([]);
  });

  it("names no total for a code or a delivery that its page does not have", async () => {
    for (const change of [{ discountCodes: ["TEN"] }, { address: newYorker, deliveryOptionId: "express" }]) {
      const prepared = await shop.verbs.prepareCheckout({ items: oneOf("mug") });
      if (prepared.kind !== "prepared") throw new Error(prepared.kind);
      const { id, link } = prepared.session;
      const storefront = shop.verbs.storefront({ surface: "web", link, browserSecret: "grace's" });
      const updated = await shop.verbs.updateCheckout({ sessionId: id, ...change });
      if (updated.kind !== "updated") throw new Error(updated.kind);
      expect(await previewOf({ session: prepared.session, storefront })).toEqual({ kind: "changed" });
      expect(await previewOf({ session: updated.session, storefront })).toMatchObject({ kind: "previewed" });
    }
  });
});
