import { BOOKS_VERB, booksRequest, listBooks, type BooksLine } from "#lib/operator/sellers/books.ts";
import { booksCsv, booksCsvHeader } from "#lib/wire/sellers/books.ts";
import { openMovementCsv, openMovementsCsvHeader } from "#lib/wire/sellers/open-movements.ts";
import { readOptions, wrongUse } from "../command/options.ts";
import { runForOperator } from "../operator-run.ts";
import { noSuchSeller } from "../sellers/seller-lines.ts";
import { openMovementText } from "./open-movement-text.ts";
import { reportFailure } from "../command/failure.ts";

const HELP = `Prints each seller's books of a month: charges - fees - refunds - disputes = transfers + owed, in minor units. Or what is
still to be sent to sellers and taken back from them.

  npm run -s books -- --month 2026-11 > books.csv
  npm run -s books -- --month 2026-11 --seller SELLER --json
  npm run books -- --open
  npm run -s books -- --open --seller SELLER --csv

  --month MONTH      when something happened, in Coordinated Universal Time
  --open             what is open now, the oldest first, in the place of a month
  --seller ID        this seller alone
  --json             a line as JSON for each seller and currency, or for each that is open
  --csv              as CSV, which is what a month is printed as unless --json is given
  --help             this text

What is owed below zero is a claim on the seller. Where the books of a seller do not add up, a line on standard error says
so, and the exit code is 1. docs/marketplace.md has what each figure is.
`;

const values = readOptions(HELP, {
  month: { type: "string" },
  open: { type: "boolean", default: false },
  seller: { type: "string" },
  json: { type: "boolean", default: false },
  csv: { type: "boolean", default: false },
});
if ((values.month === undefined) === !values.open)
  wrongUse("--month or --open: a month such as 2026-11, or what is open now.");
if (values.json && values.csv) wrongUse("--json or --csv: one of the two.");
const of = values.open ? { open: true } : { month: values.month };
const request = booksRequest.safeParse({ ...of, seller: values.seller ?? null });
if (!request.success) {
  const { month } = values;
  wrongUse(month === undefined || isMonth(month) ? "--seller: must have 1 to 200 characters." : notAMonth(month));
}

const isCsv = values.csv || (!values.open && !values.json);
if (isCsv) process.stdout.write(values.open ? openMovementsCsvHeader : booksCsvHeader);
let count = 0;
await runForOperator<BooksLine>(
  BOOKS_VERB,
  request.data,
  ({ operator }, emit) => listBooks(operator, request.data, emit),
  (line) => {
    count += 1;
    if (line.type === "no_such_seller") {
      process.exitCode = 1;
      return reportFailure(`--seller: ${noSuchSeller(line)}`);
    }
    process.stdout.write(textOf(line));
    if (line.type === "open" || line.books.difference_minor === 0) return;
    process.exitCode = 1;
    const { seller_id: seller, currency, difference_minor: difference } = line.books;
    process.stderr.write(`The books of ${seller} in ${currency} differ by ${difference} minor units.\n`);
  },
);
if (count === 0 && process.exitCode === undefined)
  process.stderr.write(values.open ? "Nothing is open.\n" : "Nothing happened in this month.\n");

function textOf(line: Exclude<BooksLine, { type: "no_such_seller" }>): string {
  if (values.json) return `${JSON.stringify(line.type === "open" ? line.open : line.books)}\n`;
  if (line.type === "books") return booksCsv(line.books);
  return isCsv ? openMovementCsv(line.open) : `${openMovementText(line.open)}\n`;
}

function isMonth(text: string): boolean {
  return booksRequest.safeParse({ month: text, seller: null }).success;
}

/** Also of a month that is written otherwise, such as 11/2026 or 2026-3. */
function notAMonth(text: string): string {
  const [first = "", second = ""] = text.split(/\D+/).filter((part) => part !== "");
  const [year, month] = first.length === 4 ? [first, second] : [second, first];
  const meant = `${year}-${month.padStart(2, "0")}`;
  return `--month: "${text}" is not a month such as 2026-11.${isMonth(meant) ? ` Did you mean ${meant}?` : ""}`;
}
