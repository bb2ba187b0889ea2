import { sessionOfAttempt } from "../../ids.ts";
import { noteAttempt, noteSession } from "../../observe/call-context.ts";
import { signal } from "../../observe/signals.ts";
import type { Order, Shortage } from "../../orders/order.ts";
import type { PurchaseContext } from "../context.ts";
import type { Report } from "../report.ts";
import type { PaymentProof, RecordOutcome } from "./record-outcome.ts";

/** Signals what became of an attempt, and reports what of it needs a person. */
export function reportRecorded(context: PurchaseContext, recorded: RecordOutcome, proof: PaymentProof): void {
  noteSession(sessionOfAttempt(proof.attemptId));
  noteAttempt(proof.attemptId);
  const report = (message: string) => context.report({ level: "error", message, fields: proofFields(context, proof) });
  const { kind } = proof.outcome;
  if (recorded.kind !== "already_recorded" && recorded.kind !== "no_such_attempt")
    signal("attempt_ended", {
      provider: context.provider.name,
      outcome: recorded.kind === "recorded" ? kind : recorded.kind,
    });
  if (recorded.kind === "amount_mismatch")
    report("amount mismatch: a captured amount differs from the session's total");
  if (recorded.kind !== "recorded") return;
  if (recorded.oversold !== undefined) reportOversold(context, recorded.oversold.order, recorded.oversold.shortages);
  if (kind === "rejected") report("the payment provider rejected our request");
}

/** Reports an order that has units which were not there. */
export function reportOversold(context: PurchaseContext, order: Order, shortages: readonly Shortage[]): void {
  const { number, sessionId, attemptId } = order;
  for (const { productId, missing } of shortages)
    context.report({
      level: "error",
      message: "oversold: a paid order has units that are not in stock",
      fields: { attemptId, sessionId, order: number, productId, missing },
    });
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
