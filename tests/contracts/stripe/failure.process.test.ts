import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FailureKind } from "#lib/payments/failure.ts";
import type { Fault } from "../../stripe-double/faults.ts";
import { anUnknown } from "../../fixtures/unknown-outcome.ts";
import { freshAttempt, openPage } from "../provider-bench.ts";
import { openStripeBench, type StripeBench } from "./bench.ts";

let bench: StripeBench;
beforeAll(async () => {
  bench = await openStripeBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.control.clearFaults());

const requestId = expect.stringMatching(/^req_\w+$/);

/** The package tries three times; what is one request too many is sent five times. */
const everyTry = 5;

describe("what Stripe leaves unknown", () => {
  it.each<[string, Fault, FailureKind, unknown]>([
    ["silence", { kind: "hang", ms: 900, commits: "never" }, "timeout", null],
    ["a connection that breaks", { kind: "reset" }, "connection", null],
    ["409", { kind: "answer", status: 409 }, "conflict", requestId],
    ["429", { kind: "answer", status: 429 }, "rate_limited", requestId],
    ["503", { kind: "answer", status: 503 }, "server_error", requestId],
  ])("%s says why, and which request it was", async (_, fault, kind, expectedId) => {
    const attempt = freshAttempt();
    const token = await bench.token("pays", attempt);
    await bench.control.fault({ fault, method: "POST", path: "/v1/payment_intents", times: everyTry });
    await bench.control.fault({ fault, method: "POST", path: "/v1/checkout/sessions", times: everyTry });
    await bench.control.fault({ fault, method: "GET", path: "/v1/payment_intents", times: everyTry });
    const hasty = bench.provide({ timeoutMs: 500 });
    const provider = fault.kind === "hang" ? hasty : bench.provider;
    const expected = anUnknown({ kind, requestId: expectedId });
    expect(await provider.chargeToken({ attempt, token })).toEqual(expected);
    expect(await openPage(provider, freshAttempt())).toEqual(expected);
    expect(await provider.lookUp(attempt)).toEqual(expected);
  });

  it("an object that decides nothing names its state and the request that read it", async () => {
    const intent = await bench.stripe.paymentIntents.create({ amount: 2500, currency: "usd" });
    expect(await bench.provider.lookUp(freshAttempt({ reference: intent.id }))).toEqual(
      anUnknown({ kind: "undecided", message: "the PaymentIntent is requires_payment_method", requestId }),
    );
  });

  it("an attempt that could not be voided says what kept it from that", async () => {
    const attempt = freshAttempt({ route: "external" });
    const opened = await openPage(bench.provider, attempt);
    if (opened.kind !== "opened") throw new Error(opened.kind);
    await bench.control.fault({
      fault: { kind: "answer", status: 503 },
      path: "/v1/checkout/sessions/*/expire",
      times: 3,
    });
    expect(await bench.provider.voidAttempt({ ...attempt, reference: opened.reference })).toEqual(
      anUnknown({ kind: "server_error", requestId }),
    );
  });

  it("no word of the token or the buyer is in what it says", async () => {
    const attempt = freshAttempt();
    const token = await bench.token("pays", attempt);
    await bench.control.fault({
      fault: { kind: "answer", status: 503 },
      method: "POST",
      path: "/v1/payment_intents",
      times: 3,
    });
    expect(JSON.stringify(await bench.provider.chargeToken({ attempt, token }))).not.toContain(token);
  });
});

describe("a bug of ours at Stripe", () => {
  it("is thrown, and never called an answer of Stripe's", async () => {
    const broken = bench.provide({
      now: () => {
        throw new TypeError("a bug of ours");
      },
    });
    await expect(broken.voidAttempt(freshAttempt())).rejects.toThrow("a bug of ours");
  });
});
