import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AttemptAtService } from "#lib/payments/provider.ts";
import { freshAttempt, openPage } from "../provider-bench.ts";
import { anUnknown } from "../../fixtures/unknown-outcome.ts";
import { openStripeBench, type StripeBench } from "./bench.ts";

/** More than one look may read, all of it made while ours was. */
const STRANGERS = 3000;
const WITHIN_S = 60;

let bench: StripeBench;
/** Gives up soon. */
let hasty: StripeBench["provider"];
beforeAll(async () => {
  bench = await openStripeBench();
  hasty = bench.provide({ timeoutMs: 300 });
}, 60_000);
afterAll(() => bench.close());
beforeEach(() => bench.control.clearFaults());

/** How many requests a call costs. */
async function costOf<Answer>(ask: () => Promise<Answer>): Promise<{ answer: Answer; requests: number }> {
  const before = (await bench.control.requests()).length;
  const answer = await ask();
  return { answer, requests: (await bench.control.requests()).length - before };
}
const busy = () => bench.control.strangers(STRANGERS, WITHIN_S);
const onCharge = (kind: "reply_lost" | "reset") =>
  bench.control.fault({ fault: { kind }, method: "POST", path: "/v1/payment_intents", times: 3 });
const charged = async (attempt: AttemptAtService, card = "pm_card_visa") =>
  hasty.chargeToken({ attempt, token: await bench.control.mintToken({ card }) });
const later = (attempt: AttemptAtService, minutes: number) => ({
  ...attempt,
  startedAt: new Date(attempt.startedAt.getTime() - minutes * 60_000),
});

describe("an attempt without a reference, on an account that makes thousands of payments a minute", () => {
  it("is found with one request once its card was charged, and is never called absent", async () => {
    const attempt = freshAttempt();
    await onCharge("reply_lost");
    expect(await charged(attempt)).toEqual(anUnknown());
    await busy();
    const { answer, requests } = await costOf(() => bench.provider.lookUp(attempt));
    expect(answer).toMatchObject({ kind: "captured" });
    expect(requests).toBe(1);
    expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "already_paid" });
  });

  it("is found as declined with one request", async () => {
    const attempt = freshAttempt();
    await onCharge("reply_lost");
    await charged(attempt, "pm_card_chargeDeclinedInsufficientFunds");
    await busy();
    const { answer, requests } = await costOf(() => bench.provider.lookUp(attempt));
    expect(answer).toEqual({ kind: "declined", reason: "insufficient_funds" });
    expect(requests).toBe(1);
  });

  it("that never arrived is not called absent by a look that did not see everything, and is voided by its key", async () => {
    const attempt = freshAttempt();
    await onCharge("reset");
    await charged(attempt);
    await busy();
    const { answer, requests } = await costOf(() => bench.provider.lookUp(attempt));
    expect(answer).toEqual(anUnknown());
    expect(requests).toBeLessThanOrEqual(21);
    expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
    expect(await bench.captures(attempt.id)).toEqual([]);
  });

  it("that waits for the bank's confirmation is found by the search after an hour, and is given up", async () => {
    const attempt = freshAttempt();
    await onCharge("reply_lost");
    await charged(attempt, "pm_card_authenticationRequired");
    await busy();
    expect(await bench.provider.lookUp(attempt)).toEqual(anUnknown());
    await bench.control.advance(120);
    const old = later(attempt, 70);
    const { answer, requests } = await costOf(() => bench.provider.lookUp(old));
    expect(answer).toMatchObject({ kind: "action_required" });
    expect(requests).toBe(2);
    expect(await bench.provider.voidAttempt(old)).toEqual({ kind: "voided" });
  });

  it("of a page that was paid is found with two requests, as the page's payment", async () => {
    const attempt = freshAttempt({ route: "external" });
    await bench.control.fault({
      fault: { kind: "reply_lost" },
      method: "POST",
      path: "/v1/checkout/sessions",
      times: 3,
    });
    expect(await openPage(hasty, attempt)).toEqual(anUnknown());
    const pages = await bench.stripe.checkout.sessions.list({ limit: 10 });
    const page = pages.data.find((one) => one.metadata?.["attempt_id"] === attempt.id);
    await bench.control.onPage(page?.id ?? "", "pay");
    await busy();
    const { answer, requests } = await costOf(() => bench.provider.lookUp(attempt));
    expect(answer).toMatchObject({ kind: "captured" });
    expect(requests).toBe(2);
  });
});

describe("a card that is declined on a page whose reference was lost", () => {
  it("does not end the attempt: the page is still open and can be paid", async () => {
    const attempt = freshAttempt({ route: "external" });
    await bench.control.clearFaults();
    const opened = await openPage(bench.provider, attempt);
    if (opened.kind !== "opened") throw new Error(opened.kind);
    await bench.control.onPage(opened.reference, "decline");
    expect(await bench.provider.lookUp(attempt)).toMatchObject({
      kind: "action_required",
      reference: opened.reference,
    });
  });
});
