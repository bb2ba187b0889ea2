import type { Books } from "../books.ts";
import { createSession } from "./checkout-sessions.ts";
import { insertIntent } from "./payment-intents.ts";

/** `over_seconds`: they were made one after the other from that long ago until now. */
export type Strangers = { readonly count: number; readonly over_seconds: number };

/** The business of other shops on the same account: so many payments, and as many pages. */
export function addStrangers(books: Books, { count, over_seconds: seconds }: Strangers): void {
  const announce = books.onEvent;
  books.onEvent = () => undefined;
  for (let n = 0; n < count; n += 1) {
    const created = books.now() - seconds + Math.floor(((n + 1) * seconds) / count);
    const request = { amount: 1000, currency: "usd", captureMethod: "automatic_async", metadata: {}, session: null };
    insertIntent(books, { ...request, fields: { created } });
    const item = {
      quantity: "1",
      price_data: { currency: "usd", unit_amount: "1000", product_data: { name: "Other" } },
    };
    const page = { mode: "payment", success_url: "https://other.example.com", line_items: [item] };
    createSession(books, page, "http://127.0.0.1").created = created;
  }
  books.onEvent = announce;
}
