import type { Books } from "../books.ts";
import { flag, text, type Params } from "../params.ts";
import { invalidRequest, missing } from "../stripe-error.ts";
import { book, settled, type BalanceTransaction } from "./balance.ts";
import { checkFiles } from "./files/uploaded.ts";
import { newId, type Charge, type Wire } from "./objects.ts";

export type DisputeStatus =
  | "warning_needs_response"
  | "warning_under_review"
  | "warning_closed"
  | "needs_response"
  | "under_review"
  | "appeal_needs_response"
  | "appeal_under_review"
  | "won"
  | "lost"
  | "prevented";

export type Dispute = Wire & {
  object: "dispute";
  amount: number;
  balance_transactions: BalanceTransaction[];
  charge: string;
  currency: string;
  evidence: Record<string, unknown>;
  evidence_details: { due_by: number; has_evidence: boolean; past_due: boolean; submission_count: number };
  is_charge_refundable: boolean;
  payment_intent: string;
  reason: string;
  /** A string, because Stripe's list of them is open. */
  status: string;
};

export type DisputeRequest = {
  readonly payment_intent: string;
  readonly is_inquiry?: boolean;
  readonly reason?: string;
  /** Of the charge, all unless given. */
  readonly amount?: number;
  /** The bank disputes in the currency that the charge was settled in. */
  readonly in_settlement?: boolean;
  /** Until evidence is due, in seconds; 0: no answer is possible. */
  readonly due_in?: number;
};

const DAY = 86_400;
/** What a US account pays for a dispute; not given back when it is won. */
const FEE = 1500;
const MAX_CHARACTERS = 150_000;

export function chargeOf(books: Books, intent: string): Charge {
  const charge = books.all<Charge>("charge").find((one) => one.payment_intent === intent && one.status === "succeeded");
  if (charge === undefined) throw new Error(`No payment of ${intent} has been taken.`);
  return charge;
}

/** The buyer's bank questions a payment. An inquiry takes no money; a chargeback takes it with a fee at once. */
export function openDispute(books: Books, request: DisputeRequest): Dispute {
  const charge = chargeOf(books, request.payment_intent);
  const { is_inquiry: isInquiry = false, due_in: dueIn = 9 * DAY } = request;
  const inPayment = { amount: request.amount ?? charge.amount, currency: charge.currency };
  const disputed = request.in_settlement === true ? settled(books, inPayment) : inPayment;
  const dispute = books.insert<Dispute>({
    id: newId("dp"),
    object: "dispute",
    ...disputed,
    balance_transactions: [],
    charge: charge.id,
    created: books.now(),
    enhanced_eligibility_types: [],
    evidence: {},
    evidence_details: {
      due_by: dueIn === 0 ? 0 : books.now() + dueIn,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: { brand: "visa", case_type: isInquiry ? "inquiry" : "chargeback", network_reason_code: "10.4" },
      type: "card",
    },
    reason: request.reason ?? (isInquiry ? "general" : "fraudulent"),
    status: isInquiry ? "warning_needs_response" : "needs_response",
  });
  charge["disputed"] = true;
  books.announce("charge.dispute.created", dispute);
  if (!isInquiry) withdraw(books, dispute);
  return dispute;
}

function withdraw(books: Books, dispute: Dispute): void {
  const { id: source } = dispute;
  const { amount, currency } = settled(books, dispute);
  dispute.balance_transactions.push(
    book(books, { type: "adjustment", category: "dispute", amount: -amount, fee: FEE, currency, source }),
  );
  books.announce("charge.dispute.funds_withdrawn", dispute);
}

function reinstate(books: Books, dispute: Dispute): void {
  const { id: source } = dispute;
  const { amount, currency } = settled(books, dispute);
  dispute.balance_transactions.push(
    book(books, { type: "adjustment", category: "dispute_reversal", amount, currency, source }),
  );
  books.announce("charge.dispute.funds_reinstated", dispute);
}

/** What our balance lost to it and did not get back. */
export const takenBy = ({ balance_transactions: bookings }: Dispute): number =>
  bookings.reduce((total, { amount }) => total - amount, 0);

/** A dispute changes its status, with what that does to the money. */
export function turnDispute(books: Books, id: string, { status }: { readonly status: string }): Dispute {
  const dispute = disputeNamed(books, id);
  const previous = { status: dispute.status };
  const wasInquiry = dispute.status.startsWith("warning_");
  dispute.status = status;
  dispute.is_charge_refundable = status.startsWith("warning_");
  const isChargeback = !status.startsWith("warning_");
  // An inquiry that escalates is a chargeback with a deadline of its own.
  if (wasInquiry && isChargeback && takenBy(dispute) === 0 && status !== "won" && status !== "prevented") {
    dispute.evidence_details.due_by = books.now() + 9 * DAY;
    withdraw(books, dispute);
  }
  if (status === "won" && takenBy(dispute) > 0) reinstate(books, dispute);
  books.announce("charge.dispute.updated", dispute, previous);
  if (["won", "lost", "warning_closed", "prevented"].includes(status)) books.announce("charge.dispute.closed", dispute);
  return dispute;
}

/** `submit` is true unless given, and what was submitted is final; https://docs.stripe.com/api/disputes/update. */
export function updateDispute(books: Books, id: string, params: Params): Dispute {
  const dispute = disputeNamed(books, id);
  const given = params["evidence"];
  const evidence = typeof given === "object" && !Array.isArray(given) ? (given as Params) : {};
  const texts = Object.values({ ...dispute.evidence, ...evidence }).map(String);
  if (texts.reduce((total, one) => total + one.length, 0) > MAX_CHARACTERS)
    throw invalidRequest("The combined character count of all evidence fields is limited to 150,000.", {
      param: "evidence",
    });
  checkFiles(books, { ...dispute.evidence, ...evidence });
  const { evidence_details: details } = dispute;
  if (!dispute.status.endsWith("needs_response") || details.submission_count > 0)
    throw invalidRequest("This dispute is already closed, or its evidence has been submitted.", { param: "dispute" });
  Object.assign(dispute.evidence, evidence);
  details.has_evidence = Object.keys(dispute.evidence).length > 0;
  if (text(params, "submit") !== null && !flag(params, "submit")) {
    books.announce("charge.dispute.updated", dispute);
    return dispute;
  }
  details.submission_count += 1;
  const isInquiry = dispute.status.startsWith("warning_");
  turnDispute(books, id, { status: isInquiry ? "warning_under_review" : "under_review" });
  // https://docs.stripe.com/testing#disputes: these words decide in a sandbox.
  const words = String(evidence["uncategorized_text"] ?? "");
  if (words === "winning_evidence") turnDispute(books, id, { status: isInquiry ? "warning_closed" : "won" });
  if (words === "losing_evidence") turnDispute(books, id, { status: isInquiry ? "warning_closed" : "lost" });
  if (words === "escalate_inquiry_evidence" && isInquiry) turnDispute(books, id, { status: "needs_response" });
  return dispute;
}

export const closeDispute = (books: Books, id: string): Dispute => turnDispute(books, id, { status: "lost" });

/** While a chargeback is open nothing is refunded outside it; a full refund ends an inquiry, and a part of it does not. */
export function refuseRefundOfDisputed(books: Books, charge: Charge): void {
  const isDisputed = books
    .all<Dispute>("dispute")
    .some((one) => one.charge === charge.id && !one.status.startsWith("warning_") && takenBy(one) > 0);
  if (isDisputed)
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    });
}

export function endInquiries(books: Books, charge: Charge): void {
  for (const one of books.all<Dispute>("dispute"))
    if (one.charge === charge.id && /^warning_(needs|under)/.test(one.status))
      turnDispute(books, one.id, { status: "warning_closed" });
}

function disputeNamed(books: Books, id: string): Dispute {
  const dispute = books.get<Dispute>(id, "dispute");
  if (dispute === null) throw missing("dispute", id, "dispute");
  return dispute;
}
