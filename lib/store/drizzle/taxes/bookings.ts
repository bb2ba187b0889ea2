import { and, asc, eq, isNotNull, lte, sql, type InferSelectModel } from "drizzle-orm";
import { orderId } from "../../../ids.ts";
import type { BookedLine } from "../../../tax/tax-service.ts";
import type { RefundedTax, TaxBooking, TaxReads, TaxWrites } from "../../taxes/tax-store.ts";
import { behind, NEVER, type Database } from "../database.ts";
import { taxBookings } from "../schema/tax.ts";

type TaxBookingRow = InferSelectModel<typeof taxBookings>;

export function taxReadsOn(database: Database): TaxReads {
  return {
    async taxBooking(reference) {
      const [row] = await database.select().from(taxBookings).where(eq(taxBookings.reference, reference));
      return row === undefined ? null : bookingFromRow(row);
    },
    async taxBookings(saleReference) {
      const rows = await database
        .select()
        .from(taxBookings)
        .where(eq(taxBookings.saleReference, saleReference))
        .orderBy(asc(taxBookings.createdAt), asc(taxBookings.reference));
      return rows.map(bookingFromRow);
    },
    async dueTaxBookings(now, limit) {
      const rows = await database
        .select()
        .from(taxBookings)
        .where(and(isNotNull(taxBookings.dueAt), lte(taxBookings.dueAt, now)))
        .orderBy(asc(taxBookings.dueAt))
        .limit(limit);
      return rows.map(bookingFromRow);
    },
    async refusedTaxBookings(limit, after = null) {
      const settledAt = sql`coalesce(${taxBookings.settledAt}, ${NEVER}::timestamptz)`;
      const rest = behind([settledAt, taxBookings.reference], after && [after.settledAt ?? NEVER, after.reference]);
      const rows = await database
        .select()
        .from(taxBookings)
        .where(and(eq(taxBookings.state, "refused"), rest))
        .orderBy(asc(settledAt), asc(taxBookings.reference))
        .limit(limit);
      return rows.map(bookingFromRow);
    },
  };
}

export function taxWritesOn(database: Database): TaxWrites {
  return {
    async insertTaxBooking(booking) {
      const inserted = await database
        .insert(taxBookings)
        .values(bookingToRow(booking))
        .onConflictDoNothing()
        .returning({ reference: taxBookings.reference });
      return inserted.length > 0;
    },
    async saveTaxBooking(booking) {
      await database.update(taxBookings).set(bookingToRow(booking)).where(eq(taxBookings.reference, booking.reference));
    },
    async settleRefusedTaxBooking(reference, next) {
      const moved = await database
        .update(taxBookings)
        .set(next)
        .where(and(eq(taxBookings.reference, reference), eq(taxBookings.state, "refused")))
        .returning({ reference: taxBookings.reference });
      return moved.length > 0;
    },
    async claimTaxBooking({ reference, tries }, dueAt) {
      const claimed = await database
        .update(taxBookings)
        .set({ tries: tries + 1, dueAt })
        .where(and(eq(taxBookings.reference, reference), eq(taxBookings.tries, tries), eq(taxBookings.state, "due")))
        .returning({ reference: taxBookings.reference });
      return claimed.length > 0;
    },
  };
}

function bookingToRow({ what, ...booking }: TaxBooking): TaxBookingRow {
  return {
    ...booking,
    lines: [...booking.lines],
    kind: what.kind,
    subject: what.kind === "sale" ? what.calculationId : what.kind === "undoing" ? what.reversalReference : null,
    shape: what.kind === "reversal" ? what.given : null,
  };
}

function bookingFromRow({ kind, subject, shape, ...row }: TaxBookingRow): TaxBooking {
  return {
    ...row,
    orderId: orderId(row.orderId),
    state: row.state as TaxBooking["state"],
    lines: row.lines as readonly BookedLine[],
    what:
      kind === "sale"
        ? { kind, calculationId: subject ?? "" }
        : kind === "undoing"
          ? { kind, reversalReference: subject ?? "" }
          : { kind: "reversal", given: shape as RefundedTax },
  };
}
