import type { SessionStatus } from "../checkout/session.ts";
import type { HostCapabilities } from "./host.ts";

/**
 * Why a purchase goes to the merchant's own page. The first rule that applies gives the reason, so that order and rule
 * are one table. What each reason means for the operator: docs/routing.md.
 */
const EXTERNAL_RULES = [
  // Ours: a kill switch that is on, or a flag service without an answer, leaves the route that always works.
  ["instant_killed", ({ flags, switchedOff }) => flags.killed || switchedOff],
  // Ours (docs/decisions/0074): nobody could be paid by the sheet, and the seller's page says so.
  ["seller_not_ready", (facts) => !facts.sellerReady],
  // https://developers.openai.com/plugins/reference: look for each host feature, and have a fallback without it.
  ["no_widget", ({ capabilities }) => !capabilities.widget],
  // https://developers.openai.com/plugins/build/monetization: the payment sheet is a private beta.
  ["host_cannot_pay", ({ capabilities }) => !capabilities.requestCheckout],
  // https://developers.openai.com/plugins/app-guidelines, commerce: physical goods only.
  ["not_physical_goods", (facts) => !facts.physicalGoodsOnly],
  // Ours (docs/operations/sellers.md): a rule of the shop or the seller keeps these goods off the payment sheet.
  ["goods_external_only", (facts) => facts.goodsExternalOnly],
  // https://developers.openai.com/plugins/build/monetization, `payment_provider`: the sheet needs one, and our id there.
  ["provider_not_ready", (facts) => !facts.providerReady],
  // The provider's own list, for example https://docs.stripe.com/currencies.
  ["currency_not_supported", (facts) => !facts.currencySupported],
  // Ours (docs/decisions/0045): nothing to pay needs no payment sheet, which may not open for nothing.
  ["nothing_to_pay", (facts) => facts.nothingToPay],
  // The provider's own limits, for example https://docs.stripe.com/currencies, minimum and maximum charge amounts.
  ["amount_not_supported", (facts) => !facts.amountSupported],
  // https://developers.openai.com/plugins/reference, `openai/subject`: without it nobody gets the same variant twice.
  ["no_shopper_id", (facts) => !facts.hasShopperId],
  // Ours (docs/routing.md): asked before the variant, so that shoppers outside the beta stay out of the experiment.
  ["not_in_beta", ({ flags }) => !flags.beta],
  // Ours (docs/decisions/0017): the breaker of the seller.
  ["instant_paused", (facts) => facts.paused],
  // Ours (docs/routing.md): the variant is asked last, so that only shoppers who could have had either route count.
  ["no_variant", ({ flags }) => flags.variant === "none"],
  ["variant_external", ({ flags }) => flags.variant === "external"],
] as const satisfies readonly (readonly [reason: string, applies: (facts: RouteFacts) => boolean])[];

export type ExternalReason = (typeof EXTERNAL_RULES)[number][0];
export const EXTERNAL_REASONS: readonly ExternalReason[] = EXTERNAL_RULES.map(([reason]) => reason);

/** Why no way to pay is offered. */
export const BLOCKED_REASONS = ["already_paid", "payment_in_progress", "session_closed"] as const;
export type BlockedReason = (typeof BLOCKED_REASONS)[number];

/** What a status blocks; a second payment beside an open one is not in the table of events either (docs/state-machine.md). */
const BLOCKED_BY: Readonly<Record<SessionStatus, BlockedReason | null>> = {
  not_ready: null,
  ready: null,
  paying: "payment_in_progress",
  awaiting_buyer: "payment_in_progress",
  unresolved: "payment_in_progress",
  completed: "already_paid",
  canceled: "session_closed",
  expired: "session_closed",
};

export type RouteDecision =
  | { readonly kind: "routed"; readonly route: "instant"; readonly reason: "variant_instant" }
  | { readonly kind: "routed"; readonly route: "external"; readonly reason: ExternalReason }
  | { readonly kind: "blocked"; readonly reason: BlockedReason };

export type RouteReason = RouteDecision["reason"];

/** What the flags returned for one shopper at one seller. `unknown` where the flag service had no answer. */
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
  /** Our own kill switch is on, for this seller or for all. */
  readonly switchedOff: boolean;
  /** The breaker of this seller does not let this shopper through. */
  readonly paused: boolean;
  readonly hasShopperId: boolean;
  readonly physicalGoodsOnly: boolean;
  /** The seller sells, and can receive the money. */
  readonly sellerReady: boolean;
  /** A rule keeps something in the basket off the payment sheet, because of what it is or where it goes. */
  readonly goodsExternalOnly: boolean;
  /** The payment service can charge delegated tokens for this seller now. */
  readonly providerReady: boolean;
  readonly currencySupported: boolean;
  /** The total is zero. */
  readonly nothingToPay: boolean;
  /** The payment service takes a total like this one. */
  readonly amountSupported: boolean;
};

/**
 * Decides the way to pay. Pure; every combination of facts has exactly one answer. Missing details do not change the
 * route (docs/decisions/0003).
 */
export function decideRoute(facts: RouteFacts): RouteDecision {
  const blocked = BLOCKED_BY[facts.status];
  if (blocked !== null) return { kind: "blocked", reason: blocked };
  const rule = EXTERNAL_RULES.find(([, applies]) => applies(facts));
  if (rule !== undefined) return { kind: "routed", route: "external", reason: rule[0] };
  return { kind: "routed", route: "instant", reason: "variant_instant" };
}

/** True when both routes were open to the shopper, so that the assigned variant alone decided. */
export function exposesShopper(decision: RouteDecision): boolean {
  return decision.reason === "variant_instant" || decision.reason === "variant_external";
}
