import { z } from "zod";
import { byKind, type KindTable } from "../../invariant.ts";
import type { Operator } from "../../purchase/operator.ts";
import type { ControlVerb, Emit } from "../control-socket.ts";

export const CANCEL_VERB = "cancel";

export const cancelRequest = z.object({
  /** The order's number (T-…) or its id. */
  order: z.string().min(1).max(80),
  why: z.string().min(1).max(200),
});
export type CancelRequest = z.infer<typeof cancelRequest>;

export type CancelLine = { readonly type: "cancel"; readonly order: string } & (
  | { readonly kind: "canceled"; readonly number: string; readonly isRepetition: boolean }
  | { readonly kind: "paid" }
  | { readonly kind: "shipped" }
  | { readonly kind: "not_found" }
);

/** Takes an order back that cost nothing. */
export async function cancel(
  operator: Pick<Operator, "orderByName" | "cancelOrder">,
  { order: name, why }: CancelRequest,
  emit: Emit,
): Promise<void> {
  const answer = (line: CancelLine) => emit(line);
  const base = { type: "cancel", order: name } as const;
  const order = await operator.orderByName(name);
  const outcome = order === null ? null : await operator.cancelOrder({ orderId: order.id, why });
  if (outcome === null || outcome.kind === "not_found") return answer({ ...base, kind: "not_found" });
  if (outcome.kind !== "canceled") return answer({ ...base, kind: outcome.kind });
  return answer({ ...base, kind: "canceled", number: outcome.order.number, isRepetition: outcome.isRepetition });
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
  canceled: ({ number, isRepetition }) =>
    isRepetition ? `${number} was canceled before, and nothing changed.` : `${number} is canceled; its goods are back.`,
  paid: () => "It was paid: npm run refund gives all of it back, which takes it back too.",
  shipped: () => "Something of it has been shipped, so it is not canceled.",
  not_found: ({ order }) => `There is no order "${order}".`,
};

/** What became of it in the words of `npm run cancel`. */
export const cancelText = (line: CancelLine): { readonly isDone: boolean; readonly text: string } => ({
  isDone: line.kind === "canceled",
  text: byKind(TEXTS, line),
});
