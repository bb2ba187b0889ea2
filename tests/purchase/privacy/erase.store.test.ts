import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shopperId } from "#lib/ids.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import { NOON } from "../../fixtures/builders.ts";
import { ledgerProblems } from "../../faults/ledger-check.ts";
import { shopperOf } from "../../fixtures/verbs.ts";
import { forget } from "#lib/purchase/privacy/forget.ts";
import { openPrivacyShop, orderOf, pay, sessionOf, someone, tablesWith } from "./privacy-shop.ts";

let shop: Awaited<ReturnType<typeof openPrivacyShop>>;
beforeAll(async () => {
  shop = await openPrivacyShop();
});
afterAll(() => shop.close());

const trail = async (action: string) =>
  (await shop.context.store.auditEntries(new Date(0), 1000, 0)).filter((entry) => entry.action === action);
const erase = (word: string) => shop.verbs.eraseBuyer(`${word}@example.com`);

describe("erasing a buyer", () => {
  it("leaves an order its number, date, items, amounts and country, and no other trace of them in any table", async () => {
    const before = await orderOf(shop, "quartz");
    await shop.context.store.transaction(async (transaction) => {
      const name = { scope: "s", key: "k" };
      await transaction.insertRequest({ ...name, bodyHash: "h", apiVersion: null }, shop.context.now());
      await transaction.answerRequest(name, { status: 200, body: `{"id":"${before.sessionId}","name":"quartz"}` });
    });
    await shop.verbs.recordShipment({
      orderId: before.id,
      name: "TRACK-quartz",
      carrier: "DHL",
      trackingNumber: "TRACK-quartz",
      trackingUrl: "https://dhl.example/quartz",
      lines: null,
      isDelivered: true,
    });
    expect((await tablesWith(shop.opened, "quartz")).length).toBeGreaterThan(6);
    const why = "Name quartz called twice";
    await shop.verbs.refundOrder({ orderId: before.id, amountMinor: 100, requestId: "r", why });
    const { outcomes } = await erase("quartz");
    expect(outcomes).toMatchObject([{ orderNumber: before.number, outcome: "erased" }]);
    // The audit trail only grows; docs/operating.md asks operators to name no buyer in a reason.
    expect(await tablesWith(shop.opened, "quartz")).toEqual(["public.audit_entries"]);
    const after = await shop.context.store.order(before.id);
    const kept = ({ number, paidAt, lineItems, totals, paid, delivery, discounts, sellerName }: typeof before) => ({
      number,
      paidAt,
      lineItems,
      totals,
      paid,
      delivery,
      discounts,
      sellerName,
    });
    expect(after === null ? null : kept(after)).toEqual(kept(before));
    expect(after).toMatchObject({ buyer: null, address: null, erased: { country: "US" } });
    expect(after?.shipments).toMatchObject([{ carrier: "DHL", trackingNumber: null, trackingUrl: null }]);
  });

  it("empties a checkout that was not paid, which can neither be paid nor changed from then on", async () => {
    const id = await sessionOf(shop, "basalt");
    expect((await erase("basalt")).outcomes).toMatchObject([{ sessionId: id, orderNumber: null, outcome: "erased" }]);
    expect(await tablesWith(shop.opened, "basalt")).toEqual([]);
    expect((await pay(shop, id, "someone-else")).kind).toBe("closed");
    expect((await shop.verbs.openHostedPayment({ sessionId: id })).kind).toBe("closed");
    const changed = await shop.verbs.updateCheckout({ sessionId: id, ...someone("someone-else") });
    expect(changed.kind).toBe("locked");
    expect(await tablesWith(shop.opened, "someone-else")).toEqual([]);
    expect(await ledgerProblems(shop.context.store, shop.bank.ledger().charges, id)).toEqual([]);
  });

  it("finds them in any case, in any form of Unicode and of the domain, and nobody else", async () => {
    const id = await sessionOf(shop, "zoë");
    const email = "zoë@bücher.example";
    await shop.verbs.updateCheckout({ sessionId: id, buyer: { ...someone("zoë").buyer, email } });
    const other = await sessionOf(shop, "zoe");
    for (const typed of ["ZOË@BÜCHER.example", " zoe\u0308@bu\u0308cher.example", "Zoë@xn--bcher-kva.example"])
      expect(
        (await shop.verbs.findBuyer(typed)).map(({ sessionId }) => sessionId),
        typed,
      ).toEqual([id]);
    await shop.verbs.eraseBuyer("ZOE\u0308@BÜCHER.EXAMPLE");
    expect((await shop.context.store.session(id))?.buyer).toBeNull();
    expect((await shop.context.store.session(other))?.buyer).not.toBeNull();
  });

  it("said twice changes nothing the second time", async () => {
    const order = await orderOf(shop, "granite");
    await erase("granite");
    const first = await shop.context.store.order(order.id);
    const entries = (await trail("privacy_erased")).length;
    expect((await erase("granite")).outcomes).toEqual([]);
    expect(await shop.context.store.order(order.id)).toEqual(first);
    expect(await trail("privacy_erased")).toHaveLength(entries);
  });

  it("is in the audit trail with a keyed digest, and never the address itself", async () => {
    const order = await orderOf(shop, "feldspar");
    await shop.verbs.exportBuyer("FELDSPAR@example.com");
    await erase("feldspar");
    const buyer = shop.context.buyerDigest("feldspar@example.com");
    const entry = (await trail("privacy_erased")).find(({ subject }) => subject === order.number);
    expect(entry).toMatchObject({ actor: "command", details: { buyer } });
    expect((await trail("privacy_exported")).at(-1)).toMatchObject({ details: { buyer, purchases: 1 } });
    expect(await tablesWith(shop.opened, "feldspar")).toEqual([]);
  });

  it("waits for a payment whose outcome is open, names its session, and is done once it is settled", async () => {
    const id = await sessionOf(shop, "gneiss");
    expect((await pay(shop, id, "gneiss", "tok_sandbox_timeout_captured")).kind).toBe("still_checking");
    expect((await erase("gneiss")).outcomes).toMatchObject([{ sessionId: id, outcome: "open" }]);
    expect((await forget(shop.context)).asked).toBe(0);
    expect((await shop.context.store.session(id))?.buyer?.name).toBe("Name gneiss");
    await shop.verbs.sweep();
    expect((await shop.context.store.session(id))?.status).toBe("completed");
    expect((await forget(shop.context)).asked).toBe(1);
    expect(await tablesWith(shop.opened, "gneiss")).toEqual([]);
    expect(await ledgerProblems(shop.context.store, shop.bank.ledger().charges, id)).toEqual([]);
    expect((await trail("privacy_erased")).at(-1)).toMatchObject({
      actor: "server",
      details: { buyer: shop.context.buyerDigest("gneiss@example.com") },
    });
  });
});

describe("an erased order", () => {
  it("can still be refunded, shipped, and reported by its payment provider", async () => {
    const order = await orderOf(shop, "marble");
    await erase("marble");
    const refund = { orderId: order.id, amountMinor: 500, requestId: "one", why: "broken" };
    expect(await shop.verbs.refundOrder(refund)).toMatchObject({
      kind: "done",
      order: { status: "partially_refunded" },
    });
    expect(await shop.verbs.refundOrder({ ...refund, amountMinor: null, requestId: "two" })).toMatchObject({
      kind: "done",
      order: { status: "refunded", erased: { country: "US" } },
    });
    const charges = shop.bank.ledger().charges;
    expect(await ledgerProblems(shop.context.store, charges, order.sessionId)).toEqual([]);
    const other = await orderOf(shop, "slate");
    await erase("slate");
    const box = { name: "b", carrier: "DHL", trackingNumber: null, trackingUrl: null, lines: null, isDelivered: false };
    expect((await shop.verbs.recordShipment({ orderId: other.id, ...box })).kind).toBe("recorded");
  });

  it("is not found by its number and e-mail address, like any that do not match", async () => {
    const order = await orderOf(shop, "chalk");
    const request = { number: order.number, email: "chalk@example.com" };
    expect((await shop.verbs.findOrder(request)).kind).toBe("found");
    await erase("chalk");
    expect(await shop.verbs.findOrder(request)).toEqual({ kind: "no_match" });
    expect(await shop.verbs.findOrder({ ...request, email: "" })).toEqual({ kind: "no_match" });
  });

  it("still belongs to its shopper and to nobody else", async () => {
    const { sessionId } = await orderOf(shop, "flint");
    await erase("flint");
    const as = (subject: string | null) =>
      shop.verbs.storefront(shopperOf(subject === null ? null : shopperId(subject))).readOrder({ sessionId });
    expect((await as("subject-flint"))?.order?.erased).not.toBeNull();
    expect(await as("subject-other")).toBeNull();
    expect(await as(null)).toBeNull();
    const stored = (await shop.context.store.session(sessionId))?.shopperId ?? "";
    expect(stored).toMatch(/^erased:[0-9a-f]{64}$/);
  });

  it("is in an event that waited for the merchant's receiver as it is now, without its buyer", async () => {
    const order = await orderOf(shop, "opal");
    await erase("opal");
    const event = {
      eventId: "evt_1",
      orderId: order.id,
      type: "order_create",
      occurredAt: NOON.toISOString(),
    } as const;
    await runJob(shop.context, { kind: "send_order_event", ...event });
    const sent = shop.orderEvents.at(-1);
    expect(sent?.order.number).toBe(order.number);
    expect(JSON.stringify(sent)).not.toContain("opal");
  });
});

describe("what a buyer is given to read", () => {
  it("has every row about their purchases, and nothing of anybody else", async () => {
    const order = await orderOf(shop, "topaz");
    await orderOf(shop, "beryl");
    await shop.verbs.refundOrder({ orderId: order.id, amountMinor: 100, requestId: "r", why: "late" });
    const data = await shop.verbs.exportBuyer("Topaz@example.com");
    const [purchase] = data.purchases;
    expect(data.purchases).toHaveLength(1);
    for (const table of ["checkout_sessions", "orders", "payment_attempts", "captures", "refunds", "session_events"])
      expect(purchase?.[table]?.length, table).toBeGreaterThan(0);
    expect(JSON.stringify(data)).toContain("topaz Street 1");
    expect(JSON.stringify(data)).toContain(order.number);
    expect(JSON.stringify(data)).not.toContain("beryl");
    expect(purchase?.["checkout_sessions"]?.[0]).not.toHaveProperty("api_key_digest");
    expect(data.keptDays).toEqual(shop.context.retention);
  });
});
