import { z } from "zod";
import { unreachable } from "../invariant.ts";
import type { Operator } from "../purchase/operator.ts";
import type { UnmatchedOutcome } from "../purchase/unmatched/unmatched.ts";
import { done, moneyText, partText, planLine, wrong, type PlanLine } from "./acts/plan.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";

export const UNMATCHED_VERB = "unmatched";

export const unmatchedRequest = z.object({
  /** The provider's name of the payment, as `npm run reconcile` lists it. */
  reference: z.string().min(1).max(255),
  act: z.enum(["match", "give_back", "keep"]),
  why: z.string().min(1).max(200),
  isDryRun: z.boolean().default(false),
});
export type UnmatchedAct = z.input<typeof unmatchedRequest>;
export type UnmatchedLine = { readonly type: "unmatched"; readonly reference: string } & (
  UnmatchedOutcome | (PlanLine & { readonly act: UnmatchedAct["act"] })
);

type UnmatchedVerbs = Pick<Operator, "matchUnmatched" | "giveBackUnmatched" | "keepUnmatched" | "planUnmatched">;

/** Settles money that bears our mark and that no attempt of ours took. */
export async function settleUnmatched(
  operator: UnmatchedVerbs,
  { act, isDryRun = false, ...request }: UnmatchedAct,
  emit: Emit,
): Promise<void> {
  const { matchUnmatched: match, giveBackUnmatched, keepUnmatched: keep } = operator;
  const answer = (line: UnmatchedOutcome | (PlanLine & { readonly act: UnmatchedAct["act"] })) =>
    emit({ type: "unmatched", reference: request.reference, ...line } satisfies UnmatchedLine);
  if (isDryRun) {
    const plan = await operator.planUnmatched({ ...request, act });
    return answer(plan.kind === "planned" ? { ...planLine(plan), act } : plan);
  }
  return answer(await { match, give_back: giveBackUnmatched, keep }[act](request));
}

export const unmatchedVerb = (runtime: { readonly operator: UnmatchedVerbs }): ControlVerb => ({
  must: '{"reference": "…", "act": "match", "give_back" or "keep", "why": "…"}',
  busy: "the server is busy",
  begin(body) {
    const read = unmatchedRequest.safeParse(body);
    return read.success ? (emit) => settleUnmatched(runtime.operator, read.data, emit) : "not_understood";
  },
});

/** What `npm run reconcile -- --payment` prints of an answer, and whether it did what was asked for. */
export function unmatchedText(line: UnmatchedLine): { readonly isDone: boolean; readonly text: string } {
  switch (line.kind) {
    case "planned":
      return done(planText(line));
    case "matched":
      return done(`Payment ${line.reference} is that of order ${line.order}.`);
    case "kept":
      return done(`Noted: payment ${line.reference} is dealt with outside and not listed any more.`);
    case "given_back":
      return line.state === "done" || line.state === "accepted" || line.state === "requires_action"
        ? done(`Gave back ${partText(line.amount, null)} of payment ${line.reference}.`)
        : wrong(`The refund is ${line.state}. npm run reconcile shows what becomes of it.`);
    case "account_not_configured":
      return wrong(
        `It is at ${line.provider}, account ${line.account ?? "unknown"}, which this server has no key to. Add that account's settings to EARLIER_PAYMENT_SETTINGS, restart, and ask again.`,
      );
    case "not_unmatched":
      return wrong(`--payment: no payment ${line.reference} is listed as unmatched.`);
    case "provider_unknown":
      return wrong(
        "The payment service does not say what was sent of it to sellers; nothing is given back. Ask again.",
      );
    case "transfers_unclear":
      return wrong(
        "The payment service has several transfers of it to one seller, or in several currencies, and nobody can say what each had; nothing is given back. Give it back and take the transfers back at the payment service, then --keep.",
      );
    case "no_session":
      return wrong("Its checkout is not in the database, so nobody knows what was bought: --give-back or --keep.");
    case "session_not_ready":
      return wrong(`Its checkout is ${line.status} and takes no payment: --give-back or --keep.`);
    case "seller_not_ready":
      return wrong(
        `${line.sellerName} cannot be paid now, so a payment of several sellers cannot be divided: npm run doctor names why. Ask again when it is mended, or --give-back or --keep.`,
      );
    case "other_amount":
      return wrong(
        `${moneyText(line.paid)} were paid and the checkout's total is ${moneyText(line.total)}: --give-back or --keep.`,
      );
    default:
      return unreachable(line);
  }
}

function planText({ reference, act, subject, amount, paid, isRepetition }: Planned): string {
  const what = `payment ${reference} of ${subject.seller === "" ? "an unknown seller" : subject.seller}`;
  if (isRepetition) return `It was settled before, and nothing changes: ${what}.`;
  switch (act) {
    case "match":
      return `Makes ${what}, ${partText(amount, null)}, that of its checkout, which becomes an order. No money moves.`;
    case "give_back":
      return `Gives back ${partText(amount, paid)}, ${what}.`;
    case "keep":
      return `Notes that ${what}, ${partText(amount, null)}, is dealt with outside. No money moves.`;
    default:
      return unreachable(act);
  }
}

type Planned = Extract<UnmatchedLine, { readonly kind: "planned" }>;
