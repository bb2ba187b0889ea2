import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import { freshAttempt } from "../provider-bench.ts";
import { openStripeBench, type StripeBench } from "./bench.ts";

let bench: StripeBench;
beforeAll(async () => {
  bench = await openStripeBench();
});
afterEach(() => bench.control.refundRules({ isBalanceLow: false, refusal: null }));
afterAll(() => bench.close());

/** A payment by a card, and what is asked of it. */
async function paidBy(card: string) {
  const attempt = freshAttempt();
  const token = await bench.control.mintToken({ card });
  const paid = await bench.provider.chargeToken({ attempt, token });
  if (paid.kind !== "captured") throw new Error(`not captured but ${paid.kind}`);
  const { reference } = paid;
  return {
    reference,
    refund: (amountMinor: number, key: string, refusals = 0) =>
      bench.provider.refund({
        reference,
        amount: money(amountMinor, "USD"),
        key: `${reference}:${key}`,
        refusals,
      }),
    states: async () => {
      const list = await bench.provider.listRefunds(reference);
      if (list.kind === "unknown") throw new Error(list.why.kind);
      return list.refunds.map(({ amount, state, key }) => [amount.amountMinor, state, key]);
    },
  };
}

describe("a refund at Stripe", () => {
  it("is pending with the balance too low, and given when it is there", async () => {
    const { refund, states } = await paidBy("pm_card_visa");
    await bench.control.refundRules({ isBalanceLow: true });
    expect(await refund(1000, "a")).toMatchObject({ kind: "accepted", reason: "insufficient_funds" });
    await bench.control.settleRefunds();
    expect(await states()).toMatchObject([[1000, "done", expect.any(String)]]);
  });

  it.each([
    ["pm_card_pendingRefund", "accepted", "done"],
    ["pm_card_refundFail", "done", "failed"],
  ] as const)("of %s is %s at first and %s later", async (card, first, later) => {
    const { refund, states } = await paidBy(card);
    expect((await refund(1000, "a")).kind).toBe(first);
    await bench.control.settleRefunds();
    expect(await states()).toMatchObject([[1000, later, expect.any(String)]]);
    // The same request is answered with what became of it, and not what was true at first.
    expect((await refund(1000, "a")).kind).toBe(later);
  });

  it("that somebody made at Stripe is in the list and bears no key; all pages of it are read", async () => {
    const { reference, refund, states } = await paidBy("pm_card_visa");
    for (let index = 0; index < 101; index += 1)
      await bench.stripe.refunds.create({ payment_intent: reference, amount: 1 });
    await refund(500, "ours");
    const listed = await states();
    expect(listed).toHaveLength(102);
    expect(listed[0]).toEqual([500, "done", `${reference}:ours`]);
    expect(listed.slice(1)).toEqual(Array.from({ length: 101 }, () => [1, "done", null]));
  });

  it.each(["balance_insufficient", "charge_disputed", "refund_disputed_payment"])(
    "that is refused with %s may be asked for again, under a key of its own because Stripe keeps its answer",
    async (refusal) => {
      const { refund, states } = await paidBy("pm_card_visa");
      await bench.control.refundRules({ refusal });
      expect(await refund(1000, "a")).toEqual({ kind: "refused", reason: refusal, isPassing: true });
      await bench.control.refundRules({ refusal: null });
      expect((await refund(1000, "a", 1)).kind).toBe("done");
      expect((await refund(1000, "a", 1)).kind).toBe("done");
      expect(await states()).toHaveLength(1);
    },
  );

  it("that is refused because all was given back is refused for good", async () => {
    const { reference, refund } = await paidBy("pm_card_visa");
    await bench.stripe.refunds.create({ payment_intent: reference });
    expect(await refund(1000, "a")).toEqual({ kind: "refused", reason: "charge_already_refunded", isPassing: false });
  });

  it("that met a rate limit has not happened and may be asked for again", async () => {
    const { refund } = await paidBy("pm_card_visa");
    await bench.control.fault({
      fault: { kind: "answer", status: 429 },
      method: "POST",
      path: "/v1/refunds",
      // More than one request is sent again.
      times: 20,
    });
    expect(await refund(1000, "a")).toMatchObject({ kind: "refused", isPassing: true });
    await bench.control.clearFaults();
    expect((await refund(1000, "a", 1)).kind).toBe("done");
  });

  it("an event about it has what changed, as Stripe's have", async () => {
    const { refund } = await paidBy("pm_card_visa");
    const made = await refund(1000, "a");
    if (made.kind !== "done") throw new Error(made.kind);
    await bench.control.turnRefund(made.id, { status: "failed" });
    const failed = (await bench.control.events()).filter(
      ({ type, data }) => type === "refund.failed" && data.object.id === made.id,
    );
    expect(failed).toMatchObject([
      {
        data: {
          object: { status: "failed", failure_reason: "lost_or_stolen_card" },
          previous_attributes: { status: "succeeded" },
        },
      },
    ]);
  });
});
