import { assertAmount } from "./amount-limits.ts";
import type { Books } from "../books.ts";
import { letters, newId, type Metadata, type Wire } from "./objects.ts";
import { connectFields } from "./connect/money.ts";
import { at, flag, items, metadata, required, text, whole, type Params } from "../params.ts";
import { cancelIntent } from "./payment-intents.ts";
import { amountsOf, type Amounts, type LineItem, type Shipping } from "./session-amounts.ts";
import { invalidRequest, missing } from "../stripe-error.ts";

export type Session = Wire & {
  object: "checkout.session";
  status: "open" | "complete" | "expired";
  payment_status: "unpaid" | "paid" | "no_payment_required";
  mode: "payment" | "subscription";
  ui_mode: "hosted_page" | "embedded_page";
  amount_total: number;
  currency: string;
  customer: string | null;
  customer_email: string | null;
  expires_at: number;
  success_url: string | null;
  cancel_url: string | null;
  return_url: string | null;
  redirect_on_completion: string | null;
  payment_intent: string | null;
  metadata: Metadata;
  $private: {
    readonly line_items: readonly LineItem[];
    readonly shipping: readonly Shipping[];
    readonly intentData: {
      readonly metadata: Record<string, string>;
      readonly captureMethod: string;
      readonly fields: Record<string, unknown>;
    };
    readonly subscriptionMetadata: Metadata;
    /** The PaymentIntent of the tries so far; the session shows it only when it is complete. */
    readonly intent: string | null;
  };
};

const MINUTE = 60;

export function createSession(books: Books, params: Params, baseUrl: string): Session {
  const mode = required(text(params, "mode"), "mode");
  if (mode !== "payment" && mode !== "subscription")
    throw invalidRequest(`This double of Stripe does not have mode ${mode}.`, { param: "mode" });
  const amounts = amountsOf(books, params);
  if (amounts.total > 0) assertAmount(amounts.total, amounts.currency);
  if (amounts.isRecurring !== (mode === "subscription"))
    throw invalidRequest(
      mode === "payment"
        ? "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices."
        : "You must provide at least one recurring price in `subscription` mode when using prices.",
      { param: "mode" },
    );
  assertEmail(text(params, "customer_email"));
  const customer = text(params, "customer");
  if (customer !== null && books.get(customer, "customer") === null)
    throw missing("customer", customer, "customer", 400);
  if (items(params, "discounts").length > 0 && flag(params, "allow_promotion_codes"))
    throw invalidRequest("You may only specify one of these parameters: allow_promotion_codes, discounts.");
  const id = newId("cs");
  const page = pageFields(books, params, id, baseUrl);
  return books.insert<Session>({
    id,
    object: "checkout.session",
    ...amountFields(amounts),
    ...echoes(params),
    ...page,
    created: books.now(),
    customer,
    expires_at: expiryOf(books, params),
    livemode: false,
    metadata: metadata(params, "metadata"),
    mode,
    payment_intent: null,
    payment_status: amounts.total === 0 ? "no_payment_required" : "unpaid",
    status: "open",
    $private: {
      line_items: amounts.lines,
      shipping: amounts.shipping,
      intentData: {
        metadata: metadata(params, "payment_intent_data", "metadata"),
        captureMethod: text(params, "payment_intent_data", "capture_method") ?? "automatic_async",
        fields: {
          customer,
          description: text(params, "payment_intent_data", "description"),
          receipt_email: text(params, "payment_intent_data", "receipt_email"),
          shipping: at(params, "payment_intent_data", "shipping") ?? null,
          transfer_group: text(params, "payment_intent_data", "transfer_group"),
          ...connectFields(books, (at(params, "payment_intent_data") ?? {}) as Params, amounts.total),
        },
      },
      subscriptionMetadata: metadata(params, "subscription_data", "metadata"),
      intent: null,
    },
  });
}

/** Stripe takes ASCII addresses of the usual form only, and says so with a code of its own. */
function assertEmail(email: string | null): void {
  if (
    email === null ||
    /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/i.test(email)
  )
    return;
  throw invalidRequest(`Invalid email address: ${email}`, { param: "customer_email", code: "email_invalid" });
}

/** Where the buyer pays and where the buyer goes afterwards. Each kind of page has addresses of its own and refuses the other's. */
function pageFields(books: Books, params: Params, id: string, baseUrl: string) {
  const uiMode = text(params, "ui_mode") ?? "hosted_page";
  if (uiMode !== "hosted_page" && uiMode !== "embedded_page")
    throw invalidRequest(`This double of Stripe does not have ui_mode ${uiMode}.`, { param: "ui_mode" });
  const refuse = (name: string) => {
    if (text(params, name) !== null)
      throw invalidRequest(`You cannot use \`${name}\` with \`ui_mode: ${uiMode}\`.`, { param: name });
  };
  const redirects = text(params, "redirect_on_completion") ?? "always";
  if (uiMode === "hosted_page") ["return_url", "redirect_on_completion"].forEach(refuse);
  else ["success_url", "cancel_url"].forEach(refuse);
  const isEmbedded = uiMode === "embedded_page";
  return {
    ui_mode: uiMode,
    success_url: isEmbedded ? null : required(text(params, "success_url"), "success_url"),
    cancel_url: text(params, "cancel_url"),
    return_url: isEmbedded && redirects !== "never" ? required(text(params, "return_url"), "return_url") : null,
    redirect_on_completion: isEmbedded ? redirects : null,
    client_secret: isEmbedded ? `${id}_secret_${letters(40)}` : null,
    url: isEmbedded ? null : `${baseUrl}/c/pay/${id}`,
  } as const;
}

function expiryOf(books: Books, params: Params): number {
  const now = books.now();
  const requested = whole(params, ["expires_at"]) ?? now + 24 * 60 * MINUTE;
  if (requested < now + 30 * MINUTE - 5 || requested > now + 24 * 60 * MINUTE + 5)
    throw invalidRequest(
      "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
      {
        param: "expires_at",
      },
    );
  return requested;
}

function amountFields({ currency, subtotal, discount, shipping, total }: Amounts) {
  const [chosen] = shipping;
  return {
    amount_subtotal: subtotal,
    amount_total: total,
    currency,
    currency_conversion: null,
    shipping_cost:
      chosen === undefined
        ? null
        : { amount_subtotal: chosen.amount, amount_tax: 0, amount_total: chosen.amount, shipping_rate: chosen.id },
    shipping_options: shipping.map(({ id, amount }) => ({ shipping_amount: amount, shipping_rate: id })),
    total_details: { amount_discount: discount, amount_shipping: chosen?.amount ?? 0, amount_tax: 0 },
  };
}

/** The parameters that come back as they were sent, and the fields that this double leaves empty. */
function echoes(params: Params) {
  const email = text(params, "customer_email");
  return {
    adaptive_pricing: { enabled: flag(params, "adaptive_pricing", "enabled") },
    after_expiration: null,
    allow_promotion_codes: flag(params, "allow_promotion_codes") ? true : null,
    automatic_tax: { enabled: flag(params, "automatic_tax", "enabled"), liability: null, provider: null, status: null },
    billing_address_collection: text(params, "billing_address_collection"),
    client_reference_id: text(params, "client_reference_id"),
    collected_information: null,
    consent: null,
    consent_collection: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer_account: null,
    customer_creation: text(params, "mode") === "payment" ? (text(params, "customer_creation") ?? "if_required") : null,
    customer_details:
      email === null
        ? null
        : {
            address: null,
            business_name: null,
            email,
            individual_name: null,
            name: null,
            phone: null,
            tax_exempt: "none",
            tax_ids: null,
          },
    customer_email: email,
    discounts: items(params, "discounts").map((discount) => ({
      coupon: text(discount, "coupon"),
      promotion_code: null,
    })),
    integration_identifier: text(params, "integration_identifier"),
    invoice: null,
    invoice_creation: null,
    locale: text(params, "locale"),
    managed_payments: null,
    origin_context: text(params, "origin_context"),
    payment_link: null,
    payment_method_collection: text(params, "mode") === "payment" ? "if_required" : "always",
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    permissions: null,
    phone_number_collection: { enabled: flag(params, "phone_number_collection", "enabled") },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: at(params, "shipping_address_collection") ?? null,
    submit_type: text(params, "submit_type"),
    subscription: null,
    wallet_options: null,
  };
}

export function session(books: Books, id: string): Session {
  const found = books.get<Session>(id, "checkout.session");
  if (found === null) throw missing("checkout.session", id, "session");
  return found;
}

export function expireSession(books: Books, id: string): Session {
  const expired = session(books, id);
  if (expired.status !== "open")
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${expired.status}\`.`,
    );
  expired.status = "expired";
  expired["url"] = null;
  if (expired.$private.intent !== null) cancelIntent(books, expired.$private.intent, {});
  books.announce("checkout.session.expired", expired);
  return expired;
}

/** Expires the sessions whose time has come; true when there were any. */
export function expireDueSessions(books: Books): boolean {
  const due = books
    .all<Session>("checkout.session")
    .filter(({ status, expires_at: index }) => status === "open" && index <= books.now());
  for (const { id } of due) expireSession(books, id);
  const own = [...books.connected.values()].map(expireDueSessions);
  return due.length > 0 || own.includes(true);
}
