/**
 * The one widget. Its address is fixed, and versions are distinguished inside the page:
 * https://developers.openai.com/plugins/guides/product-checkout-conversion-spec
 */
export const WIDGET_URI = "ui://widget/checkout-session.html";

type Meta = {
  /** At most 64 characters each. */
  readonly invoking: string;
  readonly invoked: string;
  /** Shows the widget with the answer. */
  readonly renders?: boolean;
  /** Called by our widget. */
  readonly fromWidget?: boolean;
  /** Not offered to the model. */
  readonly appOnly?: boolean;
};

/** A tool's `_meta`: the standard `ui.*` names, and beside them the host's older names that are still needed. */
export function toolMeta({
  invoking,
  invoked,
  renders = false,
  fromWidget = false,
  appOnly = false,
}: Meta): Record<string, unknown> {
  return {
    ui: { ...(renders ? { resourceUri: WIDGET_URI } : {}), visibility: appOnly ? ["app"] : ["model", "app"] },
    ...(renders ? { "openai/outputTemplate": WIDGET_URI } : {}),
    "openai/widgetAccessible": fromWidget,
    "openai/toolInvocation/invoking": invoking,
    "openai/toolInvocation/invoked": invoked,
  };
}
