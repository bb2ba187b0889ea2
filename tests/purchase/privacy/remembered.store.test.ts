import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { productId, shopperId, type ShopperId } from "#lib/ids.ts";
import type { Principal } from "#lib/purchase/access/principal.ts";
import { forget } from "#lib/purchase/privacy/forget.ts";
import { createStorefront } from "#lib/purchase/storefront.ts";
import { PLATFORM, shopperOf } from "../../fixtures/verbs.ts";
import { DAY_MS, openPrivacyShop, pay, someone, tablesWith } from "./privacy-shop.ts";

let shop: Awaited<ReturnType<typeof openPrivacyShop>>;
beforeAll(async () => {
  shop = await openPrivacyShop();
});
afterAll(() => shop.close());

const subject = (word: string) => shopperId(`subject-${word}`);
const items = [{ productId: productId("mug"), offerId: null, quantity: 1 }];
const nothing = { address: null, buyer: null, origins: { address: null, buyer: null } };

async function prepared(principal: Principal) {
  const made = await shop.verbs.storefront(principal).prepareCheckout({ items });
  if (made.kind !== "prepared") throw new Error(made.kind);
  return made;
}
const begun = async (principal: Principal) => (await prepared(principal)).session;
/** The next checkout of a shopper of the chat. */
const nextOf = (word: string) => begun(shopperOf(subject(word)));

/** A checkout of theirs, with the verbs as its own widget calls them. */
async function widgetOf(shopper: ShopperId) {
  const { session, widgetSecret } = await prepared(shopperOf(shopper));
  return { session, verbs: shop.verbs.storefront({ surface: "mcp", subject: shopper, widgetSecret }) };
}

async function remember(word: string) {
  const { session, verbs } = await widgetOf(subject(word));
  const saved = await verbs.updateCheckout({ sessionId: session.id, ...someone(word), remember: true });
  expect(saved.kind).toBe("updated");
  return session;
}

describe("details that a shopper had remembered", () => {
  it("are filled in at the next checkout of the same shopper with the same seller, which can then be paid", async () => {
    await remember("quartz");
    expect(await nextOf("quartz")).toMatchObject({
      ...someone("quartz"),
      status: "ready",
      origins: { address: "remembered", buyer: "remembered" },
    });
  });

  it("are not kept unless the shopper says so", async () => {
    const { session, verbs } = await widgetOf(subject("basalt"));
    await verbs.updateCheckout({ sessionId: session.id, ...someone("basalt") });
    expect(await nextOf("basalt")).toMatchObject(nothing);
  });

  it("are given to nobody else: no other subject, no caller without one, no platform, also with the same e-mail address", async () => {
    await remember("granite");
    for (const other of [shopperOf(subject("other")), shopperOf(null), PLATFORM])
      expect(await begun(other), other.surface).toMatchObject(nothing);
    const { session, verbs } = await widgetOf(subject("twin"));
    await verbs.updateCheckout({ sessionId: session.id, ...someone("granite") });
    expect(await nextOf("twin")).toMatchObject(nothing);
  });

  it("are given by no other seller", async () => {
    await remember("marble");
    const cup = [{ productId: productId("cup"), offerId: null, quantity: 1 }];
    const made = await shop.verbs.storefront(shopperOf(subject("marble"))).prepareCheckout({ items: cup });
    expect(made).toMatchObject({ kind: "prepared", session: { sellerName: "Kumo", ...nothing } });
    expect(await nextOf("marble")).toMatchObject(someone("marble"));
  });

  it("are changed as any others, and stay as they were remembered until the shopper says so again", async () => {
    await remember("slate");
    const { session, verbs } = await widgetOf(subject("slate"));
    await verbs.updateCheckout({ sessionId: session.id, address: someone("moved").address });
    expect(await nextOf("slate")).toMatchObject({ address: someone("slate").address });
    const again = await widgetOf(subject("slate"));
    await again.verbs.updateCheckout({
      sessionId: again.session.id,
      address: someone("moved").address,
      remember: true,
    });
    expect(await nextOf("slate")).toMatchObject({ address: someone("moved").address, buyer: someone("slate").buyer });
  });

  it("can be neither remembered nor forgotten by the model, a stranger's widget, a platform or another browser", async () => {
    const { session, widgetSecret } = await prepared(shopperOf(subject("gneiss")));
    const callers: readonly Principal[] = [
      shopperOf(subject("gneiss")),
      { surface: "mcp", subject: subject("gneiss"), widgetSecret: "wid_of_bob" },
      { surface: "mcp", subject: subject("bob"), widgetSecret },
      PLATFORM,
    ];
    for (const caller of callers) {
      const details = { sessionId: session.id, ...someone("gneiss"), remember: true };
      await shop.verbs.storefront(caller).updateCheckout(details);
      expect(await nextOf("gneiss"), JSON.stringify(caller)).toMatchObject(nothing);
    }
    await remember("gneiss");
    const filled = await nextOf("gneiss");
    for (const caller of callers)
      await shop.verbs.storefront(caller).updateCheckout({ sessionId: filled.id, remember: false });
    expect(await nextOf("gneiss")).toMatchObject(someone("gneiss"));
  });

  it("are remembered from the page when its order is paid, by the browser that types them and by no other that has the link", async () => {
    const session = await begun(shopperOf(subject("chalk")));
    const browser = (browserSecret: string) =>
      shop.verbs.storefront({ surface: "web", link: session.link, browserSecret });
    const save = (secret: string, word: string) =>
      browser(secret).updateCheckout({ sessionId: session.id, ...someone(word), remember: true });
    expect((await save("browser-of-ann", "chalk")).kind).toBe("updated");
    expect((await save("browser-of-bob", "bob")).kind).toBe("not_found");
    // Somebody else may have typed them, who has the link and nothing else.
    expect(await nextOf("chalk")).toMatchObject(nothing);
    expect((await pay(shop, session.id, "chalk")).kind).toBe("completed");
    expect(await nextOf("chalk")).toMatchObject(someone("chalk"));
    expect(browser("browser-of-bob").keptDetails(session).mayRemember).toBe(true);
    const typed = await shop.context.store.session(session.id);
    expect(typed === null ? null : browser("browser-of-bob").keptDetails(typed)).toEqual({
      mayRemember: false,
      address: null,
    });
  });
});

describe("remembered details are gone", () => {
  it("with one click of the shopper, from this checkout and for the next one", async () => {
    await remember("flint");
    const { session, verbs } = await widgetOf(subject("flint"));
    expect(verbs.keptDetails(session).address).toEqual(someone("flint").address);
    const forgotten = await verbs.updateCheckout({ sessionId: session.id, remember: false });
    expect(forgotten).toMatchObject({ kind: "updated", session: { ...nothing, status: "not_ready" } });
    expect(await nextOf("flint")).toMatchObject(nothing);
  });

  it("180 days after they were last used, and not before", async () => {
    await remember("shale");
    shop.advance(179 * DAY_MS);
    expect(await nextOf("shale")).toMatchObject(someone("shale"));
    shop.advance(179 * DAY_MS);
    expect(await nextOf("shale")).toMatchObject(someone("shale"));
    shop.advance(181 * DAY_MS);
    expect(await nextOf("shale")).toMatchObject(nothing);
    expect((await forget(shop.context)).remembered).toBeGreaterThan(0);
    expect((await tablesWith(shop.opened, "shale")).filter((table) => table.includes("remembered"))).toEqual([]);
  });

  it("when their buyer has everything erased, and are in the export before that", async () => {
    await remember("sandstone");
    const held = await shop.verbs.exportBuyer("Sandstone@example.com");
    expect(JSON.stringify(held.remembered)).toContain("sandstone Street 1");
    expect(JSON.stringify(held.purchases)).toContain("remembered_details");
    await shop.verbs.eraseBuyer("sandstone@example.com");
    expect(await nextOf("sandstone")).toMatchObject(nothing);
    expect((await tablesWith(shop.opened, "sandstone")).filter((table) => table.includes("remembered"))).toEqual([]);
  });

  it("are erased with their buyer also where the purchase that made them was forgotten long ago", async () => {
    const made = await remember("pumice");
    await shop.verbs.cancelCheckout({ sessionId: made.id, by: "buyer" });
    shop.advance(31 * DAY_MS);
    await forget(shop.context);
    await shop.verbs.eraseBuyer("pumice@example.com");
    expect(await nextOf("pumice")).toMatchObject(nothing);
  });

  it("and none are made where the shop keeps them for no days", async () => {
    await remember("tuff");
    const off = createStorefront({ ...shop.context, retention: { ...shop.context.retention, rememberedDays: 0 } });
    const made = await off(shopperOf(subject("tuff"))).prepareCheckout({ items });
    expect(made).toMatchObject({ kind: "prepared", session: nothing });
    if (made.kind !== "prepared") return;
    const widget = off({ surface: "mcp", subject: subject("tuff"), widgetSecret: made.widgetSecret });
    expect(widget.keptDetails(made.session).mayRemember).toBe(false);
  });
});
