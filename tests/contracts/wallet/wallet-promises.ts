import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { money } from "#lib/money.ts";
import type { AttemptAtService, ChargeOutcome } from "#lib/payments/provider.ts";
import { aProduct, aSession } from "../../fixtures/builders.ts";
import { anUnknown } from "../../fixtures/unknown-outcome.ts";
import { freshAttempt, openPage, type ProviderBench, type TokenRole } from "../provider-bench.ts";

export type WalletBench = ProviderBench & {
  /** What a wallet would hand to the page, by what it does. The same attempt gets the same one for a role. */
  walletToken(role: TokenRole, attempt: AttemptAtService): string | Promise<string>;
};

const usd = (amountMinor: number) => money(amountMinor, "USD");
const RETURN_URL = "https://shop.example.com/checkout/co_1/done";

/** What the product relies on when a buyer pays by a wallet's button on our page, whichever provider is behind it. */
export function walletContract(name: string, make: () => Promise<WalletBench>): void {
  let bench: WalletBench;
  beforeAll(async () => {
    bench = await make();
  });
  afterAll(() => bench.close());
  const fresh = () => freshAttempt({ route: "external" });
  const press = async (attempt: AttemptAtService, role: TokenRole, amount = attempt.amount): Promise<ChargeOutcome> => {
    const charged = { ...attempt, amount };
    const lines = [{ product: aProduct({ price: amount, isDigital: true, taxCategory: "exempt" }), quantity: 1 }];
    const token = await bench.walletToken(role, charged);
    const session = aSession({ lines, address: null });
    const outcome = await bench.provider.chargeWallet?.({ attempt: charged, session, token, returnUrl: RETURN_URL });
    if (outcome === undefined) throw new Error("the provider has no wallets");
    return outcome;
  };
  const captures = (attempt: AttemptAtService) => bench.captures(attempt.id);

  describe(`${name}: a wallet on our page`, () => {
    it("has buttons for an amount, which name nothing secret and ask nobody", () => {
      const { kind, parameters } = bench.provider.walletButtons?.(usd(2500)) ?? {};
      expect(kind).toMatch(/./);
      expect(JSON.stringify(parameters)).not.toMatch(/sk_|secret/);
    });

    it("lists the ways to deliver at the prices it was given, one for each and in their order, also one that is free", () => {
      const rates = bench.provider.walletButtons?.(usd(2500), [usd(500), usd(0), usd(1800)])?.parameters["rates"];
      expect(rates).toBe("500 0 1800");
      expect(bench.provider.walletButtons?.(usd(2500))?.parameters).not.toHaveProperty("rates");
    });

    it("the same attempt never charges twice and answers the same", async () => {
      const attempt = fresh();
      const first = await press(attempt, "pays");
      expect(first).toMatchObject({ kind: "captured", amount: usd(2500) });
      expect(await press(attempt, "pays")).toEqual(first);
      expect(await bench.provider.lookUp(attempt)).toEqual(first);
      expect(await captures(attempt)).toHaveLength(1);
    });

    it("two presses of one attempt at once give one capture", async () => {
      const attempt = fresh();
      await Promise.all(Array.from({ length: 4 }, () => press(attempt, "pays")));
      expect(await captures(attempt)).toMatchObject([{ amount: usd(2500), state: "captured" }]);
    });

    it("a known attempt with another amount is neither charged nor called declined", async () => {
      const attempt = fresh();
      await press(attempt, "pays");
      expect(await press(attempt, "pays", usd(9900))).toEqual(anUnknown({ kind: "conflict" }));
      expect(await captures(attempt)).toMatchObject([{ amount: usd(2500) }]);
    });

    it("a declined card ends the attempt with its reason, and a look-up says the same", async () => {
      const attempt = fresh();
      const first = await press(attempt, "is_declined");
      expect(first).toMatchObject({ kind: "declined", reason: "insufficient_funds" });
      expect(await press(attempt, "is_declined")).toEqual(first);
      expect(await bench.provider.lookUp(attempt)).toEqual(first);
      expect(await captures(attempt)).toEqual([]);
    });

    it("a token that is not the provider's is token_invalid, not declined", async () => {
      const attempt = fresh();
      expect(await press(attempt, "is_foreign")).toEqual({ kind: "token_invalid", why: "not_recognised" });
      expect(await captures(attempt)).toEqual([]);
    });

    it("a look-up finds what a lost reply hid, and the press again charges nothing more", async () => {
      const attempt = fresh();
      expect(await press(attempt, "reply_is_lost")).toEqual(anUnknown());
      expect(await bench.provider.lookUp(attempt)).toMatchObject({ kind: "captured", amount: usd(2500) });
      expect(await press(attempt, "reply_is_lost")).toMatchObject({ kind: "captured" });
      expect(await captures(attempt)).toHaveLength(1);
    });

    it("a press that never arrived is absent, and charges nothing once it was voided", async () => {
      const attempt = fresh();
      expect(await press(attempt, "never_arrives")).toEqual(anUnknown());
      expect(await bench.provider.lookUp(attempt)).toEqual({ kind: "absent" });
      expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
      expect(await press(attempt, "pays")).toEqual(anUnknown());
      expect(await captures(attempt)).toEqual([]);
    });

    it("the bank's confirmation has an address, and an approved one continues the same attempt", async () => {
      const attempt = fresh();
      const asked = await press(attempt, "asks_confirmation");
      if (asked.kind !== "action_required") throw new Error(`no confirmation asked but ${asked.kind}`);
      expect(asked.actionUrl).toMatch(/^http/);
      expect(await bench.provider.lookUp(attempt)).toEqual(asked);
      await bench.confirm(asked.reference, "approve");
      expect(await bench.provider.lookUp(attempt)).toMatchObject({ kind: "captured", reference: asked.reference });
      expect(await captures(attempt)).toHaveLength(1);
    });

    it("a refused confirmation is authentication_failed, and a voided one can no longer be approved", async () => {
      for (const end of ["refuse", "void"] as const) {
        const attempt = fresh();
        const asked = await press(attempt, "asks_confirmation");
        if (asked.kind !== "action_required") throw new Error(`no confirmation asked but ${asked.kind}`);
        if (end === "refuse") await bench.confirm(asked.reference, "refuse");
        else expect(await bench.provider.voidAttempt(attempt)).toEqual({ kind: "voided" });
        await bench.confirm(asked.reference, "approve");
        const found = await bench.provider.lookUp(attempt);
        expect(found).toMatchObject(
          end === "refuse" ? { kind: "declined", reason: "authentication_failed" } : { kind: "voided" },
        );
        expect(await captures(attempt)).toEqual([]);
      }
    });

    it("an attempt with a page is not charged by a wallet as well, nor one of a wallet given a page", async () => {
      const [page, wallet] = [fresh(), fresh()];
      await openPage(bench.provider, page);
      expect(await press(page, "pays")).toEqual(anUnknown());
      expect(await captures(page)).toEqual([]);
      await press(wallet, "asks_confirmation");
      expect(await openPage(bench.provider, wallet)).toEqual(anUnknown());
    });
  });
}
