import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shownDigest } from "#lib/checkout/shown.ts";
import type { SessionId } from "#lib/ids.ts";
import { atStripe, openStripeForProof } from "./stripe-proof.ts";
import { FERNWEH, openProofShop, type ProofShop } from "./proof-shop.ts";

const holder: { proof?: ProofShop; stripe?: Awaited<ReturnType<typeof openStripeForProof>> } = {};
const parts = () => {
  const { proof, stripe } = holder;
  if (proof === undefined || stripe === undefined) throw new Error("the shop is open");
  return { proof, stripe, shop: proof.shop, own: proof.accounts.get(FERNWEH) ?? "" };
};
beforeAll(async () => {
  holder.stripe = await openStripeForProof();
  holder.proof = await openProofShop("direct", atStripe(holder.stripe));
});
afterAll(() => holder.proof?.close());

async function opened() {
  const { proof } = parts();
  const prepared = await proof.prepare({ mug: 1 });
  if (prepared.kind !== "prepared") throw new Error(JSON.stringify(prepared.problems));
  return prepared.session;
}
async function press(sessionId: SessionId, token: string) {
  const { shop } = parts();
  const session = await shop.context.store.session(sessionId);
  if (session === null) throw new Error("no such session");
  return shop.verbs.openWalletPayment({ sessionId, token, shown: shownDigest(session) });
}

describe("a wallet's button where the seller charges at their own account", () => {
  it("is that account's, and what it pays is an order there, less the platform's fee", async () => {
    const { shop, proof, stripe, own } = parts();
    const session = await opened();
    const page = shop.verbs.storefront({ surface: "web", link: session.link, browserSecret: "a browser" });
    expect(await page.walletButtons(session)).toMatchObject({ parameters: { stripeAccount: own } });
    const paid = await press(session.id, await stripe.control.confirmationToken("pm_card_visa", own));
    expect(paid).toMatchObject({ kind: "completed", order: { paid: session.totals.total } });
    await proof.settle();
    const { charges } = await stripe.control.ledger();
    expect(charges).toMatchObject([{ account: own, amount_minor: session.totals.total.amountMinor }]);
    proof.follow(session.id);
    expect(await proof.problems()).toEqual([]);
  });

  it("takes no token of the platform's account, and charges nothing", async () => {
    const { stripe } = parts();
    const session = await opened();
    const before = (await stripe.control.ledger()).charges.length;
    const refused = await press(session.id, await stripe.control.confirmationToken());
    expect(refused.kind).toBe("token_invalid");
    expect((await stripe.control.ledger()).charges).toHaveLength(before);
    const { own } = parts();
    expect(await press(session.id, await stripe.control.confirmationToken("pm_card_visa", own))).toMatchObject({
      kind: "completed",
    });
  });

  it("is not there while the account cannot be charged", async () => {
    const { shop } = parts();
    const session = await opened();
    const page = shop.verbs.storefront({ surface: "web", link: session.link, browserSecret: "a browser" });
    shop.sellers.set(FERNWEH, { account: parts().own, canReceive: false });
    expect(await page.walletButtons(session)).toBeNull();
    shop.sellers.set(FERNWEH, { account: parts().own });
    expect(await page.walletButtons(session)).not.toBeNull();
  });
});
