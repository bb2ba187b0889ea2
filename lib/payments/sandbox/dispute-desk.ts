import type { ProviderAlert } from "../../orders/disputes/alert.ts";
import { isCurrency, money } from "../../money.ts";
import type { Evidence, SubmitOutcome } from "../dispute-service.ts";
import type { BankOptions } from "./bank-answers.ts";
import { insertEvent } from "./entries.ts";
import type { PaymentRow, SandboxLedger } from "./ledger.ts";
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
  begin(payment: PaymentRow, magic: string): void {
    const habit = disputeHabitOf(magic);
    if (habit === null) return;
    const nowMs = this.#nowMs();
    const afterMs = this.#ledger.disputes.begin(payment.reference, habit, nowMs) - nowMs;
    insertEvent(this.#ledger, this.#options, { type: "dispute.updated", payment, afterMs });
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
    const outcome = this.#ledger.atomically(() => {
      const answer = this.#ledger.disputes.submit(disputeId, evidence, this.#nowMs());
      const payment = this.#ledger.paymentByReference(disputeId.replace(/^dp_/, ""));
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
