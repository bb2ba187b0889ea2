import type { PaymentAlert } from "../orders/disputes/alert.ts";
import type { OrderId, SessionId } from "../ids.ts";
import type { PaymentName } from "./refund-store.ts";

export interface AlertReads {
  /** Disputes, early fraud warnings and reviews of a payment, oldest first. */
  alerts(payment: PaymentName): Promise<readonly PaymentAlert[]>;
  /** Those of any payment whose end is not known; the one whose answer is due first comes first. */
  openAlerts(limit: number, after?: PaymentAlert | null): Promise<readonly PaymentAlert[]>;
  /** Payments whose alerts are to be read at the provider at `now`; the one that is due longest first. */
  dueAlertReads(now: Date, limit: number): Promise<readonly PaymentName[]>;
  /** True when alerts of the payment that were asked for after `ticket` have been recorded. */
  areAlertsReadAfter(payment: PaymentName, ticket: number): Promise<boolean>;
}

/** Part of the port in lib/store/store.ts. */
export interface AlertWrites {
  /** Stores an alert over the one with its id. */
  saveAlert(alert: PaymentAlert): Promise<void>;
  /** A number for a look at the payment's alerts that begins now, higher than all before; it is due again at `dueAt`. */
  takeAlertTicket(payment: PaymentName, dueAt: Date): Promise<number>;
  /** Notes when a payment's alerts are read next. False when a look that began later is recorded: what this one saw is old. */
  recordAlertTicket(payment: PaymentName, ticket: number, dueAt: Date | null): Promise<boolean>;
  /** Takes what a session's payment has lost to disputes out of what it brought the experiment: so much more, or less when it is negative. */
  noteLostToDisputes(id: SessionId, amountMinor: number, now: Date): Promise<void>;
  /** Notes that a person decided to ship an order in spite of what nobody has to answer; answers how many there were. */
  releaseSignals(id: OrderId, now: Date): Promise<number>;
}
