import { captureCharge, insertCharge } from "./charges.ts";
import { assertAmount } from "./amount-limits.ts";
import type { Books } from "../books.ts";
import { letters, newId, publicView, type Charge, type PaymentIntent } from "./objects.ts";
import { connectFields } from "./connect/money.ts";
import { flag, metadata, required, text, whole, type Params } from "../params.ts";
import { cardNamed, type Decline } from "./payment-methods.ts";
import { consume, readToken, usableToken } from "./shared-payment-tokens.ts";
import { returnsTo, usableConfirmationToken, markUsed } from "./wallets/confirmation-tokens.ts";
import { attach, meansOfPayment } from "./wallets/means.ts";
import { invalidRequest, missing, StripeError, unexpectedState } from "../stripe-error.ts";

type Options = {
  readonly amount: number;
  readonly currency: string;
  readonly captureMethod: string;
  readonly metadata: Record<string, string>;
  readonly session: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
};

export function paymentIntent(books: Books, id: string): PaymentIntent {
  const intent = books.get<PaymentIntent>(id, "payment_intent");
  if (intent === null) throw missing("payment_intent", id, "intent");
  return intent;
}

export function insertIntent(books: Books, request: Options): PaymentIntent {
  const id = newId("pi");
  const intent = books.insert<PaymentIntent>({
    id,
    object: "payment_intent",
    amount: request.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: "always", enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: request.captureMethod,
    client_secret: `${id}_secret_${letters(25)}`,
    confirmation_method: "automatic",
    created: books.now(),
    currency: request.currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: request.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
    ...request.fields,
    $private: { card: null, token: null, session: request.session },
  });
  books.announce("payment_intent.created", intent);
  return intent;
}

const ECHOED = ["customer", "description", "receipt_email", "transfer_group", "statement_descriptor_suffix"];

export function createIntent(books: Books, params: Params, baseUrl: string): PaymentIntent {
  const amount = required(whole(params, ["amount"], 1), "amount");
  const currency = required(text(params, "currency"), "currency").toLowerCase();
  if (!/^[a-z]{3}$/.test(currency)) throw invalidRequest(`Invalid currency: ${currency}`, { param: "currency" });
  assertAmount(amount, currency);
  const connect = connectFields(books, params, amount);
  const wallet = usableConfirmationToken(books, params);
  const means = meansOfPayment(books, params, { amount, currency }, wallet);
  const intent = insertIntent(books, {
    amount,
    currency,
    captureMethod: text(params, "capture_method") ?? "automatic_async",
    metadata: metadata(params, "metadata"),
    session: null,
    fields: { ...Object.fromEntries(ECHOED.map((name) => [name, text(params, name)])), ...connect },
  });
  if (means !== null) attach(intent, means);
  if (wallet !== null) {
    markUsed(wallet, intent.id);
    intent.$private = { ...intent.$private, billing: wallet.$private.billing };
  }
  if (flag(params, "confirm")) confirm(books, intent, baseUrl, returnsTo(wallet, params));
  return intent;
}

export function confirmIntent(books: Books, id: string, params: Params, baseUrl: string): PaymentIntent {
  const intent = paymentIntent(books, id);
  if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status))
    throw unexpectedState(
      "payment_intent",
      publicView(intent),
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
    );
  const means = meansOfPayment(books, params, intent);
  if (means !== null) attach(intent, means);
  confirm(books, intent, baseUrl, text(params, "return_url"));
  return intent;
}

function confirm(books: Books, intent: PaymentIntent, baseUrl: string, returnUrl: string | null): void {
  const { card: name, token } = intent.$private;
  if (name === null)
    throw unexpectedState(
      "payment_intent",
      publicView(intent),
      "You cannot confirm this PaymentIntent because it's missing a payment method.",
    );
  if (token !== null) usableToken(books, token, intent.amount, intent.currency);
  const card = cardNamed(name);
  if (card.kind === "declines") throw declined(books, intent, card.decline);
  if (card.kind === "pays") return charged(books, intent);
  const url = `${baseUrl}/double/authenticate/${intent.id}`;
  intent.status = "requires_action";
  intent["next_action"] =
    returnUrl === null
      ? { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url } }
      : { redirect_to_url: { return_url: returnUrl, url }, type: "redirect_to_url" };
  books.announce("payment_intent.requires_action", intent);
}

/** Takes the money, or holds it when it is to be captured by hand. */
export function charged(books: Books, intent: PaymentIntent): void {
  const isManual = intent.capture_method === "manual";
  intent["next_action"] = null;
  intent["last_payment_error"] = null;
  intent.status = isManual ? "requires_capture" : "succeeded";
  intent.amount_capturable = isManual ? intent.amount : 0;
  intent.amount_received = isManual ? 0 : intent.amount;
  insertCharge(books, intent, { kind: isManual ? "authorised" : "captured" });
  if (intent.$private.token !== null) consume(books, readToken(books, intent.$private.token), intent.amount_received);
  books.announce(isManual ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", intent);
}

/** Writes the decline down and returns the error that the API answers with. */
export function declined(books: Books, intent: PaymentIntent, decline: Decline): StripeError {
  const charge = insertCharge(books, intent, { kind: "declined", decline });
  const error = {
    advice_code: decline.adviceCode,
    charge: charge.id,
    code: decline.code,
    decline_code: decline.declineCode,
    doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll("_", "-")}`,
    network_decline_code: "05",
    payment_method: publicView(books.any(intent.payment_method ?? "")),
  };
  fail(books, intent, { ...error, message: decline.message, type: "card_error" });
  return new StripeError(402, "card_error", decline.message, { ...error, payment_intent: publicView(intent) });
}

function fail(books: Books, intent: PaymentIntent, error: Readonly<Record<string, unknown>>): void {
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent["next_action"] = null;
  intent["last_payment_error"] = error;
  intent.$private = { ...intent.$private, card: null, token: null };
  books.announce("payment_intent.payment_failed", intent);
}

/** The buyer answers the bank's question. Only an open question can be answered. */
export function authenticate(books: Books, id: string, answer: "complete" | "fail"): PaymentIntent {
  const intent = paymentIntent(books, id);
  if (intent.status !== "requires_action")
    throw unexpectedState("payment_intent", publicView(intent), `Nothing to authenticate: ${intent.status}.`);
  const { token } = intent.$private;
  const isSpent = token !== null && readToken(books, token).deactivated_at !== null;
  if (answer === "complete" && !isSpent) charged(books, intent);
  else {
    const message =
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.";
    fail(books, intent, { code: "payment_intent_authentication_failure", message, type: "invalid_request_error" });
  }
  return intent;
}

export function captureIntent(books: Books, id: string, params: Params): PaymentIntent {
  const intent = paymentIntent(books, id);
  const charge = books.get<Charge>(intent.latest_charge ?? "", "charge");
  if (intent.status !== "requires_capture" || charge === null)
    throw unexpectedState(
      "payment_intent",
      publicView(intent),
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    );
  const amount = whole(params, ["amount_to_capture"], 1) ?? intent.amount_capturable;
  if (amount > intent.amount_capturable)
    throw invalidRequest("The amount to capture is greater than the amount that was authorized.", {
      code: "amount_too_large",
      param: "amount_to_capture",
    });
  captureCharge(books, charge, amount);
  Object.assign(intent, { status: "succeeded", amount_received: amount, amount_capturable: 0 });
  books.announce("charge.captured", charge);
  books.announce("payment_intent.succeeded", intent);
  return intent;
}

export function cancelIntent(books: Books, id: string, params: Params): PaymentIntent {
  const intent = paymentIntent(books, id);
  if (intent.status === "succeeded" || intent.status === "canceled")
    throw unexpectedState(
      "payment_intent",
      publicView(intent),
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, processing.`,
    );
  const charge = books.get<Charge>(intent.latest_charge ?? "", "charge");
  if (intent.status === "requires_capture" && charge !== null) charge["refunded"] = true;
  Object.assign(intent, {
    status: "canceled",
    amount_capturable: 0,
    next_action: null,
    canceled_at: books.now(),
    cancellation_reason: text(params, "cancellation_reason"),
  });
  books.announce("payment_intent.canceled", intent);
  return intent;
}
