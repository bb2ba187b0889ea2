import { z } from "zod";
import { sellerIdsOf } from "../checkout/parts.ts";
import { parsePrice, type Money } from "../money.ts";
import type { Order } from "../orders/order.ts";
import type { Operator } from "../purchase/operator.ts";
import type { AuditActor } from "../store/audit-store.ts";
import type { LostRefundOutcome } from "../purchase/orders/lost-refund.ts";
import type { RefundOrderOutcome } from "../purchase/orders/refund-order.ts";
import { planLine, subjectOf, type PlanLine, type Subject } from "./acts/plan.ts";
import type { Emit } from "./control-socket.ts";

export const REFUND_VERB = "refund";

type Answered = Extract<RefundOrderOutcome, { readonly order: Order }>;
type Named = { readonly requestId: string; readonly isRepetition: boolean };
/** Of the order its status and what names it: the rest of it is the buyer's. */
type RefundAnswer =
  | Exclude<RefundOrderOutcome, Answered>
  | (Named & {
      readonly kind: Exclude<Answered["kind"], "refused">;
      readonly status: Order["status"];
      readonly subject: Subject;
      readonly amount: Money;
      readonly paid: Money;
    })
  | (Named & { readonly kind: "refused"; readonly isFinal: boolean; readonly reason: string | null })
  | { readonly kind: "not_an_amount"; readonly why: string }
  /** `act`: "refund", or what becomes of a lost refund. */
  | (PlanLine & { readonly act: "refund" | "again" | "settled"; readonly requestId: string | null })
  | { readonly kind: "lost"; readonly outcome: LostRefundOutcome; readonly subject: Subject | null };
export type RefundLine = { readonly type: "refund"; readonly order: string } & RefundAnswer;

const why = z.string().min(1).max(200);
const orderRefund = z.object({
  /** The order's number (T-…) or its id, or the number of one seller's part (T-…-1): then the refund is of that part. */
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
  /** What was agreed to; another amount by now is not given. Null: whatever it is. */
  agreedMinor: z.int().min(0).nullable().default(null),
  isDryRun: z.boolean().default(false),
  why,
});
const lostRefund = z.object({
  /** The key of a lost refund, as `npm run reconcile` shows it. */
  lost: z.string().min(1).max(255),
  act: z.enum(["again", "settled"]),
  isDryRun: z.boolean().default(false),
  why,
});
export const refundRequest = z.union([orderRefund, lostRefund]);
export type RefundRequest = z.input<typeof refundRequest>;

/** Gives an order's money back, or settles a refund that was lost. `by`: who asks, for the audit trail. */
export async function refund(
  operator: Operator,
  asked: RefundRequest,
  emit: Emit,
  by: AuditActor = "command",
): Promise<void> {
  const request = refundRequest.parse(asked);
  const name = "lost" in request ? request.lost : request.order;
  const answer = (line: RefundAnswer) => emit({ type: "refund", order: name, ...line } satisfies RefundLine);
  if ("lost" in request) return answer(await ofLost(operator, request));
  const order = await operator.orderByName(request.order);
  if (order === null) return answer({ kind: "not_found" });
  const read = request.amount === null ? null : parsePrice(request.amount);
  if (read?.kind === "not_a_price") return answer({ kind: "not_an_amount", why: read.why });
  if (read !== null && read.price.currency !== order.paid.currency)
    return answer({ kind: "other_currency", paid: order.paid.currency });
  const { isShippingToo, restock, returnCodes, requestId, insist } = request;
  const lines = request.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
  const wanted = {
    orderId: order.id,
    sellers: sellerIdsOf(order),
    amountMinor: read?.price.amountMinor ?? null,
    lines: lines.length > 0 || isShippingToo ? { lines, isShippingToo } : null,
    restock,
    returnCodes,
    requestId,
    insist,
    agreedMinor: request.agreedMinor,
    why: request.why,
    by,
  };
  if (request.isDryRun) {
    const plan = await operator.planRefund(wanted);
    return answer(plan.kind === "planned" ? { ...planLine(plan), act: "refund", requestId: plan.requestId } : plan);
  }
  const outcome = await operator.refundOrder(wanted);
  if (!("order" in outcome)) return answer(outcome);
  const { order: after, amount, ...rest } = outcome;
  if (rest.kind === "refused") return answer(rest);
  return answer({ ...rest, amount, status: after.status, subject: subjectOf(after), paid: after.paid });
}

async function ofLost(
  operator: Operator,
  { lost: key, act, isDryRun, why: reason }: z.infer<typeof lostRefund>,
): Promise<RefundAnswer> {
  const plan = await operator.planLostRefund({ key, act, why: reason });
  if (isDryRun && plan.kind === "planned") return { ...planLine(plan), act, requestId: null };
  if (isDryRun && plan.kind !== "planned") return { kind: "lost", outcome: plan, subject: null };
  const settle = act === "again" ? operator.refundAgain : operator.settleLostRefund;
  const outcome = await settle({ key, why: reason });
  return { kind: "lost", outcome, subject: plan.kind === "planned" ? planLine(plan).subject : null };
}
