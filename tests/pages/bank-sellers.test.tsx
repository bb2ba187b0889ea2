import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { SellersParts } from "#app/sandbox-bank/ledger/[link]/sellers-parts.tsx";
import { bankTexts } from "#app/sandbox-bank/texts/bank-texts.ts";
import type { BankLedger } from "#lib/payments/sandbox/bank.ts";

const charge = {
  id: "ch_1",
  attempt: "att_1",
  session: "cs_1",
  amount_minor: 2500,
  currency: "USD",
  state: "captured",
} as const;

function booksWith(reversedMinor: number): BankLedger {
  const transfer = {
    id: "tr_1",
    attempt: "att_1",
    charge: "ch_1",
    account: "acct_1",
    amount_minor: 2000,
    reversed_minor: reversedMinor,
    currency: "USD",
  };
  return { charges: [charge], transfers: [transfer], fees: [], accounts: [] };
}

const textOf = (books: BankLedger) =>
  renderToStaticMarkup(
    <SellersParts books={books} charges={books.charges} texts={bankTexts("en-US")} locale="en-US" />,
  ).replaceAll(/<[^>]+>/g, " ");

it("the bank's page about an order says from which seller money was taken back, and of none when none was", () => {
  expect(textOf(booksWith(500))).toMatch(/Reversed from acct_1 +−\$5\.00/);
  expect(textOf(booksWith(0))).not.toContain("Reversed");
});
