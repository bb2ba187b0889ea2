import { z } from "zod";
import { parsePrice } from "../money.ts";
import type { Order } from "../orders/order.ts";
import type { Operator } from "../purchase/operator.ts";
import type { LostRefundOutcome } from "../purchase/orders/lost-refund.ts";
import type { RefundOrderOutcome } from "../purchase/orders/refund-order.ts";
import type { Emit } from "./control-socket.ts";

export const REFUND_VERB = "refund";

type Answered = Extract<RefundOrderOutcome, { readonly order: Order }>;
type Named = { readonly requestId: string; readonly isRepetition: boolean };
/** Of the order only its status: the rest of it is the buyer's. */
type RefundAnswer =
  | Exclude<RefundOrderOutcome, Answered>
  | (Named & { readonly kind: Exclude<Answered["kind"], "refused">; readonly status: Order["status"] })
  | (Named & { readonly kind: "refused"; readonly isFinal: boolean; readonly reason: string | null })
  | { readonly kind: "not_an_amount"; readonly why: string }
  | { readonly kind: "lost"; readonly outcome: LostRefundOutcome };
export type RefundLine = { readonly type: "refund"; readonly order: string } & RefundAnswer;

const why = z.string().min(1).max(200);
const orderRefund = z.object({
  /** The order's number (T-…) or its id. */
  order: z.string().min(1).max(80),
  /** In major units with the currency, as in "12.50 USD"; null, and no lines, gives back all that is left. */
  amount: z.string().max(40).nullable(),
  lines: z.array(z.object({ id: z.string().max(80), quantity: z.number() })).max(200),
  isShippingToo: z.boolean(),
  restock: z.boolean(),
  returnCodes: z.boolean(),
  /** Null: named after what is asked for. */
  requestId: z.string().min(1).max(80).nullable(),
  /** Asks the provider although the payment is disputed. */
  insist: z.boolean().default(false),
  why,
});
const lostRefund = z.object({
  /** The key of a lost refund, as `npm run reconcile` shows it. */
  lost: z.string().min(1).max(255),
  act: z.enum(["again", "settled"]),
  why,
});
export const refundRequest = z.union([orderRefund, lostRefund]);
export type RefundRequest = z.infer<typeof refundRequest>;

/** Gives an order's money back, or settles a refund that was lost. */
export async function refund(operator: Operator, request: RefundRequest, emit: Emit): Promise<void> {
  if ("lost" in request) {
    const { lost: key, act } = request;
    const settle = act === "again" ? operator.refundAgain : operator.settleLostRefund;
    const outcome = await settle({ key, why: request.why });
    return emit({ type: "refund", order: key, kind: "lost", outcome } satisfies RefundLine);
  }
  const answer = (line: RefundAnswer) => emit({ type: "refund", order: request.order, ...line });
  const order = await operator.orderByName(request.order);
  if (order === null) return answer({ kind: "not_found" });
  const read = request.amount === null ? null : parsePrice(request.amount);
  if (read?.kind === "not_a_price") return answer({ kind: "not_an_amount", why: read.why });
  if (read !== null && read.price.currency !== order.paid.currency)
    return answer({ kind: "other_currency", paid: order.paid.currency });
  const { isShippingToo, restock, returnCodes, requestId, insist } = request;
  const lines = request.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
  const outcome = await operator.refundOrder({
    orderId: order.id,
    amountMinor: read?.price.amountMinor ?? null,
    lines: lines.length > 0 || isShippingToo ? { lines, isShippingToo } : null,
    restock,
    returnCodes,
    requestId,
    insist,
    why: request.why,
  });
  if (!("order" in outcome)) return answer(outcome);
  const { order: after, ...rest } = outcome;
  return answer(rest.kind === "refused" ? rest : { ...rest, status: after.status });
}
