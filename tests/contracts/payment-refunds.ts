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
      reference,
      list: async () => {
        const list = await bench.provider.listRefunds(reference);
        if (list.kind === "unknown") throw new Error(list.why.kind);
        return list.refunds;
      },
      ask: (part: Money, key: string) =>
        bench.provider.refund({ reference, amount: part, key: `${reference}:${key}`, refusals: 0 }),
      key: (key: string) => `${reference}:${key}`,
      refund: async (part: Money, key: string) =>
        (await bench.provider.refund({ reference, amount: part, key: `${reference}:${key}`, refusals: 0 })).kind,
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

    it("the provider's list has every refund once, with its key, its amount and the id that the answer had", async () => {
      const { ask, list, key } = await paid();
      expect(await list()).toEqual([]);
      const first = await ask(usd(1000), "a");
      await ask(usd(1000), "a");
      const second = await ask(usd(300), "b");
      if (!("id" in first) || !("id" in second)) throw new Error("not given");
      await vi.waitFor(async () => {
        const listed = (await list()).map(({ id, key: of, amount, state }) => ({ id, of, amount, state }));
        expect(listed).toHaveLength(2);
        expect(listed).toContainEqual({ id: first.id, of: key("a"), amount: usd(1000), state: "done" });
        expect(listed).toContainEqual({ id: second.id, of: key("b"), amount: usd(300), state: "done" });
      }, 8000);
      expect((await bench.provider.listRefunds("pay_of_nobody")).kind).toBe("unknown");
    });

    it("a service that lists the refunds of all payments lists each with its payment, and none from before", async () => {
      const { listRefundsSince } = bench.provider;
      expect(listRefundsSince !== null).toBe(traits.canListPayments);
      if (listRefundsSince === null) return;
      const [one, other] = [await paid(), await paid()];
      await one.ask(usd(1000), "a");
      await other.ask(usd(2500), "a");
      const since = async (time: number) => {
        const list = await listRefundsSince(new Date(time));
        if (list.kind === "unknown") throw new Error(list.why.kind);
        return list.refunds;
      };
      const expected = [];
      for (const { list, reference } of [one, other])
        for (const { id, state } of await list()) expected.push({ id, state, reference });
      expect(expected).toHaveLength(2);
      expect(await since(bench.now().getTime() - 60_000)).toEqual(expect.arrayContaining(expected));
      expect(await since(bench.now().getTime() + 60_000)).toEqual([]);
    });

    it("no more is refunded than was captured, nor in another currency, nor for a payment that is not there", async () => {
      const { refund, state } = await paid();
      expect(await refund(usd(2501), "too-much")).toBe("refused");
      expect(await refund(money(2500, "EUR"), "other-currency")).toBe("refused");
      expect(
        (await bench.provider.refund({ reference: "pay_of_nobody", amount: usd(1), key: "nobody", refusals: 0 })).kind,
      ).toBe("refused");
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
