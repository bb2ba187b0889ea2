import type { CheckoutSession } from "../checkout/session.ts";
import { unreachable } from "../invariant.ts";
import type { Order } from "../orders/order.ts";
import type { RouteDecision } from "../routing/decide-route.ts";
import { checkoutView, type AddressRule, type CheckoutEdge } from "./checkout-view.ts";
import { ROUTE_LABELS } from "./texts/route.ts";
import type { ChooseRouteView } from "./tool-contract.ts";

/** A route decision as the widget reads it: the route, why, and what its button says. */
export function routeView(
  decision: RouteDecision,
  state: { readonly session: CheckoutSession; readonly order: Order | null },
  edge: CheckoutEdge,
  shows: AddressRule = "while_open",
): ChooseRouteView {
  return {
    route: decision.kind === "routed" ? decision.route : null,
    reason: decision.reason,
    button_label: buttonLabel(decision),
    checkout: checkoutView(state, edge, shows),
  };
}

/** The label of the button that goes this way. A blocked decision's label names what can be done instead of paying. */
export function buttonLabel(decision: RouteDecision): string {
  switch (decision.reason) {
    case "variant_instant":
      return ROUTE_LABELS.buyNow;
    case "already_paid":
      return ROUTE_LABELS.seeOrder;
    case "payment_in_progress":
      return ROUTE_LABELS.checkPayment;
    case "session_closed":
      return ROUTE_LABELS.closed;
    case "instant_killed":
    case "seller_not_ready":
    case "no_widget":
    case "host_cannot_pay":
    case "not_physical_goods":
    case "goods_external_only":
    case "provider_not_ready":
    case "currency_not_supported":
    case "nothing_to_pay":
    case "amount_not_supported":
    case "no_shopper_id":
    case "not_in_beta":
    case "instant_paused":
    case "no_variant":
    case "variant_external":
      return ROUTE_LABELS.continueToCheckout;
    default:
      return unreachable(decision);
  }
}
