import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { noSuch, openPlansShop, type PlansShop } from "./plans-shop.ts";

let shop: PlansShop;
beforeAll(async () => {
  shop = await openPlansShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await shop.news();
});

describe("money that does not match", () => {
  it("a second subscription of one entitlement is ended, given back and recorded", async () => {
    const subscription = await shop.subscribed("twice");
    const { id } = await shop.of("twice");
    const mark = { entitlement_id: id };
    const second = await shop.bench.stripe.checkout.sessions.create({
      mode: "subscription",
      success_url: "https://shop.example.com/",
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: "usd",
            unit_amount: 490,
            recurring: { interval: "month" },
            product_data: { name: "Maps" },
          },
        },
      ],
      metadata: mark,
      subscription_data: { metadata: mark },
    });
    await shop.bench.onPage(second.id, "pay");
    const events = await shop.news();
    await shop.deliver(events);
    await shop.deliver(await shop.news());
    await shop.deliver(events);
    const paid = await shop.bench.stripe.checkout.sessions.retrieve(second.id);
    expect(await shop.bench.stripe.subscriptions.retrieve(String(paid.subscription))).toMatchObject({
      status: "canceled",
    });
    expect((await shop.bench.control.ledger()).charges.filter((one) => one.state === "refunded")).toHaveLength(1);
    expect(await shop.of("twice")).toMatchObject({ status: "active", subscription });
    expect(shop.reports.filter(({ fields }) => fields["subscription"] === paid.subscription)).toHaveLength(1);
    expect(await shop.context.store.openOrphanedSubscriptions(10)).toEqual([]);
  });

  it("an orphaned payment that cannot be given back yet is tried again by the sweep", async () => {
    const { page, entitlement } = await shop.open("stubborn");
    await shop.bench.onPage(page, "pay");
    await shop.context.store.transaction((transaction) =>
      transaction.saveEntitlement({ ...entitlement, status: "ended", revision: 9 }, entitlement.revision),
    );
    const path = "/v1/invoices";
    await shop.bench.control.fault({ fault: { kind: "reset" }, method: "GET", path, times: 3 });
    await shop.deliver(await shop.news());
    await shop.bench.control.clearFaults();
    expect(await shop.context.store.openOrphanedSubscriptions(10)).toMatchObject([{ state: "unknown" }]);
    await shop.verbs.sweep();
    expect(await shop.context.store.openOrphanedSubscriptions(10)).toEqual([]);
    expect((await shop.bench.control.ledger()).charges.filter((one) => one.state === "refunded")).toHaveLength(2);
  });

  it("a subscription at another price than it was opened with gives nothing and is listed", async () => {
    const { page, entitlement } = await shop.open("mismatch");
    await shop.bench.onPage(page, "pay");
    // The row stands for a page that asked for something else.
    const asked = { ...entitlement, price: money(100, "USD"), revision: entitlement.revision + 1 };
    await shop.context.store.transaction((transaction) => transaction.saveEntitlement(asked, entitlement.revision));
    await shop.deliver(await shop.news());
    expect(await shop.statusOf("mismatch")).toBeUndefined();
    const { entitlements } = await shop.verbs.attention(10);
    expect(entitlements).toMatchObject([
      { id: entitlement.id, mismatch: "the subscription's price is not the plan's" },
    ]);
    expect(shop.reports).toContainEqual(
      expect.objectContaining({
        fields: expect.objectContaining({ why: "the subscription's price is not the plan's" }),
      }),
    );
  });

  it("an event that nobody can be asked about is not taken, so that Stripe sends it again", async () => {
    const { page } = await shop.open("deaf");
    await shop.bench.onPage(page, "pay");
    const events = await shop.news();
    await shop.bench.control.fault({ fault: { kind: "reset" }, method: "GET", times: 30 });
    await expect(shop.deliver(events)).rejects.toThrow("does not answer");
    await shop.bench.control.clearFaults();
    await shop.deliver(events);
    expect((await shop.of("deaf")).status).toBe("active");
  });

  it("an event of an entitlement that we do not have is reported and changes nothing", async () => {
    await shop.subscribed("stranger");
    const [event] = (await shop.bench.control.events()).filter(({ type }) => type === "invoice.paid").slice(-1);
    const body = JSON.stringify(event).replace(/"ent_\w+/g, `"${noSuch}`);
    expect(await shop.deliver([{ ...JSON.parse(body), id: "evt_stranger" }])).toEqual(["read"]);
    expect(shop.reports.at(-1)?.message).toContain("no entitlement of ours");
  });
});

describe("plans that are off", () => {
  it("are no matter of any tool or of the widget, on or off: the host allows physical goods only", () => {
    const files = ["mcp", "widget"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
    );
    const sources = files.filter((file) => /\.(tsx?|html)$/.test(file));
    expect(sources.length).toBeGreaterThan(20);
    const knowing = sources.filter((file) =>
      /entitlement|\bplans?\b|verbs\.(plan|subscribe)\b/i.test(readFileSync(file, "utf8")),
    );
    expect(knowing).toEqual([]);
  });

  it("are unknown to every verb, and their events are left alone", async () => {
    const off = shop.withPlans(null);
    expect(off.plan("maps")).toBeNull();
    expect(await off.subscribe({ plan: "maps", holder: "off", email: "a@example.com" })).toEqual({
      kind: "no_such_plan",
    });
    expect(await off.checkEntitlement(noSuch)).toBeNull();
    expect((await off.sweep()).subscriptionsAsked).toBe(0);
  });

  it("a plan that is no longer sold goes on for who has it", async () => {
    const subscription = await shop.subscribed("kept");
    const none = shop.withPlans([]);
    expect((await none.subscribe({ plan: "maps", holder: "new", email: "a@example.com" })).kind).toBe("no_such_plan");
    await shop.month(subscription, "paid");
    await none.sweep();
    expect(await shop.statusOf("kept")).toBe("active");
  });
});
