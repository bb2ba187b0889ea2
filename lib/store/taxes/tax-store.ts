import type { OrderId } from "../../ids.ts";
import type { Money } from "../../money.ts";
import type { BookedLine, ReversedPart } from "../../tax/tax-service.ts";

/** What a refund gave back, by our names for the lines. */
export type RefundedTax =
  | {
      readonly kind: "lines";
      readonly lines: readonly (ReversedPart & { readonly lineId: string })[];
      readonly shipping: ReversedPart | null;
    }
  | { readonly kind: "flat"; readonly amount: Money };

/**
 * Something that is booked at a tax service, or is to be. `due`: it is asked for until it is answered. `known`: it is
 * booked, and the service's name for it is lost. `refused`: for good, and waits for a person. `by_hand`: that person booked it
 * at the service. `given_up`: it is not booked, by their decision.
 */
export type TaxBooking = {
  /** What the service knows it by: the attempt's id, the refund's key, or that key with an ending. */
  readonly reference: string;
  readonly service: string;
  /** The reference of the sale that it belongs to; its own for a sale. */
  readonly saleReference: string;
  readonly orderId: OrderId;
  readonly what:
    | { readonly kind: "sale"; readonly calculationId: string }
    | { readonly kind: "reversal"; readonly given: RefundedTax }
    | { readonly kind: "undoing"; readonly reversalReference: string };
  readonly state: "due" | "booked" | "known" | "refused" | "by_hand" | "given_up";
  readonly serviceId: string | null;
  readonly lines: readonly BookedLine[];
  readonly why: string | null;
  readonly tries: number;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
  /** When the sweep asks for it; null once it is answered. */
  readonly dueAt: Date | null;
};

export interface TaxReads {
  taxBooking(reference: string): Promise<TaxBooking | null>;
  /** Everything that belongs to a sale, the sale too; oldest first. */
  taxBookings(saleReference: string): Promise<readonly TaxBooking[]>;
  dueTaxBookings(now: Date, limit: number): Promise<readonly TaxBooking[]>;
  /** What the service refused for good; oldest first. */
  refusedTaxBookings(limit: number, after?: TaxBooking | null): Promise<readonly TaxBooking[]>;
}

/** Part of the port in lib/store/store.ts. */
export interface TaxWrites {
  /** False when the reference was used before. */
  insertTaxBooking(booking: TaxBooking): Promise<boolean>;
  saveTaxBooking(booking: TaxBooking): Promise<void>;
  /** Moves a refused booking on. False when it is not refused, or not any more: of several callers one is answered true. */
  settleRefusedTaxBooking(reference: string, next: Pick<TaxBooking, "state" | "settledAt" | "dueAt">): Promise<boolean>;
  /** True when the caller is the one to ask now: nobody did since it was read. It is due again at `dueAt` whatever becomes of the caller. */
  claimTaxBooking(booking: Pick<TaxBooking, "reference" | "tries">, dueAt: Date): Promise<boolean>;
}
