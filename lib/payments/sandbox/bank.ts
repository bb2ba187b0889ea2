import { setTimeout } from "node:timers/promises";
import type { AttemptId } from "../../ids.ts";
import type { Money } from "../../money.ts";
import type { RefundAnswer } from "../../orders/refund-life.ts";
import type { ProviderRefund } from "../../orders/refund.ts";
import {
  NO_REPLY_MS,
  type BankAnswer,
  type BankChallenge,
  type BankCharge,
  type BankOptions,
  type BankPage,
  type BankPageRequest,
} from "./bank-answers.ts";
import { SandboxDisputeDesk } from "./dispute-desk.ts";
import { chargeEntry, voidedEntry } from "./entries.ts";
import { SandboxLedger } from "./ledger.ts";
import type { LedgerCharge } from "./rows.ts";
import { SandboxWebhookSender } from "./webhook-sender.ts";
import { keyByHand, type BankRefund } from "./refunds.ts";
import { SandboxSellerDesk, type LedgerAccount } from "./sellers/desk.ts";
import type { LedgerFee } from "./sellers/fees.ts";
import type { LedgerTransfer } from "./sellers/transfers.ts";
import { SandboxTill } from "./till.ts";
import { magicTokenOf } from "./tokens.ts";

/** What `GET /sandbox-bank/ledger` shows. */
export type BankLedger = {
  readonly charges: readonly LedgerCharge[];
  readonly transfers: readonly LedgerTransfer[];
  readonly fees: readonly LedgerFee[];
  readonly accounts: readonly LedgerAccount[];
};

/** A `slow` token is answered after this pause. */
const SLOW_MS = 3000;

/**
 * A SIMULATED payment service. It moves no money; it keeps a ledger of its own in a file apart from the product's
 * tables, as a real bank would, and sends signed webhooks. What a card does follows from its magic token.
 */
export class SandboxBank {
  readonly #options: BankOptions;
  readonly #ledger: SandboxLedger;
  readonly #webhookSender: SandboxWebhookSender;
  readonly #till: SandboxTill;
  readonly disputes: SandboxDisputeDesk;
  readonly sellers: SandboxSellerDesk;

  /** `own`: of a seller's own account, in the books of a bank and with its sender. */
  constructor(options: BankOptions, own?: { readonly ledger: SandboxLedger; readonly sender: SandboxWebhookSender }) {
    this.#options = options;
    this.#ledger = own?.ledger ?? new SandboxLedger(options.file);
    this.#webhookSender = own?.sender ?? new SandboxWebhookSender(this.#ledger, options);
    const wake = () => this.#webhookSender.wake();
    this.disputes = new SandboxDisputeDesk(this.#ledger, options, wake);
    this.sellers = new SandboxSellerDesk(this.#ledger, options, wake);
    this.#till = new SandboxTill(this.#ledger, options, this.disputes);
  }

  /** The bank as a seller's own account sees it: that account's payments and no others. */
  at(account: string): SandboxBank {
    return new SandboxBank(this.#options, { ledger: this.#ledger.at(account), sender: this.#webhookSender });
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
      answer: this.#till.charge(charge, token),
    }));
    this.#webhookSender.wake();
    if (token === "timeout_captured" && isFirst) {
      await setTimeout(NO_REPLY_MS);
      return { kind: "no_reply", afterMs: NO_REPLY_MS };
    }
    return answer;
  }

  /**
   * Opens the bank's payment page for an attempt; the same attempt gets the same page. Refused: voided, another amount or
   * split, or the attempt charged a token. `why`: the bank does not take the payment so.
   */
  openPage(page: BankPageRequest): { reference: string; url: string } | "refused" | { readonly why: string } {
    const payment = this.#ledger.atomically(() => this.#till.page(page));
    if (payment === "refused" || "why" in payment) return payment;
    return { reference: payment.reference, url: `${this.#options.publicUrl}/sandbox-bank/${payment.reference}` };
  }

  page(reference: string): BankPage | null {
    const payment = this.#ledger.paymentByReference(reference);
    if (payment === null || payment.kind !== "page") return null;
    const declined = payment.state === "open" && this.#ledger.charges(payment).at(-1)?.state === "declined";
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
      else this.#till.capture(payment, 0);
      if (answer === "pay_twice") this.#till.captureAgain(payment);
    });
    this.#webhookSender.wake();
    return { returnUrl: page.returnUrl };
  }

  challenge(reference: string): BankChallenge | null {
    const payment = this.#ledger.paymentByReference(reference);
    if (payment === null || payment.kind !== "token") return null;
    const state = payment.state === "paid" ? "approved" : payment.state === "declined" ? "refused" : payment.state;
    const { attemptId, amount } = payment;
    return {
      reference,
      attemptId,
      amount,
      sellerName: payment.sellerName || null,
      state,
      returnUrl: payment.returnUrl || null,
    };
  }

  /** The buyer's answer to the bank confirmation (3-D Secure). */
  answerChallenge(reference: string, answer: "approve" | "refuse"): BankChallenge | null {
    this.#ledger.atomically(() => {
      const payment = this.#ledger.paymentByReference(reference);
      if (payment === null || payment.kind !== "token" || payment.state !== "open") return;
      this.#till.confirm(payment, answer === "approve");
    });
    this.#webhookSender.wake();
    return this.challenge(reference);
  }

  /** Makes sure that an attempt can never be paid any more, also one that has not arrived yet. */
  voidAttempt(attemptId: AttemptId): "voided" | "already_paid" {
    return this.#ledger.atomically(() => {
      const known = this.#ledger.payment(attemptId);
      if (known?.state === "paid") return "already_paid";
      if (known === null)
        this.#ledger.insertPayment(voidedEntry(attemptId, this.#ledger.account, this.#options.newReference()));
      else if (known.state === "open") this.#ledger.savePayment({ ...known, state: "voided" });
      return "voided";
    });
  }

  lookUp(attemptId: AttemptId): BankAnswer | { kind: "absent" } {
    const known = this.#ledger.payment(attemptId);
    return known === null ? { kind: "absent" } : this.#till.answerOf(known);
  }

  /** Gives money back; the same key is the same refund. Refused: no such payment, another currency, or more than is left. */
  refund(refund: BankRefund): RefundAnswer {
    const nowMs = this.#options.now().getTime();
    const answer = this.#ledger.atomically((): RefundAnswer => {
      const amount = this.#ledger.charge(refund.reference);
      if (amount === null) return { kind: "refused", reason: "no_such_payment", isPassing: false };
      const given = this.#ledger.refunds.give(refund, nowMs);
      if (given.answer.kind !== "refused" && refund.givesFeeBack === true)
        this.#ledger.sellers.fees.giveBack(refund.key, { id: refund.reference, amount }, refund.amount);
      const payment = this.#ledger.paymentByReference(refund.reference);
      if (given.turnsMs !== null && payment !== null) this.#till.emit("refund.updated", payment, given.turnsMs - nowMs);
      return given.answer;
    });
    this.#webhookSender.wake();
    return answer;
  }

  /** Somebody at the bank gives money back, and reports it. */
  refundByHand(reference: string, amount: Money): RefundAnswer {
    const answer = this.refund({ reference, amount, key: keyByHand(this.#options.newReference()) });
    const payment = this.#ledger.paymentByReference(reference);
    if (payment !== null && answer.kind !== "refused") this.#till.emit("refund.updated", payment, 0);
    this.#webhookSender.wake();
    return answer;
  }

  /** Null: no such payment. */
  refunds(reference: string): readonly ProviderRefund[] | null {
    const charge = this.#ledger.charge(reference);
    const nowMs = this.#options.now().getTime();
    return charge === null ? null : this.#ledger.refunds.list(reference, charge.currency, nowMs);
  }

  /** The newest charges of this account. */
  newestCharges(count: number): readonly LedgerCharge[] {
    return this.#ledger.newestCharges(count, this.#options.now().getTime());
  }

  /** All of the bank's books, of every account. */
  ledger(): BankLedger {
    const { transfers, fees } = this.#ledger.sellers;
    return {
      charges: this.#ledger.allCharges(this.#options.now().getTime()),
      transfers: transfers.all(),
      fees: fees.all(),
      accounts: this.sellers.accounts(),
    };
  }
}
