import { sameMoney } from "../money.ts";
import { transition, type SessionEvent } from "../checkout/transition.ts";
import type { CheckoutSession } from "../checkout/session.ts";
import { orderId, orderLink, sessionOfAttempt } from "../ids.ts";
import { unreachable } from "../invariant.ts";
import { orderNumberOf, type Order } from "../orders/order.ts";
import type { Capture, StoredAttempt, StoreTransaction } from "../store/store.ts";
import { stepOf, transactionOr, untilWon, type PurchaseContext } from "./context.ts";
import { refundStray } from "./refund-stray.ts";
import type { RecordOutcome, Verbs } from "./verbs.ts";

type Proof = Parameters<Verbs["recordPayment"]>[0];
type Captured = Extract<Proof["outcome"], { kind: "captured" }>;

/**
 * The last phase of every payment: takes a proof of what became of an attempt, from the charge's reply, a
 * look-up or a verified webhook, in any order and any number of times, and brings session, order and ledger
 * in line with it. Money for a session that can no longer take it becomes a stray and is refunded.
 */
export async function recordPayment(context: PurchaseContext, proof: Proof): Promise<RecordOutcome> {
  const recorded = await untilWon(() =>
    transactionOr<RecordOutcome | "raced">(context.store, (transaction, giveUp) =>
      recordIn(context, transaction, giveUp, proof),
    ),
  );
  if (recorded.kind === "stray") await refundStray(context, sessionOfAttempt(proof.attemptId));
  if (recorded.kind === "review")
    context.report(
      new Error("a captured amount differs from the session's total"),
      `attempt ${proof.attemptId} needs a review`,
    );
  return recorded;
}

async function recordIn(
  context: PurchaseContext,
  transaction: StoreTransaction,
  giveUp: (value: "raced") => never,
  proof: Proof,
): Promise<RecordOutcome | "raced"> {
  const attempt = await transaction.attempt(proof.attemptId);
  const session = attempt === null ? null : await transaction.session(attempt.sessionId);
  if (attempt === null || session === null) return { kind: "no_such_attempt" };
  const { outcome } = proof;
  if (outcome.kind === "captured") return recordCapture(context, transaction, giveUp, { attempt, session, outcome });
  if (outcome.kind === "refunded") {
    // A refund that was accepted may fail later; then the service tells that nothing was given back.
    if (outcome.refunded.amountMinor === 0)
      context.report(
        new Error("an accepted refund was not carried out"),
        `payment ${outcome.reference} needs a review`,
      );
    else await transaction.markRefunded(outcome.reference, context.now());
    return { kind: "recorded" };
  }
  const moved = transition(session, eventOf(outcome, attempt));
  if (moved.kind === "refused") return { kind: "already_recorded" };
  const at = context.now();
  if (
    !(await transaction.saveSession(
      moved.session,
      session.revision,
      stepOf(moved.session, eventOf(outcome, attempt).type, at, attempt.id, noteOf(outcome)),
    ))
  )
    return giveUp("raced");
  const reference = "reference" in outcome ? outcome.reference : attempt.reference;
  switch (outcome.kind) {
    case "unresolved":
      return { kind: "recorded" };
    case "pending":
    case "action_required":
      await transaction.saveAttempt({ ...attempt, reference });
      return { kind: "recorded" };
    case "declined":
    case "token_invalid":
    case "rejected":
    case "withdrawn":
      await transaction.saveAttempt({ ...attempt, reference, settledAt: at, outcome: settled(outcome) });
      await transaction.releaseStock(session.id);
      await transaction.releaseDiscounts(session.id);
      return { kind: "recorded" };
    default:
      return unreachable(outcome);
  }
}

type Unpaid = Exclude<Proof["outcome"], { kind: "captured" | "refunded" }>;

function eventOf(outcome: Unpaid, attempt: StoredAttempt): SessionEvent {
  const attemptId = attempt.id;
  switch (outcome.kind) {
    case "pending":
    case "unresolved":
      return { type: "payment_unresolved", attemptId };
    case "action_required":
      return { type: "buyer_action_required", attemptId, reference: outcome.reference, actionUrl: outcome.actionUrl };
    case "declined":
    case "token_invalid":
    case "rejected":
      return { type: "payment_declined", attemptId };
    case "withdrawn":
      return { type: "attempt_withdrawn", attemptId };
    default:
      return unreachable(outcome);
  }
}

function settled(
  outcome: Extract<Unpaid, { kind: "declined" | "token_invalid" | "rejected" | "withdrawn" }>,
): StoredAttempt["outcome"] {
  if (outcome.kind === "declined") return { kind: "declined", reason: outcome.reason };
  return outcome.kind === "withdrawn" ? { kind: "withdrawn" } : outcome;
}

function noteOf(outcome: Unpaid): string | null {
  if (outcome.kind === "declined") return outcome.reason;
  return "why" in outcome ? outcome.why : null;
}

async function recordCapture(
  context: PurchaseContext,
  transaction: StoreTransaction,
  giveUp: (value: "raced") => never,
  { attempt, session, outcome }: { attempt: StoredAttempt; session: CheckoutSession; outcome: Captured },
): Promise<RecordOutcome | "raced"> {
  const at = context.now();
  const known = await transaction.captures(session.id);
  if (known.some((capture) => capture.reference === outcome.reference)) return { kind: "already_recorded" };
  const capture: Capture = {
    reference: outcome.reference,
    provider: context.provider.name,
    attemptId: attempt.id,
    sessionId: session.id,
    merchantId: session.merchantId,
    amount: outcome.amount,
    use: "order",
    why: null,
    recordedAt: at,
    refundedAt: null,
  };
  const keep = async (use: "stray" | "review", why: string): Promise<RecordOutcome> => {
    if (!(await transaction.insertCapture({ ...capture, use, why }))) return { kind: "already_recorded" };
    await transaction.appendStep(
      stepOf(session, use === "stray" ? "capture_stray" : "capture_review", at, attempt.id, why),
    );
    return { kind: use };
  };
  const order = orderFor(context, session, attempt, outcome, at);
  const moved = transition(session, { type: "payment_captured", attemptId: attempt.id, orderId: order.id });
  if (moved.kind === "refused")
    return keep(
      "stray",
      moved.why === "other_attempt" ? "another attempt is open" : `the session is ${session.status}`,
    );
  if (!sameMoney(outcome.amount, attempt.amount)) return keep("review", "the amount differs from the session's total");
  if (
    !(await transaction.saveSession(
      moved.session,
      session.revision,
      stepOf(moved.session, "payment_captured", at, attempt.id, outcome.reference),
    ))
  )
    return giveUp("raced");
  await transaction.saveAttempt({
    ...attempt,
    reference: outcome.reference,
    outcome: { kind: "captured" },
    settledAt: at,
  });
  // A unique key that is already taken means another instance recorded this very payment: undo and look again.
  if (!(await transaction.insertOrder(order)) || !(await transaction.insertCapture(capture))) return giveUp("raced");
  await transaction.consumeStock(session.id, session.lineItems);
  return { kind: "recorded" };
}

function orderFor(
  context: PurchaseContext,
  session: CheckoutSession,
  attempt: StoredAttempt,
  outcome: Captured,
  paidAt: Date,
): Order {
  const id = orderId(context.newId("ord"));
  const { merchantId, sellerName, lineItems, totals, discounts, includedTax, buyer, address } = session;
  return {
    id,
    link: orderLink(context.newId("or")),
    number: orderNumberOf(id),
    sessionId: session.id,
    attemptId: attempt.id,
    merchantId,
    sellerName,
    route: attempt.route,
    lineItems,
    totals,
    discounts,
    includedTax,
    buyer,
    address,
    delivery: session.deliveryOptions.find((option) => option.id === session.deliveryOptionId) ?? null,
    paid: outcome.amount,
    paymentReference: outcome.reference,
    paidAt,
    status: "paid",
  };
}
