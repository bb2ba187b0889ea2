import { add, sum, zero, type Money } from "../../../money.ts";
import type { Split } from "../../../sellers/money-model.ts";
import type { ReversalOutcome, ReversalRequest, TransferOutcome, TransferRequest } from "../../transfer-service.ts";
import type { SandboxLedger } from "../ledger.ts";
import { statusOf } from "./accounts.ts";
import type { SellerHabit } from "./habits.ts";

/** `reply`: of the first request for it, carried out or not, nobody hears. */
type Carried<Outcome> = { readonly outcome: Outcome; readonly isReplyLost: boolean };
type Sent = Exclude<TransferOutcome, { kind: "unknown" }>;
type Reversed = Exclude<ReversalOutcome, { kind: "unknown" }>;
type Clock = { readonly nowMs: number; readonly newId: (prefix: "tr" | "trr") => string };

const refused = (why: string, isFinal: boolean) => ({ kind: "refused", why, isFinal }) as const;
const heard = <Outcome>(outcome: Outcome): Carried<Outcome> => ({ outcome, isReplyLost: false });

/**
 * Why the bank does not take a payment for its split, or null. As https://docs.stripe.com/connect/charges has it: a charge at a
 * seller's own account needs one that takes charges, and a transfer that is made with the charge one that may receive it.
 */
export function splitRefusal(
  ledger: SandboxLedger,
  split: Split | undefined,
  amount: Money,
  nowMs: number,
): string | null {
  const { account, sellers } = ledger;
  if (account !== "") {
    const row = sellers.accounts.account(account);
    if (row === null) return "no_such_account";
    if (!statusOf(row, nowMs).canCharge) return "account_cannot_charge";
  }
  if (split === undefined) return null;
  if ((split.model === "direct") !== (account !== "")) return "split_of_another_model";
  if (split.descriptor !== undefined && !isDescriptor(split.descriptor)) return "invalid_statement_descriptor";
  const [share, ...others] = split.shares;
  if (share === undefined || (others.length > 0 && split.model !== "separate")) return "one_share_wanted";
  if (split.shares.some(({ gross, fee }) => !isPart(fee, gross) || !isPart(gross, amount))) return "amount_too_large";
  const gross = split.shares.map((one) => one.gross);
  if (sum(gross, amount.currency).amountMinor !== amount.amountMinor) return "shares_do_not_add_up";
  if (account !== "") return share.account === account ? null : "split_of_another_account";
  if (split.model !== "destination") return null;
  const row = sellers.accounts.account(share.account);
  if (row === null || row.isClosed) return "no_such_account";
  return statusOf(row, nowMs).canReceive ? null : "insufficient_capabilities_for_transfer";
}

/** As https://docs.stripe.com/get-started/account/statement-descriptors has it. */
const isDescriptor = (text: string): boolean => /^[^<>\\'"*]{5,22}$/.test(text) && /[A-Za-z]/.test(text);

const isPart = (part: Money, whole: Money): boolean =>
  part.currency === whole.currency && part.amountMinor >= 0 && part.amountMinor <= whole.amountMinor;

/** Sends money of a payment to a seller. Called inside `atomically`. */
export function send(ledger: SandboxLedger, request: TransferRequest, { nowMs, newId }: Clock): Carried<Sent> {
  const { key, attemptId, reference, account, amount, fromBalance = false, isFee = false } = request;
  const { accounts, transfers } = ledger.sellers;
  const content = JSON.stringify([attemptId, reference, account, amount.amountMinor, amount.currency, fromBalance]);
  const before = transfers.ask(key);
  const known = transfers.byKey(key);
  if (known !== null)
    return heard(
      known.content === content ? { kind: "sent", id: known.id, settled: null } : refused("key_reused", true),
    );
  const row = accounts.account(account);
  const does = (habit: SellerHabit) => row?.habits.has(habit) === true;
  if (does("transfer_lost") && before === 0) return { outcome: refused("lost", false), isReplyLost: true };
  if (row === null || row.isClosed) return heard(refused("no_such_account", true));
  if (!statusOf(row, nowMs).canReceive) return heard(refused("insufficient_capabilities_for_transfer", false));
  if (does("transfers_refused") || (does("transfers_refused_once") && before === 0))
    return heard(refused("transfers_not_allowed", false));
  const charge = isFee
    ? (ledger.allCharges(nowMs).find(({ id }) => id === reference) ?? null)
    : ledger.chargeNow(reference, nowMs);
  if (charge === null || charge.state === "declined" || charge.attempt !== attemptId)
    return heard(refused("no_such_payment", true));
  if (charge.currency !== amount.currency) return heard(refused("other_currency", true));
  const { fromChargeMinor, keptMinor } = transfers.sentOf(reference);
  const sentMinor = fromBalance ? keptMinor : fromChargeMinor;
  if (amount.amountMinor < 1 || sentMinor + amount.amountMinor > charge.amount_minor)
    return heard(refused(fromBalance ? "more_than_the_payment" : "more_than_the_payment_has_left", true));
  const id = newId("tr");
  transfers.insert({ id, key, content, charge: reference, attempt: attemptId, account, amount, fromBalance });
  return { outcome: { kind: "sent", id, settled: null }, isReplyLost: does("transfer_reply_lost") };
}

/** Takes money of a transfer back. Called inside `atomically`. */
export function reverse(ledger: SandboxLedger, request: ReversalRequest, { nowMs, newId }: Clock): Carried<Reversed> {
  const { key, transferId, amount } = request;
  const { accounts, transfers } = ledger.sellers;
  const content = JSON.stringify([transferId, amount.amountMinor, amount.currency]);
  const before = transfers.ask(key);
  const known = transfers.reversalByKey(key);
  if (known !== null)
    return heard(known.content === content ? { kind: "reversed", id: known.id } : refused("key_reused", true));
  const transfer = transfers.transfer(transferId);
  if (transfer === null) return heard(refused("no_such_transfer", true));
  const does = (habit: SellerHabit) => accounts.account(transfer.account)?.habits.has(habit) === true;
  if (does("reversal_lost") && before === 0) return { outcome: refused("lost", false), isReplyLost: true };
  const { currency } = transfer.amount;
  if (amount.currency !== currency) return heard(refused("other_currency", true));
  const after = add(transfer.reversed, amount).amountMinor;
  if (amount.amountMinor < 1 || after > transfer.amount.amountMinor) return heard(refused("more_than_left", true));
  const balance = does("empty_balance")
    ? zero(currency).amountMinor
    : ledger.sellers.balance(transfer.account, currency, nowMs);
  if (amount.amountMinor > balance) return heard({ kind: "short" });
  const id = newId("trr");
  transfers.insertReversal({ id, key, content, transfer: transferId, amount });
  return { outcome: { kind: "reversed", id }, isReplyLost: does("reversal_reply_lost") };
}
