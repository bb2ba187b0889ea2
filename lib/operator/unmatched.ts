import { z } from "zod";
import { unreachable } from "../invariant.ts";
import { decimalText, type Money } from "../money.ts";
import type { Operator } from "../purchase/operator.ts";
import type { UnmatchedOutcome } from "../purchase/unmatched/unmatched.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";

export const UNMATCHED_VERB = "unmatched";

export const unmatchedRequest = z.object({
  /** The provider's name of the payment, as `npm run reconcile` lists it. */
  reference: z.string().min(1).max(255),
  act: z.enum(["match", "give_back", "keep"]),
  why: z.string().min(1).max(200),
});
export type UnmatchedAct = z.infer<typeof unmatchedRequest>;
export type UnmatchedLine = { readonly type: "unmatched"; readonly reference: string } & UnmatchedOutcome;

type UnmatchedVerbs = Pick<Operator, "matchUnmatched" | "giveBackUnmatched" | "keepUnmatched">;

/** Settles money that bears our mark and that no attempt of ours took. */
export async function settleUnmatched(
  operator: UnmatchedVerbs,
  { act, ...request }: UnmatchedAct,
  emit: Emit,
): Promise<void> {
  const { matchUnmatched: match, giveBackUnmatched, keepUnmatched: keep } = operator;
  const outcome = await { match, give_back: giveBackUnmatched, keep }[act](request);
  await emit({ type: "unmatched", reference: request.reference, ...outcome } satisfies UnmatchedLine);
}

export const unmatchedVerb = (runtime: { readonly operator: UnmatchedVerbs }): ControlVerb => ({
  must: '{"reference": "…", "act": "match", "give_back" or "keep", "why": "…"}',
  busy: "the server is busy",
  begin(body) {
    const read = unmatchedRequest.safeParse(body);
    return read.success ? (emit) => settleUnmatched(runtime.operator, read.data, emit) : "not_understood";
  },
});

const moneyText = (money: Money): string => `${decimalText(money)} ${money.currency}`;

/** What `npm run reconcile -- --payment` prints of an answer, and whether it did what was asked for. */
export function unmatchedText(line: UnmatchedLine): { readonly isDone: boolean; readonly text: string } {
  const done = (text: string) => ({ isDone: true, text });
  const wrong = (text: string) => ({ isDone: false, text });
  switch (line.kind) {
    case "matched":
      return done(`It is the payment of order ${line.order}.`);
    case "kept":
      return done("Noted; it is not listed any more.");
    case "given_back":
      return line.state === "done" || line.state === "accepted" || line.state === "requires_action"
        ? done("Given back.")
        : wrong(`The refund is ${line.state}. npm run reconcile shows what becomes of it.`);
    case "account_not_configured":
      return wrong(
        `It is at ${line.provider}, account ${line.account ?? "unknown"}, which this server has no key to. Add that account's settings to EARLIER_PAYMENT_SETTINGS, restart, and ask again.`,
      );
    case "not_unmatched":
      return wrong(`--payment: no payment ${line.reference} is listed as unmatched.`);
    case "no_session":
      return wrong("Its checkout is not in the database, so nobody knows what was bought: --give-back or --keep.");
    case "session_not_ready":
      return wrong(`Its checkout is ${line.status} and takes no payment: --give-back or --keep.`);
    case "other_amount":
      return wrong(
        `${moneyText(line.paid)} were paid and the checkout's total is ${moneyText(line.total)}: --give-back or --keep.`,
      );
    default:
      return unreachable(line);
  }
}
