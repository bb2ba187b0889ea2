import { isFree, isPaymentOpen } from "#lib/checkout/session.ts";
import { sessionId } from "#lib/ids.ts";
import { money, sameMoney, sum } from "#lib/money.ts";
import type { Order } from "#lib/orders/order.ts";
import type { LedgerCharge } from "#lib/payments/sandbox/rows.ts";
import type { Capture } from "#lib/orders/capture.ts";
import { lostToDisputes, takenByDisputes, type PaymentAlert } from "#lib/orders/disputes/alert.ts";
import { isGiven, type Refund } from "#lib/orders/refund.ts";
import { sellersProblems, type LedgerTransfer } from "./sellers/sellers-check.ts";
import type { StoreReads } from "#lib/store/store.ts";

/**
 * Compares the payment service's own books with ours for one session, and says precisely what does not agree; nothing
 * when all is well. "Kept" is money that was not given back. Ask when everything is known: an outcome that is still open
 * at our side is a problem here.
 */
export async function ledgerProblems(
  reads: StoreReads,
  ledger: readonly LedgerCharge[],
  id: string,
  /** What the service sent to sellers; null where it has no such books. */
  transfers: readonly LedgerTransfer[] | null = null,
): Promise<readonly string[]> {
  const found = await reads.session(sessionId(id));
  if (found === null) return [`session ${id} is gone`];
  const problems: string[] = [];
  const wrong = (what: string) => void problems.push(`session ${id} (${found.status}): ${what}`);
  const charges = ledger.filter((charge) => charge.session === id && charge.state !== "declined");
  const captures = await reads.captures(found.id);
  const attempts = await reads.attempts(found.id);
  const isPaid = found.status === "completed";

  if (found.status === "paying" || found.status === "unresolved")
    wrong(`attempt ${found.attempt.id} is still open; the service has ${saidOf(charges, found.attempt.id)}`);
  const alerts = new Map<string, readonly PaymentAlert[]>();
  for (const capture of captures) alerts.set(capture.reference, await reads.alerts(capture));
  compareCharges(charges, captures, alerts, wrong);
  for (const capture of captures) {
    const refunds = await reads.refunds(capture.provider, capture.reference);
    const against = alerts.get(capture.reference) ?? [];
    checkCapture(capture, refunds, against, wrong);
    for (const problem of await sellersProblems(reads, { capture, refunds, alerts: against }, transfers))
      wrong(problem);
  }
  const ofOrder = captures.filter((capture) => capture.use === "order");
  const isFreeOrder = isPaid && isFree(found);
  if (ofOrder.length !== (isPaid && !isFreeOrder ? 1 : 0))
    wrong(`${ofOrder.length} payments of an order: ${listOf(ofOrder)}`);
  if (isPaid) checkOrder(await reads.order(found.orderId), ofOrder[0], found, wrong);
  const captured = attempts.filter((attempt) => attempt.outcome.kind === "captured");
  if (captured.length !== (isPaid ? 1 : 0))
    wrong(`${captured.length} captured attempts: ${captured.map((one) => one.id).join(", ")}`);
  const open = attempts.filter((attempt) => attempt.outcome.kind === "open");
  if (open.length !== (isPaymentOpen(found) ? 1 : 0))
    wrong(`${open.length} open attempts: ${open.map((one) => one.id).join(", ")}`);
  const steps = (await reads.steps(found.id)).filter((step) => !step.type.startsWith("capture_"));
  const revisions = steps.map((step) => step.revision);
  if (revisions.length !== found.revision || revisions.some((revision, index) => revision !== index + 1))
    wrong(`its steps have the revisions ${revisions.join(", ")} and it has ${found.revision}`);
  return problems;
}

type Wrong = (what: string) => void;

/** Every charge of theirs is a capture of ours and the other way round; at most one is kept. What a dispute took is neither kept nor given back. */
function compareCharges(
  charges: readonly LedgerCharge[],
  captures: readonly Capture[],
  alerts: ReadonlyMap<string, readonly PaymentAlert[]>,
  wrong: Wrong,
): void {
  const left = [...captures];
  for (const charge of charges) {
    // Stripe's ledger names the charge and our books the payment it belongs to, so the attempt is what both know.
    const index = left.findIndex((capture) => capture.reference === charge.id);
    const same =
      index >= 0 ? index : left.findIndex((capture) => capture.attemptId === charge.attempt && isLike(charge, capture));
    const fallback = same >= 0 ? same : left.findIndex((capture) => capture.attemptId === charge.attempt);
    const [capture] = fallback < 0 ? [] : left.splice(fallback, 1);
    if (capture === undefined) {
      wrong(`the service took ${nameOf(charge)} and our books do not know it`);
      continue;
    }
    if (capture.amount.amountMinor !== charge.amount_minor || capture.amount.currency !== charge.currency)
      wrong(`the service took ${nameOf(charge)} and our books say ${capture.amount.amountMinor}`);
    if (givenBack(capture) !== charge.state)
      wrong(`the service's ${nameOf(charge)} is ${charge.state} and ours (${capture.use}) is ${givenBack(capture)}`);
    const disputed = takenByDisputes(alerts.get(capture.reference) ?? [], capture.amount.currency).amountMinor;
    if (disputed !== (charge.disputed_minor ?? 0))
      wrong(`a dispute took ${charge.disputed_minor ?? 0} of the service's ${nameOf(charge)} and ${disputed} of ours`);
  }
  for (const capture of left)
    wrong(`our books have ${capture.amount.amountMinor} of ${capture.attemptId} and the service never took it`);
  const kept = charges.filter(
    (charge) => charge.state !== "refunded" && (charge.disputed_minor ?? 0) < charge.amount_minor,
  );
  if (kept.length > 1) wrong(`the service keeps ${kept.length} payments: ${kept.map(nameOf).join(", ")}`);
  const ownerless = captures.filter((capture) => capture.use !== "order" && isKept(capture, alerts));
  for (const capture of ownerless)
    wrong(
      `${capture.use} of ${capture.amount.amountMinor} (${capture.attemptId}) is neither an order's nor given back`,
    );
}

/** False once all of it is with the buyer: given back by us, or by a bank that decided a dispute for them. */
function isKept(
  { reference, amount, refunded }: Capture,
  alerts: ReadonlyMap<string, readonly PaymentAlert[]>,
): boolean {
  const lost = lostToDisputes(alerts.get(reference) ?? [], amount.currency);
  return refunded.amountMinor + lost.amountMinor < amount.amountMinor;
}

function checkCapture(
  capture: Capture,
  refunds: readonly Refund[],
  alerts: readonly PaymentAlert[],
  wrong: Wrong,
): void {
  const name = `payment ${capture.reference} of ${capture.attemptId}`;
  if (capture.use === "amount_mismatch") wrong(`${name} waits for a person: ${capture.why}`);
  for (const refund of refunds)
    if (!isGiven(refund) && refund.resolvedAt === null) wrong(`refund ${refund.key} is ${refund.state}`);
  const given = sum(
    refunds.filter(isGiven).map((refund) => refund.amount),
    capture.amount.currency,
  );
  const lost = lostToDisputes(alerts, capture.amount.currency);
  if (given.amountMinor + lost.amountMinor > capture.amount.amountMinor)
    wrong(
      `${name}: ${given.amountMinor} given back and ${lost.amountMinor} lost to disputes, of ${capture.amount.amountMinor}`,
    );
  if (!sameMoney(given, capture.refunded))
    wrong(`${name}: refunds of ${given.amountMinor}, and ${capture.refunded.amountMinor} noted as given back`);
}

function checkOrder(
  order: Order | null,
  capture: Capture | undefined,
  session: Extract<NonNullable<Awaited<ReturnType<StoreReads["session"]>>>, { status: "completed" }>,
  wrong: Wrong,
): void {
  if (order === null) return wrong(`its order ${session.orderId} is missing`);
  const { total } = session.totals;
  if (!sameMoney(order.paid, total)) wrong(`its order is paid with ${order.paid.amountMinor} of ${total.amountMinor}`);
  if (order.attemptId !== session.attempt.id) wrong(`its order is of ${order.attemptId}, not of ${session.attempt.id}`);
  if (capture === undefined) return;
  if (order.paymentReference !== capture.reference || order.attemptId !== capture.attemptId)
    wrong(`its order names payment ${order.paymentReference} and the books ${capture.reference}`);
  const refunded = money(order.status === "partially_refunded" ? order.refunded.amountMinor : 0, order.paid.currency);
  const expected = order.status === "refunded" ? order.paid : refunded;
  if (!sameMoney(expected, capture.refunded))
    wrong(`its order is ${order.status} and ${capture.refunded.amountMinor} of its payment is given back`);
}

const isLike = (charge: LedgerCharge, capture: Capture) =>
  capture.amount.amountMinor === charge.amount_minor && givenBack(capture) === charge.state;

function givenBack({ refunded, amount }: Capture): LedgerCharge["state"] {
  if (refunded.amountMinor === 0) return "captured";
  return refunded.amountMinor >= amount.amountMinor ? "refunded" : "partially_refunded";
}

const nameOf = ({ id, attempt, amount_minor: amountMinor, currency }: LedgerCharge) =>
  `${amountMinor} ${currency} (${id}, attempt ${attempt})`;

const listOf = (captures: readonly Capture[]) => captures.map((one) => one.attemptId).join(", ");

function saidOf(charges: readonly LedgerCharge[], attempt: string): string {
  const of = charges.filter((charge) => charge.attempt === attempt);
  return of.length === 0 ? "no charge of it" : of.map((charge) => `${nameOf(charge)} ${charge.state}`).join(", ");
}
