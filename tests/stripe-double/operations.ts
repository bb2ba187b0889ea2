import { createFile } from "./resources/files/uploaded.ts";
import type { Books } from "./books.ts";
import { createSession, expireSession, session } from "./resources/checkout-sessions.ts";
import { createCoupon } from "./resources/coupons.ts";
import { createCustomer } from "./resources/customers.ts";
import { closeDispute, updateDispute } from "./resources/disputes.ts";
import { closeReview, type Review } from "./resources/fraud-signals.ts";
import { expand, pageOf, type List } from "./resources/lists.ts";
import type { Wire } from "./resources/objects.ts";
import type { Params } from "./params.ts";
import {
  cancelIntent,
  captureIntent,
  confirmIntent,
  createIntent,
  paymentIntent,
} from "./resources/payment-intents.ts";
import { bookingsOf } from "./resources/payouts.ts";
import { createRefund } from "./resources/refunds.ts";
import { searchIntents, type SearchResult } from "./resources/search.ts";
import { mintToken, readToken, revokeToken } from "./resources/shared-payment-tokens.ts";
import {
  cancelSubscription,
  listInvoicePayments,
  listInvoices,
  updateSubscription,
} from "./resources/subscriptions.ts";
import { confirmationToken, createConfirmationToken } from "./resources/wallets/confirmation-tokens.ts";
import { CONNECT_OPERATIONS } from "./resources/connect/operations.ts";
import { TAX_OPERATIONS } from "./resources/tax/operations.ts";
import { missing } from "./stripe-error.ts";

export type Call = { readonly books: Books; readonly params: Params; readonly id: string; readonly baseUrl: string };

type Operation = {
  readonly run: (call: Call) => Wire | List | SearchResult;
  /** Only versions that end in ".preview" know it. */
  readonly isPreview?: boolean;
};

const read = (kind: string, param: string) => ({
  run: ({ books, id }: Call) => {
    const object = books.get(id, kind);
    if (object === null) throw missing(kind, id, param);
    return object;
  },
});

const list = (kind: string, url: string, where: readonly string[] = []) => ({
  run: ({ books, params }: Call) => pageOf(books.all(kind), params, url, where),
});

/** Every endpoint, by the name that the request schemas use for it. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...TAX_OPERATIONS,
  ...CONNECT_OPERATIONS,
  "POST /v1/payment_intents": { run: ({ books, params, baseUrl }) => createIntent(books, params, baseUrl) },
  "GET /v1/payment_intents": list("payment_intent", "/v1/payment_intents", ["customer"]),
  "GET /v1/payment_intents/search": { run: ({ books, params }) => searchIntents(books, params) },
  "GET /v1/payment_intents/{intent}": { run: ({ books, id }) => paymentIntent(books, id) },
  "POST /v1/payment_intents/{intent}/confirm": {
    run: ({ books, id, params, baseUrl }) => confirmIntent(books, id, params, baseUrl),
  },
  "POST /v1/payment_intents/{intent}/capture": { run: ({ books, id, params }) => captureIntent(books, id, params) },
  "POST /v1/payment_intents/{intent}/cancel": { run: ({ books, id, params }) => cancelIntent(books, id, params) },
  "POST /v1/confirmation_tokens": { run: ({ books, params }) => createConfirmationToken(books, params) },
  "POST /v1/test_helpers/confirmation_tokens": { run: ({ books, params }) => createConfirmationToken(books, params) },
  "GET /v1/confirmation_tokens/{confirmation_token}": { run: ({ books, id }) => confirmationToken(books, id) },
  "GET /v1/account": { run: ({ books }) => ({ id: books.accountId, object: "account", created: books.now() }) },
  "GET /v1/charges": list("charge", "/v1/charges", ["payment_intent", "customer", "transfer_group"]),
  "GET /v1/charges/{charge}": read("charge", "charge"),
  "POST /v1/refunds": { run: ({ books, params }) => createRefund(books, params) },
  "GET /v1/refunds": list("refund", "/v1/refunds", ["charge", "payment_intent"]),
  "GET /v1/refunds/{refund}": read("refund", "refund"),
  "POST /v1/files": { run: ({ books, params }) => createFile(books, params) },
  "GET /v1/files/{file}": read("file", "file"),
  "GET /v1/disputes": list("dispute", "/v1/disputes", ["charge", "payment_intent"]),
  "GET /v1/disputes/{dispute}": read("dispute", "dispute"),
  "POST /v1/disputes/{dispute}": { run: ({ books, id, params }) => updateDispute(books, id, params) },
  "POST /v1/disputes/{dispute}/close": { run: ({ books, id }) => closeDispute(books, id) },
  "GET /v1/radar/early_fraud_warnings": list("radar.early_fraud_warning", "/v1/radar/early_fraud_warnings", [
    "charge",
    "payment_intent",
  ]),
  "GET /v1/radar/early_fraud_warnings/{warning}": read("radar.early_fraud_warning", "early_fraud_warning"),
  "GET /v1/reviews": {
    run: ({ books, params }) =>
      pageOf(
        books.all<Review>("review").filter(({ open }) => open),
        params,
        "/v1/reviews",
      ),
  },
  "GET /v1/reviews/{review}": read("review", "review"),
  "POST /v1/reviews/{review}/approve": { run: ({ books, id }) => closeReview(books, id, { reason: "approved" }) },
  "GET /v1/balance_transactions": {
    run: ({ books, params }) =>
      pageOf(bookingsOf(books, params), params, "/v1/balance_transactions", ["type", "source"]),
  },
  "GET /v1/balance_transactions/{id}": read("balance_transaction", "id"),
  "GET /v1/payouts": list("payout", "/v1/payouts", ["status"]),
  "GET /v1/payouts/{payout}": read("payout", "payout"),
  "POST /v1/checkout/sessions": { run: ({ books, params, baseUrl }) => createSession(books, params, baseUrl) },
  "GET /v1/checkout/sessions": list("checkout.session", "/v1/checkout/sessions", [
    "customer",
    "payment_intent",
    "status",
    "subscription",
  ]),
  "GET /v1/checkout/sessions/{session}": { run: ({ books, id }) => session(books, id) },
  "POST /v1/checkout/sessions/{session}/expire": { run: ({ books, id }) => expireSession(books, id) },
  "GET /v1/checkout/sessions/{session}/line_items": {
    run: ({ books, id, params }) =>
      pageOf(session(books, id).$private.line_items, params, `/v1/checkout/sessions/${id}/line_items`),
  },
  "GET /v1/subscriptions/{subscription}": read("subscription", "id"),
  "POST /v1/subscriptions/{subscription}": { run: ({ books, id, params }) => updateSubscription(books, id, params) },
  "DELETE /v1/subscriptions/{subscription}": { run: ({ books, id }) => cancelSubscription(books, id) },
  "GET /v1/invoices": { run: ({ books, params }) => listInvoices(books, params) },
  "GET /v1/invoices/{invoice}": read("invoice", "invoice"),
  "GET /v1/invoice_payments": { run: ({ books, params }) => listInvoicePayments(books, params) },
  "POST /v1/customers": { run: ({ books, params }) => createCustomer(books, params) },
  "GET /v1/customers/{customer}": read("customer", "customer"),
  "POST /v1/coupons": { run: ({ books, params }) => createCoupon(books, params) },
  "GET /v1/coupons/{coupon}": read("coupon", "coupon"),
  "GET /v1/events": list("event", "/v1/events", ["type"]),
  "GET /v1/events/{event}": read("event", "id"),
  "GET /v1/shared_payment/granted_tokens/{token}": { isPreview: true, run: ({ books, id }) => readToken(books, id) },
  "POST /v1/test_helpers/shared_payment/granted_tokens": {
    isPreview: true,
    run: ({ books, params }) => mintToken(books, params),
  },
  "POST /v1/test_helpers/shared_payment/granted_tokens/{token}/revoke": {
    isPreview: true,
    run: ({ books, id }) => revokeToken(books, id),
  },
};

export type Found = { readonly name: string; readonly id: string; readonly run: (call: Call) => unknown };

/** The operation of a request, or null when the API has none there (for this version). */
export function findOperation(method: string, path: string, isPreview: boolean): Found | null {
  const parts = path.split("/");
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    const pattern = name.split(" ");
    const expected = pattern[1]?.split("/") ?? [];
    if (pattern[0] !== method || expected.length !== parts.length) continue;
    if (!expected.every((part, index) => part.startsWith("{") || part === parts[index])) continue;
    if (operation.isPreview === true && !isPreview) continue;
    const id = decodeURIComponent(parts[expected.findIndex((part) => part.startsWith("{"))] ?? "");
    return { name, id, run: (call) => expand(call.books, operation.run(call), call.params) };
  }
  return null;
}
