import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import type { AttemptAtService } from "#lib/payments/provider.ts";
import { paymentPagePromises } from "./payment-page.ts";
import { AT_ONCE, moneyOf } from "./payment-traits.ts";
import { freshAttempt, openPage, type MakeBench, type ProviderBench, type TokenRole } from "./provider-bench.ts";
import { anUnknown } from "../fixtures/unknown-outcome.ts";

const usd = (amountMinor: number) => money(amountMinor, "USD");

/** What the product relies on, whichever payment provider is behind the port. */
export function paymentProviderContract(name: string, make: MakeBench, traits = AT_ONCE): void {
  let bench: ProviderBench;
  beforeAll(async () => {
    bench = await make();
  });
  afterAll(() => bench.close());
  const charge = async (attempt: AttemptAtService, role: TokenRole, amount = attempt.amount) => {
    const charged = { ...attempt, amount };
    return bench.provider.chargeToken({ attempt: charged, token: await bench.token(role, charged) });
  };

  const { taken, settled, voided } = moneyOf(() => bench, traits);

  describe(`${name}: charging a token`, () => {
    it("the same attempt never charges twice and answers the same", async () => {
      const attempt = freshAttempt();
      const first = await taken(attempt, await charge(attempt, "pays"));
      expect(first).toMatchObject({ kind: "captured", amount: usd(2500) });
      expect(await charge(attempt, "pays")).toEqual(first);
      expect(await bench.captures(attempt.id)).toHaveLength(1);
    });

    it("a service that lists its payments lists what was taken, and not what was declined", async () => {
      const { listPayments } = bench.provider;
      expect(listPayments !== null).toBe(traits.canListPayments);
      if (listPayments === null) return;
      const [paid, refused] = [freshAttempt(), freshAttempt()];
      const { reference } = await taken(paid, await charge(paid, "pays"));
      await charge(refused, "is_declined");
      const list = await listPayments(new Date(bench.now().getTime() - 60_000));
      if (list.kind !== "listed") throw new Error("the service did not answer");
      const of = ({ id }: AttemptAtService) => list.payments.filter((one) => one.attemptId === id);
      expect(of(paid)).toEqual([{ attemptId: paid.id, reference, amount: usd(2500) }]);
      expect(of(refused)).toEqual([]);
    });

    it("concurrent charges of one attempt give one capture", async () => {
      const attempt = freshAttempt();
      await Promise.all(Array.from({ length: 6 }, () => charge(attempt, "pays")));
      await settled(attempt);
      expect(await bench.captures(attempt.id)).toMatchObject([{ amount: usd(2500), state: "captured" }]);
    });

    it("a known attempt with another amount is neither charged nor called declined", async () => {
      const attempt = freshAttempt();
      await taken(attempt, await charge(attempt, "pays"));
      const requestId = bench.requestId === undefined ? null : expect.stringMatching(bench.requestId);
      expect(await charge(attempt, "pays", usd(9900))).toEqual(anUnknown({ kind: "conflict", requestId }));
      expect(await bench.captures(attempt.id)).toMatchObject([{ amount: usd(2500) }]);
    });

    it("a declined attempt answers declined again, and another attempt may pay", async () => {
      const attempt = freshAttempt();
      const first = await charge(attempt, "is_declined");
      expect(first).toMatchObject({ kind: "declined", reason: "insufficient_funds" });
      expect(await charge(attempt, "is_declined")).toEqual(first);
      expect(await bench.provider.lookUp(attempt)).toEqual(first);
      const another = freshAttempt();
      await taken(another, await charge(another, "pays"));
      expect(await bench.captures(attempt.id)).toEqual([]);
    });

    it("a token that is not the service's is token_invalid, not declined", async () => {
      const attempt = freshAttempt();
      expect(await charge(attempt, "is_foreign")).toEqual({ kind: "token_invalid", why: "not_recognised" });
      expect(await bench.captures(attempt.id)).toEqual([]);
    });

    it.each([money(2500, "JPY"), money(12_340, "KWD"), money(12_345, "KWD"), usd(1), money(99_999_999, "EUR")])(
      "$amountMinor minor units of $currency arrive unchanged, or are refused where the service cannot charge them",
      async (amount) => {
        const attempt = freshAttempt();
        if (bench.takes?.(amount) === false) {
          expect((await charge(attempt, "pays", amount)).kind).toBe("rejected");
          expect((await openPage(bench.provider, attempt, amount)).kind).toBe("rejected");
          return expect(await bench.captures(attempt.id)).toEqual([]);
        }
        expect(await taken(attempt, await charge(attempt, "pays", amount))).toMatchObject({ kind: "captured", amount });
        expect(await bench.provider.lookUp(attempt)).toMatchObject({ kind: "captured", amount });
        expect(await bench.captures(attempt.id)).toMatchObject([{ amount }]);
      },
    );
  });

  describe(`${name}: outcomes without a reply`, () => {
    const unheard = expect.toBeOneOf(["timeout", "connection"]);

    it("a look-up finds what a lost reply hid, and the attempt charged again charges nothing more", async () => {
      const attempt = freshAttempt();
      expect(await charge(attempt, "reply_is_lost")).toEqual(anUnknown({ kind: unheard }));
      expect(await settled(attempt)).toMatchObject({ kind: "captured", amount: usd(2500) });
      expect(await charge(attempt, "reply_is_lost")).toMatchObject({ kind: "captured", amount: usd(2500) });
      expect(await bench.captures(attempt.id)).toHaveLength(1);
    });

    it("an attempt that never arrived is absent", async () => {
      const attempt = freshAttempt();
      expect(await charge(attempt, "never_arrives")).toEqual(anUnknown({ kind: unheard }));
      expect(await bench.provider.lookUp(attempt)).toEqual({ kind: "absent" });
      expect(await bench.captures(attempt.id)).toEqual([]);
    });

    it("an absent attempt that was voided can no longer be charged when it arrives after all", async () => {
      const attempt = freshAttempt();
      expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
      expect(await charge(attempt, "pays")).toEqual(anUnknown());
      expect(await openPage(bench.provider, attempt)).toEqual(anUnknown());
      expect(await bench.provider.lookUp(attempt)).toEqual({ kind: "voided" });
      expect(await bench.captures(attempt.id)).toEqual([]);
    });
  });

  describe(`${name}: the bank's confirmation`, () => {
    const asked = async (attempt: AttemptAtService) => {
      const outcome = await charge(attempt, "asks_confirmation");
      if (outcome.kind !== "action_required") throw new Error(`no confirmation asked but ${outcome.kind}`);
      return outcome;
    };

    it("an approved confirmation continues the same attempt", async () => {
      const attempt = freshAttempt();
      const open = await asked(attempt);
      expect(await asked(attempt)).toEqual(open);
      expect(await bench.captures(attempt.id)).toEqual([]);
      await bench.confirm(open.reference, "approve");
      expect(await settled(attempt)).toMatchObject({ kind: "captured", reference: open.reference, amount: usd(2500) });
      expect(await bench.captures(attempt.id)).toHaveLength(1);
    });

    it("a refused confirmation is authentication_failed and stays it", async () => {
      const attempt = freshAttempt();
      const open = await asked(attempt);
      await bench.confirm(open.reference, "refuse");
      expect(await bench.provider.lookUp(attempt)).toMatchObject({
        kind: "declined",
        reason: "authentication_failed",
      });
      await bench.confirm(open.reference, "approve");
      expect(await bench.provider.lookUp(attempt)).toMatchObject({ kind: "declined", reason: "authentication_failed" });
      expect(await bench.captures(attempt.id)).toEqual([]);
    });

    it("a voided confirmation can no longer be approved", async () => {
      const attempt = freshAttempt();
      const open = await asked(attempt);
      await voided(attempt);
      await bench.confirm(open.reference, "approve");
      expect(await bench.provider.lookUp(attempt)).toEqual({ kind: "voided" });
      expect(await bench.captures(attempt.id)).toEqual([]);
    });
  });

  describe(`${name}: the payment page`, () => paymentPagePromises(() => bench, traits, charge));
}
