import { z } from "zod";
import type { PaymentAlert } from "../orders/disputes/alert.ts";
import type { Operator } from "../purchase/operator.ts";
import type { ReleaseOrderOutcome } from "../purchase/disputes/release-order.ts";
import type { Emit } from "./control-socket.ts";

export const DISPUTE_VERB = "dispute";

export const disputeRequest = z.object({
  /** The order's number (T-…) or its id. */
  order: z.string().min(1).max(80),
  act: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("show") }),
    /** Its goods go in spite of early fraud warnings and reviews. */
    z.object({ kind: z.literal("release"), why: z.string().min(1).max(200) }),
  ]),
});
export type DisputeRequest = z.infer<typeof disputeRequest>;

export type DisputeLine = { readonly type: "dispute"; readonly order: string } & (
  { readonly kind: "shown"; readonly alerts: readonly PaymentAlert[] } | ReleaseOrderOutcome
);

/** Shows what stands against an order's payment, or does something about it. */
export async function dispute(operator: Operator, { order: name, act }: DisputeRequest, emit: Emit): Promise<void> {
  const answer = (line: DisputeLine) => emit(line);
  const order = await operator.orderByName(name);
  const base = { type: "dispute", order: name } as const;
  if (order === null) return answer({ ...base, kind: "not_found" });
  switch (act.kind) {
    case "show":
      return answer({ ...base, kind: "shown", alerts: order.alerts });
    case "release":
      return answer({ ...base, ...(await operator.releaseOrder({ orderId: order.id, why: act.why })) });
  }
}
