import { z } from "zod";
import { MAX_SELLER_ID, sellerId, type SellerId } from "../../ids.ts";
import type { Movement } from "../../orders/transfers/transfer.ts";
import type { Operator } from "../../purchase/operator.ts";
import { booksView, type BooksView } from "../../wire/sellers/books.ts";
import { openMovementView, type OpenMovementView } from "../../wire/sellers/open-movements.ts";
import type { ControlVerb, Emit } from "../control-socket.ts";
import { unknownSeller, type UnknownSeller } from "./unknown-seller.ts";

export const BOOKS_VERB = "books";
/** Null: every seller. */
const seller = z.string().min(1).max(MAX_SELLER_ID).nullable();
const ofMonth = z.object({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/), seller });
/** What is open now, in the place of a month's books. */
const ofNow = z.object({ open: z.literal(true), seller });
export const booksRequest = z.union([ofMonth, ofNow]);
export type BooksRequest = z.infer<typeof booksRequest>;
export type BooksLine =
  | { readonly type: "books"; readonly books: BooksView }
  | { readonly type: "open"; readonly open: OpenMovementView }
  | UnknownSeller;

const PAGE = 200;

/** Emits each seller's books of a month by currency, in Coordinated Universal Time; or what is open of their money, oldest first. */
export async function listBooks(operator: Operator, request: BooksRequest, emit: Emit): Promise<void> {
  return "open" in request ? listOpen(operator, request.seller, emit) : listMonth(operator, request, emit);
}

async function listOpen(operator: Operator, of: string | null, emit: Emit): Promise<void> {
  const query = { seller: of === null ? null : sellerId(of), limit: PAGE };
  let after: Movement | null = null;
  do {
    const page: readonly Movement[] = await operator.openMovements({ ...query, after });
    if (after === null && page.length === 0) await emitUnknown(operator, query.seller, emit);
    for (const movement of page) await emit({ type: "open", open: openMovementView(movement) } satisfies BooksLine);
    after = page.length < PAGE ? null : (page.at(-1) ?? null);
  } while (after !== null);
}

async function listMonth(
  operator: Operator,
  { month, seller: of }: z.infer<typeof ofMonth>,
  emit: Emit,
): Promise<void> {
  const from = new Date(`${month}-01T00:00:00Z`);
  const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  const query = { from, until, seller: of === null ? null : sellerId(of) };
  const found = await operator.sellerMonths(query);
  if (found.length === 0) await emitUnknown(operator, query.seller, emit);
  for (const books of found) await emit({ type: "books", books: booksView(month, books) } satisfies BooksLine);
}

async function emitUnknown(operator: Operator, of: SellerId | null, emit: Emit): Promise<void> {
  const unknown = await unknownSeller(operator, of);
  if (unknown !== null) await emit(unknown satisfies BooksLine);
}

/** The verb for the control socket. */
export const booksVerb = ({ operator }: { readonly operator: Operator }): Readonly<Record<string, ControlVerb>> => ({
  [BOOKS_VERB]: {
    must: '{"month": "2026-11", "seller": "…" or null} or {"open": true, "seller": "…" or null}',
    busy: "the server is busy",
    begin(body) {
      const read = booksRequest.safeParse(body);
      return read.success ? (emit) => listBooks(operator, read.data, emit) : "not_understood";
    },
  },
});
