import { allocateInSteps, subtract, type Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import type { Transfer } from "../../orders/transfers/transfer.ts";
import type { ProviderTransfer } from "../../payments/transfer-service.ts";
import type { StoreTransaction } from "../../store/store.ts";
import { askProvider } from "../ask-provider.ts";
import type { PurchaseContext } from "../context.ts";
import { freshMovement, sellerOfKey } from "./store-transfers.ts";
import { platformAt } from "./platform-at.ts";

/** A transfer that the provider has of a payment whose attempt our books lost, with the seller whose account it went to. */
export type MadeTransfer = { readonly made: ProviderTransfer; readonly sellerId: Capture["sellerId"] };

/**
 * The transfers that the provider has of a payment whose attempt is not in our books, each with its seller: the one that its key
 * names, since two may share an account, else the account's. `provider_unknown`: it does not say now. `transfers_unclear`: it
 * never will say what each seller had, because one has two transfers, or they are in several currencies.
 */
export async function transfersMade(
  context: PurchaseContext,
  capture: Capture,
): Promise<readonly MadeTransfer[] | "provider_unknown" | "transfers_unclear"> {
  const { attemptId, reference } = capture;
  const own = await platformAt(context, capture);
  const service = own?.provider.transfers ?? null;
  if (own === null || service === null) return [];
  // At the seller's own account, only our fee went anywhere, and that goes back with the refund.
  const { provider, account } = capture;
  if (account !== null && (await context.store.sellersAccount(provider, account)) !== null) return [];
  const list = await askProvider(own, { call: "transfers.list", reference, attemptId }, () =>
    service.list({ attemptId, reference }),
  );
  if (list.kind === "unknown") return "provider_unknown";
  const transfers = await Promise.all(
    list.transfers.map(async (made) => {
      const having = (await context.store.sellersAtAccounts([made.account])).map(({ id }) => id);
      // Of those who share an account, whose the payment is goes before another.
      const [atAccount = capture.sellerId] = having.includes(capture.sellerId) ? [capture.sellerId] : having;
      return { made, sellerId: sellerOfKey(capture, made) ?? atAccount };
    }),
  );
  const isClear = transfers.every(
    ({ made, sellerId }, index) =>
      made.amount.currency === transfers[0]?.made.amount.currency &&
      transfers.findIndex((one) => one.sellerId === sellerId && one.made.account === made.account) === index,
  );
  return isClear ? transfers : "transfers_unclear";
}

/**
 * Stores what sellers were sent of a payment whose attempt our books lost, in the transaction that gives it back, so that its
 * refund takes their part back. What is not sent of it counts as the fee, which goes back with the whole; of what was sent in
 * the currency that the provider settles in nobody knows the fee, and the whole transfer is the part.
 */
export async function adoptTransfers(
  { now }: PurchaseContext,
  transaction: StoreTransaction,
  capture: Capture,
  transfers: readonly MadeTransfer[],
): Promise<void> {
  if (transfers.length === 0) return;
  const { provider, reference, attemptId, sessionId } = capture;
  const parts = allocateInSteps(
    capture.amount,
    transfers.map(({ made }) => made.amount.amountMinor),
  );
  for (const [index, { made, sellerId }] of transfers.entries()) {
    const gross: Money = parts[index] ?? capture.amount;
    const isConverted = made.amount.currency !== gross.currency;
    const amount = isConverted ? gross : made.amount;
    const transfer: Transfer = {
      kind: "transfer",
      key: made.key ?? `${attemptId}:${reference}:transfer:${sellerId}`,
      provider,
      reference,
      attemptId,
      sessionId,
      sellerId,
      account: made.account,
      model: made.key === null ? "destination" : "separate",
      feesOnRefund: "return",
      gross,
      fee: subtract(gross, amount),
      amount,
      cause: null,
      causeKind: null,
      state: "sent",
      dueAt: null,
      ...freshMovement(now(), null),
      providerId: made.id,
      settled: isConverted ? made.amount : null,
    };
    await transaction.insertMovement(transfer);
  }
}
