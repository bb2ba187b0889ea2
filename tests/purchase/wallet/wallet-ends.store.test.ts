import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shownDigest } from "#lib/checkout/shown.ts";
import type { SessionId } from "#lib/ids.ts";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { chargesOf, openTestShop, type TestShop } from "../../fixtures/test-shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await openTestShop();
});
afterAll(() => shop.close());

const sessionOf = async (id: SessionId) => {
  const state = await shop.verbs.readOrder({ sessionId: id });
  if (state === null) throw new Error("no such session");
  return state.session;
};
const captured = (id: SessionId) => chargesOf(shop, id).filter(({ state }) => state === "captured");
/** The shop with another provider, or with fewer declined cards allowed. */
const verbsWith = (provider: Partial<PaymentProvider>, maxDeclines = 2) =>
  createVerbs({
    ...shop.context,
    provider: { ...shop.context.provider, ...provider },
    guards: { ...shop.context.guards, maxDeclines },
  });

describe("declined wallets", () => {
  it("tokens that never reached the provider do not count as declined cards", async () => {
    const id = await shop.readySession();
    const shown = shownDigest(await sessionOf(id));
    const broken = verbsWith({ chargeWallet: async () => ({ kind: "token_invalid", why: "malformed" }) });
    for (const token of ["one", "two", "three"])
      expect(await broken.openWalletPayment({ sessionId: id, token, shown })).toMatchObject({
        kind: "token_invalid",
        why: "malformed",
      });
    expect((await verbsWith({}).openWalletPayment({ sessionId: id, token: "tok_sandbox_ok_e1", shown })).kind).toBe(
      "completed",
    );
  });

  it("after as many declined cards as are allowed no button is offered", async () => {
    const id = await shop.readySession();
    const shown = shownDigest(await sessionOf(id));
    const careful = verbsWith({});
    for (const token of ["a", "b"]) {
      expect(await careful.walletButtons(await sessionOf(id))).toMatchObject({ kind: "sandbox_wallet" });
      await careful.openWalletPayment({ sessionId: id, token: `tok_sandbox_declined_e2${token}`, shown });
    }
    expect(await careful.walletButtons(await sessionOf(id))).toBeNull();
  });

  it("a declined attempt is closed at the provider, however the decline is learned, and only a wallet's", async () => {
    const closed: string[] = [];
    // Without the bank's webhooks, which go to the shop's own verbs.
    const silent = await openTestShop(undefined, { isBankSilent: true });
    const { context } = silent;
    const provider: PaymentProvider = {
      ...context.provider,
      voidAttempt: (attempt) => {
        closed.push(attempt.id);
        return context.provider.voidAttempt(attempt);
      },
    };
    const verbs = createVerbs({ ...context, provider });
    const [answered, lookedUp, instant] = [
      await silent.readySession(),
      await silent.readySession(),
      await silent.readySession(),
    ];
    const press = async (id: SessionId, token: string) => {
      const session = await context.store.session(id);
      if (session === null) throw new Error("no such session");
      return verbs.openWalletPayment({ sessionId: id, token, shown: shownDigest(session) });
    };
    await press(answered, "tok_sandbox_declined_e3");
    expect(closed).toEqual([`${answered}:1`]);
    const asked = await press(lookedUp, "tok_sandbox_3ds_e4");
    if (asked.kind !== "action_required" || asked.session.status !== "awaiting_buyer") throw new Error(asked.kind);
    silent.bank.answerChallenge(asked.session.reference, "refuse");
    expect((await verbs.checkOrder({ sessionId: lookedUp }))?.session.status).toBe("ready");
    expect(closed).toEqual([`${answered}:1`, `${lookedUp}:1`]);
    await verbs.payWithToken({ sessionId: instant, token: "tok_sandbox_declined_e5", buyer: null });
    expect(closed).toHaveLength(2);
    await silent.close();
  });
});

describe("a wallet's open confirmation", () => {
  const asksBank = async (token: string) => {
    const id = await shop.readySession();
    const shown = shownDigest(await sessionOf(id));
    const asked = await shop.verbs.openWalletPayment({ sessionId: id, token, shown });
    if (asked.kind !== "action_required" || asked.session.status !== "awaiting_buyer") throw new Error(asked.kind);
    return { id, shown, reference: asked.session.reference };
  };

  it("is told apart from an open page, and from nothing open", async () => {
    const { id } = await asksBank("tok_sandbox_3ds_e6");
    expect(await shop.verbs.isWalletPayment({ sessionId: id })).toBe(true);
    await shop.verbs.voidPayment({ sessionId: id });
    expect(await shop.verbs.isWalletPayment({ sessionId: id })).toBe(false);
    await shop.verbs.openHostedPayment({ sessionId: id });
    expect(await shop.verbs.isWalletPayment({ sessionId: id })).toBe(false);
  });

  it("is given up for a page when a browser asks for that, and can no longer be approved", async () => {
    const { id, shown, reference } = await asksBank("tok_sandbox_3ds_e7");
    const opened = await shop.verbs.openHostedPayment({ sessionId: id, shown, givesUpConfirmation: true });
    if (opened.kind !== "opened") throw new Error(opened.kind);
    expect(opened.url).toContain("/sandbox-bank/");
    shop.bank.answerChallenge(reference, "approve");
    expect(captured(id)).toEqual([]);
    expect(await shop.verbs.openHostedPayment({ sessionId: id, shown, givesUpConfirmation: true })).toEqual(opened);
    shop.bank.answerPage(opened.url.split("/").at(-1) ?? "", "pay");
    expect((await shop.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("completed");
    expect(captured(id)).toHaveLength(1);
  });

  it("stays the buyer's where who asks for a page saw another order, or none", async () => {
    const { id, reference } = await asksBank("tok_sandbox_3ds_e0");
    for (const shown of ["", "another-order"]) {
      const outcome = await shop.verbs.openHostedPayment({ sessionId: id, shown, givesUpConfirmation: true });
      expect(outcome.kind, shown).toBe("changed");
    }
    shop.bank.answerChallenge(reference, "approve");
    expect((await shop.verbs.checkOrder({ sessionId: id }))?.session.status).toBe("completed");
    expect(captured(id)).toHaveLength(1);
  });

  it("that was approved a moment before is the payment, and no page opens", async () => {
    const { id, shown, reference } = await asksBank("tok_sandbox_3ds_e8");
    shop.bank.answerChallenge(reference, "approve");
    const outcome = await shop.verbs.openHostedPayment({ sessionId: id, shown, givesUpConfirmation: true });
    expect(outcome.kind).toBe("completed");
    expect(captured(id)).toHaveLength(1);
  });

  it("that the provider does not close stays the only payment", async () => {
    const { id, shown } = await asksBank("tok_sandbox_3ds_e9");
    const stubborn = verbsWith({
      voidAttempt: async () => ({ kind: "unknown", why: { kind: "timeout", message: null, requestId: null } }),
    });
    const outcome = await stubborn.openHostedPayment({ sessionId: id, shown, givesUpConfirmation: true });
    expect(outcome.kind).toBe("payment_in_progress");
    expect(await shop.context.store.attempts(id)).toHaveLength(1);
  });
});

describe("what wallets may load", () => {
  it("is known without an order, so that a page can let it in before the buttons are there", () => {
    expect(shop.verbs.walletSources()).toMatchObject({ script: [] });
    expect(verbsWith({ walletSources: null }).walletSources()).toBeNull();
  });
});
