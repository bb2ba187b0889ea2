import { sessionOfAttempt } from "../../ids.ts";
import type { PurchaseContext } from "../context.ts";
import type { Report } from "../report.ts";
import type { PaymentProof, RecordOutcome } from "./record-outcome.ts";

/** Reports what needs a person after a proof was recorded; nothing when all is well. */
export function reportRecorded(context: PurchaseContext, recorded: RecordOutcome, proof: PaymentProof): void {
  const message = problemOf(recorded, proof);
  if (message !== null) context.report({ level: "error", message, fields: proofFields(context, proof) });
}

function problemOf(recorded: RecordOutcome, { outcome }: PaymentProof): string | null {
  if (recorded.kind === "amount_mismatch") return "amount mismatch: a captured amount differs from the session's total";
  if (recorded.kind !== "recorded") return null;
  if (outcome.kind === "rejected") return "the payment provider rejected our request";
  if (outcome.kind === "refund_failed") return "an accepted refund was not carried out";
  return null;
}

/** A proof as the fields of a report. */
export function proofFields({ provider }: PurchaseContext, { attemptId, outcome }: PaymentProof): Report["fields"] {
  return {
    attemptId,
    sessionId: sessionOfAttempt(attemptId),
    provider: provider.name,
    ...("reference" in outcome ? { reference: outcome.reference } : {}),
    ...(outcome.kind === "rejected" ? { requestId: outcome.requestId, why: outcome.why } : {}),
  };
}
