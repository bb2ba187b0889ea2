import type { RouteReason } from "../../routing/decide-route.ts";

/** What an operator reads of a reason: what happened, and what to do about it. docs/routing.md has more of each. */
export type ReasonText = { readonly means: string; readonly todo: string };

const NOTHING = "Nothing to do.";

export const REASON_TEXTS: Readonly<Record<RouteReason, ReasonText>> = {
  already_paid: { means: "The order was paid already.", todo: NOTHING },
  payment_in_progress: {
    means: "A payment was under way, or had no answer yet.",
    todo: "Nothing, unless they are many: npm run reconcile lists what has no answer.",
  },
  session_closed: { means: "The checkout was canceled, or its time was over.", todo: NOTHING },
  instant_killed: {
    means: "The kill switch, or the flag instant-checkout-kill, was on or not known.",
    todo: "Turn it off when the cause is fixed: npm run kill shows both.",
  },
  seller_not_ready: {
    means: "The seller did not sell, or could not receive the money.",
    todo: "npm run sellers -- --show SELLER says what is missing.",
  },
  no_widget: {
    means: "The buyer came by the plain link, or the surface shows no widget.",
    todo: "Nothing: not every surface has one.",
  },
  host_cannot_pay: {
    means: "The host offered no payment sheet.",
    todo: "Check whether the app is enrolled at the platform; old clients have no sheet either.",
  },
  not_physical_goods: {
    means: "Something in the basket was digital, and the sheet is for physical goods.",
    todo: NOTHING,
  },
  goods_external_only: {
    means: "A rule of the shop or the seller keeps these goods, or this place, off the sheet.",
    todo: "Change goods in the shop's or the seller's settings, or leave it.",
  },
  provider_not_ready: {
    means: "The payment provider could not charge delegated tokens for this seller.",
    todo: "Look at /readyz and at the payment settings.",
  },
  currency_not_supported: {
    means: "The provider does not take this currency with a delegated token.",
    todo: "Enable the currency at the provider, or leave it.",
  },
  nothing_to_pay: { means: "Discount codes covered the whole total.", todo: NOTHING },
  amount_not_supported: {
    means: "The total was outside of what the provider takes, so no route could take it.",
    todo: "Look at the prices and discount codes that lead to such a total.",
  },
  no_shopper_id: {
    means: "The host sent no anonymous shopper id, so no variant could be kept.",
    todo: "Nothing here: the host has to send it.",
  },
  not_in_beta: {
    means: "The flag instant-checkout-beta was off for this seller, country, platform or shopper.",
    todo: "Enrol the seller: add its id to the flag's constraint sellerId.",
  },
  instant_paused: {
    means: "A circuit breaker was open, because too many instant payments had failed.",
    todo: "npm run breaker says since when and why; it closes by itself.",
  },
  no_variant: {
    means: "The flag checkout-route was off or missing, or gave no variant that is known.",
    todo: "Turn the flag on for this seller, with the variants external and instant.",
  },
  variant_external: { means: "The experiment assigned the shopper to external.", todo: NOTHING },
  variant_instant: { means: "The experiment assigned the shopper to instant.", todo: NOTHING },
};
