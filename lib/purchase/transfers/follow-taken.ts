import { money, type Money } from "../../money.ts";
import type { Capture } from "../../orders/capture.ts";
import type { Transfer } from "../../orders/transfers/transfer.ts";
import type { SellerId } from "../../ids.ts";
import { sellerIdsOf } from "../../checkout/parts.ts";
import { takenOfEach } from "../../sellers/taken.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { PurchaseContext } from "../context.ts";
import { sellersOfLines } from "./divide-payment.ts";
import { payAgain } from "./pay-again.ts";
import { takeBackFrom } from "./take-back.ts";
import { bookOf, causesOf, type Cause } from "./taken-book.ts";

/**
 * Brings what is taken back from the sellers of a payment in line with its refunds and disputes, after one of them changed, in
 * the caller's transaction and under the payment's lock. What each of them should take of each seller is worked out from the
 * whole and compared with what our rows have for it: more makes a reversal, and less (a refund failed, a dispute was won) pays
 * the seller again by a transfer. So it does not matter how refunds and disputes came about, nor how often this is called.
 */
export async function followTaken(
  context: PurchaseContext,
  transaction: StoreTransaction,
  capture: Capture,
): Promise<void> {
  const { sales, sellerOf } = await salesOf(transaction, capture);
  if (sales.length === 0) return;
  const causes = await causesOf(transaction, capture);
  // Refunds and disputes stay once they are there: without any, nothing was ever taken.
  if (causes.length === 0) return;
  const takings = causes.map((cause) => ({
    taken: cause.lost?.amount ?? cause.taken,
    named: namedOf(cause, sales, sellerOf),
    ...(cause.askedAt === undefined ? {} : { askedAt: cause.askedAt }),
    lostAt: cause.lost?.at ?? null,
  }));
  const targets = takenOfEach(
    sales.map(({ gross }) => gross),
    takings,
  );
  const book = await bookOf(transaction, capture);
  const changes = causes.flatMap((cause, row) =>
    sales.map((sale, column) => {
      const target = targets[row]?.[column]?.amountMinor ?? 0;
      return { cause, sale, change: target - book.gross(sale.sellerId, cause).amountMinor };
    }),
  );
  // What has less than before makes room for what was taken besides.
  for (const { cause, sale, change } of changes.toSorted((one, other) => one.change - other.change)) {
    if (change === 0) continue;
    const gross = money(Math.abs(change), capture.amount.currency);
    await (change > 0 ? takeBackFrom : payAgain)(context, transaction, { capture, sale, cause }, gross);
  }
}

type Sales = { readonly sales: readonly Transfer[]; readonly sellerOf: ReadonlyMap<string, SellerId> };

/** What was paid to each seller, in the order of the parts, as orders divide it too. */
async function salesOf(transaction: StoreTransaction, capture: Capture): Promise<Sales> {
  const sales = (await transaction.transfers(capture)).filter(({ cause }) => cause === null);
  const session = sales.length > 1 ? await transaction.session(capture.sessionId) : null;
  if (session === null) return { sales, sellerOf: new Map() };
  const sellers = sellerIdsOf(session);
  const placeOf = ({ sellerId }: Transfer) => sellers.indexOf(sellerId);
  return { sales: sales.toSorted((one, other) => placeOf(one) - placeOf(other)), sellerOf: sellersOfLines(session) };
}

/** What the lines and deliveries of a refund are of each seller, where there are several. */
function namedOf({ items, taken: { currency } }: Cause, sales: Sales["sales"], sellerOf: Sales["sellerOf"]) {
  if (sales.length === 1 || items === null) return null;
  const lines = [
    ...items.lines.map(({ lineId, amountMinor }) => ({ sellerId: sellerOf.get(lineId), amountMinor })),
    ...(items.shippingBySeller ?? []),
  ];
  return sales.map(({ sellerId }): Money => {
    const own = lines.filter((line) => line.sellerId === sellerId);
    return money(
      own.reduce((all, { amountMinor }) => all + amountMinor, 0),
      currency,
    );
  });
}
