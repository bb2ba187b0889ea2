import { expect, it } from "vitest";
import { money } from "#lib/money.ts";
import type { AttemptAtService, ChargeOutcome } from "#lib/payments/provider.ts";
import { freshAttempt, openPage, type ProviderBench, type TokenRole } from "./provider-bench.ts";
import { moneyOf, type ProviderTraits } from "./payment-traits.ts";
import { anUnknown } from "../fixtures/unknown-outcome.ts";

const usd = (amountMinor: number) => money(amountMinor, "USD");

/** What the product relies on when a buyer pays on the service's page, whichever service it is. */
export function paymentPagePromises(
  current: () => ProviderBench,
  traits: ProviderTraits,
  charge: (attempt: AttemptAtService, role: TokenRole) => Promise<ChargeOutcome>,
): void {
  const { settled, refusesToVoid } = moneyOf(current, traits);
  const opened = async (attempt: AttemptAtService) => {
    const outcome = await openPage(current().provider, attempt);
    if (outcome.kind !== "opened") throw new Error("the page did not open");
    return outcome;
  };

  it("the same attempt gets the same page, and the open page is found by a look-up", async () => {
    const attempt = freshAttempt();
    const first = await opened(attempt);
    expect(await opened(attempt)).toEqual(first);
    expect(await current().provider.lookUp(attempt)).toEqual({
      kind: "action_required",
      reference: first.reference,
      actionUrl: first.url,
    });
  });

  it("a page's amount stands: the same attempt does not open for another", async () => {
    const attempt = freshAttempt();
    const { reference } = await opened(attempt);
    expect(await openPage(current().provider, attempt, usd(100))).toEqual(anUnknown());
    await current().onPage(reference, "pay");
    await settled(attempt);
    expect(await current().captures(attempt.id)).toMatchObject([{ amount: usd(2500) }]);
  });

  it("a declined card leaves the page open for another try", async () => {
    const attempt = freshAttempt();
    const { reference } = await opened(attempt);
    await current().onPage(reference, "decline");
    expect((await current().provider.lookUp(attempt)).kind).toBe("action_required");
    await current().onPage(reference, "pay");
    expect(await settled(attempt)).toMatchObject({ kind: "captured", amount: usd(2500) });
    expect(await current().captures(attempt.id)).toHaveLength(1);
  });

  it("a voided page can no longer be paid, and opens no more", async () => {
    const attempt = freshAttempt();
    const { reference } = await opened(attempt);
    expect(await current().provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
    expect(await current().provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
    await current().onPage(reference, "pay");
    expect(await current().provider.lookUp(attempt)).toEqual({ kind: "voided" });
    expect(await openPage(current().provider, attempt)).toEqual(anUnknown());
    expect(await current().captures(attempt.id)).toEqual([]);
  });

  it("a paid page cannot be voided and takes no second payment", async () => {
    const attempt = freshAttempt();
    const { reference } = await opened(attempt);
    await current().onPage(reference, "pay");
    await current().onPage(reference, "pay");
    await refusesToVoid(attempt);
    expect(await current().captures(attempt.id)).toMatchObject([{ state: "captured" }]);
  });

  it("an attempt with a page is not charged by a token as well", async () => {
    const attempt = freshAttempt();
    await opened(attempt);
    expect(await charge(attempt, "pays")).toEqual(anUnknown());
    expect(await current().captures(attempt.id)).toEqual([]);
  });
}
