import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AttemptAtService, PaymentEvent, PaymentProvider } from "#lib/payments/provider.ts";
import type { BuyerAction } from "../../stripe-double/buyer.ts";
import { freshAttempt, openPage } from "../provider-bench.ts";
import { openStripeBench, type StripeBench } from "./bench.ts";

let bench: StripeBench;
let embedded: PaymentProvider;
beforeAll(async () => {
  bench = await openStripeBench();
  embedded = bench.provide({ publishableKey: "pk_test_contract" });
});
afterAll(() => bench.close());

const formOf = (attempt: AttemptAtService) => {
  if (embedded.embeddedForm === null) throw new Error("a publishable key brings the form");
  return embedded.embeddedForm(attempt);
};
const external = () => freshAttempt({ route: "external" });
const open = async (attempt: ReturnType<typeof freshAttempt>, provider = bench.provider) => {
  const opened = await openPage(provider, attempt);
  if (opened.kind !== "opened") throw new Error(`not opened but ${opened.kind}`);
  return opened;
};
/** Every event so far about an attempt, by the type that Stripe gives it. */
const eventsOf = async (id: string) => {
  const events: Record<string, PaymentEvent> = {};
  for (const webhook of bench.webhooks()) {
    const read = await bench.provider.readWebhook(webhook.body, webhook.headers);
    const { type } = JSON.parse(new TextDecoder().decode(webhook.body));
    for (const event of read.kind === "read" ? read.events : []) if (event.attemptId === id) events[type] = event;
  }
  return events;
};
const toldOf = (id: string, type: string) =>
  vi.waitFor(async () => {
    const event = (await eventsOf(id))[type];
    if (event === undefined) throw new Error(`${type} has not come`);
    return event;
  }, 8000);

describe("Stripe's payment page", () => {
  it("is reported twice when it is paid, once by the payment and once by the page, and both name the same money", async () => {
    const attempt = external();
    const { reference } = await open(attempt);
    await bench.onPage(reference, "pay");
    const byPage = await toldOf(attempt.id, "checkout.session.completed");
    const byPayment = await toldOf(attempt.id, "payment_intent.succeeded");
    expect(byPage.outcome).toEqual(byPayment.outcome);
    expect(byPage.id).not.toBe(byPayment.id);
    expect(await bench.provider.lookUp({ ...attempt, reference })).toEqual(byPage.outcome);
    const paid = "reference" in byPage.outcome ? byPage.outcome.reference : "";
    expect(await bench.provider.lookUp({ ...attempt, reference: paid })).toEqual(byPage.outcome);
  });

  it("stays open after a declined card, and no event calls the attempt declined", async () => {
    const attempt = external();
    const { reference } = await open(attempt);
    await bench.onPage(reference, "decline");
    await bench.onPage(reference, "pay");
    await toldOf(attempt.id, "checkout.session.completed");
    expect(Object.keys(await eventsOf(attempt.id)).toSorted()).toEqual([
      "checkout.session.completed",
      "payment_intent.succeeded",
    ]);
  });

  it.each<[BuyerAction, string, string]>([
    ["succeed_later", "checkout.session.async_payment_succeeded", "captured"],
    ["fail_later", "checkout.session.async_payment_failed", "declined"],
  ])("paid by a slow method is pending, then %s", async (action, type, kind) => {
    const attempt = external();
    const { reference } = await open(attempt);
    await bench.control.onPage(reference, "pay_later");
    const pending = await bench.provider.lookUp({ ...attempt, reference });
    expect(pending).toEqual({ kind: "pending", reference });
    expect((await toldOf(attempt.id, "checkout.session.completed")).outcome).toEqual(pending);
    await bench.control.onPage(reference, action);
    expect((await toldOf(attempt.id, type)).outcome.kind).toBe(kind);
    expect((await bench.provider.lookUp({ ...attempt, reference })).kind).toBe(kind);
    expect(await bench.provider.voidAttempt({ ...attempt, reference })).toEqual({
      kind: kind === "captured" ? "already_paid" : "voided",
    });
    expect(await bench.captures(attempt.id)).toHaveLength(kind === "captured" ? 1 : 0);
  });

  it.each([
    ["succeed_later", "captured"],
    ["fail_later", "declined"],
  ] as const)(
    "paid by a voucher waits for its buyer, cannot be taken back meanwhile, then %s",
    async (action, kind) => {
      const attempt = external();
      const { reference } = await open(attempt);
      await bench.control.onPage(reference, "take_voucher");
      const known = { ...attempt, reference };
      const pending = { kind: "pending", reference };
      expect(await bench.provider.lookUp(known)).toEqual(pending);
      expect((await toldOf(attempt.id, "checkout.session.completed")).outcome).toEqual(pending);
      expect((await bench.provider.voidAttempt(known)).kind).toBe("unknown");
      expect(await bench.provider.lookUp(known)).toEqual(pending);
      await bench.control.onPage(reference, action);
      expect((await bench.provider.lookUp(known)).kind).toBe(kind);
    },
  );

  it("without what is paid days later is opened all the same", async () => {
    expect((await open(external(), bench.provide({ offersDelayedMethods: false }))).kind).toBe("opened");
  });

  it("that expired is voided", async () => {
    const attempt = external();
    const { reference } = await open(attempt);
    await bench.control.onPage(reference, "expire");
    expect((await toldOf(attempt.id, "checkout.session.expired")).outcome).toEqual({ kind: "voided" });
    expect(await bench.provider.lookUp({ ...attempt, reference })).toEqual({ kind: "voided" });
  });

  it("shows the attempt's amount, says whose it is, and cannot be changed by codes or currencies", async () => {
    const attempt = external();
    const { reference } = await open(attempt);
    expect(await bench.stripe.checkout.sessions.retrieve(reference)).toMatchObject({
      amount_total: 2500,
      currency: "usd",
      ui_mode: "hosted_page",
      metadata: { attempt_id: attempt.id, seller_id: "fernweh" },
      adaptive_pricing: { enabled: false },
      allow_promotion_codes: null,
    });
  });

  it("is found again by its reference without another request to open it", async () => {
    const attempt = external();
    const first = await open(attempt);
    await bench.control.requests();
    expect(await open({ ...attempt, reference: first.reference })).toEqual(first);
    const made = (await bench.control.requests()).filter((one) => one.idempotency_key === attempt.id);
    expect(made).toHaveLength(1);
  });
});

describe("Stripe's form on our page", () => {
  it("is at our address and has what Stripe's script needs, while it is open", async () => {
    const attempt = external();
    const { reference, url } = await open(attempt, embedded);
    expect(url).toBe("https://shop.example.com/checkout/co_1/pay");
    const origin = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await formOf({ ...attempt, reference })).toEqual({
      kind: "form",
      form: {
        kind: "stripe_embedded_page",
        parameters: {
          clientSecret: expect.stringMatching(new RegExp(`^${reference}_secret_`)),
          publishableKey: "pk_test_contract",
          scriptUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/stripe-js-double\//),
        },
        sources: { script: [origin], frame: [origin], connect: [origin] },
      },
    });
    await bench.onPage(reference, "pay");
    expect(await formOf({ ...attempt, reference })).toEqual({ kind: "none" });
  });

  it("is not there for a page of Stripe's own, nor for an attempt without a page", async () => {
    const attempt = external();
    const opened = await openPage(embedded, attempt, attempt.amount, null);
    expect(opened).toMatchObject({ kind: "opened", url: expect.stringContaining("/c/pay/") });
    expect(await formOf(attempt)).toEqual({ kind: "none" });
    expect(await formOf(external())).toEqual({ kind: "none" });
    expect(bench.provider.embeddedForm, "there is no publishable key").toBeNull();
  });

  it("once open stays the attempt's page, also when the other kind is asked for", async () => {
    const attempt = external();
    const first = await open(attempt, embedded);
    expect(await openPage(embedded, attempt, attempt.amount, null)).toEqual(first);
    expect(await openPage(bench.provider, attempt)).toEqual(first);
    const pages = await bench.stripe.checkout.sessions.list({ limit: 100 });
    expect(pages.data.filter((one) => one.metadata?.["attempt_id"] === attempt.id)).toHaveLength(1);
  });
});
