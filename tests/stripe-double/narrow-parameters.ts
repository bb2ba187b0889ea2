/** Endpoints whose parameters the schema file does not describe, and, when that file is absent, all of them: names at the top level only. */
type Narrow = { readonly known: readonly string[]; readonly required?: readonly string[] };

const LIST = ["limit", "starting_after", "ending_before", "created", "expand"];

const intent = [
  ..."allowed_payment_method_types confirmation_token use_stripe_sdk".split(" "),
  ..."amount automatic_payment_methods capture_method confirm currency customer description error_on_requires_action".split(
    " ",
  ),
  ..."excluded_payment_method_types expand metadata payment_method payment_method_data payment_method_options".split(
    " ",
  ),
  ..."payment_method_types receipt_email return_url shipping statement_descriptor statement_descriptor_suffix transfer_group transfer_data on_behalf_of application_fee_amount".split(
    " ",
  ),
];
const session = [
  ..."adaptive_pricing after_expiration allow_promotion_codes automatic_tax billing_address_collection cancel_url".split(
    " ",
  ),
  ..."client_reference_id currency customer customer_creation customer_email discounts excluded_payment_method_types expand expires_at".split(
    " ",
  ),
  ..."integration_identifier invoice_creation line_items locale metadata mode origin_context payment_intent_data".split(
    " ",
  ),
  ..."payment_method_collection payment_method_types phone_number_collection redirect_on_completion return_url".split(
    " ",
  ),
  ..."saved_payment_method_options shipping_address_collection shipping_options submit_type subscription_data".split(
    " ",
  ),
  ..."success_url tax_id_collection ui_mode".split(" "),
];

export const NARROW: Readonly<Record<string, Narrow>> = {
  "POST /v1/payment_intents": { known: intent, required: ["amount", "currency"] },
  "GET /v1/payment_intents": { known: [...LIST, "customer"] },
  "GET /v1/payment_intents/{intent}": { known: ["client_secret", "expand"] },
  "POST /v1/payment_intents/{intent}/confirm": {
    known: [
      "payment_method",
      "payment_method_data",
      "payment_method_options",
      "return_url",
      "capture_method",
      "expand",
    ],
  },
  "POST /v1/payment_intents/{intent}/capture": { known: ["amount_to_capture", "final_capture", "metadata", "expand"] },
  "POST /v1/payment_intents/{intent}/cancel": { known: ["cancellation_reason", "expand"] },
  "POST /v1/confirmation_tokens": {
    known: ["payment_method", "payment_method_data", "return_url"],
    required: ["payment_method"],
  },
  "POST /v1/test_helpers/confirmation_tokens": {
    known: ["expand", "payment_method", "return_url"],
    required: ["payment_method"],
  },
  "GET /v1/confirmation_tokens/{confirmation_token}": { known: ["expand"] },
  "GET /v1/charges": { known: [...LIST, "customer", "payment_intent", "transfer_group"] },
  "GET /v1/payment_intents/search": { known: ["query", "limit", "page", "expand"], required: ["query"] },
  "GET /v1/charges/{charge}": { known: ["expand"] },
  "POST /v1/refunds": {
    known: ["amount", "charge", "expand", "metadata", "payment_intent", "reason", "refund_application_fee"],
  },
  "POST /v1/transfers": {
    known: "amount currency description destination expand metadata source_transaction transfer_group".split(" "),
    required: ["currency", "destination"],
  },
  "GET /v1/transfers": { known: [...LIST, "destination", "transfer_group"] },
  "GET /v1/transfers/{transfer}": { known: ["expand"] },
  "POST /v1/transfers/{id}/reversals": { known: ["amount", "description", "expand", "metadata"] },
  "GET /v1/transfers/{id}/reversals": { known: LIST },
  "POST /v2/core/accounts": {
    known: "configuration contact_email contact_phone dashboard defaults display_name identity include metadata".split(
      " ",
    ),
  },
  "GET /v2/core/accounts/{id}": { known: ["include"] },
  "POST /v2/core/account_links": { known: ["account", "use_case"], required: ["account", "use_case"] },
  "GET /v1/refunds": { known: [...LIST, "charge", "payment_intent"] },
  "GET /v1/refunds/{refund}": { known: ["expand"] },
  "GET /v1/disputes": { known: [...LIST, "charge", "payment_intent"] },
  "GET /v1/disputes/{dispute}": { known: ["expand"] },
  "POST /v1/files": { known: ["expand", "file", "file_link_data", "purpose"], required: ["file", "purpose"] },
  "GET /v1/files/{file}": { known: ["expand"] },
  "POST /v1/disputes/{dispute}": { known: ["evidence", "expand", "intended_submission_method", "metadata", "submit"] },
  "POST /v1/disputes/{dispute}/close": { known: ["expand"] },
  "GET /v1/radar/early_fraud_warnings": { known: [...LIST, "charge", "payment_intent"] },
  "GET /v1/radar/early_fraud_warnings/{warning}": { known: ["expand"] },
  "GET /v1/reviews": { known: LIST },
  "GET /v1/reviews/{review}": { known: ["expand"] },
  "POST /v1/reviews/{review}/approve": { known: ["expand"] },
  "GET /v1/balance_transactions": { known: [...LIST, "currency", "payout", "source", "type"] },
  "GET /v1/balance_transactions/{id}": { known: ["expand"] },
  "GET /v1/payouts": { known: [...LIST, "arrival_date", "destination", "status"] },
  "GET /v1/payouts/{payout}": { known: ["expand"] },
  "POST /v1/checkout/sessions": { known: session },
  "GET /v1/checkout/sessions": { known: [...LIST, "customer", "payment_intent", "status", "subscription"] },
  "GET /v1/checkout/sessions/{session}": { known: ["expand"] },
  "POST /v1/checkout/sessions/{session}/expire": { known: ["expand"] },
  "GET /v1/checkout/sessions/{session}/line_items": { known: LIST },
  "GET /v1/subscriptions/{subscription}": { known: ["expand"] },
  "POST /v1/subscriptions/{subscription}": { known: ["cancel_at_period_end", "expand"] },
  "DELETE /v1/subscriptions/{subscription}": { known: ["expand", "invoice_now", "prorate", "cancellation_details"] },
  "GET /v1/invoices": { known: [...LIST, "customer", "status", "subscription"] },
  "GET /v1/invoices/{invoice}": { known: ["expand"] },
  "GET /v1/invoice_payments": { known: [...LIST, "invoice", "payment", "status"] },
  "POST /v1/customers": {
    known: ["address", "description", "email", "expand", "metadata", "name", "phone", "shipping"],
  },
  "GET /v1/customers/{customer}": { known: ["expand"] },
  "POST /v1/coupons": {
    known: [
      "amount_off",
      "currency",
      "duration",
      "expand",
      "id",
      "max_redemptions",
      "metadata",
      "name",
      "percent_off",
      "redeem_by",
    ],
  },
  "GET /v1/coupons/{coupon}": { known: ["expand"] },
  "POST /v1/tax/calculations": {
    known: "currency customer customer_details expand line_items ship_from_details shipping_cost tax_date".split(" "),
    required: ["currency", "line_items"],
  },
  "GET /v1/tax/calculations/{calculation}": { known: ["expand"] },
  "GET /v1/tax/calculations/{calculation}/line_items": { known: LIST },
  "POST /v1/tax/transactions/create_from_calculation": {
    known: ["calculation", "reference", "expand", "metadata", "posted_at"],
    required: ["calculation", "reference"],
  },
  "POST /v1/tax/transactions/create_reversal": {
    known: "expand flat_amount line_items metadata mode original_transaction reference shipping_cost".split(" "),
    required: ["mode", "original_transaction", "reference"],
  },
  "GET /v1/tax/transactions/{transaction}": { known: ["expand"] },
  "GET /v1/tax/transactions/{transaction}/line_items": { known: LIST },
  "GET /v1/events": { known: [...LIST, "type", "types", "delivery_success"] },
  "GET /v1/events/{event}": { known: ["expand"] },
  "GET /v1/shared_payment/granted_tokens/{token}": { known: ["expand"] },
  "POST /v1/test_helpers/shared_payment/granted_tokens": {
    known: ["payment_method", "usage_limits", "customer", "expand", "shared_metadata"],
    required: ["payment_method", "usage_limits"],
  },
  "POST /v1/test_helpers/shared_payment/granted_tokens/{token}/revoke": { known: ["expand"] },
};
