import { z } from "zod";
import type { ResendOutcome } from "../purchase/orders/order-events.ts";
import type { Operator } from "../purchase/operator.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";

export const RESEND_VERB = "orders_resend";

export const resendRequest = z.object({
  receiver: z.string().min(1).max(100),
  /** Orders that changed at this time or later. */
  since: z.iso.datetime(),
  why: z.string().min(1).max(500),
});
export type ResendRequest = z.infer<typeof resendRequest>;
export type ResendLine = { readonly type: "resend" } & ResendOutcome;

/** Leaves the work of sending a receiver again what changed since a time. */
export async function resend(operator: Operator, { receiver, since, why }: ResendRequest, emit: Emit): Promise<void> {
  const outcome = await operator.resendOrders({ receiver, since: new Date(since), why });
  await emit({ type: "resend", ...outcome } satisfies ResendLine);
}

/** The verb for the control socket. */
export function resendVerb({ operator }: { readonly operator: Operator }): Readonly<Record<string, ControlVerb>> {
  return {
    [RESEND_VERB]: {
      must: '{"receiver": "…", "since": a time, "why": "…"}',
      busy: "the server is busy",
      begin(body) {
        const read = resendRequest.safeParse(body);
        return read.success ? (emit) => resend(operator, read.data, emit) : "not_understood";
      },
    },
  };
}
