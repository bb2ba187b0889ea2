import { z } from "zod";
import type { Dispute, PaymentAlert } from "../../orders/disputes/alert.ts";
import {
  EVIDENCE_FIELDS,
  EVIDENCE_FILE_FIELDS,
  type Evidence,
  type EvidenceFile as Upload,
} from "../../payments/dispute-service.ts";
import type { Operator } from "../../purchase/operator.ts";
import type { ReleaseOrderOutcome } from "../../purchase/disputes/release-order.ts";
import type { SubmitEvidenceOutcome } from "../../purchase/disputes/submit-evidence.ts";
import { evidenceFiles, type EvidenceFile } from "../../wire/disputes/evidence-files.ts";
import { planLine, type PlanLine } from "../acts/plan.ts";
import type { Emit } from "../control-socket.ts";
import { readEvidenceFiles, type FileProblem } from "./read-files.ts";

export const DISPUTE_VERB = "dispute";

const why = z.string().min(1).max(200);
const id = z.string().min(1).max(255);
/** What may be submitted: texts by their field, and files of the same folder by theirs. */
export const evidenceForm = z.strictObject({
  order: z.string().min(1).max(80),
  dispute: id,
  fields: z.partialRecord(z.enum(EVIDENCE_FIELDS), z.string()),
  files: z.partialRecord(z.enum(EVIDENCE_FILE_FIELDS), z.string().regex(/^[^/\\\0]{1,255}$/)).default({}),
});

export const disputeRequest = z.object({
  /** The order's number (T-…) or its id. */
  order: z.string().min(1).max(80),
  act: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("show") }),
    /** Its goods go in spite of early fraud warnings and reviews. */
    z.object({ kind: z.literal("release"), why }),
    /** Null: the only dispute that waits for evidence. */
    z.object({ kind: z.literal("prepare"), dispute: id.nullable() }),
    /** `folder`: where the files are, an absolute path. */
    z.object({ kind: z.literal("submit"), form: evidenceForm, folder: z.string().max(4000), why }),
  ]),
  /** Of `release` and `submit`: says what they would do. */
  isDryRun: z.boolean().default(false),
});
export type DisputeRequest = z.input<typeof disputeRequest>;

export type DisputeLine = { readonly type: "dispute"; readonly order: string } & (
  | { readonly kind: "shown"; readonly alerts: readonly PaymentAlert[] }
  | { readonly kind: "prepared"; readonly dispute: string; readonly files: readonly EvidenceFile[] }
  /** None of the order's disputes waits for evidence, or several do. */
  | { readonly kind: "no_such_dispute" }
  /** Its buyer was erased, and with them what a bank would read. */
  | { readonly kind: "erased" }
  | { readonly kind: "other_order" }
  | (PlanLine & { readonly act: "release"; readonly count: number })
  | (PlanLine & { readonly act: "submit"; readonly dispute: Dispute; readonly sent: Sent })
  | FileProblem
  | ReleaseOrderOutcome
  | SubmitEvidenceOutcome
);
type Sent = {
  readonly fields: number;
  readonly characters: number;
  readonly files: readonly { readonly field: string; readonly name: string; readonly bytes: number }[];
};
type Answer = DisputeLine extends infer Line ? (Line extends unknown ? Omit<Line, "type" | "order"> : never) : never;

/** Shows what stands against an order's payment, or does something about it. */
export async function dispute(
  { operator, publicUrl }: { readonly operator: Operator; readonly publicUrl: string },
  { order: name, act, isDryRun = false }: DisputeRequest,
  emit: Emit,
): Promise<void> {
  const answer = (line: Answer) => emit({ type: "dispute", order: name, ...line });
  const found = await operator.orderByName(name);
  // A payment is disputed as a whole, also where somebody names a part of its order.
  const order = found?.isPart ? await operator.orderByName(found.id) : found;
  if (order === null) return answer({ kind: "not_found" });
  switch (act.kind) {
    case "show":
      return answer({ kind: "shown", alerts: order.alerts });
    case "release": {
      const wanted = { orderId: order.id, why: act.why };
      if (!isDryRun) return answer(await operator.releaseOrder(wanted));
      const plan = await operator.planRelease(wanted);
      return answer(plan.kind === "planned" ? { ...planLine(plan), act: "release", count: plan.count } : plan);
    }
    case "prepare": {
      if (order.erased !== null) return answer({ kind: "erased" });
      const known = await operator.knownOfOrder(order, act.dispute);
      if (known === null) return answer({ kind: "no_such_dispute" });
      const policyUrls = ["terms", "returns", "shipping"].map((policy) => `${publicUrl}/policies/${policy}`);
      const files = evidenceFiles({ ...known, policyUrls }, publicUrl);
      return answer({ kind: "prepared", dispute: known.dispute.id, files });
    }
    case "submit": {
      const { form } = act;
      if (form.order !== order.number) return answer({ kind: "other_order" });
      const { fields: evidence, dispute: disputeId, files: named = {} } = form;
      const files = readEvidenceFiles(act.folder, named);
      if ("kind" in files) return answer(files);
      const wanted = { orderId: order.id, disputeId, evidence, files, why: act.why };
      if (!isDryRun) return answer(await operator.submitEvidence(wanted));
      const plan = await operator.planEvidence(wanted);
      return answer(
        plan.kind === "planned"
          ? { ...planLine(plan), act: "submit", dispute: plan.dispute, sent: sentOf(wanted) }
          : plan,
      );
    }
  }
}

const sentOf = ({ evidence, files }: { readonly evidence: Evidence; readonly files: readonly Upload[] }): Sent => ({
  fields: Object.keys(evidence).length,
  characters: Object.values(evidence).reduce((total, text) => total + text.length, 0),
  files: files.map(({ field, name, data }) => ({ field, name, bytes: data.length })),
});
