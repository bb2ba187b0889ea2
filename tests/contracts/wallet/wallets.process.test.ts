import { describe, expect, it } from "vitest";
import { unreachable } from "#lib/invariant.ts";
import { money } from "#lib/money.ts";
import type { AttemptAtService } from "#lib/payments/provider.ts";
import { aProduct, aSession } from "../../fixtures/builders.ts";
import { freshAttempt, type TokenRole } from "../provider-bench.ts";
import { openSandboxBench } from "../sandbox-bench.ts";
import { openStripeBench, type StripeBench } from "../stripe/bench.ts";
import { walletContract, type WalletBench } from "./wallet-promises.ts";

/** The adapter tries three times. */
const EVERY_TRY = 3;

async function stripeWallets(): Promise<WalletBench & StripeBench> {
  const bench = await openStripeBench({ publishableKey: "pk_test_contract" });
  const tokens = new Map<string, Promise<string>>();
  return {
    ...bench,
    walletToken(role, attempt) {
      const name = `${attempt.id} ${role}`;
      const token = tokens.get(name) ?? tokenFor(bench, role, attempt);
      tokens.set(name, token);
      return token;
    },
  };
}

async function tokenFor({ control }: StripeBench, role: TokenRole, { id }: AttemptAtService): Promise<string> {
  const meet = (kind: "reply_lost" | "reset") =>
    control.fault({
      fault: { kind },
      method: "POST",
      path: "/v1/payment_intents",
      keyPattern: `^${id}$`,
      times: EVERY_TRY,
    });
  switch (role) {
    case "reply_is_lost":
      await meet("reply_lost");
      return control.confirmationToken();
    case "never_arrives":
      await meet("reset");
      return control.confirmationToken();
    case "pays":
      return control.confirmationToken();
    case "is_declined":
      return control.confirmationToken("pm_card_chargeDeclinedInsufficientFunds");
    case "asks_confirmation":
      return control.confirmationToken("pm_card_authenticationRequired");
    case "is_foreign":
      return "ctoken_of_another_account";
    default:
      return unreachable(role);
  }
}

walletContract("the sandbox bank", async () => {
  const bench = openSandboxBench();
  return { ...bench, walletToken: bench.token };
});
walletContract("Stripe", stripeWallets);

describe("a wallet's token at Stripe", () => {
  const session = aSession({
    lines: [{ product: aProduct({ price: money(2500, "USD"), isDigital: true, taxCategory: "exempt" }), quantity: 1 }],
    address: null,
  });
  const press = (bench: StripeBench, token: string, attempt = freshAttempt({ route: "external" })) =>
    bench.provider.chargeWallet?.({ attempt, session, token, returnUrl: "https://shop.example.com/done" });

  it("that was used is spent, one whose time is over is expired, and neither is called declined", async () => {
    const bench = await stripeWallets();
    const [used, old] = [await bench.control.confirmationToken(), await bench.control.confirmationToken()];
    await press(bench, used);
    expect(await press(bench, used)).toEqual({ kind: "token_invalid", why: "spent" });
    await bench.control.advance(12 * 3600 + 60);
    const late = bench.provide({
      publishableKey: "pk_test_contract",
      now: () => new Date(Date.now() + (12 * 3600 + 60) * 1000),
    });
    expect(await press({ ...bench, provider: late }, old)).toEqual({ kind: "token_invalid", why: "expired" });
    await bench.close();
  });

  it("gives one PaymentIntent with the attempt's name, and no page of ours needs its secret", async () => {
    const bench = await stripeWallets();
    const attempt = freshAttempt({ route: "external" });
    const asked = await press(bench, await bench.control.confirmationToken("pm_card_authenticationRequired"), attempt);
    if (asked?.kind !== "action_required") throw new Error("no confirmation asked");
    const intent = await bench.stripe.paymentIntents.retrieve(asked.reference);
    expect(intent).toMatchObject({
      transfer_group: attempt.id,
      metadata: { attempt_id: attempt.id, route: "wallet" },
      next_action: { type: "redirect_to_url", redirect_to_url: { return_url: "https://shop.example.com/done" } },
    });
    expect(JSON.stringify(asked)).not.toContain(String(intent.client_secret));
    await bench.close();
  });

  it("that has no form of Stripe's is malformed, and Stripe is not asked", async () => {
    const bench = await stripeWallets();
    const attempt = freshAttempt({ route: "external" });
    for (const token of ["ctoken", "tok_of_nobody", "ctoken_x/../charges"])
      expect(await press(bench, token, attempt)).toEqual({ kind: "token_invalid", why: "malformed" });
    expect(await bench.provider.lookUp(attempt)).toEqual({ kind: "absent" });
    await bench.close();
  });

  it("is asked for by no button where Stripe does not take the amount, or without a publishable key", async () => {
    const bench = await stripeWallets();
    expect(bench.provider.walletButtons?.(money(1, "USD"))).toBeNull();
    // A delivery that Stripe would have to round.
    expect(bench.provider.walletButtons?.(money(25_000, "KWD"), [money(1505, "KWD")])).toBeNull();
    expect(bench.provider.walletButtons?.(money(25_000, "KWD"), [money(1500, "KWD")])?.parameters).toMatchObject({
      rates: "1500",
    });
    const without = bench.provide({ publishableKey: null });
    expect([without.walletButtons, without.chargeWallet, without.walletSources]).toEqual([null, null, null]);
    await bench.close();
  });
});
