import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import type { ChargeOutcome } from "#lib/payments/provider.ts";
import type { Fault } from "../../stripe-double/faults.ts";
import { freshAttempt, openPage } from "../provider-bench.ts";
import { openStripeBench, type StripeBench } from "./bench.ts";
import { anUnknown } from "../../fixtures/unknown-outcome.ts";

let bench: StripeBench;
/** Gives up soon, for requests that get no answer; everything else has time enough on a busy machine. */
let hasty: StripeBench["provider"];
beforeAll(async () => {
  bench = await openStripeBench();
  hasty = bench.provide({ timeoutMs: 400 });
});
afterAll(() => bench.close());
beforeEach(() => bench.control.clearFaults());

const usd = (amountMinor: number) => money(amountMinor, "USD");
const charge = (attempt: ReturnType<typeof freshAttempt>, token: string) =>
  bench.provider.chargeToken({ attempt, token });
const requestId = expect.stringMatching(/^req_\w+$/);
const onCharge = (fault: Fault, times: number) =>
  bench.control.fault({ fault, method: "POST", path: "/v1/payment_intents", times });

describe("a charge at Stripe that something goes wrong with", () => {
  const everyTry = 3;
  const everyTryWithPauses = 5;
  it.each<[string, Fault, number, ChargeOutcome["kind"], "captured" | "absent"]>([
    ["a reply lost once", { kind: "reply_lost" }, 1, "captured", "captured"],
    ["every reply lost", { kind: "reply_lost" }, everyTry, "unknown", "captured"],
    ["a reset before anything happened", { kind: "reset" }, 1, "captured", "captured"],
    ["nothing but resets", { kind: "reset" }, everyTry, "unknown", "absent"],
    [
      "silence after the money was taken",
      { kind: "hang", ms: 600, commits: "before" },
      everyTry,
      "unknown",
      "captured",
    ],
    ["silence and nothing done", { kind: "hang", ms: 600, commits: "never" }, everyTry, "unknown", "absent"],
    ["409 once", { kind: "answer", status: 409 }, 1, "captured", "captured"],
    ["409 every time", { kind: "answer", status: 409 }, everyTry, "unknown", "absent"],
    [
      "one request too many, once",
      { kind: "answer", status: 429, because: "endpoint-rate" },
      1,
      "captured",
      "captured",
    ],
    ["an object that was locked", { kind: "answer", status: 429, because: "lock" }, 2, "captured", "captured"],
    ["429 every time", { kind: "answer", status: 429 }, everyTryWithPauses, "unknown", "absent"],
    ["503 once", { kind: "answer", status: 503 }, 1, "captured", "captured"],
    ["500 that is kept", { kind: "answer", status: 500, stored: true }, 1, "unknown", "absent"],
    [
      "500 after the money was taken",
      { kind: "answer", status: 500, stored: true, commits: true },
      1,
      "unknown",
      "captured",
    ],
  ])("%s: the answer is honest and the look-up finds out", async (_, fault, times, answered, found) => {
    const attempt = freshAttempt();
    const token = await bench.token("pays", attempt);
    await onCharge(fault, times);
    const provider = fault.kind === "hang" ? hasty : bench.provider;
    expect((await provider.chargeToken({ attempt, token })).kind).toBe(answered);
    await bench.control.clearFaults();
    expect((await bench.provider.lookUp(attempt)).kind).toBe(found);
    expect(await bench.captures(attempt.id)).toHaveLength(found === "captured" ? 1 : 0);
  });

  it("a key that Stripe does not know is our fault: rejected, and no buyer's", async () => {
    const attempt = freshAttempt();
    const stranger = bench.provide({ secretKey: "sk_other_key" });
    const outcome = await stranger.chargeToken({ attempt, token: await bench.token("pays", attempt) });
    expect(outcome).toEqual({ kind: "rejected", why: expect.stringMatching(/^Stripe answered 401 /), requestId });
    expect(await openPage(stranger, attempt)).toMatchObject({ kind: "rejected", requestId });
    expect(await stranger.lookUp(attempt)).toEqual(anUnknown({ kind: "unauthorized", requestId }));
    expect(await stranger.voidAttempt(attempt)).toEqual(anUnknown({ kind: "unauthorized", requestId }));
    expect(await stranger.refund({ reference: "pi_1", amount: usd(1), key: "k", refusals: 0 })).toEqual(
      anUnknown({ kind: "unauthorized", requestId }),
    );
  });

  it("is made under the attempt's id with the preview version, and nothing else is", async () => {
    const attempt = freshAttempt();
    await charge(attempt, await bench.token("pays", attempt));
    await bench.provider.lookUp(attempt);
    const seen = (await bench.control.requests()).filter((one) => !one.path.startsWith("/v1/shared_payment/"));
    expect(seen.find((one) => one.idempotency_key === attempt.id)?.stripe_version).toBe("2026-08-26.preview");
    expect(seen.at(-1)).toMatchObject({ method: "GET", stripe_version: "2026-10-28.endive" });
  });
});

describe("a delegated token that cannot pay", () => {
  const soon = () => Math.floor(Date.now() / 1000) + 3600;

  it.each<[string, Parameters<StripeBench["control"]["mintToken"]>[0], string]>([
    ["expired", { expiresAt: Math.floor(Date.now() / 1000) - 60 }, "expired"],
    ["for less", { maxAmount: 2499 }, "over_limit"],
    ["in another currency", { currency: "eur" }, "wrong_currency"],
  ])("one %s is named as such and charges nothing", async (_, request, why) => {
    const attempt = freshAttempt();
    const token = await bench.control.mintToken(request);
    expect(await charge(attempt, token)).toEqual({ kind: "token_invalid", why });
    // The same verdict where the token could not be looked at before.
    await bench.control.fault({ fault: { kind: "answer", status: 503 }, path: "/v1/shared_payment/granted_tokens/*" });
    expect(await charge(freshAttempt(), token)).toEqual({ kind: "token_invalid", why });
    expect(await bench.captures(attempt.id)).toEqual([]);
  });

  it("one that is revoked, and one that another attempt spent", async () => {
    const revoked = await bench.control.mintToken({ expiresAt: soon() });
    await bench.control.revokeToken(revoked);
    expect(await charge(freshAttempt(), revoked)).toEqual({ kind: "token_invalid", why: "revoked" });
    const spent = await bench.control.mintToken({ maxAmount: 2500, expiresAt: soon() });
    expect((await charge(freshAttempt(), spent)).kind).toBe("captured");
    expect(await charge(freshAttempt(), spent)).toEqual({ kind: "token_invalid", why: "spent" });
  });

  it("one that this very attempt spent has paid, and is not called spent", async () => {
    const attempt = freshAttempt();
    const token = await bench.control.mintToken({ maxAmount: 2500 });
    await onCharge({ kind: "reply_lost" }, 3);
    expect(await charge(attempt, token)).toEqual(anUnknown());
    expect((await charge(attempt, token)).kind).toBe("captured");
  });

  it.each(["", "spt_none", "../payment_intents", "spt_1/revoke", "spt 1", "x".repeat(300)])(
    "%j leads nowhere",
    async (token) => {
      const attempt = freshAttempt();
      expect(await charge(attempt, token)).toEqual({ kind: "token_invalid", why: "not_recognised" });
      const seen = (await bench.control.requests()).filter((one) => one.idempotency_key === attempt.id);
      expect(seen).toEqual([]);
    },
  );

  it("a bank that declines is reported in our words", async () => {
    const decline = async (card: string) => charge(freshAttempt(), await bench.control.mintToken({ card }));
    expect(await decline("pm_card_chargeDeclined")).toEqual({
      kind: "declined",
      reason: "card_declined",
    });
    expect(await decline("pm_card_chargeDeclinedExpiredCard")).toMatchObject({
      reason: "expired_card",
    });
  });

  it("an amount that is too small after conversion is amount_refused, by charge and by page", async () => {
    const amount = money(10, "ISK");
    const token = await bench.control.mintToken({ currency: "isk" });
    expect(await charge(freshAttempt({ amount }), token)).toEqual({ kind: "amount_refused" });
    expect(await openPage(bench.provider, freshAttempt({ amount, route: "external" }))).toEqual({
      kind: "amount_refused",
    });
  });
});
