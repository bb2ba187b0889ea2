import { productId, sellerId, type SellerId, type SessionId } from "#lib/ids.ts";
import type { Capture } from "#lib/orders/capture.ts";
import type { Order } from "#lib/orders/order.ts";
import type { PaymentProvider } from "#lib/payments/provider.ts";
import { readAlerts } from "#lib/purchase/disputes/read-alerts.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import type { MoneyModel } from "#lib/sellers/money-model.ts";
import type { StoredAttempt } from "#lib/store/store.ts";
import { booksView, type BooksView } from "#lib/wire/sellers/books.ts";
import { ledgerProblems } from "../../faults/ledger-check.ts";
import { ada, newYorker, openTestShop, testProduct, type TestShop } from "../../fixtures/test-shop.ts";
import { sandboxProof, type Ending, type ProofService } from "./proof-service.ts";

/** Another payment service than the sandbox bank. */
export type OtherService = { readonly provider: PaymentProvider; serviceOf(shop: TestShop): ProofService };
export type Route = "instant" | "external";
export const [FERNWEH, OMBRA] = [sellerId("fernweh"), sellerId("ombra")];
const MINUTE_MS = 60_000;

/** What a seller's books have grown by. */
export type Growth = Readonly<Record<"charges" | "fees" | "refunds" | "disputes" | "transfers" | "owed", number>>;

export type ProofShop = Awaited<ReturnType<typeof openProofShop>>;

/** A shop under a money model, with two sellers who have accounts at the payment service: the sandbox bank, or the one given. */
export async function openProofShop(model: MoneyModel, other: OtherService | null) {
  const marketplace = marketplaceOf(model);
  const shop = await openTestShop(undefined, {
    marketplace,
    isBankSilent: true,
    ...(other === null ? {} : { provider: other.provider }),
  });
  const at: ProofService = other === null ? sandboxProof(shop) : other.serviceOf(shop);
  await shop.context.catalog.upsert([testProduct("lamp", { sellerId: OMBRA, sellerName: "Ombra" })]);
  const accounts = new Map<SellerId, string>();
  for (const id of [FERNWEH, OMBRA]) {
    if (model === "platform") continue;
    accounts.set(id, await at.account(id, model));
    shop.sellers.set(id, { account: accounts.get(id) ?? null });
  }
  const sessions: SessionId[] = [];
  const settle = async () => {
    for (const _round of [1, 2, 3]) {
      await at.deliver();
      await sweep(shop.context, { isThorough: true });
      shop.advance(MINUTE_MS);
    }
  };
  const books = async (): Promise<readonly BooksView[]> => {
    const until = new Date(shop.context.now().getTime() + 1);
    const months = await shop.context.store.sellerMonths({ from: new Date(0), until, seller: null });
    return months.map((month) => booksView("all", month));
  };
  return {
    shop,
    at,
    accounts,
    model,
    settle,
    books,
    /** The servers run under another money model from now on. */
    restartWith: async (now: MoneyModel) => void Object.assign(marketplace, marketplaceOf(now)),
    /** The buyer has the payment page before them. */
    async openPage(id: SessionId): Promise<StoredAttempt> {
      sessions.push(id);
      return openPage(shop, id);
    },
    async payPage({ reference, account, sessionId }: StoredAttempt): Promise<void> {
      await at.payPage(reference ?? "", account);
      await shop.verbs.checkOrder({ sessionId });
    },
    async booksOf(seller: SellerId): Promise<Growth> {
      const found = (await books()).find((one) => one.seller_id === seller);
      return {
        charges: found?.charges_minor ?? 0,
        fees: found?.fees_minor ?? 0,
        refunds: found?.refunds_minor ?? 0,
        disputes: found?.disputes_minor ?? 0,
        transfers: found?.transfers_minor ?? 0,
        owed: found?.owed_minor ?? 0,
      };
    },
    prepare: (goods: Readonly<Record<string, number>>) =>
      shop.verbs.prepareCheckout({
        items: Object.entries(goods).map(([id, quantity]) => ({ productId: productId(id), offerId: null, quantity })),
        address: newYorker,
        buyer: ada,
      }),
    async pay(id: SessionId, route: Route): Promise<Order> {
      sessions.push(id);
      return pay({ shop, at, model, accounts }, id, route);
    },
    refundLine: (order: Order, lineId: string, requestId: string) =>
      shop.verbs.refundOrder({
        orderId: order.id,
        amountMinor: null,
        lines: { lines: [{ lineId, quantity: 1 }], isShippingToo: false },
        requestId,
        why: "a test",
        insist: true,
      }),
    async dispute(order: Order): Promise<void> {
      const capture = await captureOf(shop, order);
      await at.dispute(capture);
      await at.deliver();
      await readAlerts(shop.context, capture.reference, capture.provider);
    },
    async endDispute(order: Order, ending: Ending): Promise<void> {
      const capture = await captureOf(shop, order);
      await at.endDispute(capture, ending);
      await at.deliver();
      await readAlerts(shop.context, capture.reference, capture.provider);
    },
    /** Has a payment be proved that was made otherwise. */
    follow: (id: SessionId) => void sessions.push(id),
    /** What does not agree: with the service's own books of each payment, in each seller's, and of each account. */
    problems: () => problemsOf({ shop, at, accounts, books, sessions }),
    /** The same without what says this word. */
    problemsBesides: async (word: string) =>
      (await problemsOf({ shop, at, accounts, books, sessions })).filter((problem) => !problem.includes(word)),
    async close() {
      await shop.close();
      await at.close();
    },
  };
}

const marketplaceOf = (model: MoneyModel): PurchaseContext["marketplace"] => ({
  model,
  feesOnRefund: "return",
  hasSeveralSellers: model === "separate",
});

async function captureOf({ context }: TestShop, { sessionId, paymentReference }: Order): Promise<Capture> {
  const found = (await context.store.captures(sessionId)).find(({ reference }) => reference === paymentReference);
  if (found === undefined) throw new Error("the payment is gone");
  return found;
}

type Paying = {
  readonly shop: TestShop;
  readonly at: ProofService;
  readonly model: MoneyModel;
  readonly accounts: ReadonlyMap<SellerId, string>;
};

async function pay({ shop, at, model, accounts }: Paying, sessionId: SessionId, route: Route): Promise<Order> {
  const { store } = shop.context;
  const session = await store.session(sessionId);
  const own = model === "direct" && session !== null ? (accounts.get(session.sellerId) ?? null) : null;
  if (route === "instant") {
    const token = await at.token(sessionId, own);
    const paid = await shop.verbs.payWithToken({ sessionId, token, buyer: ada });
    if (paid.kind !== "completed" || paid.order === null) throw new Error(`not paid but ${JSON.stringify(paid)}`);
    return paid.order;
  }
  const { reference } = await openPage(shop, sessionId);
  await at.payPage(reference ?? "", own);
  const order = (await shop.verbs.checkOrder({ sessionId }))?.order ?? null;
  if (order === null) throw new Error("not paid");
  return order;
}

async function openPage(shop: TestShop, sessionId: SessionId): Promise<StoredAttempt> {
  const opened = await shop.verbs.openHostedPayment({ sessionId });
  const attempt = (await shop.context.store.attempts(sessionId)).at(-1);
  if (opened.kind !== "opened" || attempt === undefined) throw new Error(`not opened but ${JSON.stringify(opened)}`);
  return attempt;
}

type Proved = Omit<Paying, "model"> & {
  readonly books: () => Promise<readonly BooksView[]>;
  readonly sessions: readonly SessionId[];
};

async function problemsOf({ shop, at, accounts, books, sessions }: Proved): Promise<readonly string[]> {
  const { charges, transfers } = await at.ledger();
  const { store } = shop.context;
  const problems: string[] = [];
  for (const id of sessions) problems.push(...(await ledgerProblems(store, charges, id, transfers)));
  const expect = (what: string, is: number, should: number) => {
    if (is !== should) problems.push(`${what} is ${is} and should be ${should}`);
  };
  const all = await books();
  for (const one of all) expect(`what is left over in the books of ${one.seller_id}`, one.difference_minor, 0);
  for (const [seller, account] of accounts) {
    const { transfers_minor: has = 0 } = all.find((one) => one.seller_id === seller) ?? {};
    expect(`what the account of ${seller} has`, await at.has(account), has);
  }
  const kept = all.reduce((sum, one) => sum + one.fees_minor + one.owed_minor, 0);
  expect("what the platform has", await at.has(null), kept);
  return problems;
}
