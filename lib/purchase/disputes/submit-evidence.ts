import { createHash } from "node:crypto";
import type { OrderId } from "../../ids.ts";
import { isDispute, type Dispute } from "../../orders/disputes/alert.ts";
import type { Order } from "../../orders/order.ts";
import {
  MAX_EVIDENCE_CHARACTERS,
  type DisputeService,
  type Evidence,
  type EvidenceFile,
} from "../../payments/dispute-service.ts";
import { contextAt } from "../accounts.ts";
import { askProvider } from "../ask-provider.ts";
import type { PurchaseContext } from "../context.ts";
import type { AuditEntry } from "../../store/audit-store.ts";
import type { StoreReads } from "../../store/store.ts";
import { decide, type Planned } from "../dry-run.ts";
import { readAlerts } from "./read-alerts.ts";

/** A request without an answer has arrived by then, or never will. */
const CLAIM_MS = 10 * 60_000;
const AUDIT_PAGE = 1000;

export type SubmitEvidenceRequest = {
  readonly orderId: OrderId;
  readonly disputeId: string;
  readonly evidence: Evidence;
  readonly files?: readonly EvidenceFile[];
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
 * fields only. What the provider has of the dispute is read first, and the dispute is claimed under the payment's lock, so
 * that of two at once one is sent. The same evidence is the same request, so a lost answer can be asked for again.
 */
export async function submitEvidence(
  context: PurchaseContext,
  request: SubmitEvidenceRequest,
): Promise<SubmitEvidenceOutcome> {
  const decided = await decideSubmit(context, request, false);
  if (decided.kind !== "decided") return decided;
  const { own, disputes, dispute, order, digest, characters } = decided;
  const { orderId, disputeId, evidence, files = [], why } = request;
  const key = `${disputeId}:evidence:${digest}`;
  const asked = { call: "disputes.submit", reference: order.paymentReference, alertId: disputeId } as const;
  const answer = await askProvider(own, asked, () => disputes.submit({ disputeId, evidence, files, key }));
  await record(context, dispute, { order, digest, evidence, files, why, outcome: answer.kind, characters });
  if (answer.kind === "rejected") return { kind: "refused", reason: answer.why };
  if (answer.kind === "unknown") return { kind: "unknown" };
  if (answer.kind === "refused") return answer;
  await readAlerts(own, order.paymentReference);
  const after = await context.store.order(orderId);
  return { kind: "submitted", dispute: (after === null ? null : disputeNamed(after, disputeId)) ?? dispute };
}

/** What {@link submitEvidence} would send about what; decided by the same code, and the claim is rolled back. */
export async function planEvidence(
  context: PurchaseContext,
  request: SubmitEvidenceRequest,
): Promise<(Planned & { readonly dispute: Dispute }) | Exclude<SubmitEvidenceOutcome, { readonly kind: "submitted" }>> {
  const decided = await decideSubmit(context, request, true);
  if (decided.kind !== "decided") return decided;
  const { order, dispute } = decided;
  const { sellerId, paid } = order;
  return { kind: "planned", order, sellerId, amount: dispute.amount, paid, isRepetition: false, dispute };
}

type Decided = {
  readonly kind: "decided";
  readonly own: PurchaseContext;
  readonly disputes: DisputeService;
  readonly dispute: Dispute;
  readonly order: Order;
  readonly digest: string;
  readonly characters: number;
};

async function decideSubmit(
  context: PurchaseContext,
  { orderId, disputeId, evidence, files = [] }: SubmitEvidenceRequest,
  isDryRun: boolean,
): Promise<Decided | Exclude<SubmitEvidenceOutcome, { readonly kind: "submitted" }>> {
  const { store } = context;
  const characters = Object.values(evidence).reduce((total, text) => total + text.length, 0);
  if (characters === 0 && files.length === 0) return { kind: "no_evidence" };
  const limit = MAX_EVIDENCE_CHARACTERS;
  if (characters > limit) return { kind: "too_long", characters, limit };
  const before = await store.order(orderId);
  const stored = before === null ? null : disputeNamed(before, disputeId);
  if (stored === null) return { kind: "not_found" };
  const capture = await store.capture(stored.provider, stored.reference);
  const own = capture === null ? null : await contextAt(context, capture);
  const disputes = own?.provider.disputes ?? null;
  if (own === null || disputes === null) return { kind: "not_supported" };
  // What was submitted elsewhere, perhaps a moment ago, is not known without it.
  if ((await readAlerts(own, stored.reference)) !== "read") return { kind: "unknown" };
  const order = await store.order(orderId);
  if (order === null) return { kind: "not_found" };
  const digest = digestOf(evidence, files);
  const claim = await claimed(context, stored, digest, isDryRun);
  if (claim.kind !== "claimed") return claim;
  return { kind: "decided", own, disputes, dispute: claim.dispute, order, digest, characters };
}

const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");
/** Without files as in earlier releases, so that evidence without an answer is still the same request. */
function digestOf(evidence: Evidence, files: readonly EvidenceFile[]): string {
  const uploads = files.map(({ field, name, data }) => [field, name, sha256(data)]).toSorted();
  const all = [...Object.entries(evidence).toSorted(), ...uploads];
  return sha256(JSON.stringify(all)).slice(0, 32);
}

/**
 * Marks a dispute as submitted before the provider is asked, unless it is already. After no answer the same evidence may be
 * submitted at once, and other evidence only when a lost request would have arrived: then the provider's count tells.
 */
async function claimed(
  { store, now }: PurchaseContext,
  { provider, reference, id }: Dispute,
  digest: string,
  isDryRun: boolean,
): Promise<Claimed> {
  const unanswered = await lastUnanswered(store, id, now());
  return decide<Claimed>(store, isDryRun, async (transaction) => {
    await transaction.lockCapture(provider, reference);
    const dispute = (await transaction.alerts({ provider, reference })).filter(isDispute).find((one) => one.id === id);
    if (dispute === undefined) return { kind: "not_found" };
    const { state, submissions, submittedAt } = dispute;
    const isFree = submittedAt === null || now().getTime() - submittedAt.getTime() > CLAIM_MS || unanswered === digest;
    if (state !== "needs_response" || submissions > 0 || !isFree) return { kind: "not_awaited", state };
    await transaction.saveAlert({ ...dispute, submittedAt: now() });
    return { kind: "claimed", dispute };
  });
}

type Claimed =
  { kind: "claimed"; dispute: Dispute } | Extract<SubmitEvidenceOutcome, { kind: "not_awaited" | "not_found" }>;

/** The digest of the evidence that was submitted last and not answered; null: none lately, or the last was answered. */
async function lastUnanswered(store: StoreReads, disputeId: string, now: Date): Promise<string | null> {
  let last: AuditEntry | null = null;
  let after = 0;
  for (;;) {
    const page = await store.auditEntries(new Date(now.getTime() - CLAIM_MS), AUDIT_PAGE, after);
    for (const entry of page)
      if (entry.action === "evidence_submitted" && entry.details["dispute"] === disputeId) last = entry;
    const end = page.at(-1);
    if (end === undefined || page.length < AUDIT_PAGE) break;
    after = end.id;
  }
  return last?.details["outcome"] === "unknown" ? String(last.details["evidence"]) : null;
}

type Sent = {
  readonly digest: string;
  readonly order: Order;
  readonly evidence: Evidence;
  readonly files: readonly EvidenceFile[];
  readonly why: string;
  readonly outcome: string;
  readonly characters: number;
};

async function record(
  context: PurchaseContext,
  { provider, reference, id }: Dispute,
  { order, digest, evidence, files, why, outcome, characters }: Sent,
): Promise<void> {
  const occurredAt = context.now();
  await context.store.transaction(async (transaction) => {
    await transaction.lockCapture(provider, reference);
    const current = (await transaction.alerts({ provider, reference })).filter(isDispute).find((one) => one.id === id);
    const isTaken = outcome !== "refused" && outcome !== "rejected";
    if (current !== undefined) await transaction.saveAlert({ ...current, submittedAt: isTaken ? occurredAt : null });
    await transaction.insertAuditEntry({
      occurredAt,
      action: "evidence_submitted",
      actor: "command",
      subject: order.number,
      why,
      details: {
        dispute: id,
        outcome,
        characters,
        evidence: digest,
        fields: [...Object.keys(evidence), ...files.map(({ field }) => field)].join(" "),
        ...(files.length === 0 ? {} : { files: files.length }),
      },
    });
  });
}
