import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { anUnknown } from "../../fixtures/unknown-outcome.ts";
import { freshAttempt } from "../provider-bench.ts";
import { openStripeBench, type StripeBench } from "./bench.ts";

let bench: StripeBench;
beforeAll(async () => {
  bench = await openStripeBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.control.clearFaults());

const aMinuteAgo = () => new Date(Date.now() - 60_000);
const listPayments = async (since: Date) => {
  const list = await bench.provider.listPayments?.(since);
  if (list === undefined) throw new Error("Stripe has a list of payments");
  return list;
};
const pay = (metadata: Record<string, string>) =>
  bench.stripe.paymentIntents.create({
    amount: 700,
    currency: "usd",
    confirm: true,
    payment_method: "pm_card_visa",
    metadata,
  });

describe("what Stripe took, by its own list", () => {
  it("goes through every page of the list", async () => {
    const attempt = freshAttempt();
    const paid = await Promise.all(Array.from({ length: 105 }, () => pay({ attempt_id: attempt.id })));
    const list = await listPayments(aMinuteAgo());
    if (list.kind !== "listed") throw new Error("Stripe's double did not answer");
    const references = list.payments.filter((one) => one.attemptId === attempt.id).map((one) => one.reference);
    expect(references.toSorted()).toEqual(paid.map((intent) => intent.id).toSorted());
  });

  it("leaves out what is not ours, what was made only to use up a key, and what is older", async () => {
    const foreign = await pay({ invoice: "17" });
    const voided = freshAttempt();
    expect(await bench.provider.voidAttempt(voided)).toEqual({ kind: "voided" });
    const list = await listPayments(aMinuteAgo());
    if (list.kind !== "listed") throw new Error("Stripe's double did not answer");
    expect(list.payments).not.toContainEqual(expect.objectContaining({ reference: foreign.id }));
    expect(list.payments).not.toContainEqual(expect.objectContaining({ attemptId: voided.id }));
    expect(await listPayments(new Date(Date.now() + 60_000))).toEqual({ kind: "listed", payments: [] });
  });

  it("is unknown when Stripe does not answer", async () => {
    await bench.control.fault({ fault: { kind: "reset" }, method: "GET", path: "/v1/payment_intents", times: 3 });
    expect(await listPayments(aMinuteAgo())).toEqual(anUnknown({ kind: "connection" }));
  });
});
