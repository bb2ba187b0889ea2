import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chosenIds } from "#lib/checkout/parts.ts";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { HOST_WITH_SHEET } from "#lib/routing/host.ts";
import { ada } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { CART, openCartShop, readyCart, type CartShop } from "./cart-shop.ts";

let shop: CartShop;
let verbs: CartShop["verbs"];
beforeAll(async () => {
  shop = await openCartShop();
  const { provider } = shop.context;
  // The accounts of these sellers are another bank's.
  const openHostedPage: PaymentProvider["openHostedPage"] = ({ attempt: { split: _split, ...attempt }, ...rest }) =>
    provider.openHostedPage({ attempt, ...rest });
  verbs = createVerbs({ ...shop.context, provider: { ...provider, openHostedPage } });
});
afterAll(() => shop.close());

describe("a payment sheet that was opened before its buyer changed the order on the checkout page", () => {
  it.each([
    ["one seller", { mug: 1 }],
    ["two sellers", CART],
  ])(
    "charges nothing, and gives up no payment page that is open for the order of %s as it is now",
    async (name, goods) => {
      const id = await readyCart({ verbs }, goods, `arm-instant-${name}`);
      await verbs.chooseRoute({ sessionId: id, capabilities: HOST_WITH_SHEET, country: null, platform: null });
      const sheet = await shop.context.store.session(id);
      if (sheet === null) throw new Error("no session");
      const page = verbs.storefront({ surface: "web", link: sheet.link, browserSecret: "ada's" });
      const faster = sheet.deliveryOptions.find((option) => !chosenIds(sheet).includes(option.id));
      await page.updateCheckout({ sessionId: id, deliveryOptionIds: faster === undefined ? [] : [faster.id] });
      const opened = await page.openHostedPayment({ sessionId: id });
      if (opened.kind !== "opened") throw new Error(opened.kind);
      const token = `tok_sandbox_ok_stale_${name.replace(" ", "_")}`;
      expect(await verbs.payWithToken({ sessionId: id, token, buyer: ada })).toMatchObject({ kind: "changed" });
      const reference = opened.url.split("/").at(-1) ?? "";
      expect(shop.bank.page(reference)?.state).toBe("open");
      shop.bank.answerPage(reference, "pay");
      expect((await page.checkOrder({ sessionId: id, waits: true }))?.order).not.toBeNull();
    },
  );
});
