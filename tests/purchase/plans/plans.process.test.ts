import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { entitlementId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import { holderOfEmail } from "#lib/purchase/plans/subscribe.ts";
import { MAPS, openPlansShop, type PlansShop } from "./plans-shop.ts";

let shop: PlansShop;
beforeAll(async () => {
  shop = await openPlansShop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  await shop.news();
});

const paidCharges = async () =>
  (await shop.bench.control.ledger()).charges.filter((charge) => charge.state === "captured").length;
const pagesOpen = async () => (await shop.bench.stripe.checkout.sessions.list({ status: "open", limit: 100 })).data;

describe("a subscription", () => {
  it("begins when its page is paid, in the words of the merchant's tools and without the buyer", async () => {
    const { page } = await shop.open("begins");
    expect(await shop.statusOf("begins"), "nothing is given before it is paid").toBeUndefined();
    await shop.bench.onPage(page, "pay");
    await shop.deliver(await shop.news());
    const [entitlement] = await shop.verbs.entitlements("begins");
    expect(entitlement).toMatchObject({ name: "maps", planId: "maps", status: "active" });
    expect(entitlement?.paidUntil?.getTime()).toBeGreaterThan(shop.context.now().getTime() + 29 * 86_400_000);
    expect(JSON.stringify(await shop.of("begins"))).not.toContain("ada@");
  });

  it("is known on the way back from the page, before any webhook", async () => {
    const { page, entitlement } = await shop.open("returns");
    expect(await shop.verbs.checkEntitlement(entitlement.id)).toMatchObject({ status: "pending" });
    await shop.bench.onPage(page, "pay");
    expect(await shop.verbs.checkEntitlement(entitlement.id)).toMatchObject({ status: "active" });
  });

  it("is paid again every month, past due while its card is declined, and active when that is paid", async () => {
    const subscription = await shop.subscribed("renews");
    const first = (await shop.of("renews")).paidUntil;
    await shop.month(subscription, "paid");
    await shop.deliver(await shop.news());
    const second = (await shop.of("renews")).paidUntil;
    expect(second?.getTime()).toBeGreaterThan(first?.getTime() ?? Infinity);
    await shop.month(subscription, "declined");
    await shop.deliver(await shop.news());
    expect(await shop.of("renews")).toMatchObject({ status: "past_due", paidUntil: second });
    await shop.bench.control.payOpenInvoice(subscription);
    await shop.deliver(await shop.news());
    const after = await shop.of("renews");
    expect(after.status).toBe("active");
    expect(after.paidUntil?.getTime()).toBeGreaterThan(second?.getTime() ?? Infinity);
  });

  it("that is canceled goes on to the end of what was paid, and can be begun again", async () => {
    const subscription = await shop.subscribed("leaves");
    await shop.bench.stripe.subscriptions.update(subscription, { cancel_at_period_end: true });
    await shop.deliver(await shop.news());
    expect(await shop.statusOf("leaves")).toBe("active");
    await shop.month(subscription, "paid");
    await shop.deliver(await shop.news());
    expect(await shop.statusOf("leaves")).toBe("ended");
    expect(await shop.subscribed("leaves")).not.toBe(subscription);
    expect(await shop.verbs.entitlements("leaves")).toMatchObject([{ status: "active" }]);
  });

  it("comes to the same whatever the order of its events is, and however often they are sent", async () => {
    const { page } = await shop.open("reordered");
    await shop.bench.onPage(page, "pay");
    const begun = await shop.news();
    const { subscription } = await shop.bench.stripe.checkout.sessions.retrieve(page);
    await shop.month(String(subscription), "declined");
    await shop.bench.control.payOpenInvoice(String(subscription));
    const all = [...begun, ...(await shop.news())];
    expect(all.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["checkout.session.completed", "invoice.paid", "invoice.payment_failed"]),
    );
    await shop.deliver(all.toReversed());
    const after = await shop.of("reordered");
    expect(after.status).toBe("active");
    await shop.deliver([...all, ...all]);
    expect(await shop.of("reordered")).toEqual(after);
  });

  it("is moved by nothing that Stripe did not sign", async () => {
    const { page } = await shop.open("forged");
    await shop.bench.onPage(page, "pay");
    const events = await shop.news();
    expect(new Set(await shop.deliver(events, "foreign"))).toEqual(new Set(["forged"]));
    expect((await shop.of("forged")).status).toBe("pending");
    await shop.deliver(events);
    expect((await shop.of("forged")).status).toBe("active");
  });

  it("whose webhooks are all lost is found by the sweep, begun, renewed and ended", async () => {
    const { page } = await shop.open("unheard");
    await shop.bench.onPage(page, "pay");
    expect((await shop.verbs.sweep()).subscriptionsAsked).toBeGreaterThan(0);
    const { subscription, status } = await shop.of("unheard");
    expect(status).toBe("active");
    await shop.month(subscription ?? "", "declined");
    await shop.verbs.sweep();
    expect(await shop.statusOf("unheard")).toBe("past_due");
    await shop.bench.stripe.subscriptions.cancel(subscription ?? "");
    await shop.verbs.sweep();
    expect(await shop.statusOf("unheard")).toBe("ended");
  });
});

describe("one holder and one plan", () => {
  it("have one page, however many tabs open it at once, and pay once", async () => {
    const tabs = await Promise.all(
      Array.from({ length: 6 }, () => shop.verbs.subscribe({ plan: "maps", holder: "tabs", email: "a@example.com" })),
    );
    const urls = new Set(tabs.flatMap((tab) => (tab.kind === "opened" ? [tab.url] : [])));
    expect(urls.size).toBe(1);
    expect(tabs.every((tab) => tab.kind === "opened" || tab.kind === "still_checking")).toBe(true);
    const before = await paidCharges();
    await shop.bench.onPage((await shop.of("tabs")).page ?? "", "pay");
    const late = await shop.verbs.subscribe({ plan: "maps", holder: "tabs", email: "a@example.com" });
    expect(late, "paid, and no webhook yet").toMatchObject({ kind: "already_subscribed" });
    expect(await paidCharges()).toBe(before + 1);
  });

  it("get the page that was made although its reply was lost", async () => {
    await shop.bench.control.fault({
      fault: { kind: "reply_lost" },
      method: "POST",
      path: "/v1/checkout/sessions",
      times: 3,
    });
    const lost = await shop.verbs.subscribe({ plan: "maps", holder: "lost", email: "a@example.com" });
    await shop.bench.control.clearFaults();
    expect(lost.kind).toBe("still_checking");
    const again = await shop.verbs.subscribe({ plan: "maps", holder: "lost", email: "a@example.com" });
    expect(again.kind).toBe("opened");
    const ours = (await pagesOpen()).filter(
      (page) => page.client_reference_id !== null && again.kind === "opened" && page.url === again.url,
    );
    expect(ours).toHaveLength(1);
    expect(
      (await pagesOpen()).filter((page) => page.metadata?.["entitlement_id"] === ours[0]?.client_reference_id),
    ).toHaveLength(1);
  });

  it.each([
    ["lately has one under the key that was stored", 20, "opened"],
    ["a while ago waits, because the request may still be on its way", 27, "still_checking"],
    ["long ago has one in an entitlement of its own, because Stripe refuses the first request by now", 40, "opened"],
  ] as const)("whose page was claimed and not opened %s", async (_, minutes, kind) => {
    const holder = `crashed-${minutes}`;
    const { page, ...left } = { ...(await shop.open(`${holder}-model`)).entitlement };
    const openedAt = new Date(shop.context.now().getTime() - minutes * 60_000);
    const id = entitlementId(shop.context.newId("ent"));
    const crashed = { ...left, id, holder, openedAt, page: null };
    expect(page).not.toBeNull();
    await shop.context.store.transaction((transaction) => transaction.insertEntitlement(crashed));
    const outcome = await shop.verbs.subscribe({ plan: "maps", holder, email: "ada@example.com" });
    expect(outcome.kind).toBe(kind);
    expect((await shop.of(holder)).id === id).toBe(minutes < 35);
  });

  it("with another address get a page of its own, and the first can no longer be paid", async () => {
    const first = await shop.open("retyped", "adda@example.com");
    const second = await shop.open("retyped", "ada@example.com");
    expect(second.page).not.toBe(first.page);
    await shop.bench.onPage(first.page, "pay");
    await shop.bench.onPage(second.page, "pay");
    await shop.deliver(await shop.news());
    expect(await shop.of("retyped")).toMatchObject({ id: second.entitlement.id, status: "active" });
    expect(await shop.open("case", "ADA@example.com")).toEqual(await shop.open("case", "ada@example.com"));
  });

  it("are never asked for a price that is no longer the plan's", async () => {
    const first = await shop.open("repriced");
    const dearer = shop.withPlans([{ ...MAPS, price: money(690, "USD") }]);
    const opened = await dearer.subscribe({ plan: "maps", holder: "repriced", email: "ada@example.com" });
    expect(opened.kind).toBe("opened");
    expect(await shop.of("repriced")).toMatchObject({ price: money(690, "USD") });
    expect(await shop.bench.stripe.checkout.sessions.retrieve(first.page)).toMatchObject({ status: "expired" });
  });

  it("who left the page unpaid are forgotten when it closes", async () => {
    const { page, entitlement } = await shop.open("left");
    await shop.bench.control.onPage(page, "leave");
    await shop.bench.stripe.checkout.sessions.expire(page);
    await shop.deliver(await shop.news());
    expect(await shop.context.store.entitlement(entitlement.id)).toMatchObject({ status: "ended", paidUntil: null });
    expect(await shop.verbs.entitlements("left")).toEqual([]);
  });

  it("that are a person's e-mail address are kept as its digest", async () => {
    const opened = await shop.verbs.subscribe({ plan: "maps", holder: null, email: " Ada@Example.com" });
    expect(opened.kind).toBe("opened");
    const holder = holderOfEmail("ada@example.com");
    expect(holder).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect((await shop.of(holder)).status).toBe("pending");
  });
});
