import { z } from "zod";

/**
 * The session that `requestCheckout` is given, in each spelling that was documented:
 * https://developers.openai.com/plugins/build/monetization (payload) and
 * https://developers.openai.com/commerce/specs/checkout (totals, messages, kinds of links).
 */
const amount = z.int().min(0);

/** `full` is the checkout API reference as it stands; `minimal` its first example. */
export const HOST_DIALECTS = ["full", "minimal"] as const;
export type HostDialect = (typeof HOST_DIALECTS)[number];

const lineItemView = z.object({
  id: z.string(),
  item: z.object({ id: z.string(), quantity: z.int().min(1) }),
  name: z.string(),
  description: z.string(),
  images: z.array(z.string()),
  base_amount: amount,
  discount: amount,
  subtotal: amount,
  tax: amount,
  total: amount,
});
export const deliveryOptionView = z.object({
  id: z.string(),
  type: z.literal("shipping"),
  title: z.string(),
  subtitle: z.string(),
  carrier: z.string(),
  earliest_delivery_time: z.string(),
  latest_delivery_time: z.string(),
  subtotal: amount,
  tax: amount,
  total: amount,
});
export const addressView = z.object({
  name: z.string(),
  line_one: z.string(),
  line_two: z.string().optional(),
  city: z.string(),
  state: z.string(),
  country: z.string(),
  postal_code: z.string(),
  phone_number: z.string().optional(),
});
export const messageView = z.object({
  type: z.enum(["info", "error"]),
  code: z
    .enum(["missing", "invalid", "out_of_stock", "payment_declined", "requires_sign_in", "requires_3ds"])
    .optional(),
  param: z.string().optional(),
  content_type: z.literal("plain"),
  content: z.string(),
});
/** What a message about the parcels of a delivery is about. */
export const PARCELS_PARAM = "$.fulfillment_options";
export const TOTAL_TYPES = [
  "items_base_amount",
  "items_discount",
  "subtotal",
  "discount",
  "fulfillment",
  "tax",
  "fee",
  "total",
] as const;

/** The fields that `requestCheckout` takes. The host adds merchant, logo_url and the rest of its own. */
export const hostSession = z.object({
  id: z.string(),
  payment_provider: z
    .object({
      provider: z.string(),
      merchant_id: z.string(),
      supported_payment_methods: z.array(
        z.object({ type: z.string(), allowed_card_brands: z.array(z.string()).optional() }),
      ),
      /** What the buyer has saved with the merchant. Absent in answers of earlier releases. */
      managed_payment_methods: z
        .array(
          z.object({
            type: z.string(),
            id: z.string(),
            display_name: z.string(),
            display_last4: z.string(),
            display_brand: z.string(),
          }),
        )
        .optional(),
    })
    .optional(),
  payment_mode: z.enum(["test", "live"]),
  status: z.enum(["not_ready_for_payment", "ready_for_payment", "completed", "canceled", "requires_escalation"]),
  currency: z.string(),
  metadata: z.record(z.string(), z.string()),
  line_items: z.array(lineItemView),
  totals: z.array(z.object({ type: z.enum(TOTAL_TYPES), display_text: z.string(), amount })),
  fulfillment_options: z.array(deliveryOptionView),
  fulfillment_option_id: z.string().optional(),
  fulfillment_address: addressView.optional(),
  messages: z.array(messageView),
  links: z.array(
    z.object({
      type: z.enum(["terms_of_use", "privacy_policy", "seller_shop_policies", "support_url"]),
      url: z.string(),
    }),
  ),
});

export type HostSession = z.infer<typeof hostSession>;
export type MessageView = z.infer<typeof messageView>;

/** `support_url` came later. */
const FIRST_LINKS = ["terms_of_use", "privacy_policy", "seller_shop_policies"] as const;

/** The first example's fields and no other: payment methods are texts, and the host is given no lines. */
export const minimalHostSession = hostSession
  .pick({ id: true, payment_mode: true, status: true, currency: true, totals: true })
  .extend({
    links: z.array(z.object({ type: z.enum(FIRST_LINKS), url: z.string() })),
    payment_provider: z
      .object({
        provider: z.string(),
        merchant_id: z.string(),
        supported_payment_methods: z.array(z.string()),
      })
      .optional(),
  });
export type MinimalHostSession = z.infer<typeof minimalHostSession>;
