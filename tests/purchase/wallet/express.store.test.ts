import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shownDigest } from "#lib/checkout/shown.ts";
import { productId, type SessionId } from "#lib/ids.ts";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { confirmIn, GRACE, messageOf, sheetOf, storedIn, type Page } from "./wallet-sheet.ts";
import { discountRule } from "../../fixtures/shop-rules.ts";
import { chargesOf, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { CART, itemsOf, openCartShop } from "../carts/cart-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

/** A checkout of which nothing is known, opened in a browser by its link. */
async function opened(verbs = shop.verbs, product = "mug", secret: string | null = "grace's"): Promise<Page> {
  const items = [{ productId: productId(product), offerId: null, quantity: 1 }];
  const prepared = await verbs.prepareCheckout({ items });
  if (prepared.kind !== "prepared") throw new Error(prepared.kind);
  const { link } = prepared.session;
  return { session: prepared.session, storefront: verbs.storefront({ surface: "web", link, browserSecret: secret }) };
}
const stored = (id: SessionId) => storedIn(shop, id);
const confirm = (page: Page, token: string, fields: Readonly<Record<string, string>>, at: TestShop = shop) =>
  confirmIn(at, page, token, fields);
const captured = (id: SessionId) => chargesOf(shop, id).filter(({ state }) => state === "captured");
describe("a wallet above the form", () => {
  it("gives who buys, where it goes and how, and pays what its sheet showed: one charge, one order", async () => {
    const page = await opened();
    const sheet = await sheetOf(page, {}, "express");
    const press = { ...GRACE, shown: shownDigest(sheet), delivery: "express" };
    const paid = await confirm(page, "tok_sandbox_ok_x1", press);
    expect(paid).toEqual({ kind: "left", location: `/checkout/${page.session.link}/done` });
    const order = await stored(page.session.id);
    expect(order).toMatchObject({
      status: "completed",
      buyer: { name: "Grace Hopper", email: "grace@example.com" },
      address: { lineOne: "500 Congress Ave", region: "NY", postalCode: "10001" },
      origins: { buyer: "page", address: "page" },
      deliveryOptionId: "express",
    });
    expect(captured(page.session.id)).toMatchObject([{ amount_minor: sheet.totals.total.amountMinor }]);
    // The same press, sent again because its answer was lost.
    expect(await confirm(page, "tok_sandbox_ok_x1", press)).toEqual(paid);
    expect(captured(page.session.id)).toHaveLength(1);
  });

  it("confirmed with another place than its sheet showed charges nothing, keeps the details and names the new total", async () => {
    const page = await opened();
    const shown = shownDigest(await sheetOf(page, { state: "TX", city: "Austin", postal_code: "78701" }));
    const stopped = await confirm(page, "tok_sandbox_ok_x2", { ...GRACE, shown, delivery: "standard" });
    const now = await stored(page.session.id);
    expect(now).toMatchObject({ status: "ready", buyer: { email: "grace@example.com" }, address: { region: "NY" } });
    expect(messageOf(stopped)).toContain("$32.66");
    expect(await shop.context.store.attempts(page.session.id)).toEqual([]);
    const again = await confirm(page, "tok_sandbox_ok_x2b", { shown: shownDigest(now) });
    expect(again.kind).toBe("left");
    expect(captured(page.session.id)).toMatchObject([{ amount_minor: 3266 }]);
  });

  it("confirmed without a sheet that named the place charges nothing", async () => {
    const page = await opened();
    const stopped = await confirm(page, "tok_sandbox_ok_x3", { ...GRACE, shown: shownDigest(page.session) });
    expect(stopped).toMatchObject({ kind: "answered", answer: { kind: "stopped", tone: "warning" } });
    expect((await stored(page.session.id)).status).toBe("ready");
    expect(captured(page.session.id)).toEqual([]);
  });

  it("confirmed after the order was changed elsewhere charges nothing, even for the same total", async () => {
    const page = await opened();
    const shown = shownDigest(await sheetOf(page));
    const items = [{ productId: productId("last"), offerId: null, quantity: 1 }];
    await page.storefront.updateCheckout({ sessionId: page.session.id, items });
    const stopped = await confirm(page, "tok_sandbox_ok_x4", { ...GRACE, shown, delivery: "standard" });
    expect(stopped).toMatchObject({ kind: "answered", answer: { kind: "stopped" } });
    expect(captured(page.session.id)).toEqual([]);
  });

  it("with an address that cannot be read saves nothing of it, and the form has it to be mended", async () => {
    const page = await opened();
    const shown = shownDigest(await sheetOf(page));
    const broken = { ...GRACE, line_one: "", postal_code: "1000" };
    const refused = await confirm(page, "tok_sandbox_ok_x5", { ...broken, shown, delivery: "standard" });
    expect(refused).toMatchObject({
      kind: "answered",
      answer: {
        kind: "refused",
        typed: { name: "Grace Hopper", email: "grace@example.com" },
        problems: [{ field: "line_one" }, { field: "postal_code" }],
      },
    });
    expect(await stored(page.session.id)).toMatchObject({ status: "not_ready", buyer: null, address: null });
    expect(captured(page.session.id)).toEqual([]);
  });

  it("with a delivery that the whole address does not have saves the details and asks for one more press", async () => {
    const page = await opened();
    const shown = shownDigest(await sheetOf(page, {}, "express"));
    const tokyo = { ...GRACE, country: "JP", state: "Tokyo", city: "Chiyoda", postal_code: "100-0001" };
    const stopped = await confirm(page, "tok_sandbox_ok_x6", { ...tokyo, shown, delivery: "express" });
    expect(stopped).toMatchObject({ kind: "answered", answer: { kind: "stopped", tone: "warning" } });
    expect(await stored(page.session.id)).toMatchObject({ status: "ready", deliveryOptionId: "standard" });
    expect(captured(page.session.id)).toEqual([]);
  });

  it("sent to a place where nothing is delivered keeps the details, charges nothing and says so", async () => {
    const page = await opened();
    const south = { ...GRACE, country: "AQ", state: "", city: "McMurdo", postal_code: "" };
    const shown = shownDigest(await sheetOf(page));
    expect(await confirm(page, "tok_sandbox_ok_x7", { ...south, shown, delivery: "standard" })).toMatchObject({
      answer: { kind: "refused", problems: [{ field: "country" }] },
    });
    expect(captured(page.session.id)).toEqual([]);
  });

  it("whose buyer has used a code up reads the new total before anything is charged", async () => {
    const effect = { kind: "percent", perMillion: 100_000 } as const;
    const rules = {
      ...shop.context.rules,
      discounts: [discountRule({ code: "ONCE", title: "Once", effect, customerLimit: 1 })],
    };
    const verbs = createVerbs({ ...shop.context, rules });
    for (const [token, ends] of [
      ["tok_sandbox_ok_x8", "left"],
      ["tok_sandbox_ok_x9", "answered"],
    ] as const) {
      const page = await opened(verbs);
      await page.storefront.updateCheckout({ sessionId: page.session.id, discountCodes: ["ONCE"] });
      const shown = shownDigest(await sheetOf({ ...page, session: await stored(page.session.id) }));
      expect((await confirm(page, token, { ...GRACE, shown, delivery: "standard" })).kind).toBe(ends);
      expect(captured(page.session.id)).toHaveLength(ends === "left" ? 1 : 0);
    }
  });

  it("of digital goods gives name and e-mail address, and pays the page's total", async () => {
    const page = await opened(shop.verbs, "ebook");
    const { email, name } = GRACE;
    const paid = await confirm(page, "tok_sandbox_ok_x10", { email, name, shown: shownDigest(page.session) });
    expect(paid.kind).toBe("left");
    expect(await stored(page.session.id)).toMatchObject({ status: "completed", buyer: { name, email }, address: null });
  });

  it("in a browser that is not the buyer's changes and charges nothing", async () => {
    const page = await opened();
    const shown = shownDigest(await sheetOf(page));
    await page.storefront.updateCheckout({
      sessionId: page.session.id,
      buyer: { name: "Ada Lovelace", email: "ada@example.com", phoneNumber: null },
    });
    const { link } = page.session;
    const stranger = shop.verbs.storefront({ surface: "web", link, browserSecret: "another" });
    const answer = await confirm({ ...page, storefront: stranger }, "tok_sandbox_ok_x11", { ...GRACE, shown });
    expect(answer).toMatchObject({ answer: { kind: "opened_elsewhere" } });
    expect(await stored(page.session.id)).toMatchObject({ buyer: { name: "Ada Lovelace" }, address: null });
    expect(captured(page.session.id)).toEqual([]);
  });

  it("that is declined keeps the details, and the same press again is declined and charges nothing more", async () => {
    const page = await opened();
    const press = { ...GRACE, shown: shownDigest(await sheetOf(page)), delivery: "standard" };
    for (const _time of ["first", "again"]) {
      expect(messageOf(await confirm(page, "tok_sandbox_declined_x12", press))).toContain("not enough money");
      expect(await stored(page.session.id)).toMatchObject({ status: "ready", buyer: { name: "Grace Hopper" } });
    }
    expect(await shop.context.store.attempts(page.session.id)).toHaveLength(1);
  });

  it("pressed twice at once pays once, whichever of the two saves the details first", async () => {
    const page = await opened();
    const press = { ...GRACE, shown: shownDigest(await sheetOf(page)), delivery: "standard" };
    await Promise.all([
      confirm(page, "tok_sandbox_slow_x13", press),
      confirm(page, "tok_sandbox_slow_x13", press),
      confirm(page, "tok_sandbox_slow_x14", press),
    ]);
    expect(captured(page.session.id)).toHaveLength(1);
    expect((await stored(page.session.id)).status).toBe("completed");
  });

  it("meets a payment page that another tab has opened and charges nothing", async () => {
    const page = await opened();
    const press = { ...GRACE, shown: shownDigest(await sheetOf(page)), delivery: "standard" };
    const { id: sessionId } = page.session;
    await page.storefront.updateCheckout({
      sessionId,
      address: (await sheetOf(page)).address,
      buyer: { name: "Ada Lovelace", email: "ada@example.com", phoneNumber: null },
    });
    expect((await page.storefront.openHostedPayment({ sessionId })).kind).toBe("opened");
    expect(await confirm(page, "tok_sandbox_ok_x15", press)).toEqual({ kind: "shown" });
    expect(await stored(sessionId)).toMatchObject({ buyer: { name: "Ada Lovelace" } });
    expect(chargesOf(shop, sessionId)).toEqual([]);
  });

  it("of goods of several sellers pays what is chosen for each, whatever line its sheet names", async () => {
    const market = await openCartShop();
    const { provider } = market.context;
    // The accounts of these sellers are another bank's.
    const chargeWallet: PaymentProvider["chargeWallet"] = async ({ attempt: { split: _split, ...attempt }, ...rest }) =>
      (await provider.chargeWallet?.({ attempt, ...rest })) ?? { kind: "amount_refused" };
    const verbs = createVerbs({ ...market.context, provider: { ...provider, chargeWallet } });
    const made = await verbs.prepareCheckout({ items: itemsOf(CART) });
    if (made.kind !== "prepared") throw new Error(made.kind);
    const { session } = made;
    const storefront = verbs.storefront({ surface: "web", link: session.link, browserSecret: "grace's" });
    const shown = await sheetOf({ session, storefront });
    const press = { ...GRACE, shown: shownDigest(shown), delivery: "all" };
    const paid = await confirm({ session, storefront }, "tok_sandbox_ok_x16", press, market);
    expect(paid.kind).toBe("left");
    expect(chargesOf(market, session.id)).toMatchObject([{ amount_minor: shown.totals.total.amountMinor }]);
    await market.close();
  });
});
