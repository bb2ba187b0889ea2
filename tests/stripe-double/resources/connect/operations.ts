import type { Books } from "../../books.ts";
import type { Params } from "../../params.ts";
import { pageOf, type List } from "../lists.ts";
import type { Wire } from "../objects.ts";
import { accountNamed, createAccount, createLink, shown } from "./accounts.ts";
import type { Transfer } from "./money.ts";
import { createReversal, createTransfer, transfer, type Reversal } from "./transfers.ts";

type Call = { readonly books: Books; readonly params: Params; readonly id: string; readonly baseUrl: string };

/** The endpoints of Connect: https://docs.stripe.com/api/connected-accounts */
export const CONNECT_OPERATIONS: Readonly<Record<string, { readonly run: (call: Call) => Wire | List }>> = {
  "POST /v2/core/accounts": { run: ({ books, params }) => createAccount(books, params) },
  "GET /v2/core/accounts/{id}": { run: ({ books, id, params }) => shown(accountNamed(books, id), params) },
  "POST /v2/core/account_links": { run: ({ books, params, baseUrl }) => createLink(books, params, baseUrl) },
  "POST /v1/transfers": { run: ({ books, params }) => createTransfer(books, params) },
  "GET /v1/transfers": {
    run: ({ books, params }) =>
      pageOf(books.all<Transfer>("transfer"), params, "/v1/transfers", ["destination", "transfer_group"]),
  },
  "GET /v1/transfers/{transfer}": { run: ({ books, id }) => transfer(books, id) },
  "POST /v1/transfers/{id}/reversals": { run: ({ books, id, params }) => createReversal(books, id, params) },
  "GET /v1/transfers/{id}/reversals": {
    run: ({ books, id, params }) => {
      const all = books.all<Reversal>("transfer_reversal").filter((one) => one.transfer === id);
      return pageOf(all, params, `/v1/transfers/${id}/reversals`);
    },
  },
};
