/**
 * What `requestCheckout` is documented to take, written from the pages and not from our own contract: no field that is
 * not named there, and nothing that only the host may set. Sources: checkout API reference, its full example and (the
 * second) its first one; commerce checkout specification, maxima and enumerations.
 */
const amount = { type: "integer", minimum: 0 };
const text = { type: "string", minLength: 1 };
const short = (maxLength: number) => ({ type: "string", minLength: 1, maxLength });
const webAddress = { type: "string", pattern: "^https?://[^/]+" };
const time = { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$" };
const list = (items: object, minItems = 0) => ({ type: "array", items, minItems });

/** An object with these fields and no others; those whose name ends in "?" may be absent. */
function exactly(fields: Readonly<Record<string, object>>) {
  const properties = Object.fromEntries(Object.entries(fields).map(([name, of]) => [name.replace("?", ""), of]));
  const required = Object.keys(fields).filter((name) => !name.endsWith("?"));
  return { type: "object", properties, required, additionalProperties: false };
}

const BRANDS = ["amex", "cartes_bancaires", "diners", "discover", "eftpos_au", "jcb", "mastercard", "unionpay", "visa"];
const method = exactly({
  type: { enum: ["card", "link", "apple_pay", "google_pay"] },
  "allowed_card_brands?": list({ enum: BRANDS }, 1),
});
const saved = exactly({ type: text, id: text, display_name: text, display_last4: short(4), display_brand: text });
const line = exactly({
  id: text,
  item: exactly({ id: text, quantity: { type: "integer", minimum: 1 } }),
  name: text,
  description: { type: "string" },
  images: list(webAddress),
  base_amount: amount,
  discount: amount,
  subtotal: amount,
  tax: amount,
  total: amount,
});
const TOTALS = [
  "items_base_amount",
  "items_discount",
  "subtotal",
  "discount",
  "fulfillment",
  "tax",
  "fee",
  "tip",
  "total",
];
const total = exactly({ type: { enum: TOTALS }, display_text: text, amount });
const option = exactly({
  id: text,
  type: { const: "shipping" },
  title: text,
  subtitle: text,
  carrier: text,
  earliest_delivery_time: time,
  latest_delivery_time: time,
  subtotal: amount,
  tax: amount,
  total: amount,
});
const address = exactly({
  name: short(256),
  line_one: short(60),
  "line_two?": short(60),
  city: short(60),
  state: { type: "string" },
  country: { type: "string", pattern: "^[A-Z]{2}$" },
  postal_code: { type: "string", maxLength: 20 },
  "phone_number?": { type: "string", pattern: "^\\+[1-9]\\d{1,14}$" },
});
const CODES = ["missing", "invalid", "out_of_stock", "payment_declined", "requires_sign_in", "requires_3ds"];
const message = exactly({
  type: { enum: ["info", "error"] },
  "code?": { enum: CODES },
  "param?": text,
  content_type: { const: "plain" },
  content: text,
});
const links = (...kinds: readonly string[]) => ({
  ...list(exactly({ type: { enum: kinds }, url: webAddress }), 1),
  allOf: ["terms_of_use", "privacy_policy"].map((kind) => ({ contains: { properties: { type: { const: kind } } } })),
});
const every = {
  id: text,
  payment_mode: { enum: ["live", "test"] },
  status: { const: "ready_for_payment" },
  currency: { type: "string", pattern: "^[A-Z]{3}$" },
  totals: list(total, 1),
};

export const HOST_PAYLOADS = {
  full: exactly({
    ...every,
    payment_provider: exactly({
      provider: text,
      merchant_id: text,
      supported_payment_methods: list(method, 1),
      managed_payment_methods: list(saved),
    }),
    metadata: { type: "object", additionalProperties: { type: "string" } },
    line_items: list(line, 1),
    fulfillment_options: list(option),
    "fulfillment_option_id?": text,
    "fulfillment_address?": address,
    messages: list(message),
    links: links("terms_of_use", "privacy_policy", "seller_shop_policies", "support_url"),
  }),
  minimal: exactly({
    ...every,
    payment_provider: exactly({
      provider: text,
      merchant_id: text,
      supported_payment_methods: list({ enum: ["card", "apple_pay", "google_pay"] }, 1),
    }),
    links: links("terms_of_use", "privacy_policy", "seller_shop_policies"),
  }),
} as const;
