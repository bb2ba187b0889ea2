import { unreachable } from "#lib/invariant.ts";
import type { Doubt, Notice, Phase, PurchaseEvent } from "./purchase-phase.ts";
import type { Checkout } from "./read-checkout.ts";

/** The phase of a checkout, without any history. */
export function settled(checkout: Checkout, notices: readonly Notice[] = [], isOtherRouteOpen = false): Phase {
  switch (checkout.state) {
    case "not_ready":
    case "ready":
      return {
        phase: "basket",
        checkout,
        offer: { kind: "asking", lastLabel: null },
        change: null,
        notices,
        answered: null,
        step: "order",
        isOtherRouteOpen,
      };
    case "awaiting_buyer":
      return checkout.open_payment === "external"
        ? { phase: "away", checkout, round: 0, isBlocked: false }
        : { phase: "checking", checkout, round: 0 };
    case "paying":
    case "unresolved":
      return { phase: "checking", checkout, round: 0 };
    case "completed":
      return { phase: "paid", checkout };
    case "canceled":
    case "expired":
      return { phase: "closed", checkout };
    default:
      return unreachable(checkout.state);
  }
}

export function inDoubt(checkout: Checkout, doubt: Doubt, notices: readonly Notice[] = []): Phase {
  return { phase: "asking", sessionId: checkout.id, checkout, doubt, notices, isStuck: false };
}

export function returned({ sessionId, checkout, doing }: Extract<PurchaseEvent, { type: "returned" }>): Phase {
  const doubts = { basket: "came_back", sheet: "sheet_left", sellers_page: "on_sellers_page" } as const;
  return { phase: "asking", sessionId, checkout, doubt: doubts[doing], notices: [], isStuck: false };
}

export function sheetNotices(messages: readonly string[]): Notice[] {
  return messages.length === 0
    ? [{ kind: "sheet_closed" }]
    : messages.map((text): Notice => ({ kind: "server_text", text }));
}
