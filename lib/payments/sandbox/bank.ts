import { setTimeout } from "node:timers/promises";
import type { AttemptId } from "../../ids.ts";
import { sameMoney, type Money } from "../../money.ts";
import type { RefundAnswer } from "../../orders/refund-life.ts";
import type { ProviderRefund } from "../../orders/refund.ts";
import type { BankAnswer, BankChallenge, BankCharge, BankOptions, BankPage } from "./bank-answers.ts";
import { SandboxDisputeDesk } from "./dispute-desk.ts";
import { answerOf, chargeEntry, insertEvent, voidedEntry } from "./entries.ts";
import { SandboxLedger, type BankEventType, type LedgerCharge, type PaymentRow } from "./ledger.ts";
import { SandboxWebhookSender } from "./webhook-sender.ts";
import { magicTokenOf, refundHabitOf } from "./tokens.ts";
import { keyByHand, type BankRefund } from "./refunds.ts";

/** The simulated network gives up this long after a `timeout` token and loses that reply only; `slow` answers after its pause. */
const NO_REPLY_MS = 1200;
const SLOW_MS = 3000;
/** The webhook of a charge whose reply was lost comes this much later than others. */
const LATE_WEBHOOK_MS = 2500;

/**
 * A SIMULATED payment service. It moves no money; it keeps a ledger of its own in a file apart from the product's
 * tables, as a real bank would, and sends signed webhooks. What a card does follows from its magic token.
 */
export class SandboxBank {
  readonly #options: BankOptions;
  readonly #ledger: SandboxLedger;
  readonly #webhookSender: SandboxWebhookSender;
  readonly disputes: SandboxDisputeDesk;

  constructor(options: BankOptions) {
    this.#options = options;
    this.#ledger = new SandboxLedger(options.file);
    this.#webhookSender = new SandboxWebhookSender(this.#ledger, options);
    this.disputes = new SandboxDisputeDesk(this.#ledger, options, () => this.#webhookSender.wake());
  }

  /** Delivers what an earlier process left undelivered, and goes on delivering. */
  start(): void {
    this.#webhookSender.start();
  }

  stop(): void {
    this.#webhookSender.stop();
    this.#ledger.close();
  }

  /** Charges a token. `attemptId` is the idempotency key: the first answer is kept, and another amount or token under it is refused. */
  async charge(charge: BankCharge): Promise<BankAnswer> {
    const token = magicTokenOf(charge.token);
    if (token === "timeout_lost") {
      await setTimeout(NO_REPLY_MS);
      return { kind: "no_reply", afterMs: NO_REPLY_MS };
    }
    if (token === "slow") await setTimeout(SLOW_MS);
    const { answer, isFirst } = this.#ledger.atomically(() => ({
      isFirst: this.#ledger.payment(charge.attemptId) === null,
      answer: this.#chargeNow(charge, token),
    }));
    this.#webhookSender.wake();
    if (token === "timeout_captured" && isFirst) {
      await setTimeout(NO_REPLY_MS);
      return { kind: "no_reply", afterMs: NO_REPLY_MS };
    }
    return answer;
  }

  #chargeNow({ attemptId, amount, token, returnUrl = "" }: BankCharge, magic: string | null): BankAnswer {
    const known = this.#ledger.payment(attemptId);
    if (known !== null) {
      if (known.state === "voided") return { kind: "voided" };
      return !this.#ledger.isSameToken(known, token) || !sameMoney(known.amount, amount)
        ? { kind: "key_reused" }
        : this.#answerOf(known);
    }
    if (magic === null) return { kind: "token_not_recognised" };
    const payment: PaymentRow = {
      attemptId,
      reference: this.#options.newReference(),
      kind: "token",
      token,
      amount,
      state: "open",
      sellerName: "",
      returnUrl,
    };
    if (magic === "declined") {
      this.#ledger.insertPayment({ ...payment, state: "declined" });
      this.#ledger.insertCharge(chargeEntry(payment, "declined"));
      return { kind: "declined", reason: "insufficient_funds" };
    }
    this.#ledger.insertPayment(payment);
    if (magic === "3ds") return this.#answerOf(payment);
    this.#capture(payment, magic === "timeout_captured" ? LATE_WEBHOOK_MS : 0);
    this.#ledger.refunds.setHabit(payment.reference, refundHabitOf(magic));
    this.disputes.begin(payment, magic);
    return { kind: "captured", reference: payment.reference, amount };
  }

  #answerOf(payment: PaymentRow): BankAnswer {
    return answerOf(payment, this.#ledger.wasChallenged(payment.reference), this.#options.publicUrl);
  }

  /** Opens the bank's payment page for an attempt; the same attempt gets the same page. Refused: voided, another amount, or the attempt charged a token. */
  openPage(page: {
    attemptId: AttemptId;
    amount: Money;
    sellerName: string;
    returnUrl: string;
  }): { reference: string; url: string } | "refused" {
    const payment = this.#ledger.atomically(() => {
      const known = this.#ledger.payment(page.attemptId);
      if (known !== null) return known;
      const fresh: PaymentRow = {
        ...page,
        reference: this.#options.newReference(),
        kind: "page",
        token: "",
        state: "open",
      };
      this.#ledger.insertPayment(fresh);
      return fresh;
    });
    if (payment.state === "voided" || payment.kind !== "page" || !sameMoney(payment.amount, page.amount))
      return "refused";
    return { reference: payment.reference, url: `${this.#options.publicUrl}/sandbox-bank/${payment.reference}` };
  }

  page(reference: string): BankPage | null {
    const payment = this.#ledger.paymentByReference(reference);
    if (payment === null || payment.kind !== "page") return null;
    const declined = payment.state === "open" && this.#ledger.charges(payment.attemptId).at(-1)?.state === "declined";
    return {
      reference,
      attemptId: payment.attemptId,
      amount: payment.amount,
      sellerName: payment.sellerName,
      state: declined ? "declined" : payment.state,
      returnUrl: payment.returnUrl,
    };
  }

  /** The buyer's answer on the payment page. A declined card keeps the page open; a paid or voided page takes no payment. Null: no such page. */
  answerPage(reference: string, answer: "pay" | "decline" | "leave" | "pay_twice"): { returnUrl: string } | null {
    const page = this.page(reference);
    if (page === null) return null;
    this.#ledger.atomically(() => {
      const payment = this.#ledger.paymentByReference(reference);
      if (payment === null || payment.state !== "open" || answer === "leave") return;
      if (answer === "decline")
        this.#ledger.insertCharge(chargeEntry({ ...payment, reference: this.#options.newReference() }, "declined"));
      else this.#capture(payment, 0);
      if (answer === "pay_twice") this.#captureAgain(payment);
    });
    this.#webhookSender.wake();
    return { returnUrl: page.returnUrl };
  }

  challenge(reference: string): BankChallenge | null {
    const payment = this.#ledger.paymentByReference(reference);
    if (payment === null || payment.kind !== "token") return null;
    const state = payment.state === "paid" ? "approved" : payment.state === "declined" ? "refused" : payment.state;
    const returnUrl = payment.returnUrl === "" ? null : payment.returnUrl;
    return { reference, attemptId: payment.attemptId, amount: payment.amount, state, returnUrl };
  }

  /** The buyer's answer to the bank confirmation (3-D Secure). */
  answerChallenge(reference: string, answer: "approve" | "refuse"): BankChallenge | null {
    this.#ledger.atomically(() => {
      const payment = this.#ledger.paymentByReference(reference);
      if (payment === null || payment.kind !== "token" || payment.state !== "open") return;
      if (answer === "approve") return this.#capture(payment, 0);
      this.#ledger.savePayment({ ...payment, state: "declined" });
      this.#ledger.insertCharge(chargeEntry(payment, "declined"));
      this.#ledger.markChallenged(reference);
      this.#emit("payment.declined", payment, 0);
    });
    this.#webhookSender.wake();
    return this.challenge(reference);
  }

  /** Makes sure that an attempt can never be paid any more, also one that has not arrived yet. */
  voidAttempt(attemptId: AttemptId): "voided" | "already_paid" {
    return this.#ledger.atomically(() => {
      const known = this.#ledger.payment(attemptId);
      if (known?.state === "paid") return "already_paid";
      if (known === null) this.#ledger.insertPayment(voidedEntry(attemptId, this.#options.newReference()));
      else if (known.state === "open") this.#ledger.savePayment({ ...known, state: "voided" });
      return "voided";
    });
  }

  lookUp(attemptId: AttemptId): BankAnswer | { kind: "absent" } {
    const known = this.#ledger.payment(attemptId);
    return known === null ? { kind: "absent" } : this.#answerOf(known);
  }

  /** Gives money back; the same key is the same refund. Refused: no such payment, another currency, or more than is left. */
  refund(refund: BankRefund): RefundAnswer {
    const nowMs = this.#options.now().getTime();
    const answer = this.#ledger.atomically(() => {
      const given = this.#ledger.refunds.give(refund, nowMs);
      const payment = this.#ledger.paymentByReference(refund.reference);
      if (given.turnsMs !== null && payment !== null) this.#emit("refund.updated", payment, given.turnsMs - nowMs);
      return given.answer;
    });
    this.#webhookSender.wake();
    return answer;
  }

  /** Somebody at the bank gives money back, and reports it. */
  refundByHand(reference: string, amount: Money): RefundAnswer {
    const answer = this.refund({ reference, amount, key: keyByHand(this.#options.newReference()) });
    const payment = this.#ledger.paymentByReference(reference);
    if (payment !== null && answer.kind !== "refused") this.#emit("refund.updated", payment, 0);
    this.#webhookSender.wake();
    return answer;
  }

  /** Null: no such payment. */
  refunds(reference: string): readonly ProviderRefund[] | null {
    const charge = this.#ledger.charge(reference);
    const nowMs = this.#options.now().getTime();
    return charge === null ? null : this.#ledger.refunds.list(reference, charge.currency, nowMs);
  }

  ledger(newest?: number): { charges: readonly LedgerCharge[] } {
    const nowMs = this.#options.now().getTime();
    const charges = newest === undefined ? this.#ledger.allCharges(nowMs) : this.#ledger.newestCharges(newest, nowMs);
    return { charges };
  }

  #capture(payment: PaymentRow, webhookAfterMs: number): void {
    this.#ledger.savePayment({ ...payment, state: "paid" });
    this.#ledger.insertCharge(chargeEntry(payment, "captured"));
    this.#emit("payment.captured", payment, webhookAfterMs);
  }

  /** The bank's own mistake, played: one page, two payments under two references. */
  #captureAgain(payment: PaymentRow): void {
    const second = { ...payment, reference: this.#options.newReference() };
    this.#ledger.insertCharge(chargeEntry(second, "captured"));
    this.#emit("payment.captured", second, 0);
  }

  #emit(type: BankEventType, payment: PaymentRow, afterMs: number): void {
    insertEvent(this.#ledger, this.#options, { type, payment, afterMs });
  }
}
