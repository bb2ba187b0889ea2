import type { Books } from "../../books.ts";
import { at, text, whole, type Params } from "../../params.ts";
import { invalidRequest, missing } from "../../stripe-error.ts";
import { book, settled, type BalanceTransaction } from "../balance.ts";
import { newId, type Charge, type PaymentIntent, type Wire } from "../objects.ts";
import type { Account } from "./accounts.ts";

export type Transfer = Wire & {
  object: "transfer";
  amount: number;
  amount_reversed: number;
  currency: string;
  destination: string;
  source_transaction: string | null;
  metadata: Readonly<Record<string, string>>;
};
export type ApplicationFee = Wire & {
  object: "application_fee";
  account: string;
  amount: number;
  amount_refunded: number;
  charge: string;
  currency: string;
};

/** An account that may be sent money; a test can have it refuse some. */
export function receiver(books: Books, id: string, param: string): Account {
  const account = books.platform.get<Account>(id, "v2.core.account");
  if (account === null) throw missing("destination", id, param, 400);
  const { state, refusesTransfers } = account.$private;
  if (state === "provided" && refusesTransfers === 0) return account;
  if (refusesTransfers > 0) account.$private = { ...account.$private, refusesTransfers: refusesTransfers - 1 };
  throw invalidRequest(
    "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments",
    { code: "insufficient_capabilities_for_transfer", param },
  );
}

/** The fields of a PaymentIntent that divide its money, checked as Stripe checks them when it is made. */
export function connectFields(books: Books, params: Params, amount: number): Readonly<Record<string, unknown>> {
  const destination = text(params, "transfer_data", "destination");
  const sent = whole(params, ["transfer_data", "amount"], 1);
  const fee = whole(params, ["application_fee_amount"], 0);
  const behalf = text(params, "on_behalf_of");
  const suffix = text(params, "statement_descriptor_suffix");
  if (suffix !== null && (/[<>\\'"*]/.test(suffix) || !/[A-Za-z]/.test(suffix) || suffix.length > 22))
    throw invalidRequest("The statement descriptor suffix is not one that a statement can have.", {
      param: "statement_descriptor_suffix",
    });
  if (books.isConnected) {
    const own = books.platform.get<Account>(books.accountId, "v2.core.account");
    if (own?.$private.isMerchant !== true || own.$private.state !== "provided")
      throw invalidRequest("Your account cannot currently make charges.", { code: "account_capability_missing" });
  }
  if (at(params, "transfer_data") !== undefined && destination === null)
    throw invalidRequest("Missing required param: transfer_data[destination].", {
      param: "transfer_data[destination]",
    });
  if (destination !== null) receiver(books, destination, "transfer_data[destination]");
  if (behalf !== null) receiver(books, behalf, "on_behalf_of");
  if (fee !== null && !books.isConnected && destination === null)
    throw invalidRequest(
      "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).",
      { param: "application_fee_amount" },
    );
  if (fee !== null && sent !== null)
    throw invalidRequest(
      "You may only specify one of these parameters: application_fee_amount, transfer_data[amount].",
    );
  for (const [part, param] of [[sent, "transfer_data[amount]"] as const, [fee, "application_fee_amount"] as const])
    if ((part ?? 0) > amount) throw invalidRequest(`${param} must be less than or equal to the amount.`, { param });
  return {
    ...(destination === null ? {} : { transfer_data: { destination, ...(sent === null ? {} : { amount: sent }) } }),
    ...(fee === null ? {} : { application_fee_amount: fee }),
    ...(behalf === null ? {} : { on_behalf_of: behalf }),
  };
}

/** What a captured charge moves by itself: the transfer to its destination, or the platform's fee. */
export function divide(books: Books, charge: Charge, intent: PaymentIntent): void {
  const data = intent["transfer_data"] as { destination: string; amount?: number } | null;
  const fee = intent["application_fee_amount"] as number | null;
  if (data !== null)
    charge["transfer"] = insertTransfer(books, {
      ...settled(books, { amount: data.amount ?? charge.amount - (fee ?? 0), currency: charge.currency }),
      destination: data.destination,
      source: charge.id,
      group: intent["transfer_group"] as string | null,
      metadata: {},
    }).id;
  if (fee === null || fee === 0 || !books.isConnected) return;
  const { id, currency } = charge;
  charge["application_fee_amount"] = fee;
  charge["application_fee"] = books.platform.insert<ApplicationFee>({
    id: newId("fee"),
    object: "application_fee",
    account: books.accountId,
    amount: fee,
    amount_refunded: 0,
    charge: id,
    created: books.now(),
    currency,
  }).id;
  book(books, { type: "application_fee", category: "platform_fee", amount: -fee, currency, source: id });
}

export function insertTransfer(
  books: Books,
  request: {
    readonly amount: number;
    readonly currency: string;
    readonly destination: string;
    readonly source: string | null;
    readonly group: string | null;
    readonly metadata: Readonly<Record<string, string>>;
  },
): Transfer {
  const { amount, currency, destination, source, group, metadata } = request;
  const transfer = books.insert<Transfer>({
    id: newId("tr"),
    object: "transfer",
    amount,
    amount_reversed: 0,
    created: books.now(),
    currency,
    destination,
    destination_payment: newId("py"),
    livemode: false,
    metadata,
    reversed: false,
    source_transaction: source,
    transfer_group: group,
  });
  const own = books.connected.get(destination);
  if (own !== undefined) book(own, { type: "payment", category: "charge", amount, currency, source: transfer.id });
  books.announce("transfer.created", transfer);
  return transfer;
}

/** What an account has in a currency; nothing where a test has it paid out at once. */
export function balanceOf(books: Books, account: string, currency: string): number {
  if (books.get<Account>(account, "v2.core.account")?.$private.isPaidOutAtOnce === true) return 0;
  const bookings = books.connected.get(account)?.all<BalanceTransaction>("balance_transaction") ?? [];
  return bookings.filter((one) => one.currency === currency).reduce((total, { net }) => total + net, 0);
}

/** Gives the platform's fee of a charge back, in proportion to the refund. */
export function returnFee(books: Books, charge: Charge, refunded: number): void {
  const id = String(charge["application_fee"] ?? "");
  const fee = books.isConnected ? books.platform.get<ApplicationFee>(id, "application_fee") : null;
  if (fee === null)
    throw invalidRequest("The charge has no application fee to refund.", { param: "refund_application_fee" });
  const total = charge.amount_refunded + refunded;
  const due = Math.min(Math.round((fee.amount * total) / charge.amount_captured), fee.amount) - fee.amount_refunded;
  fee.amount_refunded += due;
  const { currency } = charge;
  book(books, { type: "application_fee_refund", category: "platform_fee_refund", amount: due, currency, source: id });
}
