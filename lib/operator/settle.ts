import { z } from "zod";
import type { KindTable } from "../invariant.ts";
import { byKind } from "../invariant.ts";
import { decimalText } from "../money.ts";
import type { Operator } from "../purchase/operator.ts";
import type { SettleMismatchOutcome } from "../purchase/payment/settle-mismatch.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";

export const SETTLE_VERB = "settle";

export const settleRequest = z.object({
  /** The provider's reference of the payment. */
  payment: z.string().min(1).max(255),
  how: z.enum(["accept", "refund"]),
  why: z.string().min(1).max(200),
});
export type SettleRequest = z.infer<typeof settleRequest>;

/** Of the order only its number: the rest of it is the buyer's. */
export type SettleLine = { readonly type: "settle"; readonly payment: string } & (
  Exclude<SettleMismatchOutcome, { kind: "accepted" }> | { readonly kind: "accepted"; readonly number: string }
);

/** Settles a payment that waits for a person because of its amount. */
export async function settle(operator: Operator, request: SettleRequest, emit: Emit): Promise<void> {
  const outcome = await operator.settleMismatch(request);
  const base = { type: "settle", payment: request.payment } as const;
  return emit(
    (outcome.kind === "accepted"
      ? { ...base, kind: "accepted", number: outcome.order.number }
      : { ...base, ...outcome }) satisfies SettleLine,
  );
}

/** The verb for the control socket. */
export const settleVerb = ({ operator }: { readonly operator: Operator }): Readonly<Record<string, ControlVerb>> => ({
  [SETTLE_VERB]: {
    must: '{"payment": "…", "how": "accept" or "refund", "why": "…"}',
    busy: "the server is busy",
    begin(body) {
      const read = settleRequest.safeParse(body);
      return read.success ? (emit) => settle(operator, read.data, emit) : "not_understood";
    },
  },
});

const TEXTS: KindTable<SettleLine, string> = {
  accepted: ({ payment, number }) => `${payment} is order ${number} now, paid with what was captured.`,
  refunding: ({ payment, amount }) =>
    `${decimalText(amount)} ${amount.currency} of ${payment} are being given back; npm run reconcile shows what becomes of it.`,
  not_acceptable: ({ payment, status }) =>
    `${payment}: its checkout is ${status} and can take no payment any more. Give the money back with --refund.`,
  nothing_left: ({ payment }) =>
    `${payment}: nothing of it is left to give back: it was given back, is being given back, or a dispute has taken it.`,
  not_found: ({ payment }) => `${payment}: no payment of that name waits for a person. npm run reconcile lists them.`,
};

/** What became of it in the words of `npm run settle`. */
export const settleText = (line: SettleLine): { readonly isDone: boolean; readonly text: string } => ({
  isDone: line.kind === "accepted" || line.kind === "refunding",
  text: byKind(TEXTS, line),
});
