import { unreachable } from "../../invariant.ts";
import type { TaxBooking } from "../../store/taxes/tax-store.ts";
import type { BookingOutcome, ReversalShape } from "../../tax/tax-service.ts";
import type { PurchaseContext } from "../context.ts";

const MIN_PAUSE_MS = 10_000;
const MAX_PAUSE_MS = 60 * 60_000;
/** The service is another one now, or none. */
const ELSEWHERE_PAUSE_MS = 60 * 60_000;

type Answer = BookingOutcome | { readonly kind: "waits" };

/**
 * Asks the tax service for a stored booking and records what it says. Safe to repeat and on several instances at once: the
 * reference is the same. Answers the state that it has then; null when there is no such booking.
 */
export async function finishBooking(context: PurchaseContext, reference: string): Promise<TaxBooking["state"] | null> {
  const booking = await context.store.taxBooking(reference);
  if (booking === null || booking.state !== "due") return booking?.state ?? null;
  const isElsewhere = booking.service !== context.tax.service.name;
  const dueAt = new Date(context.now().getTime() + (isElsewhere ? ELSEWHERE_PAUSE_MS : pauseAfter(booking.tries + 1)));
  const isOurs = await context.store.transaction((transaction) => transaction.claimTaxBooking(booking, dueAt));
  if (!isOurs || isElsewhere) return "due";
  const answer = await ask(context, booking);
  return record(context, { ...booking, tries: booking.tries + 1, dueAt }, answer);
}

const pauseAfter = (tries: number): number => Math.min(MAX_PAUSE_MS, MIN_PAUSE_MS * 2 ** Math.min(tries - 1, 20));

async function ask(context: PurchaseContext, booking: TaxBooking): Promise<Answer> {
  const { service } = context.tax;
  const { reference, what } = booking;
  switch (what.kind) {
    case "sale":
      return service.record({ calculationId: what.calculationId, reference });
    case "reversal": {
      const sale = await settled(context, booking.saleReference);
      if (sale === null) return { kind: "waits" };
      const shape = shapeAtService(what.given, sale);
      // What was never booked needs no taking out.
      if (sale.state === "given_up") return { kind: "not_kept" };
      if (sale.serviceId === null) return { kind: "refused", why: "sale_not_booked" };
      if (shape === null) return { kind: "refused", why: "no_such_line" };
      return service.reverse({ bookedId: sale.serviceId, reference, shape });
    }
    case "undoing": {
      const reversal = await settled(context, what.reversalReference);
      if (reversal === null) return { kind: "waits" };
      // What was never taken out needs no putting back.
      if (reversal.state === "refused" || reversal.state === "given_up") return { kind: "not_kept" };
      if (reversal.serviceId === null) return { kind: "refused", why: "reversal_name_lost" };
      return service.undo({ reversalId: reversal.serviceId, reference });
    }
    default:
      return unreachable(what);
  }
}

/** A booking that another one needs, asked for first when it is due; null while it is not answered. */
async function settled(context: PurchaseContext, reference: string): Promise<TaxBooking | null> {
  await finishBooking(context, reference);
  const booking = await context.store.taxBooking(reference);
  return booking === null || booking.state === "due" ? null : booking;
}

type Given = Extract<TaxBooking["what"], { kind: "reversal" }>["given"];

function shapeAtService(given: Given, sale: TaxBooking): ReversalShape | null {
  if (given.kind === "flat") return given;
  const lines = given.lines.flatMap((line) => {
    const booked = sale.lines.find(({ lineId }) => lineId === line.lineId);
    return booked === undefined ? [] : [{ ...line, bookedId: booked.bookedId }];
  });
  return lines.length === given.lines.length ? { ...given, lines } : null;
}

async function record(context: PurchaseContext, booking: TaxBooking, answer: Answer): Promise<TaxBooking["state"]> {
  const { reference, orderId, what } = booking;
  const fields = { reference, orderId, kind: what.kind };
  const settle = async (changes: Pick<TaxBooking, "state"> & Partial<TaxBooking>) => {
    const settledAt = context.now();
    await context.store.transaction(async (transaction) => {
      await transaction.saveTaxBooking({ ...booking, ...changes, settledAt, dueAt: null });
      for (const waiting of await transaction.taxBookings(booking.saleReference))
        if (isWaitingFor(waiting, booking))
          await transaction.enqueue({ kind: "book_tax", reference: waiting.reference });
    });
    return changes.state;
  };
  switch (answer.kind) {
    case "waits":
      return "due";
    case "unknown": {
      const { kind: why, message, requestId } = answer.why;
      context.report({
        level: "warn",
        message: "the tax service did not answer a booking; it is asked again",
        fields: { ...fields, why, detail: message, requestId },
      });
      return "due";
    }
    case "booked":
      return settle({ state: "booked", serviceId: answer.id, lines: answer.lines });
    case "not_kept":
    case "known":
      return settle({ state: "known" });
    case "refused":
      context.report({
        level: "error",
        message: "the tax service refused a booking; correct its books by hand",
        fields: { ...fields, why: answer.why },
      });
      return settle({ state: "refused", why: answer.why });
    default:
      return unreachable(answer);
  }
}

/** Whether `waiting` was tried while `booking` had no answer yet. One that was never tried has its own job. */
function isWaitingFor({ what, state, tries }: TaxBooking, booking: TaxBooking): boolean {
  if (state !== "due" || tries === 0) return false;
  if (what.kind === "reversal") return booking.what.kind === "sale";
  return what.kind === "undoing" && what.reversalReference === booking.reference;
}

const MAX_AT_ONCE = 100;

/** Asks for the bookings that are due: whose job was lost, or that the service did not answer. True of each that is answered. */
export async function sweepBookings(
  context: PurchaseContext,
  each: (references: readonly string[], work: (reference: string) => Promise<boolean>) => Promise<number>,
): Promise<number> {
  const due = await context.store.dueTaxBookings(context.now(), MAX_AT_ONCE);
  return each(
    due.map(({ reference }) => reference),
    async (reference) => (await finishBooking(context, reference)) !== "due",
  );
}
