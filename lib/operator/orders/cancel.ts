import { z } from "zod";
import { sellerIdsOf } from "../../checkout/parts.ts";
import { byKind, type KindTable } from "../../invariant.ts";
import type { Operator } from "../../purchase/operator.ts";
import { planLine, subjectOf, subjectText, type PlanLine, type Subject } from "../acts/plan.ts";
import type { ControlVerb, Emit } from "../control-socket.ts";

export const CANCEL_VERB = "cancel";

export const cancelRequest = z.object({
  /** The order's number (T-…) or its id. */
  order: z.string().min(1).max(80),
  why: z.string().min(1).max(200),
  isDryRun: z.boolean().default(false),
});
export type CancelRequest = z.input<typeof cancelRequest>;

export type CancelLine = { readonly type: "cancel"; readonly order: string } & (
  | PlanLine
  | { readonly kind: "canceled"; readonly subject: Subject; readonly number: string; readonly isRepetition: boolean }
  | { readonly kind: "paid" }
  | { readonly kind: "shipped" }
  | { readonly kind: "several_sellers" }
  | { readonly kind: "not_found" }
);

/** Takes an order back that cost nothing. */
export async function cancel(
  operator: Pick<Operator, "orderByName" | "cancelOrder" | "planCancel">,
  { order: name, why, isDryRun }: CancelRequest,
  emit: Emit,
): Promise<void> {
  const answer = (line: CancelLine) => emit(line);
  const base = { type: "cancel", order: name } as const;
  const order = await operator.orderByName(name);
  if (order === null) return answer({ ...base, kind: "not_found" });
  const wanted = { orderId: order.id, sellers: sellerIdsOf(order), why };
  const outcome = isDryRun ? await operator.planCancel(wanted) : await operator.cancelOrder(wanted);
  if (outcome.kind === "planned") return answer({ ...base, ...planLine(outcome) });
  if (outcome.kind !== "canceled") return answer({ ...base, kind: outcome.kind });
  const { order: after, isRepetition } = outcome;
  return answer({ ...base, kind: "canceled", subject: subjectOf(after), number: after.number, isRepetition });
}

/** The verb for the control socket. */
export const cancelVerb = ({ operator }: { readonly operator: Operator }): Readonly<Record<string, ControlVerb>> => ({
  [CANCEL_VERB]: {
    must: '{"order": "…", "why": "…"}',
    busy: "the server is busy",
    begin(body) {
      const read = cancelRequest.safeParse(body);
      return read.success ? (emit) => cancel(operator, read.data, emit) : "not_understood";
    },
  },
});

const TEXTS: KindTable<CancelLine, string> = {
  planned: ({ subject, isRepetition }) =>
    isRepetition
      ? `It was canceled before, and nothing changes: ${subjectText(subject)}.`
      : `Cancels ${subjectText(subject)}, which cost nothing: its goods go back on the shelf, the uses of its codes are free again. No money moves.`,
  canceled: ({ subject, isRepetition }) =>
    isRepetition
      ? `It was canceled before, and nothing changed: ${subjectText(subject)}.`
      : `Canceled ${subjectText(subject)}; its goods are back.`,
  paid: () => "It was paid: npm run refund gives all of it back, which takes it back too.",
  shipped: () => "Something of it has been shipped, so it is not canceled.",
  several_sellers: () =>
    "It cost nothing and is canceled whole, and something of it is another seller's: cancel it for all of its sellers.",
  not_found: ({ order }) => `There is no order "${order}".`,
};

/** What became of it in the words of `npm run cancel`. */
export const cancelText = (line: CancelLine): { readonly isDone: boolean; readonly text: string } => ({
  isDone: line.kind === "canceled" || line.kind === "planned",
  text: byKind(TEXTS, line),
});
