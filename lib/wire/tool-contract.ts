import { z } from "zod";
import { AVAILABILITIES } from "../catalog/product.ts";
import { BLOCKED_REASONS, EXTERNAL_REASONS } from "../routing/decide-route.ts";
import { WIDGET_STEPS } from "../routing/widget-step.ts";

/**
 * The shapes of every tool on /mcp, in and out, shared by the server and the widget. Wire is snake_case.
 * Sources: checkout API reference (payload of requestCheckout), product checkout conversion specification
 * (input of checkout_session), commerce checkout specification (maxima of addresses, totals, messages).
 */
const amount = z.int().min(0);
const text = (max: number) => z.string().trim().min(1).max(max);
const sessionIdField = z
  .string()
  .min(8)
  .max(80)
  .describe("The checkout session's id, as checkout_session returned it.");

export const addressInput = z.object({
  name: text(256),
  line_one: text(60),
  line_two: z.string().trim().max(60).nullish(),
  city: text(60),
  state: z
    .string()
    .trim()
    .max(60)
    .nullish()
    .describe("State, province or prefecture code; leave out where the country has none."),
  country: z.string().trim().length(2).describe("ISO 3166-1 alpha-2."),
  postal_code: z.string().trim().max(20).nullish(),
  phone_number: z.string().trim().max(20).nullish(),
});

/** Names what is bought. The display fields (name, price and so on) are accepted and never used. */
const itemInput = z.object({
  id: text(100).describe("The product's id from search_products."),
  quantity: z.int().min(1).max(99),
  offerId: z.string().max(100).nullish(),
  name: z.string().max(2000).nullish(),
  description: z.string().max(20_000).nullish(),
  images: z.array(z.string().max(2000)).max(50).nullish(),
  url: z.string().max(2000).nullish(),
  merchant_name: z.string().max(500).nullish(),
  price: z.string().max(100).nullish().describe("Shown to the buyer elsewhere; prices always come from the catalogue."),
});

export const searchProductsInput = z.object({
  query: z
    .string()
    .trim()
    .max(200)
    .nullish()
    .describe("What the buyer is looking for, in a few words. Leave out to browse."),
  seller_id: z.string().max(100).nullish(),
  currency: z.string().length(3).nullish(),
  min_price: amount.nullish().describe("In minor units of `currency` (cents, yen)."),
  max_price: amount.nullish().describe("In minor units of `currency` (cents, yen)."),
  availability: z.enum(AVAILABILITIES).nullish(),
  limit: z.int().min(1).max(20).nullish(),
  cursor: z.string().max(1000).nullish().describe("`next_cursor` of the page before."),
});

export const getProductInput = z.object({ id: text(100) });
export const checkoutSessionInput = z.object({
  checkout_session: z.object({ items: z.array(itemInput).min(1).max(50) }),
});
export const updateCheckoutInput = z.object({
  checkout_session_id: sessionIdField,
  items: z.array(itemInput).min(1).max(50).nullish().describe("The whole new list; leave out to keep the items."),
  fulfillment_address: addressInput.nullish(),
  fulfillment_option_id: z.string().max(100).nullish(),
  discount_codes: z.array(text(50)).max(5).nullish().describe("Replaces the codes given before; [] removes them."),
});
export const capabilitiesInput = z.object({
  widget: z.boolean(),
  request_checkout: z.boolean(),
  open_external: z.boolean(),
  open_link: z.boolean(),
});
export const chooseRouteInput = z.object({ checkout_session_id: sessionIdField, capabilities: capabilitiesInput });
export const recordWidgetStepInput = z.object({ checkout_session_id: sessionIdField, step: z.enum(WIDGET_STEPS) });
export const cancelCheckoutInput = z.object({ checkout_session_id: sessionIdField });
export const getOrderStatusInput = z.object({ checkout_session_id: sessionIdField });

const moneyView = z.object({ amount, currency: z.string(), display: z.string() });

export const productView = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  brand: z.string(),
  price: moneyView,
  regular_price: moneyView.nullable(),
  availability: z.enum(AVAILABILITIES),
  can_be_bought: z.boolean(),
  seller_id: z.string(),
  seller_name: z.string(),
  group_id: z.string().nullable(),
  variant: z.record(z.string(), z.string()),
  image_url: z.string(),
  url: z.string(),
});
export const searchProductsOutput = z.object({ products: z.array(productView), next_cursor: z.string().nullable() });
export const getProductOutput = z.object({ product: productView, variants: z.array(productView) });

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
const deliveryOptionView = z.object({
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
const addressView = z.object({
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

/** What every checkout tool answers: the host's session, and beside it what our own widget and a model need. */
export const checkoutView = hostSession.extend({
  state: z.enum(["not_ready", "ready", "paying", "awaiting_buyer", "unresolved", "completed", "canceled", "expired"]),
  missing: z.array(z.enum(["delivery_address", "delivery_option"])),
  seller_name: z.string(),
  discount_codes: z.array(z.string()),
  /** The merchant's own checkout page; always a way to pay, with or without a widget. */
  continue_url: z.string(),
  /** How the open attempt is being paid, while there is one. */
  open_payment: z.enum(["instant", "external"]).optional(),
  /** Where the buyer finishes an open payment (bank confirmation or payment page), when there is such a place. */
  action_url: z.string().optional(),
  order: z
    .object({
      id: z.string(),
      checkout_session_id: z.string(),
      permalink_url: z.string(),
      order_number: z.string(),
      status: z.enum(["paid", "partially_refunded", "refunded"]),
    })
    .optional(),
});

export const recordWidgetStepOutput = z.object({ step: z.enum(WIDGET_STEPS) });

export const chooseRouteOutput = z.object({
  route: z.enum(["instant", "external"]).nullable(),
  reason: z.enum([...EXTERNAL_REASONS, ...BLOCKED_REASONS, "variant_instant"]),
  button_label: z.string(),
  checkout: checkoutView,
});

export type HostSession = z.infer<typeof hostSession>;
export type CheckoutView = z.infer<typeof checkoutView>;
export type ChooseRouteView = z.infer<typeof chooseRouteOutput>;
export type ProductView = z.infer<typeof productView>;
export type MessageView = z.infer<typeof messageView>;
export type AddressInput = z.infer<typeof addressInput>;
export type CapabilitiesInput = z.infer<typeof capabilitiesInput>;
