import { z } from "zod";
import { byKind, unreachable, type KindTable } from "../invariant.ts";
import type { Operator } from "../purchase/operator.ts";
import type { SettleMismatchOutcome } from "../purchase/payment/settle-mismatch.ts";
import { TAX_ACTS, type SettleTaxOutcome } from "../purchase/taxes/settle-booking.ts";
import type { Movement } from "../orders/transfers/transfer.ts";
import { MOVEMENT_ACTS, type MovementAct, type SettleMovementOutcome } from "../purchase/transfers/settle-movement.ts";
import type { TaxBooking } from "../store/taxes/tax-store.ts";
import { partText, planLine, subjectOf, subjectText, type PlanLine, type Subject } from "./acts/plan.ts";
import type { ControlVerb, Emit } from "./control-socket.ts";

export const SETTLE_VERB = "settle";

const why = z.string().min(1).max(200);
const isDryRun = z.boolean().default(false);
const mismatch = z.object({
  /** The provider's reference of the payment. */
  payment: z.string().min(1).max(255),
  how: z.enum(["accept", "refund"]),
  why,
  isDryRun,
});
const refusedTax = z.object({
  /** The reference of a booking that the tax service refused. */
  tax: z.string().min(1).max(300),
  act: z.enum(TAX_ACTS),
  why,
  isDryRun,
});
const lostTransfer = z.object({
  /** The key of a transfer to a seller, or of what is taken back from one. */
  transfer: z.string().min(1).max(300),
  act: z.enum(MOVEMENT_ACTS),
  why,
  isDryRun,
});
export const settleRequest = z.union([mismatch, refusedTax, lostTransfer]);
export type SettleRequest = z.input<typeof settleRequest>;
type Act = z.infer<typeof mismatch>["how"] | z.infer<typeof refusedTax>["act"] | `transfer_${MovementAct}`;

/** Of the order what names it: the rest of it is the buyer's. `payment`: the name that was given, of a payment or a booking. */
export type SettleLine = { readonly type: "settle"; readonly payment: string } & (
  | Exclude<SettleMismatchOutcome, { kind: "accepted" }>
  | { readonly kind: "accepted"; readonly number: string; readonly subject: Subject; readonly paid: PlanLine["paid"] }
  | Exclude<SettleTaxOutcome, { kind: "asked_again" | "settled" | "not_found" }>
  | { readonly kind: "no_such_booking" }
  | {
      readonly kind: "tax_settled";
      readonly act: (typeof TAX_ACTS)[number];
      readonly subject: Subject | null;
      readonly state: TaxBooking["state"];
      /** Why the service refused it once more. */
      readonly reason: string | null;
    }
  | { readonly kind: "movement_settled"; readonly act: MovementAct; readonly state: Movement["state"] }
  | Exclude<SettleMovementOutcome, { kind: "movement_settled" }>
  | (PlanLine & { readonly act: Act })
);
type Answer = SettleLine extends infer Line ? (Line extends unknown ? Omit<Line, "type" | "payment"> : never) : never;

/** Settles a payment that waits for a person because of its amount, or what the tax service refused to book. */
export async function settle(operator: Operator, asked: SettleRequest, emit: Emit): Promise<void> {
  const request = settleRequest.parse(asked);
  const name = "tax" in request ? request.tax : "transfer" in request ? request.transfer : request.payment;
  const answer = (line: Answer) => emit({ type: "settle", payment: name, ...line });
  if ("transfer" in request) return answer(await ofTransfer(operator, request));
  return answer("tax" in request ? await ofTax(operator, request) : await ofMismatch(operator, request));
}

async function ofTransfer(
  operator: Operator,
  { transfer: key, act, ...rest }: z.infer<typeof lostTransfer>,
): Promise<Answer> {
  const request = { key, act, why: rest.why };
  const outcome = rest.isDryRun ? await operator.planMovement(request) : await operator.settleMovement(request);
  if (outcome.kind === "planned") return { ...planLine(outcome), act: `transfer_${act}` };
  return outcome.kind === "movement_settled" ? { kind: outcome.kind, act, state: outcome.movement.state } : outcome;
}

async function ofMismatch(operator: Operator, request: z.infer<typeof mismatch>): Promise<Answer> {
  if (request.isDryRun) {
    const plan = await operator.planMismatch(request);
    return plan.kind === "planned" ? { ...planLine(plan), act: request.how } : plan;
  }
  const outcome = await operator.settleMismatch(request);
  if (outcome.kind !== "accepted") return outcome;
  const { order } = outcome;
  return { kind: "accepted", number: order.number, subject: subjectOf(order), paid: order.paid };
}

async function ofTax(
  operator: Operator,
  { tax: reference, act, ...rest }: z.infer<typeof refusedTax>,
): Promise<Answer> {
  const request = { reference, act, why: rest.why };
  const outcome = rest.isDryRun ? await operator.planTaxBooking(request) : await operator.settleTaxBooking(request);
  switch (outcome.kind) {
    case "planned":
      return { ...planLine(outcome), act };
    case "asked_again":
    case "settled": {
      const { booking, order } = outcome;
      const subject = order === null ? null : subjectOf(order);
      return { kind: "tax_settled", act, subject, state: booking.state, reason: booking.why };
    }
    case "not_found":
      return { kind: "no_such_booking" };
    case "not_refused":
    case "other_service":
      return outcome;
    default:
      return unreachable(outcome);
  }
}

/** The verb for the control socket. */
export const settleVerb = ({ operator }: { readonly operator: Operator }): Readonly<Record<string, ControlVerb>> => ({
  [SETTLE_VERB]: {
    must: '{"payment": "…", "how": "accept" or "refund", "why": "…"} or {"tax": "…", "act": "again", "by_hand" or "given_up", "why": "…"} or {"transfer": "…", "act": "again" or "settled", "why": "…"}',
    busy: "the server is busy",
    begin(body) {
      const read = settleRequest.safeParse(body);
      return read.success ? (emit) => settle(operator, read.data, emit) : "not_understood";
    },
  },
});

const TEXTS: KindTable<SettleLine, string> = {
  planned: (line) => planText(line),
  accepted: ({ payment, subject, paid }) =>
    `Placed ${subjectText(subject)} for payment ${payment}, paid with ${partText(paid, null)}.`,
  refunding: ({ payment, amount }) =>
    `${partText(amount, null)} of ${payment} are being given back; npm run reconcile shows what becomes of it.`,
  not_acceptable: ({ payment, status }) =>
    `${payment}: its checkout is ${status} and can take no payment any more. Give the money back with --refund.`,
  nothing_left: ({ payment }) =>
    `${payment}: nothing of it is left to give back: it was given back, is being given back, or a dispute has taken it.`,
  not_found: ({ payment }) => `${payment}: no payment of that name waits for a person. npm run reconcile lists them.`,
  tax_settled: (line) => taxText(line),
  not_refused: ({ payment, state }) =>
    `${payment}: this booking does not wait for a person; it is ${state.replaceAll("_", " ")}.`,
  other_service: ({ payment, service }) =>
    `${payment}: it belongs to ${service}, which the settings do not name any more. Book it there by hand: --by-hand.`,
  movement_settled: ({ payment, act, state }) =>
    act === "settled" ? `Noted: ${payment} was dealt with outside.` : `Asked again for ${payment}: it is ${state} now.`,
  needs_nobody: ({ payment, state }) =>
    `${payment}: it is ${state.replaceAll("_", " ")}, and that is not to be settled this way.`,
  no_such_movement: ({ payment }) =>
    `${payment}: there is no such transfer. npm run reconcile lists those that need you.`,
  no_such_booking: ({ payment }) => `${payment}: there is no such booking. npm run reconcile lists what was refused.`,
};

type OfKind<Kind extends SettleLine["kind"]> = Extract<SettleLine, { readonly kind: Kind }>;

function taxText({ payment, act, subject, state, reason }: OfKind<"tax_settled">): string {
  const what = `the tax of ${subject === null ? payment : subjectText(subject)}`;
  if (act === "by_hand") return `Noted: ${what} was booked by hand (${payment}).`;
  if (act === "given_up") return `Noted: ${what} stays unbooked (${payment}).`;
  if (state === "refused")
    return `The tax service refused ${what} again: ${reason ?? "it gives no reason"} (${payment}).`;
  return state === "due"
    ? `The tax service has not answered yet; ${what} is asked for again by itself (${payment}).`
    : `The tax service has ${what} now (${payment}).`;
}

function planText({ payment, act, subject, amount, paid }: OfKind<"planned">): string {
  switch (act) {
    case "accept":
      return `Places an order of ${subject.seller} for payment ${payment}, paid with ${partText(amount, null)}.`;
    case "refund":
      return `Gives back ${partText(amount, paid)}, payment ${payment} of ${subject.seller}, and ends it.`;
    case "again":
      return `Asks the tax service once more to book the tax of ${subjectText(subject)} (${payment}).`;
    case "by_hand":
      return `Notes that the tax of ${subjectText(subject)} was booked by hand (${payment}).`;
    case "given_up":
      return `Notes that the tax of ${subjectText(subject)} stays unbooked (${payment}).`;
    case "transfer_again":
      return `Asks the payment service once more to move ${partText(amount, null)} of ${subject.seller} (${payment}).`;
    case "transfer_settled":
      return `Notes that ${partText(amount, null)} of ${subject.seller} was dealt with outside (${payment}).`;
    default:
      return unreachable(act);
  }
}

/** What became of it in the words of `npm run settle`. */
export const settleText = (line: SettleLine): { readonly isDone: boolean; readonly text: string } => ({
  isDone:
    line.kind === "accepted" ||
    line.kind === "refunding" ||
    line.kind === "planned" ||
    (line.kind === "movement_settled" && line.state !== "refused") ||
    (line.kind === "tax_settled" && line.state !== "refused"),
  text: byKind(TEXTS, line),
});
