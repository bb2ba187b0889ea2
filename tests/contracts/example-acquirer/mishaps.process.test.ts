import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { money } from "#lib/money.ts";
import { createExampleAcquirer } from "#examples/acquirer/provider.ts";
import type { AttemptAtService, PaymentEvent } from "#lib/payments/provider.ts";
import { API_KEY } from "../../fixtures/example-acquirer/api.ts";
import type { Fault } from "../../fixtures/example-acquirer/faults.ts";
import { HMAC_KEYS, openExampleAcquirerBench, type ExampleAcquirerBench } from "./bench.ts";
import { freshAttempt, openPage } from "../provider-bench.ts";
import { anUnknown } from "../../fixtures/unknown-outcome.ts";

const usd = (amountMinor: number) => money(amountMinor, "USD");
let bench: ExampleAcquirerBench;
beforeAll(async () => {
  bench = await openExampleAcquirerBench();
});
afterEach(async () => {
  await bench.service.order("clear-faults", {});
  await bench.service.order("release", { outcome: "done" });
  await bench.service.order("modifications", { delayMs: 20 });
});
afterAll(() => bench.close());

const charge = (attempt: AttemptAtService, token = "tok_example_ok") => bench.provider.chargeToken({ attempt, token });
/** An adapter that does not wait long for a service that hangs. */
const hurried = () => {
  const { url } = bench.service;
  return createExampleAcquirer({ url, key: API_KEY, hmacKeys: [HMAC_KEYS.current], timeoutMs: 1500 });
};
const HANGS: Fault = { kind: "hang", ms: 4000 };
const hold = () => bench.service.order("modifications", { delayMs: null });
const fails = (path: string, fault: Fault, times = 1) => bench.service.order("faults", { path, fault, times });
const captured = (attempt: AttemptAtService) =>
  vi.waitFor(async () => {
    const outcome = await bench.provider.lookUp(attempt);
    if (outcome.kind !== "captured") throw new Error(outcome.kind);
    return outcome;
  }, 10_000);
/** Every event of an attempt, read again now. */
async function eventsOf(attempt: AttemptAtService): Promise<PaymentEvent[]> {
  await bench.service.quiet();
  const answers = await Promise.all(bench.webhooks().map((one) => bench.provider.readWebhook(one.body, one.headers)));
  return answers
    .flatMap((one) => (one.kind === "read" ? one.events : []))
    .filter(({ attemptId }) => attemptId === attempt.id);
}

describe("a charge at the example acquirer", () => {
  it("that is authorised and not captured yet is pending for as long as that takes", async () => {
    await hold();
    const attempt = freshAttempt();
    const outcome = await charge(attempt);
    expect(outcome).toEqual({ kind: "pending", reference: expect.stringMatching(/^PAY/) });
    expect(await bench.provider.lookUp(attempt)).toEqual(outcome);
    expect(await bench.provider.voidAttempt(attempt)).toEqual(anUnknown());
    expect(await bench.captures(attempt.id)).toEqual([]);
    await bench.service.order("release", { outcome: "done" });
    expect(await captured(attempt)).toMatchObject({ amount: usd(2500) });
  });

  it.each<Fault>([{ kind: "reset" }, { kind: "reply_lost" }, { kind: "status_500" }, HANGS])(
    "whose capture got no answer ($kind) is captured once, because the look-up asks for it again",
    async (fault) => {
      const attempt = freshAttempt();
      await fails("/captures$", fault);
      expect((await hurried().chargeToken({ attempt, token: "tok_example_ok" })).kind).toBe("pending");
      await captured(attempt);
      await bench.service.quiet();
      expect(await bench.captures(attempt.id)).toMatchObject([{ amount: usd(2500), state: "captured" }]);
    },
  );

  it.each<Fault>([{ kind: "reset" }, { kind: "reply_lost" }, { kind: "status_500" }, HANGS])(
    "that got no answer ($kind) is unknown, never a decline",
    async (fault) => {
      await fails("/v1/payments$", fault);
      expect(await hurried().chargeToken({ attempt: freshAttempt(), token: "tok_example_ok" })).toEqual(anUnknown());
    },
  );

  it("with a wrong key of ours is rejected, which is no decline, and a look-up with it knows nothing", async () => {
    const { url } = bench.service;
    const provider = createExampleAcquirer({ url, key: "not_the_key", hmacKeys: [HMAC_KEYS.current] });
    const attempt = freshAttempt();
    expect(await provider.chargeToken({ attempt, token: "tok_example_ok" })).toEqual({
      kind: "rejected",
      why: "unauthorised",
      requestId: null,
    });
    expect(await openPage(provider, attempt)).toEqual({
      kind: "rejected",
      why: "unauthorised",
      requestId: null,
    });
    expect(await provider.lookUp(attempt)).toEqual(anUnknown({ kind: "unauthorized" }));
    expect(await bench.provider.lookUp(attempt)).toEqual({ kind: "absent" });
  });

  it("at a service that cannot be reached is unknown, and so is everything else", async () => {
    const provider = createExampleAcquirer({ url: "http://127.0.0.1:1", key: "k", hmacKeys: [HMAC_KEYS.current] });
    const attempt = freshAttempt();
    expect(await provider.chargeToken({ attempt, token: "tok_example_ok" })).toEqual(anUnknown());
    expect(await openPage(provider, attempt)).toEqual(anUnknown());
    expect(await provider.lookUp(attempt)).toEqual(anUnknown());
    expect(await provider.voidAttempt(attempt)).toEqual(anUnknown());
    expect(await provider.refund({ reference: "PAY1", amount: usd(1), key: "k", refusals: 0 })).toEqual(anUnknown());
  });

  it("whose capture fails is declined, and reported as such", async () => {
    await hold();
    const attempt = freshAttempt();
    await charge(attempt);
    await bench.service.order("release", { outcome: "failed" });
    const declined = { kind: "declined", reason: "other" };
    expect(await bench.provider.lookUp(attempt)).toEqual(declined);
    expect((await eventsOf(attempt)).map(({ outcome }) => outcome)).toContainEqual(declined);
    expect(await bench.captures(attempt.id)).toEqual([]);
  });

  it("that the buyer approves while its cancellation is under way takes no money", async () => {
    await hold();
    const attempt = freshAttempt();
    const asked = await charge(attempt, "tok_example_redirect");
    if (asked.kind !== "action_required") throw new Error(asked.kind);
    expect(await bench.provider.voidAttempt(attempt)).toEqual(anUnknown());
    expect((await bench.provider.lookUp(attempt)).kind).toBe("pending");
    await bench.confirm(asked.reference, "approve");
    expect((await bench.provider.lookUp(attempt)).kind).toBe("pending");
    await bench.service.order("release", { outcome: "done" });
    expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
    expect((await eventsOf(attempt)).map(({ outcome }) => outcome.kind)).toEqual(["voided", "voided"]);
    expect(await bench.captures(attempt.id)).toEqual([]);
  });
});

describe("a second payment for one attempt, made at the service past its key", () => {
  it.each(["while the first one's capture is under way", "after the first one was captured"])(
    "is never captured, and let go: %s",
    async (when) => {
      const attempt = freshAttempt();
      if (when.startsWith("while")) await hold();
      const first = await charge(attempt);
      if (when.startsWith("after")) await captured(attempt);
      const amount = { value: 2500, currency: "USD" };
      await bench.service.byHand("payments", { merchantReference: attempt.id, amount, token: "tok_example_ok" });
      await bench.provider.lookUp(attempt);
      await bench.service.order("release", { outcome: "done" });
      await bench.service.quiet();
      expect(await bench.captures(attempt.id)).toMatchObject([{ reference: "reference" in first && first.reference }]);
      const payments = (await bench.service.payments()).filter((one) => one.merchantReference === attempt.id);
      expect(payments.map(({ state }) => state)).toEqual(["captured", "cancelled"]);
      expect((await bench.provider.lookUp(attempt)).kind).toBe("captured");
    },
  );
});

describe("what the example acquirer reports", () => {
  it("a refused try on the page is no decline of the attempt: the page is still open", async () => {
    const attempt = freshAttempt();
    const opened = await openPage(bench.provider, attempt);
    if (opened.kind !== "opened") throw new Error(opened.kind);
    await bench.onPage(opened.reference, "decline");
    await vi.waitFor(async () => {
      expect(await eventsOf(attempt)).toMatchObject([
        { outcome: { kind: "action_required", reference: opened.reference, actionUrl: opened.url } },
      ]);
    });
  });

  it("is not taken while the service cannot say what it means, and read when it comes again", async () => {
    const attempt = freshAttempt();
    await charge(attempt, "tok_example_refused");
    await eventsOf(attempt);
    const item = bench.webhooks().at(-1);
    if (item === undefined) throw new Error("nothing was reported");
    await fails("/v1/attempts", { kind: "status_500" });
    expect(await bench.provider.readWebhook(item.body, item.headers)).toEqual({
      kind: "read",
      events: [],
      acknowledgement: { status: 503, body: "not now" },
    });
    expect(await bench.provider.readWebhook(item.body, item.headers)).toMatchObject({
      events: [{ attemptId: attempt.id, outcome: { kind: "declined", reason: "insufficient_funds" } }],
      acknowledgement: { body: "[accepted]" },
    });
  });

  it("refunds are accepted first; that they were carried out or failed is reported, and the list says which", async () => {
    const attempt = freshAttempt();
    await charge(attempt);
    const { reference } = await captured(attempt);
    const events = async () =>
      (await eventsOf(attempt)).filter(({ outcome }) => outcome.kind === "refunds_changed").map((one) => one.outcome);
    const states = async () => {
      const list = await bench.provider.listRefunds(reference);
      return list.kind === "unknown" ? [] : list.refunds.map(({ key, state }) => [key, state]);
    };
    const refund = (amountMinor: number, key: string) =>
      bench.provider.refund({ reference, amount: usd(amountMinor), key, refusals: 0 });
    await hold();
    expect(await refund(2500, "fails")).toMatchObject({ kind: "accepted" });
    expect(await refund(1, "too much")).toMatchObject({ kind: "refused", isPassing: false });
    expect(await bench.captures(attempt.id)).toMatchObject([{ state: "captured" }]);
    expect(await states()).toEqual([["fails", "accepted"]]);
    await bench.service.order("release", { outcome: "failed" });
    expect(await events()).toEqual([{ kind: "refunds_changed", reference, isOurs: true }]);
    expect(await states()).toEqual([["fails", "failed"]]);
    // The same request is answered with what became of it, and not with the stored answer.
    expect(await refund(2500, "fails")).toMatchObject({ kind: "failed" });
    expect(await refund(1000, "a")).toMatchObject({ kind: "accepted" });
    await bench.service.order("release", { outcome: "done" });
    expect(await events()).toHaveLength(2);
    expect(await bench.captures(attempt.id)).toMatchObject([{ state: "partially_refunded" }]);
  });

  it("a refund that is refused while the balance is too low, or the capture not settled, may be asked for again", async () => {
    const attempt = freshAttempt();
    await charge(attempt);
    const { reference } = await captured(attempt);
    const refund = () => bench.provider.refund({ reference, amount: usd(100), key: `${reference}:k`, refusals: 0 });
    await bench.service.order("refuse-refunds", { code: "balance_too_low" });
    expect(await refund()).toEqual({ kind: "refused", reason: "balance_too_low", isPassing: true });
    await bench.service.order("refuse-refunds", { code: null });
    expect(await refund()).toMatchObject({ kind: "accepted" });
  });
});
