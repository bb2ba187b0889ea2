const amount = { type: "integer", minimum: 0 };
const word = { type: "string", minLength: 1 };
const url = { type: "string", format: "uri" };
const oneOf = (...values: readonly string[]) => ({ enum: values });
const object = (required: Record<string, unknown>, optional: Record<string, unknown> = {}) => ({
  type: "object",
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});
const list = (items: unknown) => ({ type: "array", items });

const message = (type: string, code: Record<string, unknown>) =>
  object(
    { type: { const: type }, content_type: oneOf("plain", "markdown"), content: word },
    { ...code, param: { type: "string", pattern: "^\\$" } },
  );
const CODES = ["missing", "invalid", "out_of_stock", "payment_declined", "requires_sign_in", "requires_3ds"];

/**
 * Version 2025-09-29 as OpenAI's REST pages describe it, written down by us from those pages: the version's own files are
 * not among the pinned ones. Stricter than the pages: no other field, no empty text, no negative amount.
 */
export const SCHEMA_20250929 = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $defs: {
    CheckoutSession: object(
      {
        id: word,
        status: oneOf("not_ready_for_payment", "ready_for_payment", "completed", "canceled"),
        currency: { type: "string", pattern: "^[a-z]{3}$" },
        line_items: list(
          object({
            id: word,
            item: object({ id: word, quantity: { type: "integer", minimum: 1 } }),
            base_amount: amount,
            discount: amount,
            subtotal: amount,
            tax: amount,
            total: amount,
          }),
        ),
        fulfillment_options: list(
          object({
            id: word,
            type: { const: "shipping" },
            title: word,
            subtitle: word,
            carrier: word,
            earliest_delivery_time: { type: "string", format: "date-time" },
            latest_delivery_time: { type: "string", format: "date-time" },
            subtotal: amount,
            tax: amount,
            total: amount,
          }),
        ),
        totals: list(
          object({
            type: oneOf(
              "items_base_amount",
              "items_discount",
              "subtotal",
              "discount",
              "fulfillment",
              "tax",
              "fee",
              "total",
            ),
            display_text: word,
            amount,
          }),
        ),
        messages: list({ oneOf: [message("info", {}), message("error", { code: oneOf(...CODES) })] }),
        links: list(object({ type: oneOf("terms_of_use", "privacy_policy", "seller_shop_policies"), url })),
      },
      {
        buyer: object({ name: word, email: { type: "string", format: "email" } }, { phone_number: word }),
        payment_provider: object({
          provider: word,
          merchant_id: word,
          supported_payment_methods: { type: "array", items: oneOf("card"), minItems: 1 },
        }),
        fulfillment_address: object(
          {
            name: { type: "string", minLength: 1, maxLength: 256 },
            line_one: { type: "string", minLength: 1, maxLength: 60 },
            city: { type: "string", minLength: 1, maxLength: 60 },
            state: { type: "string" },
            country: { type: "string", pattern: "^[A-Z]{2}$" },
            postal_code: { type: "string", maxLength: 20 },
          },
          {
            line_two: { type: "string", maxLength: 60 },
            phone_number: { type: "string", pattern: "^\\+[1-9][0-9]{6,14}$" },
          },
        ),
        fulfillment_option_id: word,
        order: object({ id: word, checkout_session_id: word, permalink_url: url }),
      },
    ),
    Error: object(
      { type: oneOf("invalid_request", "processing_error", "service_unavailable"), code: word, message: word },
      { param: { type: "string", pattern: "^\\$" }, supported_versions: list(word) },
    ),
  },
};
