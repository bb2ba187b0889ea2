import { afterEach, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import type { MoneyModel } from "#lib/sellers/money-model.ts";
import { reconcileAccounts } from "#lib/purchase/payment/reconcile-payments.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { paidOrder } from "../orders/paid-order.ts";
import { openBankShop, type BankShop } from "./bank-shop.ts";
import { FEE, PAID, SELLER } from "./transfer-shop.ts";

const HOUR_MS = 3_600_000;
const holder: { shop?: BankShop["shop"] } = {};
afterEach(() => holder.shop?.close());

async function open(model: MoneyModel, habits = ""): Promise<BankShop> {
  const opened = await openBankShop(model, { habits });
  holder.shop = opened.shop;
  return opened;
}

describe.each(["destination", "separate"] as const)("a payment under %s at the sandbox bank", (model) => {
  it("is the seller's less the fee, and leaves them what is not given back", async () => {
    const { shop, settle, refund, problems, has } = await open(model);
    const order = await paidOrder(shop);
    await settle();
    expect(has()).toEqual([{ currency: "USD", amount_minor: PAID - FEE }]);
    expect(await problems(order.sessionId)).toEqual([]);
    await refund(order, 1000);
    await settle();
    expect(has()).toEqual([{ currency: "USD", amount_minor: PAID - FEE - 941 }]);
    await refund(order, null, "rest");
    await settle();
    expect(await problems(order.sessionId)).toEqual([]);
    expect(
      has()
        .map((one) => one.amount_minor)
        .filter((minor) => minor !== 0),
    ).toEqual([]);
  });

  it.each(["sandbox_transfer_reply_lost", "sandbox_transfer_lost", "sandbox_transfers_refused_once"])(
    "is sent once to an account with the habit %s",
    async (habit) => {
      const { shop, settle, problems } = await open(model, habit);
      const order = await paidOrder(shop);
      await settle();
      expect(await problems(order.sessionId)).toEqual([]);
    },
    30_000,
  );

  it.each(["sandbox_reversal_reply_lost", "sandbox_reversal_lost", "sandbox_empty_balance"])(
    "is taken back once, or is a claim, from an account with the habit %s",
    async (habit) => {
      const { shop, settle, refund, problems } = await open(model, habit);
      const order = await paidOrder(shop);
      await settle();
      expect(await refund(order, 1000)).toMatchObject({ kind: "done" });
      await settle();
      expect(await problems(order.sessionId)).toEqual([]);
    },
    30_000,
  );
});

describe("a payment under direct", () => {
  it("is made at the seller's own account by token and by page, and refunded there, with its fee", async () => {
    const { shop, account, settle, refund, problems, has } = await open("direct");
    const byToken = await paidOrder(shop);
    const id = await shop.readySession();
    expect(await shop.verbs.openHostedPayment({ sessionId: id })).toMatchObject({ kind: "opened" });
    const [attempt] = await shop.context.store.attempts(id);
    expect(attempt).toMatchObject({ account, split: { model: "direct" } });
    shop.bank.at(account).answerPage(attempt?.reference ?? "", "pay");
    const byPage = (await shop.verbs.checkOrder({ sessionId: id }))?.order;
    expect(byPage?.paid).toEqual(money(PAID, "USD"));
    await settle();
    expect(shop.bank.ledger().charges).toMatchObject([{ account }, { account }]);
    expect(has()).toEqual([{ currency: "USD", amount_minor: 2 * (PAID - FEE) }]);
    await refund(byToken, null);
    await settle();
    expect(has()).toEqual([{ currency: "USD", amount_minor: PAID - FEE }]);
    for (const order of [byToken.sessionId, id]) expect(await problems(order)).toEqual([]);
    const now = shop.context.now();
    const from = new Date(now.getTime() - 24 * HOUR_MS);
    expect(await shop.context.store.sellerMonths({ from, until: now, seller: null })).toMatchObject([
      { payments: 2, feesMinor: FEE, refundsMinor: PAID, transfersMinor: PAID - FEE, owedMinor: 0 },
    ]);
  });

  it("that nobody reported is found in the seller's own books", async () => {
    const { shop, account, problems } = await open("direct");
    const id = await shop.readySession();
    await shop.verbs.openHostedPayment({ sessionId: id });
    const [attempt] = await shop.context.store.attempts(id);
    shop.bank.at(account).answerPage(attempt?.reference ?? "", "pay");
    const since = new Date(shop.context.now().getTime() - HOUR_MS);
    expect(await reconcileAccounts(shop.context, since)).toMatchObject({ kind: "compared", found: 1 });
    expect((await shop.context.store.session(id))?.status).toBe("completed");
    expect(await problems(id)).toEqual([]);
  });

  it("goes to the page where the seller has no profile for the sheet", async () => {
    const { shop } = await open("direct");
    shop.sellers.set(sellerId(SELLER), { networkId: null, account: "acct_any" });
    const id = await shop.readySession("mug", "a shopper");
    const capabilities = { widget: true, requestCheckout: true, openExternal: true, openLink: true };
    const chosen = await shop.verbs.chooseRoute({ sessionId: id, capabilities, country: null, platform: null });
    expect(chosen).toMatchObject({ decision: { route: "external", reason: "provider_not_ready" } });
  });

  it("is recorded where it was made when the bank's event about it comes", async () => {
    const { shop, account, problems } = await open("direct");
    const provider = shop.context.provider;
    const id = await shop.readySession();
    await shop.verbs.openHostedPayment({ sessionId: id });
    const [attempt] = await shop.context.store.attempts(id);
    shop.bank.at(account).answerPage(attempt?.reference ?? "", "pay");
    const event = {
      id: "evt_direct",
      attemptId: attempt?.id ?? null,
      reference: attempt?.reference ?? null,
      account,
      outcome: { kind: "captured", reference: attempt?.reference ?? "", amount: money(PAID, "USD") },
    } as const;
    const reporting: PaymentProvider = {
      ...provider,
      readWebhook: async () => ({ kind: "read", events: [event], acknowledgement: { status: 200, body: "" } }),
    };
    const verbs = createVerbs({ ...shop.context, provider: reporting });
    await verbs.receiveWebhook({ provider: "sandbox", body: new Uint8Array(), headers: new Headers() });
    expect(await shop.context.store.captures(id)).toMatchObject([{ use: "order", account }]);
    expect(await problems(id)).toEqual([]);
  });
});
