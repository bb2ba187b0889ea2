import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { money, type Money } from "#lib/money.ts";
import type { Split } from "#lib/sellers/money-model.ts";
import { freshAttempt } from "../provider-bench.ts";
import { partsOf, splitOf, usd } from "./seller-bench.ts";
import { openStripeSellerBench, type StripeSellerBench } from "./stripe-seller-bench.ts";

let bench: StripeSellerBench;
let account: string;
beforeAll(async () => {
  bench = await openStripeSellerBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  account = await bench.account("able");
  await bench.platform.control.settleIn("usd", 1.0837);
});

const eur = (amountMinor: number) => money(amountMinor, "EUR");

/** A payment of 25.00 EUR that the platform's balance has as 27.09 USD. */
async function paid(model: Split["model"] = "separate") {
  const attempt = freshAttempt({ amount: eur(2500), split: splitOf(model, account, eur(2500), eur(250)) });
  const token = await bench.platform.token("pays", attempt);
  const outcome = await bench.platform.provider.chargeToken({ attempt, token });
  if (outcome.kind !== "captured") throw new Error(JSON.stringify(outcome));
  const { transfers } = partsOf(bench.platform.provider);
  const of = { attemptId: attempt.id, reference: outcome.reference };
  return {
    ...of,
    list: async () => {
      const list = await transfers.list(of);
      return list.kind === "listed" ? list.transfers : [];
    },
    send: (amount: Money) => transfers.send({ ...of, key: `${attempt.id}:t`, account, amount, refusals: 0 }),
    reverse: (transferId: string, amount: Money, before: Money, whole = eur(2250)) =>
      transfers.reverse({
        key: `${attempt.id}:r:${before.amountMinor}`,
        transferId,
        amount,
        refusals: 0,
        of: { whole, before },
      }),
  };
}

describe("a transfer of a payment that was settled in another currency", () => {
  it.each(["separate", "destination"] as const)(
    "is taken back in its own currency, and parts in the payment's take exactly all of it: %s",
    async (model) => {
      const { send, list, reverse } = await paid(model);
      if (model === "separate") expect(await send(eur(2250))).toMatchObject({ kind: "sent", settled: usd(2438) });
      const [transfer] = await list();
      if (transfer === undefined) throw new Error("there is no transfer");
      expect(transfer.amount).toEqual(usd(2438));
      let before = 0;
      for (const part of [333, 333, 334, 1, 1249]) {
        const took = await reverse(transfer.id, eur(part), eur(before));
        expect(took).toMatchObject({ kind: "reversed" });
        expect(await reverse(transfer.id, eur(part), eur(before))).toEqual(took);
        before += part;
      }
      expect(await list()).toMatchObject([{ reversed: usd(2438) }]);
    },
  );

  it("takes nothing back where nobody says what the transfer sent", async () => {
    const { send, list, reverse } = await paid();
    await send(eur(2250));
    const [transfer] = await list();
    const lacking = reverse(transfer?.id ?? "", eur(100), eur(0), usd(2250));
    expect(await lacking).toMatchObject({ kind: "refused", isFinal: true });
    expect(await list()).toMatchObject([{ reversed: usd(0) }]);
  });

  it("is not refused while its payment is not booked: nothing is asked for, and asked again it is sent", async () => {
    await bench.platform.control.bookLate(true);
    const { send } = await paid();
    expect(await send(eur(2250))).toMatchObject({ kind: "not_yet" });
    await bench.platform.control.bookLate(false);
    expect(await send(eur(2250))).toMatchObject({ kind: "sent" });
  });
});

describe("a dispute in the currency that the payment was settled in", () => {
  it.each([
    { disputed: 2500, taken: 2500 },
    { disputed: 1250, taken: 1250 },
  ])("is of the payment in the payment's currency: $taken", async ({ disputed, taken }) => {
    const { reference } = await paid();
    await bench.platform.control.dispute({ payment_intent: reference, amount: disputed, in_settlement: true });
    const read = await bench.platform.provider.disputes?.read({ reference, known: [] });
    expect(read).toMatchObject({ alerts: [{ amount: eur(taken), taken: eur(taken) }] });
  });

  it("and one in the payment's own currency is taken as it says, whatever the balance lost", async () => {
    const { reference } = await paid();
    await bench.platform.control.dispute({ payment_intent: reference, amount: 1000 });
    const read = await bench.platform.provider.disputes?.read({ reference, known: [] });
    expect(read).toMatchObject({ alerts: [{ amount: eur(1000), taken: null, state: "needs_response" }] });
  });
});
