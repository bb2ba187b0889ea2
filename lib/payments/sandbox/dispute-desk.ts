import type { ProviderAlert } from "../../orders/disputes/alert.ts";
import { isGiven } from "../../orders/refund.ts";
import { isCurrency, money } from "../../money.ts";
import type { Evidence, SubmitOutcome } from "../dispute-service.ts";
import type { BankOptions } from "./bank-answers.ts";
import { insertEvent } from "./entries.ts";
import type { SandboxLedger } from "./ledger.ts";
import type { PaymentRow } from "./rows.ts";
import { disputeHabitOf } from "./tokens.ts";

/** Where buyers of the SIMULATED bank dispute payments, and sellers answer. No money moves. */
export class SandboxDisputeDesk {
  readonly #ledger: SandboxLedger;
  readonly #options: BankOptions;
  readonly #wake: () => void;

  constructor(ledger: SandboxLedger, options: BankOptions, wake: () => void) {
    this.#ledger = ledger;
    this.#options = options;
    this.#wake = wake;
  }

  /** Has a payment questioned a few seconds later if its token says so. Called inside `atomically`. */
  begin(payment: PaymentRow, magic: string, leftMinor?: number): void {
    const habit = disputeHabitOf(magic);
    if (habit === null) return;
    const nowMs = this.#nowMs();
    const afterMs = this.#ledger.disputes.begin(payment.reference, habit, nowMs, leftMinor) - nowMs;
    insertEvent(this.#ledger, this.#options, { type: "dispute.updated", payment, afterMs });
  }

  /** A buyer disputes a payment at their bank, whatever card paid it: what was not given back of it. */
  disputeByHand(reference: string): void {
    this.#ledger.atomically(() => {
      const payment = this.#ledger.paymentByReference(reference);
      if (payment === null) return;
      const given = this.#ledger.refunds.list(reference, payment.amount.currency, this.#nowMs()).filter(isGiven);
      const leftMinor = given.reduce((left, { amount }) => left - amount.amountMinor, payment.amount.amountMinor);
      if (leftMinor > 0) this.begin(payment, "disputed", leftMinor);
    });
    this.#wake();
  }

  list(reference: string): readonly ProviderAlert[] {
    const charge = this.#ledger.chargeNow(reference, this.#nowMs());
    if (charge === null || !isCurrency(charge.currency)) return [];
    const amount = money(charge.amount_minor, charge.currency);
    return this.#ledger.disputes.list(
      { charge: charge.id, amount, isGiven: charge.state === "refunded" },
      this.#nowMs(),
    );
  }

  openedSince(since: Date): readonly { readonly id: string; readonly reference: string }[] {
    const charges = this.#ledger.disputes.openedBetween(since.getTime(), this.#nowMs());
    return charges.flatMap((reference) => this.list(reference).map(({ id }) => ({ id, reference })));
  }

  submit(disputeId: string, evidence: Evidence): SubmitOutcome {
    const outcome = this.#ledger.atomically((): SubmitOutcome => {
      const reference = disputeId.replace(/^dp_/, "");
      if (this.#ledger.charge(reference) === null) return { kind: "refused", reason: "no_such_dispute" };
      const answer = this.#ledger.disputes.submit(disputeId, evidence, this.#nowMs());
      const payment = this.#ledger.paymentByReference(reference);
      if (answer.kind === "submitted" && payment !== null)
        insertEvent(this.#ledger, this.#options, { type: "dispute.updated", payment, afterMs: 0 });
      return answer;
    });
    this.#wake();
    return outcome;
  }

  #nowMs(): number {
    return this.#options.now().getTime();
  }
}
