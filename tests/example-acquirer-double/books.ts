import { randomBytes } from "node:crypto";

/** Whole minor units and an ISO 4217 code, as on the wire. */
export type Amount = { readonly value: number; readonly currency: string };

export type Payment = {
  readonly paymentReference: string;
  readonly merchantReference: string;
  readonly amount: Amount;
  state: "redirect" | "authorised" | "refused" | "captured" | "capture_failed" | "cancelled";
  /** A modification that was accepted and is not carried out yet. */
  requested: "capture" | "cancel" | null;
  refusalReason: string | null;
  /** Carried out, in minor units. */
  refunded: number;
  /** Accepted and not carried out yet, in minor units. */
  refunding: number;
};

export type Link = {
  readonly linkReference: string;
  readonly merchantReference: string;
  readonly amount: Amount;
  readonly returnUrl: string;
  state: "open" | "paid" | "expired";
};

export type ModificationKind = "capture" | "cancel" | "refund";
type Modification = {
  readonly kind: ModificationKind;
  readonly reference: string;
  readonly payment: Payment;
  readonly value: number;
};

/** What a notification tells; the postman puts it into an item, signs it and sends it. */
export type Happening = {
  readonly eventCode: "AUTHORISATION" | "CAPTURE" | "CANCELLATION" | "REFUND";
  readonly reference: string;
  /** The payment that a modification is about; empty for the payment itself. */
  readonly originalReference: string;
  readonly merchantReference: string;
  readonly amount: Amount;
  readonly success: boolean;
};

export type Card = "pays" | "is_refused" | "asks_confirmation";

/** The books of the double: what was authorised, captured and given back, and what it has only promised to do. */
export class Books {
  readonly payments: Payment[] = [];
  readonly links: Link[] = [];
  /** How long an accepted modification takes; null holds all of them until `release`. */
  delayMs: number | null = 30;
  readonly #tell: (happening: Happening) => void;
  #waiting: Modification[] = [];

  constructor(tell: (happening: Happening) => void) {
    this.#tell = tell;
  }

  get isQuiet(): boolean {
    return this.#waiting.length === 0;
  }

  authorise(merchantReference: string, amount: Amount, card: Card): Payment {
    const payment: Payment = {
      paymentReference: reference("PAY"),
      merchantReference,
      amount,
      state: card === "pays" ? "authorised" : card === "is_refused" ? "refused" : "redirect",
      requested: null,
      refusalReason: card === "is_refused" ? "insufficient_funds" : null,
      refunded: 0,
      refunding: 0,
    };
    this.payments.push(payment);
    if (card !== "asks_confirmation") this.#tellAuthorisation(payment);
    return payment;
  }

  openLink(merchantReference: string, amount: Amount, returnUrl: string): Link {
    const link: Link = { linkReference: reference("LINK"), merchantReference, amount, returnUrl, state: "open" };
    this.links.push(link);
    return link;
  }

  /** The buyer acts on the payment page. Every try is a payment of its own; after a refused one the page stays open. */
  act(linkReference: string, action: "pay" | "decline"): Link | null {
    const link = this.links.find((one) => one.linkReference === linkReference) ?? null;
    if (link === null || link.state !== "open") return link;
    if (action === "pay") link.state = "paid";
    this.authorise(link.merchantReference, link.amount, action === "pay" ? "pays" : "is_refused");
    return link;
  }

  /** The buyer answers the bank's confirmation. A payment that is cancelled or done hears nothing of it. */
  confirm(paymentReference: string, answer: "approve" | "refuse"): void {
    const payment = this.payment(paymentReference);
    if (payment?.state !== "redirect") return;
    payment.state = answer === "approve" ? "authorised" : "refused";
    payment.refusalReason = answer === "approve" ? null : "authentication_failed";
    this.#tellAuthorisation(payment);
  }

  payment(paymentReference: string): Payment | null {
    return this.payments.find((one) => one.paymentReference === paymentReference) ?? null;
  }

  /** Accepts a modification, or says why not. Accepting is not doing: the outcome comes by notification. */
  modify(kind: ModificationKind, payment: Payment, amount: Amount): { reference: string } | { refused: string } {
    const why = refusalOf(kind, payment, amount);
    if (why !== null) return { refused: why };
    if (kind === "refund") payment.refunding += amount.value;
    else payment.requested = kind;
    const modification: Modification = { kind, reference: reference("MOD"), payment, value: amount.value };
    this.#waiting.push(modification);
    if (this.delayMs !== null) setTimeout(() => this.#settle(modification, true), this.delayMs).unref();
    return { reference: modification.reference };
  }

  /** Carries out what is held, or lets it fail. */
  release(outcome: "done" | "failed", kind?: ModificationKind): void {
    for (const modification of this.#waiting)
      if (kind === undefined || modification.kind === kind) this.#settle(modification, outcome === "done");
  }

  #settle(modification: Modification, isDone: boolean): void {
    if (!this.#waiting.includes(modification)) return;
    this.#waiting = this.#waiting.filter((one) => one !== modification);
    const { kind, payment, value } = modification;
    const success = isDone && !(kind === "cancel" && payment.state === "refused");
    if (kind === "refund") {
      payment.refunding -= value;
      if (success) payment.refunded += value;
    } else {
      payment.requested = null;
      if (kind === "capture") payment.state = success ? "captured" : "capture_failed";
      else if (success) payment.state = "cancelled";
    }
    this.#tell({
      eventCode: kind === "capture" ? "CAPTURE" : kind === "cancel" ? "CANCELLATION" : "REFUND",
      reference: modification.reference,
      originalReference: payment.paymentReference,
      merchantReference: payment.merchantReference,
      amount: { value, currency: payment.amount.currency },
      success,
    });
  }

  #tellAuthorisation({ paymentReference, merchantReference, amount, state }: Payment): void {
    const success = state === "authorised";
    this.#tell({
      eventCode: "AUTHORISATION",
      reference: paymentReference,
      originalReference: "",
      merchantReference,
      amount,
      success,
    });
  }
}

function refusalOf(kind: ModificationKind, payment: Payment, amount: Amount): string | null {
  if (amount.currency !== payment.amount.currency) return "another currency than the payment's";
  if (kind === "refund") {
    if (payment.state !== "captured") return "the payment is not captured";
    const left = payment.amount.value - payment.refunded - payment.refunding;
    return amount.value > left ? "more than is left of the payment" : null;
  }
  if (payment.requested !== null) return `a ${payment.requested} is under way`;
  if (kind === "capture" && amount.value !== payment.amount.value) return "not the authorised amount";
  const fits = payment.state === "authorised" || (kind === "cancel" && payment.state === "redirect");
  return fits ? null : `the payment is ${payment.state}`;
}

const reference = (prefix: string) => `${prefix}${randomBytes(8).toString("hex").toUpperCase()}`;
