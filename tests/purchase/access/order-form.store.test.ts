import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import { productId, shopperId } from "#lib/ids.ts";
import type { UpdateRequest } from "#lib/purchase/checkout/changed-checkout.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { checkoutTexts } from "#app/checkout/texts/checkout-texts.ts";
import { payOnServicePage } from "#app/checkout/[link]/form/payment.ts";
import { applyChoices } from "#app/checkout/[link]/form/apply-choices.ts";
import { anAddress } from "../../fixtures/builders.ts";
import { ada, newYorker, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

/** A checkout with an address from the chat, a code that does not count, and a buyer who typed the e-mail address. */
async function onScreen(): Promise<{ session: CheckoutSession; page: Storefront }> {
  const items = [{ productId: productId("mug"), offerId: null, quantity: 1 }];
  const prepared = await shop.verbs.prepareCheckout({ items, shopperId: shopperId("ann") });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  const { id: sessionId, link } = prepared.session;
  await shop.verbs.updateCheckout({ sessionId, address: newYorker, discountCodes: ["NOPE"] });
  const page = shop.verbs.storefront({ surface: "web", link, browserSecret: "ann's" });
  const typed = await page.updateCheckout({ sessionId, buyer: ada });
  if (typed.kind !== "updated") throw new Error(typed.kind);
  return { session: typed.session, page };
}

/** Pay, pressed with the code's field emptied, so that the form itself changes the order and no total. */
function pressPay(session: CheckoutSession): FormData {
  const form = new FormData();
  form.set("intent", "pay");
  form.set("discount_code", "");
  form.set("shown", shownDigest(session));
  return form;
}

/** Changes the order in the chat at the moment at which the form's choices are applied. */
const whileChatChanges = (page: Storefront, update: UpdateRequest): Pick<Storefront, "updateCheckout"> => ({
  async updateCheckout(request) {
    await shop.verbs.updateCheckout(update);
    return page.updateCheckout(request);
  },
});

describe("Pay with a choice in the same form", () => {
  it("finds the order as it was on the screen when nobody else changed it", async () => {
    const { session, page } = await onScreen();
    expect(session.rejectedDiscounts).toMatchObject([{ code: "NOPE" }]);
    const applied = await applyChoices(page, session, pressPay(session));
    expect(applied).toMatchObject({ kind: "applied", changed: [], session: { rejectedDiscounts: [] } });
  });

  it.each([
    ["sends it to another address", { address: anAddress({ name: "Mallory Thief" }) }, "delivery_address"],
    ["buys more", { items: [{ productId: productId("mug"), offerId: null, quantity: 2 }] }, "lines"],
  ] as const)("names what the chat changed at the same moment: it %s", async (_case, update, part) => {
    const { session, page } = await onScreen();
    const meanwhile = whileChatChanges(page, { sessionId: session.id, ...update });
    const applied = await applyChoices(meanwhile, session, pressPay(session));
    expect(applied.kind === "applied" ? applied.changed : applied).toContain(part);
  });
});

describe("the service's own page, opened from the page with its form", () => {
  it.each([
    ["as it was", {}, "left"],
    ["sent to another address meanwhile", { address: anAddress({ name: "Mallory Thief" }) }, "shown"],
  ] as const)("is opened for the order of that page only: %s", async (_case, update, ends) => {
    const { session, page } = await onScreen();
    const { id: sessionId } = session;
    const form = new FormData();
    form.set("shown", shownDigest(session));
    expect((await page.openHostedPayment({ sessionId })).kind).toBe("opened");
    // In another tab.
    await page.voidPayment({ sessionId });
    await shop.verbs.updateCheckout({ sessionId, ...update });
    const state = await shop.verbs.readOrder({ sessionId });
    if (state === null) throw new Error("no such session");
    const result = await payOnServicePage({
      form,
      session: state.session,
      storefront: page,
      details: page.shownDetails(state.session),
      texts: checkoutTexts("en-US"),
      locale: "en-US",
      typing: () => page,
    });
    expect(result.kind).toBe(ends);
  });
});
