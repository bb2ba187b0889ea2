import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Fault } from "../../stripe-double/faults.ts";
import { freshAttempt, openPage } from "../provider-bench.ts";
import { openStripeBench, type StripeBench } from "./bench.ts";
import { anUnknown } from "../../fixtures/unknown-outcome.ts";

let bench: StripeBench;
/** Gives up soon; what looks and voids afterwards has time enough on a busy machine. */
let hasty: StripeBench["provider"];
beforeAll(async () => {
  bench = await openStripeBench();
  hasty = bench.provide({ timeoutMs: 300 });
});
afterAll(() => bench.close());
beforeEach(() => bench.control.clearFaults());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const onCharge = (fault: Fault, times = 3) =>
  bench.control.fault({ fault, method: "POST", path: "/v1/payment_intents", times });
const requestsOf = async (key: string) => (await bench.control.requests()).filter((one) => one.idempotency_key === key);
const chargeLost = async (attempt: ReturnType<typeof freshAttempt>) => {
  const token = await bench.control.mintToken();
  expect(await hasty.chargeToken({ attempt, token })).toEqual(anUnknown());
};

// docs/decisions/0007
describe("an attempt whose request was lost", () => {
  it("arrives after it was voided and bounces off its own key", async () => {
    const attempt = freshAttempt();
    await onCharge({ kind: "late", ms: 8000 });
    await chargeLost(attempt);
    expect(await bench.provider.lookUp(attempt)).toEqual({ kind: "absent" });
    expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
    await vi.waitFor(async () => {
      const late = (await requestsOf(attempt.id)).filter((one) => one.fault === "late");
      expect(late.map((one) => one.status)).toEqual(["cut", "cut", "cut"]);
    }, 15_000);
    expect(await bench.captures(attempt.id)).toEqual([]);
    expect(await bench.provider.lookUp(attempt)).toEqual({ kind: "voided" });
    expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
  });

  it("that is being carried out is not called voided, and is paid afterwards", async () => {
    const attempt = freshAttempt();
    await onCharge({ kind: "slow", ms: 6000 }, 1);
    await chargeLost(attempt);
    expect(await bench.provider.voidAttempt(attempt)).toEqual(anUnknown());
    await vi.waitFor(async () => expect(await bench.captures(attempt.id)).toHaveLength(1), 15_000);
    expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "already_paid" });
  });

  it("that arrived and made nothing is voided when it must be done by now, and not before", async () => {
    const attempt = freshAttempt();
    await onCharge({ kind: "answer", status: 500, stored: true }, 1);
    await chargeLost(attempt);
    expect(await bench.provider.voidAttempt(attempt)).toEqual(anUnknown());
    expect(await bench.provider.voidAttempt({ ...attempt, startedAt: minutesAgo(11) })).toEqual({ kind: "voided" });
  });

  it("after a day is looked for once more, and its key, which Stripe may have forgotten, is left alone", async () => {
    const attempt = freshAttempt({ startedAt: minutesAgo(24 * 60) });
    expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
    expect(await requestsOf(attempt.id)).toEqual([]);
  });

  it("after a day is found wherever it was made since", async () => {
    const attempt = freshAttempt();
    await bench.provider.chargeToken({ attempt, token: await bench.token("pays", attempt) });
    expect(await bench.provider.voidAttempt({ ...attempt, startedAt: minutesAgo(24 * 60) })).toEqual({
      kind: "already_paid",
    });
  });

  it.each<Fault>([{ kind: "answer", status: 503 }, { kind: "answer", status: 409 }, { kind: "reset" }])(
    "stays open while its key cannot be claimed: %j",
    async (fault) => {
      const attempt = freshAttempt();
      await onCharge(fault);
      expect(await bench.provider.voidAttempt(attempt)).toEqual(anUnknown());
      expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
    },
  );

  it("is voided even when the payment that claimed its key cannot be cleared away", async () => {
    const attempt = freshAttempt();
    await bench.control.fault({ fault: { kind: "reset" }, path: "/v1/payment_intents/*/cancel", times: 3 });
    expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
    expect(await bench.provider.lookUp(attempt)).toEqual({ kind: "voided" });
  });

  it("of a page is voided in the same way, and the page opens no more", async () => {
    const attempt = freshAttempt({ route: "external" });
    await bench.control.fault({
      fault: { kind: "late", ms: 8000 },
      path: "/v1/checkout/sessions",
      method: "POST",
      times: 3,
    });
    expect(await openPage(hasty, attempt)).toEqual(anUnknown());
    expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
    await vi.waitFor(async () => {
      const late = (await requestsOf(attempt.id)).filter((one) => one.fault === "late");
      expect(late.map((one) => one.status)).toEqual(["cut", "cut", "cut"]);
    }, 15_000);
    const pages = await bench.stripe.checkout.sessions.list({ limit: 100 });
    expect(pages.data.filter((one) => one.metadata?.["attempt_id"] === attempt.id)).toEqual([]);
  });
});
