import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShipmentRequest } from "#lib/orders/shipment.ts";
import { forget } from "#lib/purchase/privacy/forget.ts";
import { openPrivacyShop, orderOf, tablesWith } from "./privacy-shop.ts";

let shop: Awaited<ReturnType<typeof openPrivacyShop>>;
beforeAll(async () => {
  shop = await openPrivacyShop();
});
afterAll(() => shop.close());

const erase = (word: string) => shop.verbs.eraseBuyer(`${word}@example.com`);
/** A parcel that the merchant's system names after its tracking number. */
const parcel = (word: string, isDelivered = false): ShipmentRequest => ({
  name: `TRACK-${word}`,
  carrier: "DHL",
  trackingNumber: `TRACK-${word}`,
  trackingUrl: `https://dhl.example/${word}`,
  lines: null,
  isDelivered,
});
/** The audit trail keeps an operator's reason, as docs/privacy.md says. */
const tracesOf = async (word: string) =>
  (await tablesWith(shop.opened, word)).filter((table) => table !== "public.audit_entries");

describe("what is reported of an order after it was erased", () => {
  it("of a parcel that is sent keeps no tracking number, neither as its name", async () => {
    const order = await orderOf(shop, "quartz");
    await erase("quartz");
    expect((await shop.verbs.recordShipment({ orderId: order.id, ...parcel("quartz") })).kind).toBe("recorded");
    expect(await tracesOf("quartz")).toEqual([]);
    expect((await shop.verbs.recordShipment({ orderId: order.id, ...parcel("quartz") })).kind).toBe("already_recorded");
    const delivered = await shop.verbs.recordShipment({ orderId: order.id, ...parcel("quartz", true) });
    expect(delivered).toMatchObject({ kind: "recorded", isNew: false, order: { shipments: [{ carrier: "DHL" }] } });
    expect(await tracesOf("quartz")).toEqual([]);
  });

  it("is the same parcel as before, also where it had the name of its tracking number", async () => {
    const order = await orderOf(shop, "basalt");
    await shop.verbs.recordShipment({ orderId: order.id, ...parcel("basalt") });
    await erase("basalt");
    expect((await shop.verbs.recordShipment({ orderId: order.id, ...parcel("basalt") })).kind).toBe("already_recorded");
    const delivered = await shop.verbs.recordShipment({ orderId: order.id, ...parcel("basalt", true) });
    expect(delivered).toMatchObject({ kind: "recorded", isNew: false });
    expect(await tracesOf("basalt")).toEqual([]);
  });

  it("adds no tracking number to a parcel that the merchant named itself", async () => {
    const order = await orderOf(shop, "gneiss");
    const box = { ...parcel("gneiss"), name: "box 1" };
    await shop.verbs.recordShipment({ orderId: order.id, ...box, trackingNumber: null, trackingUrl: null });
    await erase("gneiss");
    expect((await shop.verbs.recordShipment({ orderId: order.id, ...box })).kind).toBe("already_recorded");
    expect((await shop.context.store.order(order.id))?.shipments).toMatchObject([{ name: "box 1" }]);
    expect(await tracesOf("gneiss")).toEqual([]);
  });

  it("of a refund and of a visit is forgotten by the next run", async () => {
    const order = await orderOf(shop, "granite");
    await erase("granite");
    const refund = { orderId: order.id, amountMinor: 100, requestId: "r", why: "granite sent it back" };
    expect((await shop.verbs.refundOrder(refund)).kind).toBe("done");
    await shop.context.store.transaction((transaction) =>
      transaction.saveReturnUrl(order.sessionId, "https://chatgpt.com/c/granite", shop.context.now()),
    );
    await forget(shop.context);
    expect(await tracesOf("granite")).toEqual([]);
    expect((await shop.verbs.refundOrder(refund)).kind).toBe("done");
  });
});
