import { afterEach, beforeEach, expect, it } from "vitest";
import { shownDigest } from "#lib/checkout/shown.ts";
import { sellerId, type SessionId } from "#lib/ids.ts";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { createVerbs, type Verbs } from "../../fixtures/verbs.ts";
import { ada, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

const FERNWEH = sellerId("fernweh");
let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop(undefined, { marketplace: { model: "direct", feesOnRefund: "return" } });
});
afterEach(() => shop.close());

/** The shop at a provider that says at which account each charge was asked for, while the seller's changes before the claim. */
function whileTheAccountChanges(): { readonly verbs: Verbs; readonly chargedAt: string[] } {
  const chargedAt: string[] = [];
  const { provider, marketplace } = shop.context;
  const noting = (one: PaymentProvider): PaymentProvider => ({
    ...one,
    at: one.at === null ? null : (seller) => noting(one.at?.(seller) ?? one),
    // Asked in the claim's transaction, before the sellers are read there.
    takes: (amount) => {
      shop.sellers.set(FERNWEH, { account: "acct_new" });
      return one.takes(amount);
    },
    chargeToken: (charge) => {
      chargedAt.push(one.account);
      return one.chargeToken(charge);
    },
    chargeWallet:
      one.chargeWallet === null
        ? null
        : (charge) => {
            chargedAt.push(one.account);
            return one.chargeWallet?.(charge) ?? expect.unreachable();
          },
  });
  return { verbs: createVerbs({ ...shop.context, marketplace, provider: noting(provider) }), chargedAt };
}

const press = async (verbs: Verbs, sessionId: SessionId) => {
  const session = await shop.context.store.session(sessionId);
  if (session === null) return expect.unreachable();
  return verbs.openWalletPayment({ sessionId, token: "tok_sandbox_ok_1", shown: shownDigest(session) });
};
const pay = (verbs: Verbs, sessionId: SessionId) =>
  verbs.payWithToken({ sessionId, token: "tok_sandbox_ok_1", buyer: ada });

it.each([
  ["a wallet", press],
  ["a token", pay],
])("%s under direct is charged at the account that its books name, whatever the account was before", async (_, by) => {
  const id = await shop.readySession();
  const { verbs, chargedAt } = whileTheAccountChanges();
  await by(verbs, id);
  const [attempt] = await shop.context.store.attempts(id);
  expect(attempt).toMatchObject({ account: "acct_new", split: { shares: [{ account: "acct_new" }] } });
  expect(chargedAt).toEqual(["acct_new"]);
});
