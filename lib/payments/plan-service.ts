import type { Rejected, Unknown } from "./failure.ts";
import type { EntitlementId } from "../ids.ts";
import type { Plan } from "../orders/plans/plan.ts";
import type { Entitlement, Subscription } from "../orders/plans/entitlement.ts";

export type PlanPageRequest = {
  /** Pending; its id is the idempotency key, its price and interval are what is asked for. */
  readonly entitlement: Entitlement;
  readonly plan: Pick<Plan, "title" | "description">;
  readonly email: string;
  readonly returnUrl: string;
  readonly cancelUrl: string;
};

/** What a payment service has of an entitlement. */
export type PlanLookUp =
  /** `email` is the one that the page was opened for. */
  | { readonly kind: "open"; readonly reference: string; readonly url: string; readonly email: string | null }
  /** There is no page, or it is closed: it can never be paid any more. */
  | { readonly kind: "closed" }
  | { readonly kind: "subscribed"; readonly subscription: Subscription }
  | Unknown;

/** What became of all refunds of an ended subscription together: the worst of them. */
export type EndOutcome = { readonly kind: "accepted" | "done" | "refused" } | Unknown;

/** Something was reported about an entitlement. What it was is read from the subscription itself. */
export type PlanEvent = {
  readonly id: string;
  readonly entitlementId: EntitlementId;
  /** The service's own name for the subscription, where the event has it. */
  readonly subscription: string | null;
};

/** Subscriptions at a payment service, as a part of the port in provider.ts; its errors end here as theirs do there. */
export interface PlanService {
  /** Opens the payment page of an entitlement. The same entitlement gets the same page, whatever else is requested for. */
  openPage(request: PlanPageRequest): Promise<PlanLookUp | Rejected>;
  lookUp(entitlement: Entitlement): Promise<PlanLookUp>;
  /** Closes the page unless it was paid before, and answers what there is then. */
  closePage(entitlement: Entitlement): Promise<PlanLookUp>;
  readSubscription(reference: string): Promise<PlanLookUp>;
  /** Whose payment it is; null: of no subscription of ours. */
  entitlementOfPayment(
    reference: string,
  ): Promise<{ readonly kind: "read"; readonly id: EntitlementId | null } | Unknown>;
  /** Ends a subscription at once and gives back all that was ever paid for it. Safe to repeat. */
  endSubscription(reference: string): Promise<EndOutcome>;
}
