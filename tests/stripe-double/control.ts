import type { KeyChange } from "./access.ts";
import type { Desk } from "./api.ts";
import { act, isBuyerAction, type BuyerAction } from "./buyer.ts";
import { ledgerOf } from "./ledger.ts";
import { CONNECT_CONTROLS } from "./resources/connect/controls.ts";
import { turnDispute, type Dispute, type DisputeRequest } from "./resources/disputes.ts";
import { closeReview, disputePayment, disputeWhatIsLeft, openReview, warnOfFraud } from "./resources/fraud-signals.ts";
import type { Charge } from "./resources/objects.ts";
import { authenticate } from "./resources/payment-intents.ts";
import { payOut, type PayoutRequest } from "./resources/payouts.ts";
import { settleRefunds, turnRefund, type RefundTurn } from "./resources/refunds.ts";
import { taxBooks } from "./resources/tax/transactions.ts";
import { addStrangers, type Strangers } from "./resources/strangers.ts";
import { nextPeriod, payOpenInvoice, type PeriodOutcome } from "./resources/subscriptions.ts";
import { addEndpoint, rotateSecret, type EndpointRequest } from "./resources/webhook-endpoints.ts";

/** What the control API answers. It is the double's own and has nothing of Stripe's. */
type Answer = { readonly status: number; readonly body: unknown };
type Handler = (desk: Desk, body: never, id: string) => unknown;

const HANDLERS: Readonly<Record<string, Handler>> = {
  "GET ledger": ({ books }) => ledgerOf(books),
  "GET requests": ({ seen }) => seen,
  "GET events": ({ books }) => books.all("event").toReversed(),
  "POST faults": ({ faults }, rule) => faults.add(rule),
  "POST random_faults": ({ faults }, plan) => faults.randomly(plan),
  "DELETE faults": ({ faults }) => faults.clear(),
  "POST keys": ({ access }, change: KeyChange) => access.change(change),
  "POST clock": ({ books }, { advance_seconds: seconds }: { advance_seconds: number }) => books.skip(seconds),
  "POST strangers": ({ books }, request: Strangers) => addStrangers(books, request),
  "POST payment_intents/{id}/authentication": ({ books }, { outcome }: { outcome: "complete" | "fail" }, id) =>
    authenticate(books, id, outcome),
  "POST checkout_sessions/{id}/page": ({ books }, { action }: { action: BuyerAction }, id) => {
    if (!isBuyerAction(action)) throw new Error("The buyer cannot do that.");
    return { next: act(books, id, action) };
  },
  "POST subscriptions/{id}/period": ({ books }, { outcome }: { outcome: PeriodOutcome }, id) =>
    nextPeriod(books, id, outcome),
  "POST subscriptions/{id}/payment": ({ books }, _, id) => payOpenInvoice(books, id),
  "POST refunds": ({ books }) => settleRefunds(books),
  "POST refunds/{id}/turn": ({ books }, turn: RefundTurn, id) => turnRefund(books, id, turn),
  "POST disputes": ({ books }, request: DisputeRequest) =>
    disputePayment(books.holding(request.payment_intent), request),
  "GET disputes": ({ books }) => books.all<Dispute>("dispute"),
  "POST charges/{id}/dispute": ({ books }, request: Omit<DisputeRequest, "payment_intent" | "amount">, id) =>
    disputeWhatIsLeft(books, request, books.get<Charge>(id, "charge")),
  "POST disputes/{id}/turn": ({ books }, turn: { status: string }, id) => turnDispute(books, id, turn),
  "POST fraud_warnings": ({ books }, request: { payment_intent: string }) => warnOfFraud(books, request),
  "POST reviews": ({ books }, request: { payment_intent: string }) => openReview(books, request),
  "POST reviews/{id}/close": ({ books }, request: { reason: string }, id) => closeReview(books, id, request),
  "POST payouts": ({ books }, request: PayoutRequest) => payOut(books, request),
  "POST refund_rules": ({ books }, rules: Partial<typeof books.refundRules>) =>
    void Object.assign(books.refundRules, rules),
  "POST tax_rules": ({ books }, rules: Partial<typeof books.taxRules>) => void Object.assign(books.taxRules, rules),
  "GET tax_books": ({ books }) => taxBooks(books),
  "POST webhook_endpoints": ({ books }, request: EndpointRequest) => addEndpoint(books, request),
  "POST webhook_endpoints/{id}/rotation": ({ books }, request: { secret?: string; keep_old?: boolean }, id) =>
    rotateSecret(books, id, request),
  "GET deliveries": ({ webhookSender }) => webhookSender.deliveries,
  "POST mishaps": ({ webhookSender }, rule) => webhookSender.mishap(rule),
  "POST random_mishaps": ({ webhookSender }, plan) => webhookSender.randomly(plan),
  "POST deliveries/pause": ({ webhookSender }) => webhookSender.pause(),
  "POST deliveries/resume": ({ webhookSender }) => webhookSender.resume(),
  "POST deliveries/flush": ({ webhookSender }, { order }: { order: "as_sent" | "reverse" }) =>
    webhookSender.flush(order),
  "POST events/{id}/resend": ({ webhookSender }, _, id) => webhookSender.resend(id),
  ...CONNECT_CONTROLS,
  "POST reset": ({ access, books, faults, webhookSender, seen }) => {
    access.clear();
    books.clear();
    faults.clear();
    webhookSender.clear();
    seen.length = 0;
  },
};

export async function control(desk: Desk, method: string, path: string, body: string): Promise<Answer> {
  const parts = path.split("/");
  const found = Object.entries(HANDLERS).find(([name]) => {
    const [verb, pattern = ""] = name.split(" ");
    const expected = pattern.split("/");
    return (
      verb === method &&
      expected.length === parts.length &&
      expected.every((part, index) => part === "{id}" || part === parts[index])
    );
  });
  if (found === undefined) return { status: 404, body: { error: `The double has no control "${method} ${path}".` } };
  try {
    // A buyer's page, a refund or a dispute may be of a seller's own account.
    const own = parts[1] === undefined ? desk : { ...desk, books: desk.books.holding(parts[1]) };
    const value = await found[1](own, (body === "" ? {} : JSON.parse(body)) as never, parts[1] ?? "");
    desk.books.save();
    return { status: 200, body: value ?? {} };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : "not understood" } };
  }
}
