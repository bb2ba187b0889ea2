import { afterEach, describe, expect, it } from "vitest";
import { sellerId } from "#lib/ids.ts";
import { money } from "#lib/money.ts";
import type { Capture } from "#lib/orders/capture.ts";
import { readAlerts } from "#lib/purchase/disputes/read-alerts.ts";
import { recordPayment } from "#lib/purchase/payment/record-payment.ts";
import { recordUnmatched } from "#lib/purchase/unmatched/unmatched.ts";
import type { MoneyModel } from "#lib/sellers/money-model.ts";
import { unknownBecause } from "#lib/payments/failure.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { openBankShop, type BankShop } from "./bank-shop.ts";
import { FEE, openTransferShop, PAID, SELLER, type TransferShop } from "./transfer-shop.ts";

const holder: { shop?: { close(): Promise<void> } } = {};
afterEach(() => holder.shop?.close());

async function open(model: MoneyModel): Promise<BankShop> {
  const opened = await openBankShop(model);
  holder.shop = opened.shop;
  return opened;
}
const minorOf = (shop: BankShop) => shop.has().reduce((all, one) => all + one.amount_minor, 0);

/** A page that was paid twice: the second payment is nobody's order. */
async function paidTwice({ shop, account, settle }: BankShop, model: MoneyModel) {
  const id = await shop.readySession();
  await shop.verbs.openHostedPayment({ sessionId: id });
  const [attempt] = await shop.context.store.attempts(id);
  const bank = model === "direct" ? shop.bank.at(account) : shop.bank;
  bank.answerPage(attempt?.reference ?? "", "pay_twice");
  await settle();
  const captures = await shop.context.store.captures(id);
  expect(captures.map(({ use }) => use).toSorted()).toEqual(["order", "orphaned"]);
  return { id, orphan: captures.find(({ use }) => use === "orphaned") as Capture };
}

describe.each(["destination", "direct", "separate"] as const)("a payment under %s that becomes no order", (model) => {
  it("leaves the seller nothing of it once it is given back, and the platform no fee", async () => {
    const bank = await open(model);
    const { id, orphan } = await paidTwice(bank, model);
    expect(orphan.refunded).toEqual(money(PAID, "USD"));
    expect(minorOf(bank)).toBe(PAID - FEE);
    expect(await bank.problems(id)).toEqual([]);
    expect(await bank.books()).toMatchObject([
      { fees_minor: FEE, transfers_minor: PAID - FEE, owed_minor: 0, difference_minor: 0 },
    ]);
  });
});

describe("a payment of another amount", () => {
  const take = async (shop: TransferShop, amountMinor: number) => {
    const id = await shop.readySession();
    await shop.verbs.openHostedPayment({ sessionId: id });
    const [attempt] = await shop.context.store.attempts(id);
    if (attempt === undefined) throw new Error("there is no attempt");
    const outcome = { kind: "captured", reference: `pay_${id}`, amount: money(amountMinor, "USD") } as const;
    await recordPayment(shop.context, { attemptId: attempt.id, outcome });
    return { id, payment: { provider: "sandbox", reference: `pay_${id}` } };
  };
  const openShop = async (model: MoneyModel) => {
    const shop = await openTransferShop({ model });
    holder.shop = shop;
    return shop;
  };

  it("has the transfer that was made with its charge, whatever a person decides", async () => {
    const shop = await openShop("destination");
    const { payment } = await take(shop, PAID + 500);
    const sales = await shop.context.store.transfers(payment);
    expect(sales).toMatchObject([{ gross: money(PAID + 500, "USD"), amount: money(PAID - FEE, "USD") }]);
    await shop.verbs.settleMismatch({ payment: payment.reference, how: "accept", why: "a test" });
    expect(await shop.context.store.transfers(payment)).toEqual(sales);
  });

  it("is divided when a person accepts it where nothing was sent before", async () => {
    const shop = await openShop("separate");
    const { payment } = await take(shop, PAID + 500);
    expect(await shop.context.store.transfers(payment)).toEqual([]);
    await shop.verbs.settleMismatch({ payment: payment.reference, how: "accept", why: "a test" });
    expect(await shop.context.store.transfers(payment)).toMatchObject([{ gross: money(PAID + 500, "USD") }]);
  });
});

describe("a payment that a person matches", () => {
  /** The books were lost after the bank took the money of a page. */
  async function unmatched(bank: BankShop, model: MoneyModel) {
    const { shop, account } = bank;
    const id = await shop.readySession();
    const at = model === "direct" ? shop.context.provider.at?.({ account, networkId: null }) : shop.context.provider;
    if (at === null || at === undefined) throw new Error("the bank has no such account");
    const context = { ...shop.context, provider: at, earlierProviders: [shop.context.provider] };
    if (model === "direct")
      await shop.context.store.transaction((one) =>
        one.saveSellersAccount(
          { provider: at.name, account, platform: shop.context.provider.account },
          shop.context.now(),
        ),
      );
    const paid = { attemptId: `${id}:1`, reference: `pay_lost_${id}`, amount: money(PAID, "USD") } as never;
    await recordUnmatched(context, paid);
    return { id, reference: `pay_lost_${id}` };
  }

  it("pays the seller nothing of what a dispute has taken of it", async () => {
    const bank = await open("separate");
    const { shop } = bank;
    const { id, reference } = await unmatched(bank, "separate");
    const { provider } = shop.context;
    const { disputes } = provider;
    if (disputes === null) throw new Error("the bank reports disputes");
    const dispute = {
      kind: "chargeback",
      id: "dp_1",
      amount: money(PAID, "USD"),
      taken: money(PAID, "USD"),
      fee: null,
      state: "needs_response",
      status: "needs_response",
      reason: "fraudulent",
      evidenceDueAt: null,
      submissions: 0,
      openedAt: shop.context.now(),
    } as const;
    const read = async () => ({ kind: "listed", alerts: [dispute] }) as const;
    await readAlerts({ ...shop.context, provider: { ...provider, disputes: { ...disputes, read } } }, reference);
    expect(await shop.verbs.matchUnmatched({ reference, why: "a test" })).toMatchObject({ kind: "matched" });
    const payment = { provider: "sandbox", reference };
    const rows = [...(await shop.context.store.transfers(payment)), ...(await shop.context.store.reversals(payment))];
    expect(rows.map(({ kind, state }) => `${kind} ${state}`)).toEqual(["transfer offset", "reversal offset"]);
    expect((await shop.context.store.session(id))?.status).toBe("completed");
  });

  it("at the seller's own account is theirs, whatever the money model is now, and not owed to them", async () => {
    const bank = await open("direct");
    const { shop, account } = bank;
    const { reference } = await unmatched(bank, "direct");
    shop.sellers.set(sellerId(SELLER), { account, canReceive: false });
    expect(await shop.verbs.matchUnmatched({ reference, why: "a test" })).toMatchObject({ kind: "matched" });
    expect(await shop.context.store.transfers({ provider: "sandbox", reference })).toMatchObject([
      { model: "direct", account, state: "at_seller", gross: money(PAID, "USD"), fee: money(FEE, "USD") },
    ]);
    expect(await bank.books()).toMatchObject([{ transfers_minor: PAID - FEE, owed_minor: 0, difference_minor: 0 }]);
  });
});

describe("a payment whose attempt is lost", () => {
  it("takes from its seller what was sent to them when it is given back, and is not given back while nobody says what that is", async () => {
    const shop = await openTransferShop({ model: "destination" });
    holder.shop = shop;
    const order = await shop.pay();
    const { paymentReference: reference } = order;
    shop.sellersBank.madeWithCharge(reference, `acct_${SELLER}`, money(PAID - FEE, "USD"));
    await shop.opened.database.execute("delete from captures");
    await shop.opened.database.execute("delete from transfers");
    const paid = { attemptId: `${order.sessionId}:9`, reference, amount: order.paid } as never;
    await recordUnmatched(shop.context, paid);
    const silent = { ...shop.context.provider.transfers, list: async () => unknownBecause("timeout") } as never;
    const verbs = createVerbs({ ...shop.context, provider: { ...shop.context.provider, transfers: silent } });
    expect(await verbs.giveBackUnmatched({ reference, why: "a test" })).toEqual({ kind: "provider_unknown" });
    expect(await shop.verbs.giveBackUnmatched({ reference, why: "a test" })).toMatchObject({ kind: "given_back" });
    await shop.settle();
    expect(await shop.states(order)).toEqual(["transfer sent", "reversal reversed"]);
    expect(shop.balance()).toBe(0);
  });
});

describe("a dispute of a payment at the seller's own account", () => {
  it("gives them our fee back once, and takes it again when it is won", async () => {
    const bank = await open("direct");
    const { shop, account, settle } = bank;
    const id = await shop.readySession();
    await shop.verbs.openHostedPayment({ sessionId: id });
    const [attempt] = await shop.context.store.attempts(id);
    const reference = attempt?.reference ?? "";
    const own = shop.bank.at(account);
    own.answerPage(reference, "pay");
    await settle();
    own.disputes.disputeByHand(reference);
    shop.advance(60_000);
    await readAlerts(shop.context, reference);
    await settle();
    expect(minorOf(bank)).toBe(0);
    expect(await bank.problems(id)).toEqual([]);
    expect(await bank.books()).toMatchObject([
      { fees_minor: 0, disputes_minor: PAID, transfers_minor: 0, owed_minor: 0 },
    ]);
    const [dispute] = own.disputes.list(reference);
    own.disputes.submit(dispute?.id ?? "", { uncategorized_text: "winning_evidence" });
    for (let days = 0; days < 4; days += 1) {
      shop.advance(24 * 3_600_000);
      await readAlerts(shop.context, reference);
      await settle();
    }
    expect(await shop.context.store.alerts({ provider: "sandbox", reference })).toMatchObject([{ state: "won" }]);
    expect(minorOf(bank)).toBe(PAID - FEE);
    expect(await bank.problems(id)).toEqual([]);
  });
});
