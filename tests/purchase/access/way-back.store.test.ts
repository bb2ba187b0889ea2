import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutSession } from "#lib/checkout/session.ts";
import { productId, shopperId } from "#lib/ids.ts";
import type { Storefront } from "#lib/purchase/storefront.ts";
import { newYorker, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const OWN = "https://chatgpt.com/c/own";
const OTHER = "https://chatgpt.com/g/g-somebody-elses";

/** A checkout whose address was given in the chat, so that nobody needs to type one on its page. */
async function newSession(): Promise<CheckoutSession> {
  const items = [{ productId: productId("mug"), offerId: null, quantity: 1 }];
  const prepared = await shop.verbs.prepareCheckout({ items, shopperId: shopperId("ann") });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  await shop.verbs.updateCheckout({ sessionId: prepared.session.id, address: newYorker });
  return prepared.session;
}
const browser = ({ link }: CheckoutSession, browserSecret: string | null): Storefront =>
  shop.verbs.storefront({ surface: "web", link, browserSecret });

describe("the way back to the chat", () => {
  it("is not replaced by whoever opens the link later, before details are typed and after", async () => {
    const session = await newSession();
    const { id: sessionId } = session;
    const [buyer, stranger] = [browser(session, null), browser(session, "stranger")];
    await buyer.rememberReturn({ sessionId, url: OWN });
    await stranger.rememberReturn({ sessionId, url: OTHER });
    expect(await buyer.returnUrl({ sessionId })).toBe(OWN);
    const typed = { name: "Ann", email: "ann@example.com", phoneNumber: null };
    await browser(session, "ann's").updateCheckout({ sessionId, buyer: typed });
    await stranger.rememberReturn({ sessionId, url: OTHER });
    expect(await buyer.returnUrl({ sessionId })).toBe(OWN);
  });

  it("is that of the browser that typed details, also where somebody opened the link before it", async () => {
    const session = await newSession();
    const { id: sessionId } = session;
    await browser(session, "stranger").rememberReturn({ sessionId, url: OTHER });
    const typed = { name: "Ann", email: "ann@example.com", phoneNumber: null };
    await browser(session, "ann's").updateCheckout({ sessionId, buyer: typed });
    await browser(session, "ann's").rememberReturn({ sessionId, url: OWN });
    expect(await browser(session, "ann's").returnUrl({ sessionId })).toBe(OWN);
  });

  it("is one of those that were opened at once, and stays so", async () => {
    const session = await newSession();
    const { id: sessionId } = session;
    const urls = Array.from({ length: 6 }, (_, index) => `${OWN}-${index}`);
    await Promise.all(urls.map((url, index) => browser(session, `b${index}`).rememberReturn({ sessionId, url })));
    const kept = await browser(session, null).returnUrl({ sessionId });
    expect(urls).toContain(kept);
    await browser(session, null).rememberReturn({ sessionId, url: OTHER });
    expect(await browser(session, null).returnUrl({ sessionId })).toBe(kept);
  });
});
