import type { Books } from "../../books.ts";
import type { Params } from "../../params.ts";
import type { List } from "../lists.ts";
import type { Wire } from "../objects.ts";
import { calculation, calculationLines, createCalculation, withLines } from "./calculations.ts";
import { createFromCalculation, createReversal, transaction, transactionLines } from "./transactions.ts";

type Call = { readonly books: Books; readonly params: Params; readonly id: string };

/** The endpoints of Stripe Tax, https://docs.stripe.com/api/tax/calculations. */
export const TAX_OPERATIONS: Readonly<Record<string, { readonly run: (call: Call) => Wire | List }>> = {
  "POST /v1/tax/calculations": { run: ({ books, params }) => createCalculation(books, params) },
  "GET /v1/tax/calculations/{calculation}": {
    run: ({ books, id, params }) => {
      const found = calculation(books, id);
      return withLines(found, found.$private.lines, params, `/v1/tax/calculations/${id}/line_items`);
    },
  },
  "GET /v1/tax/calculations/{calculation}/line_items": {
    run: ({ books, id, params }) => calculationLines(books, id, params),
  },
  "POST /v1/tax/transactions/create_from_calculation": {
    run: ({ books, params }) => createFromCalculation(books, params),
  },
  "POST /v1/tax/transactions/create_reversal": { run: ({ books, params }) => createReversal(books, params) },
  "GET /v1/tax/transactions/{transaction}": {
    run: ({ books, id, params }) => {
      const found = transaction(books, id);
      return withLines(found, found.$private.lines, params, `/v1/tax/transactions/${id}/line_items`);
    },
  },
  "GET /v1/tax/transactions/{transaction}/line_items": {
    run: ({ books, id, params }) => transactionLines(books, id, params),
  },
};
