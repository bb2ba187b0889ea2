import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { money, type Money } from "#lib/money.ts";
import { freshAttempt, type MakeBench, type ProviderBench } from "./provider-bench.ts";
import { AT_ONCE, moneyOf } from "./payment-traits.ts";

const usd = (amountMinor: number) => money(amountMinor, "USD");

/** What the product relies on when it gives money back, whichever payment service it is. A refund may be accepted first and done later. */
export function paymentRefundContract(name: string, make: MakeBench, traits = AT_ONCE): void {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await make();
  });
  afterAll(() => bench.close());

  const paid = async (amount = usd(2500)) => {
    const attempt = freshAttempt({ amount });
    const charged = await bench.provider.chargeToken({ attempt, token: await bench.token("pays", attempt) });
    const { reference } = await moneyOf(() => bench, traits).taken(attempt, charged);
    return {
      refund: async (part: Money, key: string) =>
        (await bench.provider.refund({ reference, amount: part, key: `${reference}:${key}` })).kind,
      state: async () => (await bench.captures(attempt.id)).map((capture) => capture.state),
    };
  };
  const given = expect.stringMatching(/^(done|accepted)$/);

  describe(`${name}: refunds`, () => {
    it("a refund with the same key happens once", async () => {
      const { refund, state } = await paid();
      expect(await refund(usd(1000), "a")).toEqual(given);
      expect(await refund(usd(1000), "a")).toEqual(given);
      await vi.waitFor(async () => expect(await state()).toEqual(["partially_refunded"]));
      expect(await refund(usd(1500), "b")).toEqual(given);
      await vi.waitFor(async () => expect(await state()).toEqual(["refunded"]));
    });

    it("no more is refunded than was captured, nor in another currency, nor for a payment that is not there", async () => {
      const { refund, state } = await paid();
      expect(await refund(usd(2501), "too-much")).toBe("refused");
      expect(await refund(money(2500, "EUR"), "other-currency")).toBe("refused");
      expect((await bench.provider.refund({ reference: "pay_of_nobody", amount: usd(1), key: "nobody" })).kind).toBe(
        "refused",
      );
      expect(await state()).toEqual(["captured"]);
    });

    it.each([money(2500, "JPY"), money(12_340, "KWD")])(
      "a refund of $amountMinor minor units of $currency is a full one",
      async (amount) => {
        const { refund, state } = await paid(amount);
        expect(await refund(amount, "all")).toEqual(given);
        await vi.waitFor(async () => expect(await state()).toEqual(["refunded"]));
      },
    );
  });
}
