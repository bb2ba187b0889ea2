import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { shownDigest } from "#lib/checkout/shown.ts";
import type { SessionId } from "#lib/ids.ts";
import { createVerbs, type Verbs } from "../fixtures/verbs.ts";
import { openStripeBench, type StripeBench } from "../contracts/stripe/bench.ts";
import { ada, openTestShop, type TestShop } from "../fixtures/test-shop.ts";

let bench: StripeBench;
let shop: TestShop;
let verbs: Verbs;
beforeAll(async () => {
  bench = await openStripeBench({ publishableKey: "pk_test_contract" });
  shop = await openTestShop();
  verbs = createVerbs({ ...shop.context, provider: bench.provider });
});
afterAll(async () => {
  await shop.close();
  await bench.close();
});

const capturedAt = async (id: SessionId) =>
  (await bench.control.ledger()).charges.filter((charge) => charge.session === id && charge.state !== "declined");
const receive = (webhook: ReturnType<StripeBench["webhooks"]>[number]) =>
  verbs.receiveWebhook({ provider: "stripe", body: webhook.body, headers: webhook.headers });
const pay = (sessionId: SessionId, token: string) => verbs.payWithToken({ sessionId, token, buyer: ada });
const open = async (sessionId: SessionId, onServicePage = false) => {
  const opened = await verbs.openHostedPayment({ sessionId, onServicePage });
  if (opened.kind !== "opened") throw new Error(`not opened but ${opened.kind}`);
  const session = await shop.context.store.session(sessionId);
  if (session?.status !== "awaiting_buyer") throw new Error(`the session is ${session?.status}`);
  return { url: opened.url, reference: session.reference, attempt: session.attempt.id };
};

describe("a purchase with Stripe", () => {
  it("is paid with a delegated token, once, whatever comes after it", async () => {
    const id = await shop.readySession();
    const token = await bench.control.mintToken();
    expect((await pay(id, token)).kind).toBe("completed");
    expect((await pay(id, token)).kind).toBe("completed");
    expect((await pay(id, await bench.control.mintToken())).kind).toBe("completed");
    expect(await capturedAt(id)).toHaveLength(1);
  });

  it("on a page is one order, though page and payment both report it, twice and the last one first", async () => {
    const id = await shop.readySession();
    const { reference, attempt } = await open(id);
    await bench.onPage(reference, "pay");
    const webhooks = await vi.waitFor(() => {
      const ours = bench.webhooks().filter((one) => new TextDecoder().decode(one.body).includes(attempt));
      const types = ours.map((one) => JSON.parse(new TextDecoder().decode(one.body)).type);
      expect(types).toContain("checkout.session.completed");
      expect(types).toContain("payment_intent.succeeded");
      return ours;
    }, 8000);
    for (const webhook of [...webhooks, ...webhooks].toReversed()) expect((await receive(webhook)).kind).toBe("read");
    const state = await verbs.checkOrder({ sessionId: id });
    expect(state).toMatchObject({ session: { status: "completed" }, order: { status: "paid" } });
    expect(await shop.context.store.unsettledCaptures(10)).toEqual([]);
    expect(await capturedAt(id)).toMatchObject([{ state: "captured" }]);
  });

  it("a declined wallet leaves nothing at Stripe that could still be confirmed, also after the bank's question", async () => {
    const intentsOf = async (id: SessionId) =>
      (await bench.stripe.paymentIntents.list({ limit: 100 })).data.filter(
        ({ metadata }) => metadata["checkout_session_id"] === id,
      );
    const press = async (id: SessionId, card: string) => {
      const session = await shop.context.store.session(id);
      if (session === null) throw new Error("no such session");
      const token = await bench.control.confirmationToken(card);
      return verbs.openWalletPayment({ sessionId: id, token, shown: shownDigest(session) });
    };
    const [answered, asked] = [await shop.readySession(), await shop.readySession()];
    expect((await press(answered, "pm_card_chargeDeclinedInsufficientFunds")).kind).toBe("declined");
    expect(await intentsOf(answered)).toMatchObject([{ status: "canceled" }]);
    expect((await press(asked, "pm_card_authenticationRequired")).kind).toBe("action_required");
    const [intent] = await intentsOf(asked);
    await bench.control.authenticate(intent?.id ?? "", "fail");
    expect((await verbs.checkOrder({ sessionId: asked }))?.session.status).toBe("ready");
    expect(await intentsOf(asked)).toMatchObject([{ status: "canceled" }]);
    expect((await press(asked, "pm_card_visa")).kind).toBe("completed");
    expect(await capturedAt(asked)).toHaveLength(1);
  });

  it("a browser that cannot show the form goes to Stripe's page; the form is closed and cannot be paid as well", async () => {
    const id = await shop.readySession();
    const form = await open(id);
    expect(form.url).toMatch(/\/checkout\/co_\w+\/pay$/);
    expect(await verbs.embeddedForm({ sessionId: id })).toMatchObject({
      parameters: { publishableKey: "pk_test_contract" },
    });
    const page = await open(id, true);
    expect(page.url).toContain("/c/pay/");
    expect(page.attempt).not.toBe(form.attempt);
    expect(await verbs.embeddedForm({ sessionId: id })).toBeNull();
    // Asked for again it is the same page, in whichever way it is asked for.
    expect(await open(id, true)).toEqual(page);
    expect(await open(id)).toEqual(page);
    await bench.onPage(form.reference, "pay");
    await bench.onPage(page.reference, "pay");
    expect((await verbs.checkOrder({ sessionId: id }))?.session.status).toBe("completed");
    expect(await capturedAt(id)).toHaveLength(1);
  });

  it("is paid on Stripe's page where there is no form for ours", async () => {
    const id = await shop.readySession();
    const formless = createVerbs({ ...shop.context, provider: bench.provide({ publishableKey: null }) });
    const opened = await formless.openHostedPayment({ sessionId: id });
    expect(opened).toMatchObject({ kind: "opened", url: expect.stringContaining("/c/pay/") });
    expect(await formless.embeddedForm({ sessionId: id })).toBeNull();
  });

  it("paid in the form just before is paid, and no other page opens", async () => {
    const id = await shop.readySession();
    const { reference } = await open(id);
    await bench.onPage(reference, "pay");
    expect(await verbs.openHostedPayment({ sessionId: id, onServicePage: true })).toMatchObject({ kind: "completed" });
    expect(await capturedAt(id)).toHaveLength(1);
  });

  it("what Stripe does not take is payment_rejected, and the session can still be paid", async () => {
    const id = await shop.readySession();
    const broken = createVerbs({ ...shop.context, provider: bench.provide({ secretKey: "sk_other_key" }) });
    const rejected = { sessionId: id, token: await bench.control.mintToken(), buyer: ada };
    const outcome = await broken.payWithToken(rejected);
    expect(outcome.kind).toBe("payment_rejected");
    expect((await broken.openHostedPayment({ sessionId: id })).kind).toBe("payment_rejected");
    expect((await pay(id, await bench.control.mintToken())).kind).toBe("completed");
    expect(await capturedAt(id)).toHaveLength(1);
  });
});
