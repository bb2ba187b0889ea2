import type { Order } from "../../orders/order.ts";
import type { StoreTransaction } from "../../store/store.ts";
import type { TaxBooking } from "../../store/taxes/tax-store.ts";
import type { PurchaseContext } from "../context.ts";
import { decide, type Planned } from "../dry-run.ts";
import { finishBooking } from "./finish-booking.ts";

export const TAX_ACTS = ["again", "by_hand", "given_up"] as const;
/** `again`: the service is asked once more. `by_hand`: a person booked it there. `given_up`: it stays out of the books. */
export type TaxAct = (typeof TAX_ACTS)[number];

/** `reference`: the booking's, as `npm run reconcile` lists it. */
export type SettleTaxRequest = { readonly reference: string; readonly act: TaxAct; readonly why: string };

export type SettleTaxOutcome =
  /** The service was asked again; `booking` is what became of it. */
  | { readonly kind: "asked_again"; readonly booking: TaxBooking; readonly order: Order | null }
  | {
      readonly kind: "settled";
      readonly act: Exclude<TaxAct, "again">;
      readonly booking: TaxBooking;
      readonly order: Order | null;
    }
  /** It was settled before, or never refused. */
  | { readonly kind: "not_refused"; readonly state: TaxBooking["state"] }
  /** The refused booking is of a service that is not the one of the settings, so nobody can be asked. */
  | { readonly kind: "other_service"; readonly service: string }
  | { readonly kind: "not_found" };

/**
 * Ends a booking that the tax service refused, by a person's decision, in the audit trail. Said twice, the second time finds
 * nothing that is refused; one that is refused again is listed again.
 */
export async function settleTaxBooking(context: PurchaseContext, request: SettleTaxRequest): Promise<SettleTaxOutcome> {
  const decided = await decideTax(context, request, false);
  if (decided.kind !== "decided") return decided;
  const { act } = request;
  if (act === "again") await finishBooking(context, request.reference);
  const booking = (await context.store.taxBooking(request.reference)) ?? decided.booking;
  const order = await context.store.order(booking.orderId);
  return act === "again" ? { kind: "asked_again", booking, order } : { kind: "settled", act, booking, order };
}

/** What {@link settleTaxBooking} would do, decided by the same code and rolled back. */
export async function planTaxBooking(
  context: PurchaseContext,
  request: SettleTaxRequest,
): Promise<Planned | Exclude<SettleTaxOutcome, { readonly kind: "asked_again" | "settled" }>> {
  const decided = await decideTax(context, request, true);
  if (decided.kind !== "decided") return decided;
  const order = await context.store.order(decided.booking.orderId);
  if (order === null) return { kind: "not_found" };
  const { sellerId, paid } = order;
  return { kind: "planned", order, sellerId, amount: null, paid, isRepetition: false };
}

type Decided =
  | { readonly kind: "decided"; readonly booking: TaxBooking }
  | Extract<SettleTaxOutcome, { readonly kind: "not_refused" | "other_service" | "not_found" }>;

async function decideTax(context: PurchaseContext, request: SettleTaxRequest, isDryRun: boolean): Promise<Decided> {
  const { reference, act } = request;
  const booking = await context.store.taxBooking(reference);
  if (booking === null) return { kind: "not_found" };
  if (booking.state !== "refused") return { kind: "not_refused", state: booking.state };
  if (act === "again" && booking.service !== context.tax.service.name)
    return { kind: "other_service", service: booking.service };
  const isOurs = await decide<boolean>(context.store, isDryRun, (transaction) =>
    moveOn(context, transaction, booking, request),
  );
  if (isOurs) return { kind: "decided", booking };
  return { kind: "not_refused", state: (await context.store.taxBooking(reference))?.state ?? "due" };
}

/** False when somebody else settled it first. */
async function moveOn(
  { now }: PurchaseContext,
  transaction: StoreTransaction,
  booking: TaxBooking,
  { reference, act, why }: SettleTaxRequest,
): Promise<boolean> {
  const occurredAt = now();
  const isAgain = act === "again";
  const next = isAgain
    ? ({ state: "due", settledAt: null, dueAt: occurredAt } as const)
    : ({ state: act, settledAt: occurredAt, dueAt: null } as const);
  if (!(await transaction.settleRefusedTaxBooking(reference, next))) return false;
  if (isAgain) await transaction.enqueue({ kind: "book_tax", reference });
  const order = await transaction.order(booking.orderId);
  await transaction.insertAuditEntry({
    occurredAt,
    action: "tax_booking_settled",
    actor: "command",
    subject: order?.number ?? booking.orderId,
    why,
    details: { act, reference, kind: booking.what.kind, service: booking.service, refused: booking.why ?? "" },
  });
  return true;
}
