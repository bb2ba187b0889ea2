import { z } from "zod";
import { AVAILABILITIES, SEARCH_ORDERS } from "../catalog/product.ts";
import { MAX_SELLER_ID } from "../ids.ts";
import { BLOCKED_REASONS, EXTERNAL_REASONS } from "../routing/decide-route.ts";
import { orderProgressFields, paymentFields, refundList } from "./orders/order-contract.ts";
import { addressView, deliveryOptionView, HOST_DIALECTS, hostSession, messageView } from "./host-session.ts";
import { FUNNEL_EVENTS } from "../experiment/funnel-event.ts";

/**
 * The shapes of every tool on /mcp, in and out, shared by the server and the widget. Wire is snake_case.
 * https://developers.openai.com/plugins/build/monetization (payload of requestCheckout)
 * https://developers.openai.com/plugins/guides/product-checkout-conversion-spec (input of checkout_session)
 * https://developers.openai.com/commerce/specs/checkout (maxima of addresses, totals, messages)
 */
const amount = z.int().min(0);
const text = (max: number) => z.string().trim().min(1).max(max);
const sessionIdField = z.string().min(8).max(80).describe("The id that checkout_session returned.");

/** The argument in which the widget sends its secret back, and where the result's `_meta` has it. */
export const WIDGET_SECRET_FIELD = "widget_secret";
export const WIDGET_SECRET_META = "tillswitch/widgetSecret";
/** Whatever it is, a wrong one is none: who calls is judged in one place, not here. */
const widgetSecret = z.string().optional();
/** Named nowhere, and read with all others: recordings keep the names of the fields of this file's schemas, and no other's. */
export const checkoutMeta = z.object({ [WIDGET_SECRET_META]: z.string() });

/** Where a result's `_meta` has what our widget shows of remembering; the model does not read it. */
export const KEPT_META = "tillswitch/kept";
export const keptView = z.object({
  may_remember: z.boolean(),
  address: addressView.extend({ company: z.string().optional() }).optional(),
});
export type KeptView = z.infer<typeof keptView>;

const part = (max: number) => z.string().trim().max(max).nullish();
export const addressInput = z.object({
  name: text(256),
  company: part(256),
  line_one: text(60),
  line_two: part(60),
  city: part(60),
  state: part(60).describe("By code or name; leave out where the country has none."),
  country: z.string().trim().max(60).describe("ISO 3166-1 alpha-2."),
  postal_code: part(30),
  phone_number: part(40),
});

/** About the product elsewhere: it is declared, whatever comes is taken, and nothing of it is kept. */
const display = (schema: { readonly type: "string" | "array"; readonly [keyword: string]: unknown }) =>
  z
    .unknown()
    .meta(schema)
    .transform(() => undefined)
    .optional();

const itemFields = z.object({
  id: text(100).describe("The product's id from search_products."),
  quantity: z.int().min(1).max(99).default(1),
  offerId: z.string().max(100).nullish(),
});
const displayFields = z.object({
  name: display({ type: "string" }),
  description: display({ type: "string" }),
  images: display({ type: "array", items: { type: "string" } }),
  url: display({ type: "string" }),
  merchant_name: display({ type: "string" }),
  price: display({
    type: "string",
    description: "Shown elsewhere; prices come from the catalogue.",
  }),
});

/** The specification demands a quantity and models leave it out: it is published as required, and read as one. */
const REQUIRED = { required: ["id", "quantity"] };
const itemInput = itemFields.extend(displayFields.shape).meta(REQUIRED);
const changedItemInput = itemFields.meta(REQUIRED);
const MAX_LIMIT = 20;
export const searchProductsInput = z.object({
  query: z.string().trim().max(200).nullish().describe("In a few words; leave out to browse."),
  seller_id: z.string().max(MAX_SELLER_ID).nullish(),
  currency: z.string().length(3).nullish(),
  min_price: amount.nullish().describe("In minor units of `currency` (cents, yen)."),
  max_price: amount.nullish().describe("As min_price."),
  availability: z.enum(AVAILABILITIES).nullish(),
  brand: z.string().trim().max(200).nullish(),
  category: z.string().trim().max(500).nullish(),
  sort: z.enum(SEARCH_ORDERS).nullish(),
  facets: z.boolean().nullish(),
  limit: z
    .int()
    .min(1)
    .transform((limit) => Math.min(limit, MAX_LIMIT))
    .nullish()
    .describe(`More than ${MAX_LIMIT} is read as ${MAX_LIMIT}.`),
  /** It contains the title of a product, which has up to 500 characters. */
  cursor: z.string().max(4000).nullish().describe("`next_cursor` of the page before."),
});

export const getProductInput = z.object({ id: text(100) });
export const checkoutSessionInput = z.object({
  checkout_session: z.object({ items: z.array(itemInput).min(1).max(50) }),
});
export const updateCheckoutInput = z.object({
  checkout_session_id: sessionIdField,
  widget_secret: widgetSecret,
  items: z
    .array(changedItemInput)
    .min(1)
    .max(50)
    .nullish()
    .describe("The whole new list; leave out to keep the items."),
  fulfillment_address: addressInput.nullish(),
  fulfillment_option_id: z.string().max(300).nullish(),
  discount_codes: z.array(text(50)).max(5).nullish().describe("Replaces the codes given before; [] removes them."),
  /** From the widget, with its secret; from anybody else it changes nothing. */
  remember: z.boolean().optional(),
});
export const capabilitiesInput = z.object({
  widget: z.boolean(),
  request_checkout: z.boolean(),
  open_external: z.boolean(),
  open_link: z.boolean(),
});
export const chooseRouteInput = z.object({
  checkout_session_id: sessionIdField,
  widget_secret: widgetSecret,
  capabilities: capabilitiesInput,
  void_open_payment: z.boolean().nullish().describe("Closes the seller's open payment page first, if it is not paid."),
});
export const recordFunnelEventInput = z.object({
  checkout_session_id: sessionIdField,
  widget_secret: widgetSecret,
  event: z.enum(FUNNEL_EVENTS),
});
export const cancelCheckoutInput = z.object({ checkout_session_id: sessionIdField, widget_secret: widgetSecret });
export const getOrderStatusInput = z.object({ checkout_session_id: sessionIdField, widget_secret: widgetSecret });

export const findOrderInput = z.object({
  order_number: text(40).describe("From the receipt or the confirmation, such as T-7F3K-92QD."),
  email: text(256).describe("The e-mail address that the order was placed with."),
});

const moneyView = z.object({ amount, currency: z.string(), display: z.string() });

export const productView = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  brand: z.string(),
  price: moneyView,
  regular_price: moneyView.nullable(),
  availability: z.enum(AVAILABILITIES),
  /** RFC 3339: when a pre-order or a back-order is sent, where that is known and still to come. */
  availability_date: z.string().optional(),
  can_be_bought: z.boolean(),
  /** One of NOT_FOR_SALE in lib/sellers/sale.ts. */
  not_for_sale: z.string().optional(),
  seller_id: z.string(),
  seller_name: z.string(),
  group_id: z.string().nullable(),
  variant: z.record(z.string(), z.string()),
  image_url: z.string(),
  url: z.string(),
});
const facet = z.object({ name: z.string(), count: z.int() });
export const searchFacets = z.object({
  /** Of so many matches; when that is not all, each count is the least that there are. */
  counted: z.int(),
  complete: z.boolean(),
  sellers: z.array(facet.extend({ id: z.string() })),
  brands: z.array(facet),
  categories: z.array(facet),
  availability: z.array(facet),
  prices: z.array(z.object({ min: moneyView, max: moneyView, count: z.int() })),
});
export const searchProductsOutput = z.object({
  products: z.array(productView),
  next_cursor: z.string().nullable(),
  facets: searchFacets.optional(),
});
export const getProductOutput = z.object({ product: productView, variants: z.array(productView) });

/** What every checkout tool answers: the host's session, and beside it what our own widget and a model need. */
export const checkoutView = hostSession.extend({
  state: z.enum(["not_ready", "ready", "paying", "awaiting_buyer", "unresolved", "completed", "canceled", "expired"]),
  missing: z.array(z.enum(["delivery_address", "delivery_option", "tax_address", "exact_address", "tax", "seller"])),
  /** How `requestCheckout` wants the session spelled; absent: in full. */
  host_dialect: z.enum(HOST_DIALECTS).optional(),
  /** `days_unknown`: nobody knows when any of it arrives; the times are those of goods in stock, as the host wants some. */
  fulfillment_options: z.array(deliveryOptionView.extend({ days_unknown: z.literal(true).optional() })),
  fulfillment_address: addressView.extend({ company: z.string().optional() }).optional(),
  seller_name: z.string(),
  /** In a checkout of several sellers what each sells and delivers; each option is of one of them. */
  parts: z
    .array(
      z.object({
        seller_id: z.string(),
        seller_name: z.string(),
        line_item_ids: z.array(z.string()),
        fulfillment_option_ids: z.array(z.string()),
        fulfillment_option_id: z.string().optional(),
        total: amount,
        /** How many of `links` are theirs, one seller's after another's; absent in answers of earlier releases. */
        link_count: z.number().optional(),
      }),
    )
    .optional(),
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
      status: z.enum(["paid", "partially_refunded", "refunded", "canceled"]),
      ...paymentFields,
      /** True when name, address and contact were erased; absent otherwise. */
      buyer_details_erased: z.literal(true).optional(),
      ...orderProgressFields,
      /** Absent while nothing was given back. */
      refunds: refundList.optional(),
      /** What is left of the payment after them; absent while nothing was given back. */
      after_refunds: amount.optional(),
    })
    .optional(),
});

/** What every tool answers when it cannot do what it was asked for. Beside it is `isError: true`. */
export const refusalView = z.object({ messages: z.array(messageView).min(1) });
export const recordFunnelEventOutput = z.object({ event: z.enum(FUNNEL_EVENTS) });

export const chooseRouteOutput = z.object({
  route: z.enum(["instant", "external"]).nullable(),
  reason: z.enum([...EXTERNAL_REASONS, ...BLOCKED_REASONS, "variant_instant"]),
  button_label: z.string(),
  checkout: checkoutView,
});

export type CheckoutView = z.infer<typeof checkoutView>;
export type ChooseRouteView = z.infer<typeof chooseRouteOutput>;
export type ProductView = z.infer<typeof productView>;
export type SearchFacetsView = z.infer<typeof searchFacets>;
export type AddressInput = z.infer<typeof addressInput>;
