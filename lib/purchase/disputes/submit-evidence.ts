import { createHash } from "node:crypto";
import type { OrderId } from "../../ids.ts";
import { isDispute, type Dispute } from "../../orders/disputes/alert.ts";
import type { Order } from "../../orders/order.ts";
import { MAX_EVIDENCE_CHARACTERS, type Evidence } from "../../payments/dispute-service.ts";
import { contextAt } from "../accounts.ts";
import { askProvider } from "../ask-provider.ts";
import type { PurchaseContext } from "../context.ts";
import { readAlerts } from "./read-alerts.ts";

export type SubmitEvidenceRequest = {
  readonly orderId: OrderId;
  readonly disputeId: string;
  readonly evidence: Evidence;
  readonly why: string;
};

export type SubmitEvidenceOutcome =
  | { readonly kind: "submitted"; readonly dispute: Dispute }
  /** The provider, or the bank, takes none: by its own word. */
  | { readonly kind: "refused"; readonly reason: string }
  /** No answer: the same evidence may be submitted again, which happens once. */
  | { readonly kind: "unknown" }
  /** Submitted before, decided, or without an answer. */
  | { readonly kind: "not_awaited"; readonly state: Dispute["state"] }
  | { readonly kind: "no_evidence" }
  | { readonly kind: "too_long"; readonly characters: number; readonly limit: number }
  | { readonly kind: "not_supported" }
  | { readonly kind: "not_found" };

/** The dispute of an order that evidence is about: the one with this id, else the only one that waits for evidence. */
export function disputeNamed({ alerts }: Order, id: string | null): Dispute | null {
  const disputes = alerts.filter(isDispute);
  if (id !== null) return disputes.find((one) => one.id === id) ?? null;
  const waiting = disputes.filter(({ state }) => state === "needs_response");
  return waiting.length === 1 ? (waiting[0] ?? null) : null;
}

/**
 * Submits evidence to the buyer's bank, once and for good, and notes in the audit trail what was sent, by the names of its
 * fields only. What the provider has of the dispute is read first. The same evidence is the same request, so a lost answer
 * can be asked for again.
 */
export async function submitEvidence(
  context: PurchaseContext,
  { orderId, disputeId, evidence, why }: SubmitEvidenceRequest,
): Promise<SubmitEvidenceOutcome> {
  const { store } = context;
  const characters = Object.values(evidence).reduce((total, text) => total + text.length, 0);
  if (characters === 0) return { kind: "no_evidence" };
  const limit = MAX_EVIDENCE_CHARACTERS;
  if (characters > limit) return { kind: "too_long", characters, limit };
  const before = await store.order(orderId);
  const stored = before === null ? null : disputeNamed(before, disputeId);
  if (stored === null) return { kind: "not_found" };
  const capture = await store.capture(stored.provider, stored.reference);
  const own = capture === null ? null : await contextAt(context, capture);
  const disputes = own?.provider.disputes ?? null;
  if (own === null || disputes === null) return { kind: "not_supported" };
  await readAlerts(own, stored.reference);
  const order = await store.order(orderId);
  const dispute = order === null ? null : disputeNamed(order, disputeId);
  if (order === null || dispute === null) return { kind: "not_found" };
  if (dispute.state !== "needs_response" || dispute.submissions > 0)
    return { kind: "not_awaited", state: dispute.state };
  const digest = createHash("sha256")
    .update(JSON.stringify(Object.entries(evidence).toSorted()))
    .digest("hex");
  const key = `${disputeId}:evidence:${digest.slice(0, 32)}`;
  const asked = { call: "disputes.submit", reference: order.paymentReference, alertId: disputeId } as const;
  const answer = await askProvider(own, asked, () => disputes.submit({ disputeId, evidence, key }));
  await record(context, dispute, { order, evidence, why, outcome: answer.kind, characters });
  if (answer.kind === "rejected") return { kind: "refused", reason: answer.why };
  if (answer.kind === "unknown") return { kind: "unknown" };
  if (answer.kind === "refused") return answer;
  await readAlerts(own, order.paymentReference);
  const after = await store.order(orderId);
  return { kind: "submitted", dispute: (after === null ? null : disputeNamed(after, disputeId)) ?? dispute };
}

type Sent = {
  readonly order: Order;
  readonly evidence: Evidence;
  readonly why: string;
  readonly outcome: string;
  readonly characters: number;
};

async function record(
  context: PurchaseContext,
  { provider, reference, id }: Dispute,
  { order, evidence, why, outcome, characters }: Sent,
): Promise<void> {
  const occurredAt = context.now();
  await context.store.transaction(async (transaction) => {
    await transaction.lockCapture(provider, reference);
    const current = (await transaction.alerts({ provider, reference })).filter(isDispute).find((one) => one.id === id);
    if (current !== undefined && outcome !== "refused" && outcome !== "rejected")
      await transaction.saveAlert({ ...current, submittedAt: occurredAt });
    await transaction.insertAuditEntry({
      occurredAt,
      action: "evidence_submitted",
      actor: "command",
      subject: order.number,
      why,
      details: { dispute: id, outcome, characters, fields: Object.keys(evidence).join(" ") },
    });
  });
}
