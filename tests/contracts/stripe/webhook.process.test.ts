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
    expect(webhook === undefined ? null : await read(webhook)).toEqual({ kind: "forged" });
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

  it("a refund is reported with all that was given back so far", async () => {
    const attempt = freshAttempt();
    const reference = await pay(attempt);
    await bench.provider.refund({ reference, amount: money(1000, "USD"), key: `${attempt.id}:a` });
    await bench.provider.refund({ reference, amount: money(500, "USD"), key: `${attempt.id}:b` });
    const refunded = await vi.waitFor(async () => {
      const sent = bench.webhooks().filter((one) => bodyOf(one).type === "charge.refunded");
      const events = (await Promise.all(sent.map((one) => read(one)))).flatMap((one) =>
        one.kind === "read" ? one.events : [],
      );
      const ours = events.filter((event) => event.attemptId === attempt.id).map((event) => event.outcome);
      expect(ours).toHaveLength(2);
      return ours;
    }, 8000);
    expect(refunded).toEqual(
      [1000, 1500].map((minor) => ({ kind: "refunded", reference, refunded: money(minor, "USD") })),
    );
  });

  it("a refund of ours that fails later is reported, another's is not", async () => {
    const failed = (metadata: object) => {
      const object = { id: "re_1", object: "refund", payment_intent: "pi_1", status: "failed", metadata };
      const event = { id: "evt_1", type: "refund.failed", livemode: false, data: { object } };
      const body = new TextEncoder().encode(JSON.stringify(event));
      return read({ body, headers: bench.sign(body, "current", bench.now()) });
    };
    expect(await failed({ refund_key: "k" })).toMatchObject({
      events: [{ attemptId: null, reference: "pi_1", outcome: { kind: "refund_failed", reference: "pi_1" } }],
    });
    expect(await failed({})).toMatchObject({ kind: "read", events: [] });
  });

  it("a refund that Stripe has forgotten the key of is found and not made twice", async () => {
    const reference = await pay();
    const refund = { reference, amount: money(1000, "USD"), key: `${reference}:once` };
    expect(await bench.provider.refund(refund)).toEqual({ kind: "done" });
    await bench.control.advance(25 * 3600);
    expect(await bench.provider.refund(refund)).toEqual({ kind: "done" });
    expect((await bench.stripe.refunds.list({ payment_intent: reference })).data).toHaveLength(1);
  });
});
