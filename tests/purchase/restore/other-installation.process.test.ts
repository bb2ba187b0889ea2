import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { runJob } from "#lib/purchase/run-job.ts";
import { openStripeBench, type StripeBench } from "../../contracts/stripe/bench.ts";
import { ada, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";

let bench: StripeBench;
type Installation = { shop: TestShop; context: PurchaseContext; verbs: Verbs };
let ours: Installation;
let theirs: Installation;

beforeAll(async () => {
  bench = await openStripeBench();
  const open = async (installationId: string) => {
    const shop = await openTestShop();
    const context = { ...shop.context, provider: bench.provide({ installationId }) };
    return { shop, context, verbs: createVerbs(context) };
  };
  [ours, theirs] = [await open("inst_ours"), await open("inst_theirs")];
});
afterAll(async () => {
  await ours.shop.close();
  await theirs.shop.close();
  await bench.close();
});

const sent = (id: string) => bench.webhooks().filter(({ body }) => new TextDecoder().decode(body).includes(id));

describe("another installation on the same account of Stripe's", () => {
  it("marks what it makes with its own name, refunds and pages too", async () => {
    const page = await theirs.shop.readySession();
    expect((await theirs.verbs.openHostedPayment({ sessionId: page })).kind).toBe("opened");
    const sessionId = await theirs.shop.readySession();
    const token = await bench.control.mintToken();
    expect((await theirs.verbs.payWithToken({ sessionId, token, buyer: ada })).kind).toBe("completed");
    const order = (await theirs.verbs.readOrder({ sessionId }))?.order;
    if (order === null || order === undefined) throw new Error("no order");
    await theirs.verbs.refundOrder({ orderId: order.id, amountMinor: 100, requestId: "r", why: "a part" });
    const { data: pages } = await bench.stripe.checkout.sessions.list({ limit: 1 });
    const { data: refunds } = await bench.stripe.refunds.list({ payment_intent: order.paymentReference });
    const intent = await bench.stripe.paymentIntents.retrieve(order.paymentReference);
    const marks = [...pages, ...refunds, intent].map(({ metadata }) => metadata?.["installation_id"]);
    expect(marks).toEqual(["inst_theirs", "inst_theirs", "inst_theirs"]);
  });

  it("has its money left alone, and its events are acknowledged and parked nowhere", async () => {
    const sessionId = await theirs.shop.readySession();
    const token = await bench.control.mintToken();
    await theirs.verbs.payWithToken({ sessionId, token, buyer: ada });
    const webhooks = await vi.waitFor(() => {
      const found = sent(sessionId);
      if (found.length === 0) throw new Error("not sent yet");
      return found;
    }, 8000);
    for (const { body, headers } of webhooks)
      expect((await ours.verbs.receiveWebhook({ provider: "stripe", body, headers })).kind).toBe("read");
    expect(await ours.shop.context.store.parkedEvents(10)).toEqual([]);
    expect((await ours.verbs.sweep()).books).toMatchObject({ kind: "compared", found: 0 });
    expect((await ours.verbs.attention(10)).captures).toEqual([]);
    expect(ours.shop.reports).toEqual([]);
  });

  it("that is of an earlier release, which left no mark, is left alone too", async () => {
    const old = await openTestShop();
    try {
      const verbs = createVerbs({ ...old.context, provider: bench.provider });
      const sessionId = await old.readySession();
      await verbs.payWithToken({ sessionId, token: await bench.control.mintToken(), buyer: ada });
      expect((await ours.verbs.sweep()).books).toMatchObject({ kind: "compared", found: 0 });
      expect((await ours.verbs.attention(10)).captures).toEqual([]);
    } finally {
      await old.close();
    }
  });
});

describe("an event of ours whose attempt our books lost", () => {
  it("is settled once the comparison has listed its money, and does not become a dead job", async () => {
    const lost = await openTestShop();
    try {
      // Another database of the same installation: what this one does is not in ours.
      const verbs = createVerbs({ ...lost.context, provider: bench.provide({ installationId: "inst_ours" }) });
      const sessionId = await lost.readySession();
      await verbs.payWithToken({ sessionId, token: await bench.control.mintToken(), buyer: ada });
      const webhooks = await vi.waitFor(() => {
        const found = sent(sessionId).filter(({ body }) =>
          new TextDecoder().decode(body).includes('"payment_intent.succeeded"'),
        );
        if (found.length === 0) throw new Error("not sent yet");
        return found;
      }, 8000);
      for (const { body, headers } of webhooks) await ours.verbs.receiveWebhook({ provider: "stripe", body, headers });
      const [parked, ...more] = await ours.shop.context.store.parkedEvents(10);
      if (parked === undefined || more.length > 0) throw new Error("one event is parked");
      const job = { kind: "apply_event", provider: "stripe", eventId: parked.event.id } as const;
      await expect(runJob(ours.context, job)).rejects.toThrow("names nothing of ours");
      expect((await ours.verbs.sweep()).books).toMatchObject({ found: 1 });
      await runJob(ours.context, job);
      expect(await ours.shop.context.store.parkedEvents(10)).toEqual([]);
    } finally {
      await lost.close();
    }
  });
});
