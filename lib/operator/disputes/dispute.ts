import { z } from "zod";
import type { PaymentAlert } from "../../orders/disputes/alert.ts";
import { EVIDENCE_FIELDS } from "../../payments/dispute-service.ts";
import type { Operator } from "../../purchase/operator.ts";
import type { ReleaseOrderOutcome } from "../../purchase/disputes/release-order.ts";
import type { SubmitEvidenceOutcome } from "../../purchase/disputes/submit-evidence.ts";
import { evidenceFiles, type EvidenceFile } from "../../wire/disputes/evidence-files.ts";
import type { Emit } from "../control-socket.ts";

export const DISPUTE_VERB = "dispute";

const why = z.string().min(1).max(200);
const id = z.string().min(1).max(255);
/** The texts that may be submitted; files are uploaded in the provider's dashboard. */
export const evidenceForm = z.strictObject({
  order: z.string().min(1).max(80),
  dispute: id,
  fields: z.partialRecord(z.enum(EVIDENCE_FIELDS), z.string()),
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
    z.object({ kind: z.literal("submit"), form: evidenceForm, why }),
  ]),
});
export type DisputeRequest = z.infer<typeof disputeRequest>;

export type DisputeLine = { readonly type: "dispute"; readonly order: string } & (
  | { readonly kind: "shown"; readonly alerts: readonly PaymentAlert[] }
  | { readonly kind: "prepared"; readonly dispute: string; readonly files: readonly EvidenceFile[] }
  /** None of the order's disputes waits for evidence, or several do. */
  | { readonly kind: "no_such_dispute" }
  /** Its buyer was erased, and with them what a bank would read. */
  | { readonly kind: "erased" }
  | { readonly kind: "other_order" }
  | ReleaseOrderOutcome
  | SubmitEvidenceOutcome
);
type Answer = DisputeLine extends infer Line ? (Line extends unknown ? Omit<Line, "type" | "order"> : never) : never;

/** Shows what stands against an order's payment, or does something about it. */
export async function dispute(
  { operator, publicUrl }: { readonly operator: Operator; readonly publicUrl: string },
  { order: name, act }: DisputeRequest,
  emit: Emit,
): Promise<void> {
  const answer = (line: Answer) => emit({ type: "dispute", order: name, ...line });
  const order = await operator.orderByName(name);
  if (order === null) return answer({ kind: "not_found" });
  switch (act.kind) {
    case "show":
      return answer({ kind: "shown", alerts: order.alerts });
    case "release":
      return answer(await operator.releaseOrder({ orderId: order.id, why: act.why }));
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
      const { fields: evidence, dispute: disputeId } = form;
      return answer(await operator.submitEvidence({ orderId: order.id, disputeId, evidence, why: act.why }));
    }
  }
}
