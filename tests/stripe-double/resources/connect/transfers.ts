import type { Books } from "../../books.ts";
import { metadata, required, text, whole, type Params } from "../../params.ts";
import { invalidRequest, missing } from "../../stripe-error.ts";
import { book, type BalanceTransaction } from "../balance.ts";
import { newId, type Charge, type Wire } from "../objects.ts";
import { balanceOf, insertTransfer, receiver, type Transfer } from "./money.ts";

export type Reversal = Wire & { object: "transfer_reversal"; transfer: string; amount: number };

/** https://docs.stripe.com/api/transfers/create */
export function createTransfer(books: Books, params: Params): Transfer {
  const amount = required(whole(params, ["amount"], 1), "amount");
  const currency = required(text(params, "currency"), "currency").toLowerCase();
  const { id: destination } = receiver(books, required(text(params, "destination"), "destination"), "destination");
  const source = text(params, "source_transaction");
  if (source !== null) checkSource(books, source, amount, currency);
  else if (books.refundRules.isBalanceLow)
    throw invalidRequest("You have insufficient available funds in your Stripe account.", {
      code: "balance_insufficient",
    });
  return insertTransfer(books, {
    amount,
    currency,
    destination,
    source,
    group: text(params, "transfer_group"),
    metadata: metadata(params, "metadata"),
  });
}

/** A transfer of a charge is in the currency that the charge was booked in; what was reversed still counts as sent. */
function checkSource(books: Books, id: string, amount: number, currency: string): void {
  const param = "source_transaction";
  const charge = books.get<Charge>(id, "charge");
  if (charge === null) throw missing("charge", id, param, 400);
  const booking = books.get<BalanceTransaction>(String(charge["balance_transaction"]), "balance_transaction");
  if (charge.status !== "succeeded" || booking === null)
    throw invalidRequest(`The charge ${id} has not succeeded, so it cannot be the source of a transfer.`, { param });
  if (booking.currency !== currency)
    throw invalidRequest(
      `The currency of source_transaction's balance transaction (${booking.currency}) must be the same as the transfer currency (${currency})`,
      { param },
    );
  const before = books
    .all<Transfer>("transfer")
    .filter((one) => one.source_transaction === id)
    .reduce((total, one) => total + one.amount, 0);
  if (before + amount > booking.amount)
    throw invalidRequest(
      `Transfers using this transaction as a source must not exceed the source amount of ${booking.amount}. (There is already a transfer using this source, amounting to ${before}.)`,
      { param },
    );
}

export function transfer(books: Books, id: string): Transfer {
  const found = books.get<Transfer>(id, "transfer");
  if (found === null) throw missing("transfer", id, "transfer");
  return found;
}

/** https://docs.stripe.com/api/transfer_reversals/create */
export function createReversal(books: Books, id: string, params: Params): Reversal {
  const found = transfer(books, id);
  const { currency, destination } = found;
  const left = found.amount - found.amount_reversed;
  const amount = whole(params, ["amount"], 1) ?? left;
  if (amount > left)
    throw invalidRequest(`Transfer reversal amount (${amount}) is greater than unreversed amount (${left}).`, {
      param: "amount",
    });
  if (amount > balanceOf(books, destination, currency))
    throw invalidRequest("Insufficient funds in the destination account to reverse this transfer.", {
      code: "balance_insufficient",
    });
  const reversal = books.insert<Reversal>({
    id: newId("trr"),
    object: "transfer_reversal",
    amount,
    created: books.now(),
    currency,
    metadata: metadata(params, "metadata"),
    transfer: id,
  });
  found.amount_reversed += amount;
  found["reversed"] = found.amount_reversed === found.amount;
  const own = books.connected.get(destination);
  if (own !== undefined)
    book(own, { type: "payment_refund", category: "refund", amount: -amount, currency, source: reversal.id });
  books.announce("transfer.reversed", found);
  return reversal;
}
