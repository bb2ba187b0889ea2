/**
 * The widget of the checkout. Its address is fixed, and versions are distinguished inside the page:
 * https://developers.openai.com/plugins/guides/product-checkout-conversion-spec
 */
export const WIDGET_URI = "ui://widget/checkout-session.html";
/** The widget of the products, in which a checkout can be opened too (docs/decisions/0027). */
export const PRODUCTS_WIDGET_URI = "ui://widget/products.html";

type Meta = {
  /** At most 64 characters each. */
  readonly invoking: string;
  readonly invoked: string;
  /** The widget that is shown with the answer. */
  readonly renders?: string;
  /** Called by our widget. */
  readonly fromWidget?: boolean;
  /** Not offered to the model. */
  readonly appOnly?: boolean;
};

/** A tool's `_meta`: the standard `ui.*` names, and beside them the host's older names that are still needed. */
export function toolMeta({
  invoking,
  invoked,
  renders,
  fromWidget = false,
  appOnly = false,
}: Meta): Record<string, unknown> {
  return {
    ui: {
      ...(renders === undefined ? {} : { resourceUri: renders }),
      visibility: appOnly ? ["app"] : ["model", "app"],
    },
    ...(renders === undefined ? {} : { "openai/outputTemplate": renders }),
    "openai/widgetAccessible": fromWidget,
    "openai/toolInvocation/invoking": invoking,
    "openai/toolInvocation/invoked": invoked,
  };
}
