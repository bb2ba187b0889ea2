import type { Desk } from "../../api.ts";
import { bookLate } from "../charges.ts";
import { takeLink, turnAccount, type AccountTurn } from "./accounts.ts";

/** What a test does to sellers' accounts. */
export const CONNECT_CONTROLS: Readonly<Record<string, (desk: Desk, body: never, id: string) => unknown>> = {
  "POST account_links/{id}/use": ({ books }, _, id) => takeLink(books, id),
  "POST settlement": ({ books }, settlement: Desk["books"]["settlement"]) => void (books.settlement = settlement),
  "POST bookings": ({ books }, { isLate }: { readonly isLate: boolean }) => {
    books.isBookingLate = isLate;
    if (!isLate) bookLate(books);
  },
  "POST accounts/{id}/turn": ({ books }, turn: AccountTurn, id) => turnAccount(books, id, turn),
};
