import { expect, vi } from "vitest";
import type { AttemptAtService, ChargeOutcome, LookUpOutcome } from "#lib/payments/provider.ts";
import type { ProviderBench } from "./provider-bench.ts";

/** In what the services behind the port differ lawfully. The promises are the same; when they are kept is not. */
export type ProviderTraits = {
  /** `later`: captures and voids are accepted first (`pending`, `unknown`) and carried out afterwards. */
  readonly money: "at_once" | "later";
  /** `of_the_body`: a header signs the body and its time. `of_each_item`: signatures are inside the body. */
  readonly signature: "of_the_body" | "of_each_item";
  /** Whether the service can list the payments that it took. */
  readonly canListPayments: boolean;
};
export const AT_ONCE: ProviderTraits = { money: "at_once", signature: "of_the_body", canListPayments: true };

type Captured = Extract<ChargeOutcome, { kind: "captured" }>;

/** The contract's questions about money, in the time that the service takes for it. */
export function moneyOf(bench: () => ProviderBench, { money }: ProviderTraits) {
  const lookUp = (attempt: AttemptAtService) => bench().provider.lookUp(attempt);

  /** What a look-up says once nothing is under way. At a service that captures at once that is the first look-up. */
  async function settled(attempt: AttemptAtService): Promise<LookUpOutcome> {
    if (money === "at_once") return lookUp(attempt);
    const found = await vi.waitFor(async () => {
      const outcome = await lookUp(attempt);
      expect(outcome.kind).not.toBe("pending");
      return outcome;
    }, 10_000);
    await bench().quiet?.();
    return found;
  }

  return {
    settled,
    /** Holds a charge to its promise: captured at once; or first pending, then captured under the same reference. */
    async taken(attempt: AttemptAtService, charged: ChargeOutcome): Promise<Captured> {
      if (money === "later") expect(charged).toEqual({ kind: "pending", reference: expect.stringMatching(/./) });
      const outcome = money === "later" ? await settled(attempt) : charged;
      if (outcome.kind !== "captured") throw new Error(`not captured but ${outcome.kind}`);
      if (charged.kind === "pending") expect(outcome.reference).toBe(charged.reference);
      return outcome;
    },
    /** An unpaid attempt is voided: at once, or after "unknown, ask again", and never "already paid". */
    async voided(attempt: AttemptAtService): Promise<void> {
      const answer = await bench().provider.voidAttempt(attempt);
      if (money === "at_once" || answer.kind !== "unknown") return expect(answer).toEqual({ kind: "voided" });
      await settled(attempt);
      expect(await bench().provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
    },
    /** A paid attempt is never called voided, and called paid as soon as the service is sure. */
    async refusesToVoid(attempt: AttemptAtService): Promise<void> {
      if (money === "later") {
        expect(await bench().provider.voidAttempt(attempt)).not.toEqual({ kind: "voided" });
        await settled(attempt);
      }
      expect(await bench().provider.voidAttempt(attempt)).toEqual({ kind: "already_paid" });
    },
  };
}
