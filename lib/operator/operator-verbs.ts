import { z } from "zod";
import { parsePrice } from "../money.ts";
import type { Order } from "../orders/order.ts";
import type { Attention, Operator } from "../purchase/operator.ts";
import type { SweepReport } from "../purchase/sweep.ts";
import type { RefundOrderOutcome } from "../purchase/orders/refund-order.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";
import { ordersVerb } from "./orders.ts";
import { SHIP_VERB, ship, shipRequest } from "./ship.ts";
import type { DeadJob, Jobs } from "../store/jobs.ts";

/** What `npm run reconcile` prints, in this order. */
export type ReconcileLine =
  | ({ readonly type: "swept" } & SweepReport)
  | { readonly type: "revived"; readonly jobs: number }
  | ({ readonly type: "attention" } & Attention)
  | { readonly type: "dead"; readonly jobs: readonly DeadJob[] };

type Answered = Extract<RefundOrderOutcome, { readonly order: Order }>;
/** Of the order only its status: the rest of it is the buyer's. */
type RefundAnswer =
  | Exclude<RefundOrderOutcome, Answered>
  | { readonly kind: Answered["kind"]; readonly status: Order["status"] }
  | { readonly kind: "not_an_amount"; readonly why: string };
export type RefundLine = { readonly type: "refund"; readonly order: string } & RefundAnswer;

const MAX_LISTED = 200;

/** Asks about everything that is open, then lists what needs a person. */
export async function reconcile(
  { operator, jobs }: { operator: Operator; jobs: Jobs },
  request: { readonly revive: boolean },
  emit: Emit,
): Promise<void> {
  if (request.revive) await emit({ type: "revived", jobs: await jobs.reviveDead() } satisfies ReconcileLine);
  await emit({ type: "swept", ...(await operator.sweep()) } satisfies ReconcileLine);
  await emit({ type: "attention", ...(await operator.attention(MAX_LISTED)) } satisfies ReconcileLine);
  await emit({ type: "dead", jobs: await jobs.dead(MAX_LISTED) } satisfies ReconcileLine);
}

const refundRequest = z.object({
  /** The order's number (T-…) or its id. */
  order: z.string().min(1).max(80),
  /** In major units with the currency, as in "12.50 USD"; null gives back all that is left. */
  amount: z.string().max(40).nullable(),
  requestId: z.string().min(1).max(80),
  why: z.string().min(1).max(200),
});
export type RefundRequest = z.infer<typeof refundRequest>;

/** Gives an order's money back, all that is left of it or a part. */
export async function refund(operator: Operator, request: RefundRequest, emit: Emit): Promise<void> {
  const answer = (line: RefundAnswer) => emit({ type: "refund", order: request.order, ...line });
  const order = await operator.orderByName(request.order);
  if (order === null) return answer({ kind: "not_found" });
  const read = request.amount === null ? null : parsePrice(request.amount);
  if (read?.kind === "not_a_price") return answer({ kind: "not_an_amount", why: read.why });
  if (read !== null && read.price.currency !== order.paid.currency)
    return answer({ kind: "other_currency", paid: order.paid.currency });
  const { requestId, why } = request;
  const amountMinor = read?.price.amountMinor ?? null;
  const outcome = await operator.refundOrder({ orderId: order.id, amountMinor, requestId, why });
  return answer("order" in outcome ? { kind: outcome.kind, status: outcome.order.status } : outcome);
}

export const RECONCILE_VERB = "reconcile";
export const REFUND_VERB = "refund";

/** The operator's verbs for the control socket. */
export function operatorVerbs(runtime: {
  readonly operator: Operator;
  readonly jobs: Jobs;
  readonly publicUrl: string;
}): Readonly<Record<string, ControlVerb>> {
  const busy = "the server is busy";
  return {
    ...ordersVerb(runtime),
    [RECONCILE_VERB]: {
      must: '{"revive": true or false}',
      busy,
      begin(body) {
        const read = z.object({ revive: z.boolean() }).safeParse(body);
        return read.success ? (emit) => reconcile(runtime, read.data, emit) : "not_understood";
      },
    },
    [SHIP_VERB]: {
      must: '{"order": "T-…", "shipment": "…" or null, "carrier": …, "tracking": …, "url": …, "lines": …, "delivered": …}',
      busy,
      begin(body) {
        const read = shipRequest.safeParse(body);
        return read.success ? (emit) => ship(runtime.operator, read.data, emit) : "not_understood";
      },
    },
    [REFUND_VERB]: {
      must: '{"order": "T-…", "amount": "12.50 USD" or null, "requestId": "…", "why": "…"}',
      busy,
      begin(body) {
        const read = refundRequest.safeParse(body);
        return read.success ? (emit) => refund(runtime.operator, read.data, emit) : "not_understood";
      },
    },
  };
}
