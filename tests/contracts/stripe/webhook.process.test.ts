import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { money } from "#lib/money.ts";
import { freshAttempt, type SentWebhook } from "../provider-bench.ts";
import { openStripeBench, type StripeBench } from "./bench.ts";

let bench: StripeBench;
beforeAll(async () => {
  bench = await openStripeBench();
});
afterAll(() => bench.close());

type Told = { readonly id: string; readonly type: string; readonly data: { readonly object: { readonly id: string } } };
const read = (webhook: SentWebhook, provider = bench.provider) => provider.readWebhook(webhook.body, webhook.headers);
const bodyOf = (webhook: SentWebhook) => JSON.parse(new TextDecoder().decode(webhook.body)) as Told;
const pay = async (attempt = freshAttempt()) => {
  const outcome = await bench.provider.chargeToken({ attempt, token: await bench.token("pays", attempt) });
  if (outcome.kind !== "captured") throw new Error(`not captured but ${outcome.kind}`);
  return outcome.reference;
};
/** The webhooks of a type about an object, once there are so many. */
const sentAbout = (object: string, type: string, count = 1) =>
  vi.waitFor(() => {
    const found = bench.webhooks().filter((one) => {
      const body = bodyOf(one);
      return body.type === type && body.data.object.id === object;
    });
    if (found.length < count) throw new Error(`${found.length} of ${count} ${type}`);
    return found;
  }, 8000);

describe("Stripe's webhooks", () => {
  it("a duplicate bears the same id", async () => {
    await bench.control.mishap({ mishap: { kind: "duplicate" }, type: "payment_intent.succeeded" });
    const [first, second] = await Promise.all(
      (await sentAbout(await pay(), "payment_intent.succeeded", 2)).map((one) => read(one)),
    );
    expect(first).toMatchObject({ kind: "read", events: [{ outcome: { kind: "captured" } }] });
    expect(second).toEqual(first);
  });

  it.each(["wrong_secret", "old_timestamp"] as const)("one with %s is forged, whatever it says", async (kind) => {
    await bench.control.mishap({ mishap: { kind }, type: "payment_intent.succeeded" });
    const [webhook] = await sentAbout(await pay(), "payment_intent.succeeded");
    expect(webhook === undefined ? null : await read(webhook)).toEqual({
      kind: "forged",
      why: kind === "wrong_secret" ? "wrong_signature" : "clock_differs",
    });
  });

  it("of payments that are not ours give no event", async () => {
    const foreign = await bench.stripe.paymentIntents.create({
      amount: 700,
      currency: "usd",
      confirm: true,
      payment_method: "pm_card_visa",
    });
    const [webhook] = await sentAbout(foreign.id, "payment_intent.succeeded");
    expect(webhook === undefined ? null : await read(webhook)).toMatchObject({ kind: "read", events: [] });
  });

  it("of the other mode are acknowledged and give no event", async () => {
    const live = bench.provide({ mode: "live" });
    const [webhook] = await sentAbout(await pay(), "payment_intent.succeeded");
    expect(webhook === undefined ? null : await read(webhook, live)).toMatchObject({
      kind: "read",
      events: [],
      acknowledgement: { status: 200 },
    });
  });

  it("that something about a payment's refunds changed is reported by every event on them, and not what the event says", async () => {
    const attempt = freshAttempt();
    const reference = await pay(attempt);
    const made = await bench.provider.refund({
      reference,
      amount: money(1000, "USD"),
      key: `${attempt.id}:a`,
      refusals: 0,
    });
    if (made.kind !== "done") throw new Error(made.kind);
    await bench.control.turnRefund(made.id, { status: "failed" });
    const types = ["refund.created", "charge.refunded", "refund.updated", "charge.refund.updated", "refund.failed"];
    for (const type of types) {
      const webhooks = await vi.waitFor(() => {
        const found = bench.webhooks().filter((one) => {
          const { object } = bodyOf(one).data as { readonly object: { readonly payment_intent?: string } };
          return bodyOf(one).type === type && object.payment_intent === reference;
        });
        if (found.length === 0) throw new Error(`no ${type}`);
        return found;
      }, 8000);
      const [event] = await Promise.all(webhooks.map((one) => read(one)));
      const outcome = { kind: "refunds_changed", reference, isOurs: true };
      const attemptId = type === "charge.refunded" ? attempt.id : null;
      expect(event, type).toMatchObject({ events: [{ attemptId, reference, outcome }] });
    }
  });

  it("one about a refund that somebody made at Stripe does not say whose it is", async () => {
    const object = { id: "re_1", object: "refund", payment_intent: "pi_1", status: "failed", metadata: {} };
    const event = { id: "evt_1", type: "refund.failed", livemode: false, data: { object } };
    const body = new TextEncoder().encode(JSON.stringify(event));
    expect(await read({ body, headers: bench.sign(body, "current", bench.now()) })).toMatchObject({
      events: [{ attemptId: null, outcome: { kind: "refunds_changed", reference: "pi_1", isOurs: false } }],
    });
  });

  it("those about disputes, fraud warnings and reviews name the payment, whose alerts are then read", async () => {
    const reference = await pay();
    const { id } = await bench.control.dispute({ payment_intent: reference, is_inquiry: true });
    await bench.control.warnOfFraud(reference);
    const review = await bench.control.review(reference);
    await bench.control.turnDispute(id, "needs_response");
    await bench.control.turnDispute(id, "won");
    await bench.control.closeReview(review.id, "approved");
    const ends = ["created", "updated", "funds_withdrawn", "funds_reinstated", "closed"];
    const types = ends.map((end) => `charge.dispute.${end}`);
    for (const type of [...types, "radar.early_fraud_warning.created", "review.opened", "review.closed"]) {
      const webhook = await vi.waitFor(() => {
        const found = bench.webhooks().find((one) => bodyOf(one).type === type);
        if (found === undefined) throw new Error(`no ${type}`);
        return found;
      }, 8000);
      const outcome = { kind: "alerts_changed", reference };
      expect(await read(webhook), type).toMatchObject({ events: [{ attemptId: null, reference, outcome }] });
    }
    const listed = await bench.provider.disputes?.read({ reference, known: [review.id] });
    if (listed?.kind !== "listed") throw new Error("not listed");
    expect(listed.alerts.map(({ kind, state }) => [kind, state])).toEqual([
      ["chargeback", "won"],
      ["early_fraud_warning", "open"],
      ["review", "closed"],
    ]);
  });

  it("a refund that Stripe has forgotten the key of is found and not made twice", async () => {
    const reference = await pay();
    const refund = { reference, amount: money(1000, "USD"), key: `${reference}:once`, refusals: 0 };
    const first = await bench.provider.refund(refund);
    expect(first).toMatchObject({ kind: "done", id: expect.stringMatching(/^re_/) });
    await bench.control.advance(25 * 3600);
    expect(await bench.provider.refund(refund)).toEqual(first);
    expect((await bench.stripe.refunds.list({ payment_intent: reference })).data).toHaveLength(1);
  });
});
