import type { PaymentProof, RecordOutcome } from "./record-outcome.ts";
import { sessionOfAttempt } from "../../ids.ts";
import { transition, type CheckoutEvent } from "../../checkout/transition.ts";
import { unreachable } from "../../invariant.ts";
import type { StoredAttempt, StoreTransaction } from "../../store/store.ts";
import {
  sessionEvent,
  settleLater,
  transactionWithRollback,
  retryOnConflict,
  type PurchaseContext,
} from "../context.ts";
import { recordCapture } from "./capture/record-capture.ts";
import { isAt, isKnownElsewhere } from "../accounts.ts";
import { withUnmatched } from "../unmatched/take-up.ts";
import { proofFields, reportRecorded } from "./report-recorded.ts";
import { mailFailedDebit } from "../mail/enqueue-mail.ts";
import { inTurn } from "../in-turn.ts";
import { claimEvent } from "./claim-event.ts";
import { refundOrphaned } from "../orders/refund-orphaned.ts";
import { readRefusedSellers } from "../sellers/account.ts";
import { saveMove } from "../save-move.ts";
import { closeDeclined } from "./wallet/close-declined.ts";

type Rollback = (value: "conflict") => never;

/** A lost reply is asked about this soon; the job repeats it with growing pauses. */
const ASK_AFTER_MS = 2000;

/**
 * The last phase of every payment: takes a proof of what became of an attempt, from the charge's reply, a look-up or a verified
 * webhook, in any order and any number of times, and brings session, order and ledger in line with it. `context` is that of the
 * account where the proof comes from. Money for a session that can no longer take it becomes an orphaned payment and is refunded.
 * An `event` is stored in the transaction of its effect, so that it counts once.
 */
export async function recordPayment(context: PurchaseContext, proof: PaymentProof): Promise<RecordOutcome> {
  // A webhook often comes while the reply that says the same is recorded: it finds it recorded, instead of losing the race.
  const recorded = await inTurn(context.store, proof.attemptId, () =>
    retryOnConflict(context, () =>
      transactionWithRollback<RecordOutcome | "conflict">(context.store, (transaction, rollback) =>
        recordIn(context, transaction, rollback, proof),
      ),
    ),
  );
  if (recorded.kind === "orphaned") {
    context.failpoint("orphaned_recorded");
    const refunding = refundOrphaned(context, sessionOfAttempt(proof.attemptId)).catch((error: unknown) =>
      context.report({
        level: "error",
        message: "an orphaned payment is not refunded yet; its job tries again",
        fields: proofFields(context, proof),
        error,
      }),
    );
    // A webhook is answered at once. What this process does not finish then, the refund's job does.
    if (proof.event === undefined) await refunding;
  }
  if (recorded.kind === "recorded") await closeDeclined(context, proof);
  if (recorded.kind === "recorded" && proof.outcome.kind === "rejected") {
    const { split } = (await context.store.attempt(proof.attemptId)) ?? {};
    await readRefusedSellers(context, split?.shares.map(({ sellerId }) => sellerId) ?? []);
  }
  reportRecorded(context, recorded, proof);
  return recorded;
}

/** The attempt has this very payment already: no other of its session need be read to know. */
const isCapturedBy = ({ outcome, reference }: StoredAttempt, proof: PaymentProof): boolean =>
  outcome.kind === "captured" && proof.outcome.kind === "captured" && reference === proof.outcome.reference;

async function recordIn(
  context: PurchaseContext,
  transaction: StoreTransaction,
  rollback: Rollback,
  proof: PaymentProof,
): Promise<RecordOutcome | "conflict"> {
  const tried = await transaction.attemptWithSession(proof.attemptId);
  if (tried === null) return { kind: "no_such_attempt" };
  const { attempt, session } = tried;
  if (proof.event !== undefined && !(await claimEvent(context, transaction, proof.event))) {
    return { kind: "already_recorded" };
  }
  if (isCapturedBy(attempt, proof)) return { kind: "already_recorded" };
  const { outcome, known } = await withUnmatched(transaction, session.id, proof.outcome);
  const isOwn = await isAt(context, context.provider, attempt, transaction);
  if (outcome.kind === "captured")
    return recordCapture(context, transaction, rollback, {
      attempt,
      session,
      outcome,
      known,
      isElsewhere: await isKnownElsewhere(context.provider, attempt, transaction),
    });
  if (!isOwn) return { kind: "already_recorded" };
  if (outcome.kind === "not_opened" && (attempt.reference !== null || session.status === "awaiting_buyer"))
    return { kind: "already_recorded" };
  const moved = transition(session, eventOf(outcome, attempt));
  if (moved.kind === "refused") return { kind: "already_recorded" };
  const occurredAt = context.now();
  if (
    !(await saveMove(
      transaction,
      session,
      moved.session,
      sessionEvent(moved.session, eventOf(outcome, attempt).type, occurredAt, attempt.id, noteOf(outcome)),
    ))
  )
    return rollback("conflict");
  const reference = "reference" in outcome ? outcome.reference : attempt.reference;
  switch (outcome.kind) {
    case "unresolved":
      await transaction.holdUntil(session.id, null);
      await settleLater(context, transaction, session.id, ASK_AFTER_MS);
      await transaction.saveAttempt({ ...attempt, unansweredAt: attempt.unansweredAt ?? occurredAt });
      return { kind: "recorded" };
    case "pending":
      await transaction.holdUntil(session.id, null);
      await settleLater(context, transaction, session.id, ASK_AFTER_MS);
      await transaction.saveAttempt({ ...attempt, reference });
      return { kind: "recorded" };
    case "action_required":
      await transaction.holdUntil(session.id, new Date(occurredAt.getTime() + context.rules.selling.holdMs));
      await transaction.saveAttempt({ ...attempt, reference });
      return { kind: "recorded" };
    case "declined":
    case "token_invalid":
    case "rejected":
    case "not_opened":
    case "voided":
      await transaction.saveAttempt({ ...attempt, reference, settledAt: occurredAt, outcome: settled(outcome) });
      await transaction.releaseStock(session.id);
      await transaction.releaseDiscounts(session.id);
      if (outcome.kind === "declined") await mailFailedDebit(context, transaction, session, attempt);
      return { kind: "recorded" };
    default:
      return unreachable(outcome);
  }
}

type Unpaid = Exclude<PaymentProof["outcome"], { kind: "captured" }>;

function eventOf(outcome: Unpaid, attempt: StoredAttempt): CheckoutEvent {
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
    case "not_opened":
    case "voided":
      return { type: "attempt_voided", attemptId };
    default:
      return unreachable(outcome);
  }
}

function settled(
  outcome: Extract<Unpaid, { kind: "declined" | "token_invalid" | "rejected" | "not_opened" | "voided" }>,
): StoredAttempt["outcome"] {
  if (outcome.kind === "declined") return { kind: "declined", reason: outcome.reason };
  if (outcome.kind === "rejected") return { kind: "rejected", why: outcome.why };
  return outcome.kind === "token_invalid" ? outcome : { kind: "voided" };
}

function noteOf(outcome: Unpaid): string | null {
  if (outcome.kind === "declined") return outcome.reason;
  if (outcome.kind === "unresolved") return "no_answer";
  if (outcome.kind === "not_opened") return outcome.kind;
  return "why" in outcome ? outcome.why : null;
}
