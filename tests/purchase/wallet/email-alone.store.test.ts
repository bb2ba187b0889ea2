import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shownDigest } from "#lib/checkout/shown.ts";
import { productId, type SessionId } from "#lib/ids.ts";
import type { UpdateRequest } from "#lib/purchase/checkout/changed-checkout.ts";
import { chargesOf, newYorker, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { confirmIn, GRACE, messageOf, storedIn, type Page } from "./wallet-sheet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

/** A checkout whose address, if it has one, the chat has given, opened in a browser by its link. */
async function opened(product: string, address: typeof newYorker | null): Promise<Page> {
  const items = [{ productId: productId(product), offerId: null, quantity: 1 }];
  const prepared = await shop.verbs.prepareCheckout({ items, ...(address === null ? {} : { address }) });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  const { session } = prepared;
  const principal = { surface: "web", link: session.link, browserSecret: "grace's" } as const;
  return { session, storefront: shop.verbs.storefront(principal) };
}

async function inTheChat({ session }: Page, update: Omit<UpdateRequest, "sessionId">) {
  const outcome = await shop.verbs.updateCheckout({ sessionId: session.id, ...update });
  if (outcome.kind !== "updated") throw new Error(outcome.kind);
}

const charges = (id: SessionId) => chargesOf(shop, id);
const { email, name } = GRACE;

describe("a wallet that is asked for less than an address", () => {
  it("gives the e-mail address to what the chat has given, and pays it; declined, the same press is declined again", async () => {
    const page = await opened("mug", newYorker);
    const press = { email, shown: shownDigest(page.session) };
    for (const _time of ["first", "again"])
      expect(messageOf(await confirmIn(shop, page, "tok_sandbox_declined_e1", press))).toContain("not enough money");
    expect((await confirmIn(shop, page, "tok_sandbox_ok_e2", press)).kind).toBe("left");
    expect(await storedIn(shop, page.session.id)).toMatchObject({
      status: "completed",
      buyer: { name: newYorker.name, email },
      address: newYorker,
    });
  });

  it.each([
    ["sends it to another street", { address: { ...newYorker, lineOne: "2 Other Street" } }],
    ["sends it to somebody else there", { address: { ...newYorker, name: "Mallory Thief" } }],
    ["names another buyer", { buyer: { name: "Mallory Thief", email: "mallory@example.com", phoneNumber: null } }],
  ])("charges nothing where the chat, after the page was shown, %s for the same total", async (_what, update) => {
    const page = await opened("mug", newYorker);
    const shown = shownDigest(page.session);
    await inTheChat(page, update);
    const now = await storedIn(shop, page.session.id);
    expect(now.totals).toEqual(page.session.totals);
    expect(await confirmIn(shop, page, "tok_sandbox_ok_e3", { email, shown })).toMatchObject({
      answer: { kind: "stopped", tone: "warning" },
    });
    expect(charges(page.session.id)).toEqual([]);
  });

  it("charges nothing for digital goods to which an address came after the page was shown", async () => {
    const page = await opened("ebook", null);
    const shown = shownDigest(page.session);
    await inTheChat(page, { address: newYorker });
    expect(await confirmIn(shop, page, "tok_sandbox_ok_e4", { email, name, shown })).toMatchObject({
      answer: { kind: "stopped", tone: "warning" },
    });
    expect(charges(page.session.id)).toEqual([]);
  });

  it("that gives an address, but none in fact, does not pay for the one that the chat has changed", async () => {
    const page = await opened("mug", newYorker);
    const shown = shownDigest(page.session);
    await inTheChat(page, { address: { ...newYorker, lineOne: "2 Other Street" } });
    const empty = { email, name: "", line_one: "", line_two: "", city: "", state: "", postal_code: "", country: "" };
    expect(await confirmIn(shop, page, "tok_sandbox_ok_e5", { ...empty, shown })).toMatchObject({
      answer: { kind: "stopped", tone: "warning" },
    });
    expect(charges(page.session.id)).toEqual([]);
  });
});
