import type { SellerMonth } from "../../orders/transfers/books.ts";
import { csvRecord } from "../csv/record.ts";

/**
 * A seller's books of a month in one currency. `difference_minor`: charges − fees − refunds − disputes less transfers and what
 * is owed; 0 unless something is wrong.
 */
export function booksView(month: string, books: SellerMonth) {
  const { chargesMinor, feesMinor, refundsMinor, disputesMinor, transfersMinor, owedMinor } = books;
  return {
    month,
    seller_id: books.sellerId,
    currency: books.currency,
    payments: books.payments,
    charges_minor: chargesMinor,
    fees_minor: feesMinor,
    refunds_minor: refundsMinor,
    disputes_minor: disputesMinor,
    transfers_minor: transfersMinor,
    owed_minor: owedMinor,
    difference_minor: chargesMinor - feesMinor - refundsMinor - disputesMinor - transfersMinor - owedMinor,
  };
}
export type BooksView = ReturnType<typeof booksView>;

const COLUMNS = [
  "month",
  "seller_id",
  "currency",
  "payments",
  "charges_minor",
  "fees_minor",
  "refunds_minor",
  "disputes_minor",
  "transfers_minor",
  "owed_minor",
  "difference_minor",
] as const satisfies readonly (keyof BooksView)[];

export const booksCsvHeader: string = csvRecord(COLUMNS);

/** A seller's books as a CSV record. Names of sellers are no formulas there; a negative amount is a number, and goes in as it is. */
export function booksCsv(books: BooksView): string {
  const fields = COLUMNS.map((column) => {
    const value = books[column];
    return typeof value === "number" ? String(value) : csvRecord([value]).trimEnd();
  });
  return `${fields.join(",")}\r\n`;
}
