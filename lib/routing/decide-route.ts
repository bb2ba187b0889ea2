import type { SessionStatus } from "../checkout/session.ts";
import { unreachable } from "../invariant.ts";
import type { HostCapabilities } from "./host.ts";

/** Why a purchase goes to the merchant's own page. Order of precedence; texts in docs/routing.md. */
export const EXTERNAL_REASONS = [
  "instant_killed",
  "no_widget",
  "host_cannot_pay",
  "not_physical_goods",
  "provider_not_ready",
  "currency_not_supported",
  "no_shopper_id",
  "not_in_beta",
  "no_variant",
  "variant_external",
] as const;
export type ExternalReason = (typeof EXTERNAL_REASONS)[number];

/** Why no way to pay is offered. */
export const BLOCKED_REASONS = ["already_paid", "payment_in_progress", "session_closed"] as const;
export type BlockedReason = (typeof BLOCKED_REASONS)[number];

export type RouteDecision =
  | { readonly kind: "routed"; readonly route: "instant"; readonly reason: "variant_instant" }
  | { readonly kind: "routed"; readonly route: "external"; readonly reason: ExternalReason }
  | { readonly kind: "blocked"; readonly reason: BlockedReason };

export type RouteReason = RouteDecision["reason"];

/** What the flags said about one shopper at one seller. `unknown` where the flag service could not tell. */
export type FlagFacts = {
  /** On, or unknown: everything goes external. */
  readonly killed: boolean;
  readonly beta: boolean;
  readonly variant: "instant" | "external" | "none";
  /** Names the shares and the group that assigned the variant; it changes when they do. Empty where no flag is known. */
  readonly phase: string;
};

export type RouteFacts = {
  readonly status: SessionStatus;
  readonly capabilities: HostCapabilities;
  readonly flags: FlagFacts;
  readonly hasShopperId: boolean;
  readonly physicalGoodsOnly: boolean;
  /** The payment service can charge delegated tokens for this seller now. */
  readonly providerReady: boolean;
  readonly currencySupported: boolean;
};

/**
 * Decides the way to pay. Pure; every combination of facts has exactly one answer, and the first rule
 * that applies gives the reason. The variant is asked last, so that only shoppers who could have had
 * either way count in the experiment. Missing details do not change the route (docs/decisions/0003).
 */
export function decideRoute(facts: RouteFacts): RouteDecision {
  const blocked = blockedReason(facts.status);
  if (blocked !== null) return { kind: "blocked", reason: blocked };
  const external = (reason: ExternalReason): RouteDecision => ({ kind: "routed", route: "external", reason });
  if (facts.flags.killed) return external("instant_killed");
  if (!facts.capabilities.widget) return external("no_widget");
  if (!facts.capabilities.requestCheckout) return external("host_cannot_pay");
  if (!facts.physicalGoodsOnly) return external("not_physical_goods");
  if (!facts.providerReady) return external("provider_not_ready");
  if (!facts.currencySupported) return external("currency_not_supported");
  if (!facts.hasShopperId) return external("no_shopper_id");
  if (!facts.flags.beta) return external("not_in_beta");
  if (facts.flags.variant === "none") return external("no_variant");
  if (facts.flags.variant === "external") return external("variant_external");
  return { kind: "routed", route: "instant", reason: "variant_instant" };
}

/** True when both ways were open to the shopper, so that the assigned variant alone decided. */
export function exposesShopper(decision: RouteDecision): boolean {
  return decision.reason === "variant_instant" || decision.reason === "variant_external";
}

function blockedReason(status: SessionStatus): BlockedReason | null {
  switch (status) {
    case "not_ready":
    case "ready":
      return null;
    case "paying":
    case "awaiting_buyer":
    case "unresolved":
      return "payment_in_progress";
    case "completed":
      return "already_paid";
    case "canceled":
    case "expired":
      return "session_closed";
    default:
      return unreachable(status);
  }
}
