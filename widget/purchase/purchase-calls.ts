import type { FunnelEvent } from "#lib/experiment/funnel-event.ts";
import type { AddressInput } from "#lib/wire/tool-contract.ts";
import { callTool, refusalText } from "../host/call-tool.ts";
import type { Host, ToolReply } from "../host/host.ts";
import type { PurchaseEvent } from "./purchase-phase.ts";
import { readCheckout, readRoute, type Checkout } from "./read-checkout.ts";

const FUNNEL_EVENT_TIMEOUT_MS = 4000;

export type CheckoutChange =
  /** `remembers`: the shopper wants to find it next time. */
  | { readonly change: "address"; readonly address: AddressInput; readonly remembers: boolean }
  | { readonly change: "delivery"; readonly optionId: string }
  | { readonly change: "discount"; readonly codes: readonly string[] }
  /** The whole new list. */
  | { readonly change: "items"; readonly items: Checkout["line_items"][number]["item"][] }
  /** Forgets what was remembered, here and for next time. */
  | { readonly change: "forget" }
  | { readonly change: "cancel" };

/** Asks the server for the status of a session; the answer counts only while `turn` lasts. */
export async function askStatus(host: Host, sessionId: string, turn: number): Promise<PurchaseEvent> {
  const checkout = checkoutOf(await callTool(host, "get_order_status", { checkout_session_id: sessionId }), sessionId);
  return checkout === null ? { type: "status_unknown", turn } : { type: "status_read", turn, checkout };
}

/** Asks for the route. `route_unknown`: no answer within `withinMs`, or one that cannot be read. */
export async function askRoute(host: Host, sessionId: string, turn: number, withinMs: number): Promise<PurchaseEvent> {
  const reply = await callTool(
    host,
    "choose_route",
    { checkout_session_id: sessionId, capabilities: wireCapabilities(host) },
    withinMs,
  );
  const route = reply.kind === "answered" ? readRoute(reply.structured, reply.meta) : null;
  return route === null || route.checkout.id !== sessionId
    ? { type: "route_unknown", turn }
    : { type: "route_chosen", turn, route };
}

/**
 * Asks the server to close the seller's payment page, so that the buyer can pay here instead. The next question shows
 * what became of it: a payment that was faster stays.
 */
export async function voidOpenPage(host: Host, sessionId: string): Promise<void> {
  const args = { checkout_session_id: sessionId, capabilities: wireCapabilities(host), void_open_payment: true };
  await callTool(host, "choose_route", args);
}

/** Sends a change. `change_lost` where no readable answer came, because the server may have made the change. */
export async function sendChange(host: Host, sessionId: string, change: CheckoutChange): Promise<PurchaseEvent> {
  const reply = await callTool(host, change.change === "cancel" ? "cancel_checkout" : "update_checkout", {
    checkout_session_id: sessionId,
    ...changedFields(change),
  });
  if (reply.kind === "refused") return { type: "change_refused", text: refusalText(reply.text) };
  const checkout = checkoutOf(reply, sessionId);
  return checkout === null ? { type: "change_lost" } : { type: "changed", checkout };
}

/** Reports what the buyer saw or did; false when it did not arrive. */
export async function sendFunnelEvent(host: Host, sessionId: string, event: FunnelEvent): Promise<boolean> {
  const args = { checkout_session_id: sessionId, event };
  return (await callTool(host, "record_funnel_event", args, FUNNEL_EVENT_TIMEOUT_MS)).kind === "answered";
}

function changedFields(change: CheckoutChange): Readonly<Record<string, unknown>> {
  switch (change.change) {
    case "address":
      return { fulfillment_address: change.address, ...(change.remembers ? { remember: true } : {}) };
    case "forget":
      return { remember: false };
    case "delivery":
      return { fulfillment_option_id: change.optionId };
    case "discount":
      return { discount_codes: change.codes };
    case "items":
      return { items: change.items };
    case "cancel":
      return {};
  }
}

function checkoutOf(reply: ToolReply, sessionId: string): Checkout | null {
  const checkout = reply.kind === "answered" ? readCheckout(reply.structured, reply.meta) : null;
  return checkout?.id === sessionId ? checkout : null;
}

function wireCapabilities(host: Host) {
  const { widget, requestCheckout, openExternal, openLink } = host.capabilities();
  return { widget, request_checkout: requestCheckout, open_external: openExternal, open_link: openLink };
}
