import { afterEach, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import type { OrderEvent, OrderReceiver } from "#lib/orders/order-event.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import { openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { openTestPglite } from "../../fixtures/test-pglite.ts";
import { paidOrder } from "./paid-order.ts";
import { aParcel } from "../../fixtures/parcels.ts";

/** A receiver that keeps what it takes; `outage` makes it refuse or hang. */
function aReceiver(name: string, sellers: readonly string[] | null = null) {
  const taken: OrderEvent[] = [];
  const state: { outage: null | "refuses" | "hangs" } = { outage: null };
  const receiver: OrderReceiver = {
    name,
    sellers: sellers?.map(sellerId) ?? null,
    async send(event) {
      if (state.outage === "refuses") throw new Error(`${name} answered 503`);
      if (state.outage === "hangs") await new Promise((resolve) => void setTimeout(resolve, 15_000));
      taken.push(event);
    },
  };
  return { receiver, taken, state, numbers: () => taken.map(({ order }) => order.number).sort() };
}

const open: TestShop[] = [];
afterEach(async () => {
  for (const shop of open.splice(0)) await shop.close();
});
async function shopWith(...receivers: readonly { readonly receiver: OrderReceiver }[]): Promise<TestShop> {
  const orderReceivers = receivers.map(({ receiver }) => receiver);
  const shop = await openTestShop(await openTestPglite(), { orderReceivers });
  open.push(shop);
  return shop;
}
const settled = (read: () => unknown) => expect.poll(read, { timeout: 20_000 });

describe("several receivers of order events", () => {
  it("get each event under one id, and one that serves a seller gets that seller's orders only", async () => {
    const [platform, erp, kumo] = [aReceiver("ACP_WEBHOOK_URL"), aReceiver("erp"), aReceiver("kumo", ["kumo"])];
    const shop = await shopWith(platform, erp, kumo);
    await shop.startJobs();
    const mug = await paidOrder(shop, { mug: 1 });
    const cup = await paidOrder(shop, { cup: 1 });
    await settled(() => [platform.numbers(), erp.numbers(), kumo.numbers()]).toEqual([
      [mug.number, cup.number].sort(),
      [mug.number, cup.number].sort(),
      [cup.number],
    ]);
    const ids = (taken: readonly OrderEvent[]) => taken.map(({ id }) => id).sort();
    expect(ids(platform.taken)).toEqual(ids(erp.taken));
  });

  it.each(["refuses", "hangs"] as const)("do not wait for one that %s", async (outage) => {
    const [slow, erp] = [aReceiver("slow"), aReceiver("erp")];
    const shop = await shopWith(slow, erp);
    slow.state.outage = outage;
    await shop.startJobs();
    const orders = [];
    for (let count = 0; count < 12; count += 1) orders.push((await paidOrder(shop, { ebook: 1 })).number);
    const startedAt = Date.now();
    await settled(() => erp.numbers()).toEqual(orders.sort());
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    expect(slow.taken).toEqual([]);
  });

  it("lose an order that is no longer theirs between the sale and the sending", async () => {
    const former = aReceiver("former", ["kumo"]);
    const shop = await shopWith(former);
    const order = await paidOrder(shop, { mug: 1 });
    const event = {
      eventId: "evt_1",
      orderId: order.id,
      type: "order_create",
      occurredAt: "2026-11-28T12:00:00Z",
    } as const;
    await runJob(shop.context, { kind: "send_order_event", ...event, receiver: "former" });
    await runJob(shop.context, { kind: "send_order_event", ...event, receiver: "removed" });
    expect(former.taken).toEqual([]);
  });

  it("include the one of a job that an earlier release left, which names none", async () => {
    const platform = aReceiver("ACP_WEBHOOK_URL");
    const shop = await shopWith(platform, aReceiver("erp"));
    const order = await paidOrder(shop, { mug: 1 });
    const event = {
      eventId: "evt_1",
      orderId: order.id,
      type: "order_create",
      occurredAt: "2026-11-28T12:00:00Z",
    } as const;
    await runJob(shop.context, { kind: "send_order_event", ...event });
    expect(platform.taken.map(({ id }) => id)).toEqual(["evt_1"]);
  });
});

describe("a receiver that catches up", () => {
  const resend = (shop: TestShop, receiver: string, since: Date) =>
    shop.verbs.resendOrders({ receiver, since, why: "new system" });

  it("is sent every order of its sellers that was paid or changed since, and what is new goes first", async () => {
    const [erp, kumo] = [aReceiver("erp"), aReceiver("kumo", ["kumo"])];
    const shop = await shopWith(erp, kumo);
    const untouched = await paidOrder(shop, { ebook: 1 });
    const early = await paidOrder(shop, { cup: 1 });
    const since = new Date(Date.now() + 3_600_000);
    shop.advance(2 * 3_600_000);
    await shop.verbs.recordShipment({ orderId: early.id, ...aParcel() });
    const late = await paidOrder(shop, { mug: 1 });
    const lateCup = await paidOrder(shop, { cup: 1 });
    await shop.startJobs();
    await settled(() => erp.taken.length).toBe(5);
    await settled(() => kumo.taken.length).toBe(3);
    erp.taken.length = 0;
    kumo.taken.length = 0;
    expect(await resend(shop, "erp", since)).toEqual({ kind: "enqueued", orders: 3 });
    expect(await resend(shop, "kumo", since)).toEqual({ kind: "enqueued", orders: 2 });
    await settled(() => erp.numbers()).toEqual([early.number, late.number, lateCup.number].sort());
    await settled(() => kumo.numbers()).toEqual([early.number, lateCup.number].sort());
    expect(erp.taken.map(({ order }) => order.number)).not.toContain(untouched.number);
    const typeOf = (number: string) => erp.taken.find(({ order }) => order.number === number)?.type;
    expect([typeOf(early.number), typeOf(late.number)]).toEqual(["order_update", "order_create"]);
  });

  it("gets what happens meanwhile before what is sent again", async () => {
    const erp = aReceiver("erp");
    const shop = await shopWith(erp);
    const since = new Date(Date.now() - 60_000);
    const orders = [];
    for (let count = 0; count < 12; count += 1) orders.push(await paidOrder(shop, { ebook: 1 }));
    await resend(shop, "erp", since);
    const latest = await paidOrder(shop, { mug: 1 });
    await shop.startJobs();
    await settled(() => erp.taken.length).toBe(25);
    const position = erp.taken.findIndex(({ order }) => order.number === latest.number);
    // A batch of ten is sent at once: the thirteenth in the queue is in the second.
    expect(position).toBeLessThan(20);
  });

  it("is in the audit trail with the operator's reason, and a name that nobody has is answered with those there are", async () => {
    const shop = await shopWith(aReceiver("erp"));
    expect(await resend(shop, "wms", new Date())).toEqual({ kind: "no_such_receiver", known: ["erp"] });
    expect(await shop.context.store.auditEntries(new Date(0), 10, 0)).toEqual([]);
    await resend(shop, "erp", new Date("2026-11-01T00:00:00Z"));
    expect(await shop.context.store.auditEntries(new Date(0), 10, 0)).toMatchObject([
      {
        action: "orders_resent",
        actor: "command",
        why: "new system",
        details: { receiver: "erp", since: "2026-11-01T00:00:00.000Z" },
      },
    ]);
  });
});
