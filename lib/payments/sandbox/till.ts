import { sessionOfAttempt, type AttemptId } from "../../ids.ts";
import { sameMoney } from "../../money.ts";
import type { BankAnswer, BankCharge, BankOptions, BankPageRequest } from "./bank-answers.ts";
import type { SandboxDisputeDesk } from "./dispute-desk.ts";
import { answerOf, chargeEntry, insertEvent } from "./entries.ts";
import type { BankEventType, SandboxLedger } from "./ledger.ts";
import { hash, type PaymentRow } from "./rows.ts";
import { splitText } from "./sellers/books.ts";
import { splitRefusal } from "./sellers/rules.ts";
import { isDelegated, refundHabitOf, tokenProblemOf } from "./tokens.ts";

/** The webhook of a charge whose reply was lost comes this much later than others. */
const LATE_WEBHOOK_MS = 2500;
/** The test card that asks for a confirmation (3-D Secure); with an ending of its own it is a delegated token that does. */
const CONFIRMED_CARD = "tok_sandbox_3ds";

/** Where the sandbox bank takes money. Everything here is called inside the ledger's `atomically`. */
export class SandboxTill {
  readonly #ledger: SandboxLedger;
  readonly #options: BankOptions;
  readonly #disputes: SandboxDisputeDesk;

  constructor(ledger: SandboxLedger, options: BankOptions, disputes: SandboxDisputeDesk) {
    this.#ledger = ledger;
    this.#options = options;
    this.#disputes = disputes;
  }

  charge(
    { attemptId, amount, token, sellerName = "", returnUrl = "", split }: BankCharge,
    magic: string | null,
  ): BankAnswer {
    const known = this.#ledger.payment(attemptId);
    if (known !== null) {
      if (known.state === "voided") return { kind: "voided" };
      const isSame = this.#ledger.isSameToken(known, token) && sameMoney(known.amount, amount);
      return isSame && this.#isSameSplit(known, split) ? this.answerOf(known) : { kind: "key_reused" };
    }
    const why = this.#refusal(split, amount);
    if (why !== null) return { kind: "split_refused", why };
    if (magic === null) return { kind: "token_not_recognised" };
    const problem = tokenProblemOf(magic) ?? this.#useProblem(attemptId, token, magic);
    if (problem !== null) return { kind: "token_refused", why: problem };
    const payment: PaymentRow = {
      attemptId,
      account: this.#ledger.account,
      reference: this.#options.newReference(),
      kind: "token",
      token,
      amount,
      state: "open",
      sellerName,
      returnUrl,
    };
    if (magic === "declined") {
      this.#begin({ ...payment, state: "declined" }, split);
      this.#ledger.insertCharge(chargeEntry(payment, "declined"));
      return { kind: "declined", reason: "insufficient_funds" };
    }
    this.#begin(payment, split);
    if (magic === "3ds") return this.answerOf(payment);
    this.capture(payment, magic === "timeout_captured" ? LATE_WEBHOOK_MS : 0);
    this.#ledger.refunds.setHabit(payment.reference, refundHabitOf(magic));
    this.#disputes.begin(payment, magic);
    return { kind: "captured", reference: payment.reference, amount };
  }

  /** The page of an attempt; the same attempt gets the same page. A word: why there is none. */
  page({ split, ...page }: BankPageRequest): PaymentRow | "refused" | { readonly why: string } {
    const known = this.#ledger.payment(page.attemptId);
    if (known !== null) {
      const isOther =
        known.kind !== "page" || !sameMoney(known.amount, page.amount) || !this.#isSameSplit(known, split);
      return known.state === "voided" || isOther ? "refused" : known;
    }
    const why = this.#refusal(split, page.amount);
    if (why !== null) return { why };
    const fresh: PaymentRow = {
      ...page,
      account: this.#ledger.account,
      reference: this.#options.newReference(),
      kind: "page",
      token: "",
      state: "open",
    };
    this.#begin(fresh, split);
    return fresh;
  }

  answerOf(payment: PaymentRow): BankAnswer {
    return answerOf(payment, this.#ledger.wasChallenged(payment.reference), this.#options.publicUrl);
  }

  /** The buyer's yes or no to a confirmation. A yes is a no where another attempt has been paid with the same delegated token. */
  confirm(payment: PaymentRow, isApproved: boolean): void {
    const isTestCard = this.#ledger.isSameToken(payment, CONFIRMED_CARD);
    const isSpent = !isTestCard && this.#ledger.usesOf(payment.token).some((use) => use.isPaid);
    if (isApproved && !isSpent) return this.capture(payment, 0);
    this.#ledger.savePayment({ ...payment, state: "declined" });
    this.#ledger.insertCharge(chargeEntry(payment, "declined"));
    this.#ledger.markChallenged(payment.reference);
    this.emit("payment.declined", payment, 0);
  }

  capture(payment: PaymentRow, webhookAfterMs: number): void {
    this.#ledger.savePayment({ ...payment, state: "paid" });
    this.#ledger.insertCharge(chargeEntry(payment, "captured"));
    this.#ledger.sellers.capture(payment, `tr_${this.#options.newReference()}`);
    this.emit("payment.captured", payment, webhookAfterMs);
  }

  /** The bank's own mistake, played: one page, two payments under two references, divided alike. */
  captureAgain(payment: PaymentRow): void {
    const second = { ...payment, reference: this.#options.newReference() };
    this.#ledger.insertCharge(chargeEntry(second, "captured"));
    const { sellers } = this.#ledger;
    sellers.fees.saveSplit(second.reference, sellers.fees.split(payment.reference));
    sellers.capture(second, `tr_${this.#options.newReference()}`);
    this.emit("payment.captured", second, 0);
  }

  emit(type: BankEventType, payment: PaymentRow, afterMs: number): void {
    insertEvent(this.#ledger, this.#options, { type, payment, afterMs });
  }

  /** A delegated token pays once, and only the checkout that came first with it: what is begun keeps that in the books. */
  #useProblem(attemptId: AttemptId, token: string, magic: string): "spent" | null {
    if (!isDelegated(token, magic)) return null;
    const session = sessionOfAttempt(attemptId);
    const isSpent = this.#ledger
      .usesOf(hash(token))
      .some((use) => use.isPaid || sessionOfAttempt(use.attemptId) !== session);
    return isSpent ? "spent" : null;
  }

  #begin(payment: PaymentRow, split: BankCharge["split"]): void {
    this.#ledger.insertPayment(payment);
    if (split !== undefined) this.#ledger.sellers.fees.saveSplit(payment.reference, splitText(split));
  }

  #isSameSplit({ reference }: PaymentRow, split: BankCharge["split"]): boolean {
    return this.#ledger.sellers.fees.split(reference) === splitText(split);
  }

  #refusal(split: BankCharge["split"], amount: BankCharge["amount"]): string | null {
    return splitRefusal(this.#ledger, split, amount, this.#options.now().getTime());
  }
}
