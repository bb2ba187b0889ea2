import type { StoredPayout } from "../../store/payout-store.ts";
import { csvRecord } from "../csv/record.ts";

/** A payout for the seller's accounts. `difference_minor`: what it is made of less what was paid out; null: not itemized yet. */
export function payoutView({ id, status, amount, arrivesAt, isItemized, entries }: StoredPayout) {
  const total = entries?.reduce((sum, { net }) => sum + net.amountMinor, 0) ?? null;
  return {
    id,
    status,
    amount_minor: amount.amountMinor,
    currency: amount.currency,
    arrives_at: arrivesAt.toISOString(),
    is_itemized: isItemized,
    difference_minor: total === null ? null : total - amount.amountMinor,
    entries: (entries ?? []).map((entry) => ({
      id: entry.id,
      kind: entry.kind,
      booked_at: entry.bookedAt.toISOString(),
      order_number: entry.orderNumber,
      payment_reference: entry.reference,
      amount_minor: entry.amount.amountMinor,
      fee_minor: entry.fee.amountMinor,
      net_minor: entry.net.amountMinor,
      currency: entry.net.currency,
    })),
  };
}
export type PayoutView = ReturnType<typeof payoutView>;

const COLUMNS = {
  payout_id: ({ payout }) => payout.id,
  payout_status: ({ payout }) => payout.status,
  arrives_at: ({ payout }) => payout.arrives_at,
  kind: ({ entry }) => entry.kind,
  booked_at: ({ entry }) => entry.booked_at,
  order_number: ({ entry }) => entry.order_number,
  payment_reference: ({ entry }) => entry.payment_reference,
  entry_id: ({ entry }) => entry.id,
  currency: ({ entry }) => entry.currency,
  amount_minor: ({ entry }) => entry.amount_minor,
  fee_minor: ({ entry }) => entry.fee_minor,
  net_minor: ({ entry }) => entry.net_minor,
} as const satisfies Record<
  string,
  (row: { payout: PayoutView; entry: PayoutView["entries"][number] }) => string | number | null
>;

export const payoutsCsvHeader: string = csvRecord(Object.keys(COLUMNS));

/**
 * A payout as CSV records, one for each booking; their `net_minor` add up to what was paid out. A negative amount is a number
 * and no formula, so numbers go in as they are.
 */
export const payoutCsv = (payout: PayoutView): string =>
  payout.entries
    .map(
      (entry) =>
        `${Object.values(COLUMNS)
          .map((column) => fieldOf(column({ payout, entry })))
          .join(",")}\r\n`,
    )
    .join("");

const fieldOf = (value: string | number | null): string =>
  typeof value === "number" ? String(value) : csvRecord([value ?? ""]).trimEnd();
