import { sellerId, type SellerId } from "../../ids.ts";
import type { Capture } from "../../orders/capture.ts";
import { movementDue } from "../../orders/transfers/transfer-life.ts";
import type { CauseKind, Movement, Transfer } from "../../orders/transfers/transfer.ts";
import type { Share, Split } from "../../sellers/money-model.ts";
import { netOf, sharesOf } from "../../sellers/split.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";

type NewTransfer = {
  readonly key: string;
  readonly share: Share;
  readonly model: Transfer["model"];
  readonly feesOnRefund: Transfer["feesOnRefund"];
  readonly cause: { readonly kind: CauseKind; readonly id: string } | null;
  /** As it follows from the model and the amount unless given. */
  readonly state?: Transfer["state"];
  /** It is asked for once something else has happened. */
  readonly waits?: boolean;
};

/** What a seller is sent of a payment; it is due at once, and the sweep asks for what its job did not finish. */
export async function storeTransfer(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { provider, reference, attemptId, sessionId }: Capture,
  { key, share, model, feesOnRefund, cause, waits = false, ...of }: NewTransfer,
): Promise<Transfer> {
  const { sellerId, account, gross, fee } = share;
  const amount = netOf(share);
  const state = of.state ?? (amount.amountMinor === 0 ? "offset" : model === "direct" ? "at_seller" : "due");
  const now = context.now();
  const dueAt = waits ? null : movementDue({ state, tries: 0, refusals: 0 }, now);
  const transfer: Transfer = {
    kind: "transfer",
    key,
    provider,
    reference,
    attemptId,
    sessionId,
    sellerId,
    account,
    model,
    feesOnRefund,
    gross,
    fee,
    amount,
    cause: cause?.id ?? null,
    causeKind: cause?.kind ?? null,
    state,
    dueAt,
    ...freshMovement(now, dueAt),
    settledAt: state === "due" ? null : now,
    settled: null,
  };
  if (await transaction.insertMovement(transfer)) await enqueueMovement(transaction, transfer);
  return transfer;
}

export const freshMovement = (now: Date, dueAt: Date | null) => ({
  createdAt: now,
  settledAt: dueAt === null ? now : null,
  providerId: null,
  reason: null,
  refusals: 0,
  tries: 0,
  resolvedAt: null,
});

/** Leaves the work of asking for a transfer or a reversal that is due. */
export async function enqueueMovement(transaction: StoreTransaction, { kind, key, dueAt }: Movement): Promise<void> {
  if (dueAt === null) return;
  await transaction.enqueue({ kind: kind === "transfer" ? "send_transfer" : "reverse_transfer", key });
}

/**
 * What the keys of a payment's rows begin with. An attempt may have been paid twice, by a mistake of the provider's: only the
 * payment that is its order's has the attempt's own.
 */
export const keyOf = ({ attemptId, reference }: Capture, sale: Pick<Transfer, "key" | "sellerId">): string =>
  sale.key === saleKey(attemptId, sale.sellerId) ? attemptId : `${attemptId}:${reference}`;

const saleKey = (base: string, seller: SellerId): string => `${base}:transfer:${seller}`;

/**
 * Whose the transfer of a sale is, by its key; null where the key has another form, such as that of a transfer that pays again
 * what was taken back, whose key goes on behind the seller.
 */
export function sellerOfKey(
  { attemptId, reference }: Pick<Capture, "attemptId" | "reference">,
  { key }: { readonly key: string | null },
): SellerId | null {
  const bases = [attemptId, `${attemptId}:${reference}`].map((base) => saleKey(base, sellerId("")));
  const base = bases.find((one) => key?.startsWith(one) === true);
  const rest = base === undefined || key === null ? null : key.slice(base.length);
  return rest === null || rest.includes(":") ? null : sellerId(rest);
}

/**
 * Stores what each seller gets of a payment: a row for each, with a key of its own, so that nothing is sent twice. Those that
 * it has already stay as they are.
 */
export async function storeTransfers(
  context: PurchaseContext,
  transaction: StoreTransaction,
  capture: Capture,
  split: Split,
): Promise<void> {
  const known = (await transaction.transfers(capture)).filter(({ cause }) => cause === null);
  for (const share of sharesOf(split, capture.amount)) {
    if (known.some(({ sellerId }) => sellerId === share.sellerId)) continue;
    const base = capture.use === "order" ? capture.attemptId : `${capture.attemptId}:${capture.reference}`;
    await storeTransfer(context, transaction, capture, {
      key: saleKey(base, share.sellerId),
      share,
      model: split.model,
      feesOnRefund: context.marketplace.feesOnRefund,
      cause: null,
    });
  }
}
