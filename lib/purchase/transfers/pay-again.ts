import { lesser, money, subtract, zero, type Money } from "../../money.ts";
import { movementDue } from "../../orders/transfers/transfer-life.ts";
import { againKey, isOpen, mayHaveMoved, paysAgain, type Reversal } from "../../orders/transfers/transfer.ts";
import { feeGivenBack } from "../../sellers/split.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";
import { enqueueMovement, keyOf, storeTransfer } from "./store-transfers.ts";
import { takeBackFrom, takeFeeAgain, type Side } from "./take-back.ts";
import { bookOf, leftOfReversal, reversalsOf } from "./taken-book.ts";

/**
 * Gives a seller `gross` again of what a refund or a dispute took, because it has less of the payment now. What was taken is
 * paid again. What was not, and certainly is not at the provider, ends together with the row that took it; and where nobody
 * knows, the payment waits for the answer. So no seller is paid for what was never taken of them.
 */
export async function payAgain(
  context: PurchaseContext,
  transaction: StoreTransaction,
  side: Side,
  gross: Money,
): Promise<void> {
  const { capture, sale, cause } = side;
  let left = gross;
  const first = await bookOf(transaction, capture);
  for (const reversal of reversalsOf(first, sale.sellerId, cause)) {
    const of = leftOfReversal(reversal, await bookOf(transaction, capture));
    if (left.amountMinor <= 0 || of.gross.amountMinor <= 0) continue;
    if (isOpen(reversal) && !mayHaveMoved(reversal)) {
      await endUnmoved(context, transaction, side, reversal);
      left = subtract(left, of.gross);
      continue;
    }
    const part = lesser(left, of.gross);
    const fee = part.amountMinor === of.gross.amountMinor ? of.fee : await partOfFee(transaction, side, part);
    await pay(context, transaction, side, { gross: part, fee, reversal });
    left = subtract(left, part);
  }
  // Rows end whole; what is still taken of them is taken by another one.
  if (left.amountMinor < 0) return takeBackFrom(context, transaction, side, money(-left.amountMinor, left.currency));
  if (left.amountMinor === 0) return;
  await pay(context, transaction, side, { gross: left, fee: await partOfFee(transaction, side, left), reversal: null });
}

/** What of the fee is the platform's again with it: counted from the whole, as it was given back. */
async function feeOf(transaction: StoreTransaction, { capture, sale }: Side, gross: Money): Promise<Money> {
  const book = await bookOf(transaction, capture);
  const after = subtract(book.gross(sale.sellerId), gross);
  return subtract(book.fee(sale.sellerId), feeGivenBack(sale, after, sale.feesOnRefund));
}

async function partOfFee(transaction: StoreTransaction, side: Side, gross: Money): Promise<Money> {
  const fee = await feeOf(transaction, side, gross);
  return fee.amountMinor < 0 ? zero(fee.currency) : lesser(fee, gross);
}

async function pay(
  context: PurchaseContext,
  transaction: StoreTransaction,
  side: Side,
  of: { readonly gross: Money; readonly fee: Money; readonly reversal: Reversal | null },
): Promise<void> {
  const { capture, sale } = side;
  const { model, feesOnRefund } = sale;
  const { gross, reversal } = of;
  // The bank gave the seller what it took; it knows nothing of our fee.
  const fee = model === "direct" ? zero(gross.currency) : of.fee;
  await storeTransfer(context, transaction, capture, {
    key: await nextKey(transaction, side, reversal),
    share: { ...sale, gross, fee },
    model,
    feesOnRefund,
    cause: side.cause,
    ...(reversal !== null && isOpen(reversal) ? { waits: true } : {}),
  });
  if (model !== "direct") return;
  const again = await feeOf(transaction, side, zero(gross.currency));
  if (again.amountMinor > 0) await takeFeeAgain(context, transaction, side, again);
}

/** Named after what it pays again; rows of earlier days have no reversal that nothing has paid yet. */
async function nextKey(
  transaction: StoreTransaction,
  { capture, sale }: Side,
  reversal: Reversal | null,
): Promise<string> {
  const { transfers } = await bookOf(transaction, capture);
  if (reversal !== null) return againKey(reversal.key, transfers.filter((one) => paysAgain(one, reversal)).length + 1);
  const n = transfers.filter(({ sellerId }) => sellerId === sale.sellerId).length;
  return `${keyOf(capture, sale)}:transfer:${sale.sellerId}:${n}`;
}

/** Ends a reversal that took nothing: with what it would have taken, which is not paid again either. */
export async function endUnmoved(
  context: PurchaseContext,
  transaction: StoreTransaction,
  side: Side,
  reversal: Reversal,
): Promise<void> {
  const { capture, sale } = side;
  const book = await bookOf(transaction, capture);
  const { gross, fee } = leftOfReversal(reversal, book);
  if (gross.amountMinor !== 0 || fee.amountMinor !== 0)
    await storeTransfer(context, transaction, capture, {
      key: await nextKey(transaction, side, reversal),
      share: { ...sale, gross, fee },
      model: sale.model,
      feesOnRefund: sale.feesOnRefund,
      cause: { kind: reversal.causeKind, id: reversal.cause },
      state: "offset",
    });
  const offset = { state: "offset", dueAt: null, settledAt: context.now() } as const;
  await transaction.saveMovement({ ...reversal, ...offset });
  for (const waiting of book.transfers.filter((one) => paysAgain(one, reversal) && one.state === "due")) {
    await transaction.saveMovement({ ...waiting, ...offset });
    // What was to be taken of that one is taken of another.
    for (const taking of book.reversals.filter((one) => one.transferKey === waiting.key && isOpen(one)))
      await moveOn(context, transaction, side, taking);
  }
}

async function moveOn(
  context: PurchaseContext,
  transaction: StoreTransaction,
  { capture, sale }: Side,
  reversal: Reversal,
): Promise<void> {
  const { gross } = leftOfReversal(reversal, await bookOf(transaction, capture));
  const side: Side = { capture, sale, cause: { kind: reversal.causeKind, id: reversal.cause, givesFeeBack: true } };
  await endUnmoved(context, transaction, side, reversal);
  if (gross.amountMinor > 0) await takeBackFrom(context, transaction, side, gross);
}

/** After the provider answered about a reversal: what waited for that is sent, or ends with it. */
export async function followReversal(
  context: PurchaseContext,
  transaction: StoreTransaction,
  side: Side,
  reversal: Reversal,
): Promise<void> {
  const { transfers } = await bookOf(transaction, side.capture);
  const waiting = transfers.filter((one) => paysAgain(one, reversal) && one.state === "due" && one.dueAt === null);
  if (waiting.length > 0 && (reversal.state === "owed" || reversal.state === "refused"))
    return moveOn(context, transaction, side, reversal);
  if (reversal.state !== "reversed") return;
  for (const transfer of waiting) {
    const due = { ...transfer, dueAt: movementDue(transfer, context.now()) };
    await transaction.saveMovement(due);
    await enqueueMovement(transaction, due);
  }
}
