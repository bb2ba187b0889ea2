import type { Order } from "#lib/orders/order.ts";
import type { ProviderDispute } from "#lib/orders/disputes/alert.ts";
import type { PurchaseContext } from "#lib/purchase/context.ts";
import { readAlerts } from "#lib/purchase/disputes/read-alerts.ts";
import type { OpenDatabase } from "#lib/store/drizzle/database.ts";
import { sweep } from "#lib/purchase/sweep.ts";
import { sellersProblems } from "../../faults/sellers/sellers-check.ts";
import { openRunDatabase } from "../../fixtures/real-postgres.ts";
import { openTestShop } from "../../fixtures/test-shop.ts";
import { createVerbs } from "../../fixtures/verbs.ts";
import { paidOrder } from "../orders/paid-order.ts";
import { openSellersBank } from "./sellers-bank.ts";

/** The seller of the test shop's mug. */
export const SELLER = "fernweh";
/** 25.00, delivery of 5.00 and the tax of both; less 5 % and 30 cents. */
export const PAID = 3266;
export const FEE = 163 + 30;

/** A shop under a money model, with a bank that has sellers' accounts. */
export async function openTransferShop(changes: Partial<PurchaseContext["marketplace"]> = {}, database?: OpenDatabase) {
  const opened = database ?? (await openRunDatabase());
  const marketplace: PurchaseContext["marketplace"] = { model: "separate", feesOnRefund: "return", ...changes };
  // What a test does to the books, no event of the bank undoes meanwhile.
  const shop = await openTestShop(opened, { marketplace, isBankSilent: true });
  const bank = openSellersBank();
  const disputes = new Map<string, ProviderDispute>();
  const { provider } = shop.context;
  const { disputes: service } = provider;
  if (service === null) throw new Error("the sandbox bank reports disputes");
  const context: PurchaseContext = {
    ...shop.context,
    provider: {
      ...provider,
      // The accounts are this bank's, and the sandbox bank knows none of them.
      chargeToken: ({ attempt: { split: _split, ...attempt }, token }) => provider.chargeToken({ attempt, token }),
      transfers: bank.service,
      disputes: {
        ...service,
        read: async ({ reference }) => {
          const dispute = disputes.get(reference);
          return { kind: "listed", alerts: dispute === undefined ? [] : [dispute] };
        },
      },
    },
  };
  const verbs = createVerbs(context);
  const { store } = context;
  const rowsOf = async ({ paymentReference: reference }: Order) => {
    const payment = { provider: "sandbox", reference };
    return [...(await store.transfers(payment)), ...(await store.reversals(payment))];
  };
  return {
    ...shop,
    opened,
    context,
    verbs,
    sellersBank: bank,
    pay: (card?: string) => paidOrder({ ...shop, verbs }, { mug: 1 }, card),
    rowsOf,
    states: async (order: Order) => (await rowsOf(order)).map(({ kind, state }) => `${kind} ${state}`),
    settle: () => sweep(context, { isThorough: true }),
    refund: (order: Order, amountMinor: number, requestId = "r") =>
      verbs.refundOrder({ orderId: order.id, amountMinor, requestId, why: "a test", insist: true }),
    /** What the provider has against the payment from now on, as our books read it. */
    async dispute(order: Order, changes: Pick<ProviderDispute, "state" | "taken">): Promise<void> {
      disputes.set(order.paymentReference, {
        kind: "chargeback",
        id: `dp_${order.id}`,
        amount: order.paid,
        fee: null,
        status: changes.state,
        reason: "fraudulent",
        evidenceDueAt: null,
        submissions: 0,
        openedAt: context.now(),
        ...changes,
      });
      await readAlerts(context, order.paymentReference);
    },
    balance: () => bank.balance(`acct_${SELLER}`),
    /** What does not agree in the books of an order's seller, also with the bank's. */
    async problems(order: Order): Promise<readonly string[]> {
      const capture = await store.capture("sandbox", order.paymentReference);
      if (capture === null) return ["the payment is gone"];
      const refunds = await store.refunds("sandbox", order.paymentReference);
      const alerts = await store.alerts({ provider: "sandbox", reference: order.paymentReference });
      return sellersProblems(store, { capture, refunds, alerts }, bank.ledger(order));
    },
  };
}
export type TransferShop = Awaited<ReturnType<typeof openTransferShop>>;
