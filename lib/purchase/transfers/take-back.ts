import { add, lesser, money, subtract, zero, type Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import { leftOfTransfer, movementDue } from "../../orders/transfers/transfer-life.ts";
import {
  isAtProvider,
  isFeeRow,
  isSettledOutside,
  type CauseKind,
  type Reversal,
  type Transfer,
} from "../../orders/transfers/transfer.ts";
import { feeGivenBack } from "../../sellers/split.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";
import { enqueueMovement, freshMovement, keyOf, storeTransfer } from "./store-transfers.ts";
import { bookOf, type Cause } from "./taken-book.ts";

/** One seller's part of a payment, and the refund or dispute that takes something of it. */
export type Side = {
  readonly capture: Capture;
  readonly sale: Transfer;
  readonly cause: Pick<Cause, "kind" | "id" | "givesFeeBack">;
};

/**
 * Takes `gross` of what the buyer paid back from a seller, less the part of the fee that goes back to them. At the seller's own
 * account the provider has taken it, and with our refunds the fee went back; of what else took it, the fee is a transfer.
 */
export async function takeBackFrom(
  context: PurchaseContext,
  transaction: StoreTransaction,
  side: Side,
  gross: Money,
): Promise<void> {
  const { capture, sale, cause } = side;
  const book = await bookOf(transaction, capture);
  const all = add(book.gross(sale.sellerId), gross);
  const due = subtract(feeGivenBack(sale, all, sale.feesOnRefund), book.fee(sale.sellerId));
  const fee = due.amountMinor < 0 ? zero(due.currency) : lesser(due, gross);
  const isFeeApart = sale.model === "direct" && !cause.givesFeeBack && fee.amountMinor > 0;
  await storeReversals(context, transaction, side, { gross, fee: isFeeApart ? zero(fee.currency) : fee });
  if (!isFeeApart) return;
  const n = book.transfers.filter((one) => isFeeRow(one) && one.sellerId === sale.sellerId).length + 1;
  await storeTransfer(context, transaction, capture, {
    key: `${keyOf(capture, sale)}:fee:${sale.sellerId}:${n}`,
    share: { ...sale, gross: zero(fee.currency), fee: subtract(zero(fee.currency), fee) },
    model: sale.model,
    feesOnRefund: sale.feesOnRefund,
    cause,
    state: "due",
  });
}

/** What was given back of the fee is the platform's again: of what was sent for it, else it is a claim. */
export function takeFeeAgain(
  context: PurchaseContext,
  transaction: StoreTransaction,
  side: Side,
  fee: Money,
): Promise<void> {
  const none = zero(fee.currency);
  return storeReversals(context, transaction, side, { gross: none, fee: subtract(none, fee) });
}

/** A seller may have been sent a payment in several transfers; what is more than all of them is a claim alone. */
async function storeReversals(
  context: PurchaseContext,
  transaction: StoreTransaction,
  side: Side,
  of: { readonly gross: Money; readonly fee: Money },
): Promise<void> {
  const { capture, sale } = side;
  const { currency } = of.gross;
  const { transfers, reversals } = await bookOf(transaction, capture);
  const isFee = of.gross.amountMinor === 0;
  let left = subtract(of.gross, of.fee);
  let fees = of.fee;
  let n = reversals.length;
  const store = async (transfer: Transfer | null, amount: Money) => {
    const key = `${keyOf(capture, sale)}:reversal:${sale.sellerId}:${(n += 1)}`;
    const feesOf = isFee ? subtract(zero(currency), amount) : fees;
    const row = { key, gross: isFee ? zero(currency) : add(amount, feesOf), fee: feesOf, amount };
    await storeReversal(context, transaction, side, transfer, row);
    [left, fees] = [subtract(left, amount), zero(currency)];
  };
  for (const transfer of transfers) {
    if (transfer.sellerId !== sale.sellerId || isFeeRow(transfer) !== isFee) continue;
    // What was paid another way, no provider can take back.
    if (isSettledOutside(transfer) && transfer.providerId === null) continue;
    const amount = lesser(left, money(Math.max(0, leftOfTransfer(transfer, reversals)), currency));
    if (amount.amountMinor > 0) await store(transfer, amount);
  }
  if (left.amountMinor > 0 || fees.amountMinor > 0) await store(null, left);
}

async function storeReversal(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { sale, cause }: Side,
  transfer: Transfer | null,
  row: { readonly key: string } & Readonly<Record<"gross" | "fee" | "amount", Money>>,
): Promise<void> {
  const { provider, reference, attemptId, sessionId, sellerId } = sale;
  const now = context.now();
  const state = stateOf(transfer, sale, row);
  // One whose transfer is not sent yet waits for that.
  const canAsk = state === "due" && transfer !== null && isAtProvider(transfer);
  const dueAt = canAsk ? movementDue({ state, tries: 0, refusals: 0 }, now) : null;
  const reversal: Reversal = {
    kind: "reversal",
    ...row,
    provider,
    reference,
    attemptId,
    sessionId,
    sellerId,
    state,
    dueAt,
    cause: cause.id,
    causeKind: cause.kind satisfies CauseKind,
    transferKey: transfer?.key ?? null,
    ...freshMovement(now, dueAt),
    settledAt: state === "due" ? null : now,
  };
  if (!(await transaction.insertMovement(reversal))) return;
  await enqueueMovement(transaction, reversal);
  if (transfer !== null) await dropUnsent(context, transaction, transfer);
}

function stateOf(
  transfer: Transfer | null,
  sale: Transfer,
  { gross, amount }: Readonly<Record<"gross" | "amount", Money>>,
): Reversal["state"] {
  if (amount.amountMinor === 0) return "offset";
  if (sale.model === "direct" && gross.amountMinor > 0) return "at_seller";
  return transfer === null ? "owed" : "due";
}

/** A transfer that certainly never reached the provider, and of which nothing is left, is not sent any more. */
export async function dropUnsent(
  context: PurchaseContext,
  transaction: StoreTransaction,
  transfer: Transfer,
): Promise<void> {
  const isUnsent = (transfer.state === "due" || transfer.state === "refused") && transfer.tries === 0;
  if (!isUnsent || transfer.resolvedAt !== null) return;
  // With a `destination` charge the provider has moved the money already, unless its list has no such transfer.
  const isConfirmed = transfer.state === "due" || transfer.dueAt !== null || transfer.providerId !== null;
  if (transfer.model === "destination" && transfer.cause === null && isConfirmed) return;
  const reversals = (await transaction.reversals(transfer)).filter(({ transferKey }) => transferKey === transfer.key);
  if (leftOfTransfer(transfer, reversals) > 0) return;
  const offset = { state: "offset", dueAt: null, settledAt: context.now() } as const;
  await transaction.saveMovement({ ...transfer, ...offset });
  for (const reversal of reversals) await transaction.saveMovement({ ...reversal, ...offset });
}
