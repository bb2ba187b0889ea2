import type { Catalog, Product, ProductSearch } from "../catalog/product.ts";
import type { Address, Buyer, CheckoutSession, MissingDetail } from "../checkout/session.ts";
import type { CountedFigures } from "../experiment/exposure.ts";
import type { ExperimentPlan } from "../experiment/figures.ts";
import type {
  CheckoutLink,
  EntitlementId,
  MerchantId,
  OrderId,
  OrderLink,
  ProductId,
  SessionId,
  ShopperId,
} from "../ids.ts";
import type { Currency, Money } from "../money.ts";
import type { Entitlement, Plan } from "../orders/entitlement.ts";
import type { Order } from "../orders/order.ts";
import type { Shipment, ShipmentProblem, ShipmentWish } from "../orders/shipment.ts";
import type { DeclineReason, EmbeddedForm, TokenProblem } from "../payments/provider.ts";
import type { RouteDecision } from "../routing/decide-route.ts";
import type { HostCapabilities } from "../routing/host.ts";
import type { WidgetStep } from "../experiment/widget-step.ts";
import type { Refund, RequestAnswer, RequestClaim, RequestName } from "../store/store.ts";
import type { Attention, Pauses, SweepReport } from "./operator-answers.ts";
import type { ExperimentReportOutcome } from "./experiment/experiment-report.ts";

/** One thing wrong with what was sent; `field` is its path in the words of the sender's surface. */
export type Problem = {
  readonly field: string;
  readonly code: "missing" | "invalid" | "out_of_stock";
  readonly message: string;
};

export type ItemRequest = { readonly productId: ProductId; readonly offerId: string | null; readonly quantity: number };

/** A session with its order when it has one. */
export type CheckoutState = { readonly session: CheckoutSession; readonly order: Order | null };

export type PrepareOutcome =
  ({ readonly kind: "prepared" } & CheckoutState) | { readonly kind: "refused"; readonly problems: readonly Problem[] };

export type UpdateOutcome =
  | ({ readonly kind: "updated" } & CheckoutState)
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  /** Paid, closed, or with a payment open: nothing was changed. */
  | ({ readonly kind: "locked" } & CheckoutState)
  | { readonly kind: "not_found" };

export type RouteOutcome =
  ({ readonly kind: "decided"; readonly decision: RouteDecision } & CheckoutState) | { readonly kind: "not_found" };

export type PayOutcome =
  | ({ readonly kind: "completed" } & CheckoutState)
  | ({ readonly kind: "declined"; readonly reason: DeclineReason } & CheckoutState)
  | ({ readonly kind: "token_invalid"; readonly why: TokenProblem } & CheckoutState)
  | ({ readonly kind: "action_required"; readonly actionUrl: string | null } & CheckoutState)
  /** Money may have moved; nobody may say "failed". */
  | ({ readonly kind: "still_checking" } & CheckoutState)
  /** Another attempt is open. */
  | ({ readonly kind: "payment_in_progress" } & CheckoutState)
  /** Killed or not ready for delegated tokens: nothing was charged, the other way is open. */
  | ({ readonly kind: "instant_unavailable" } & CheckoutState)
  /** The payment service did not take our request: our fault, nothing was charged, the operator was told. */
  | ({ readonly kind: "payment_rejected" } & CheckoutState)
  | ({ readonly kind: "details_missing"; readonly missing: readonly (MissingDetail | "buyer_email")[] } & CheckoutState)
  | ({ readonly kind: "out_of_stock"; readonly title: string; readonly left: number } & CheckoutState)
  | ({ readonly kind: "discount_used_up" } & CheckoutState)
  | ({ readonly kind: "closed" } & CheckoutState)
  | { readonly kind: "not_found" };

export type HostedPaymentOutcome =
  | { readonly kind: "opened"; readonly url: string }
  | Exclude<PayOutcome, { kind: "declined" | "token_invalid" | "action_required" | "instant_unavailable" }>;

export type CancelOutcome =
  | ({ readonly kind: "canceled" | "payment_in_progress" | "already_paid" | "already_closed" } & CheckoutState)
  | { readonly kind: "not_found" };

export type RequestClaimOutcome =
  | { readonly kind: "claimed" }
  | { readonly kind: "answered"; readonly answer: RequestAnswer }
  /** The key was used for another request. */
  | { readonly kind: "conflict" }
  | { readonly kind: "in_flight" };

export type RefundOrderOutcome =
  | { readonly kind: Exclude<Refund["state"], "requested">; readonly order: Order }
  | { readonly kind: "more_than_left"; readonly left: Money }
  /** The request's name stands for a refund of this amount. */
  | { readonly kind: "other_amount"; readonly amount: Money }
  | { readonly kind: "nothing_left" | "not_found" };

export type ShipmentOutcome =
  | { readonly kind: "recorded"; readonly isNew: boolean; readonly order: Order; readonly shipment: Shipment }
  | { readonly kind: "already_recorded"; readonly order: Order; readonly shipment: Shipment }
  | { readonly kind: "refused"; readonly problems: readonly ShipmentProblem[] }
  | { readonly kind: "not_found" };

export type SubscribeOutcome =
  | { readonly kind: "opened"; readonly url: string }
  | { readonly kind: "already_subscribed"; readonly entitlement: Entitlement }
  /** The payment service has not said what became of an earlier page; nobody may pay again. */
  | { readonly kind: "still_checking" }
  /** Our fault or the plan's; the operator was told. */
  | { readonly kind: "rejected" }
  | { readonly kind: "no_such_plan" };

/** Everything a surface can do. Built in lib/runtime/runtime.ts; `app` and `mcp` receive it and know nothing below it. */
export interface Verbs {
  searchProducts(search: ProductSearch): ReturnType<Catalog["search"]>;
  product(id: ProductId): Promise<{ readonly product: Product; readonly variants: readonly Product[] } | null>;
  sellers(): ReturnType<Catalog["sellers"]>;
  /** `currency`: the caller expects the items to be priced in it. */
  prepareCheckout(request: {
    items: readonly ItemRequest[];
    shopperId: ShopperId | null;
    currency?: Currency;
    address?: Address | null;
    buyer?: Buyer | null;
    discountCodes?: readonly string[];
  }): Promise<PrepareOutcome>;
  /** Absent fields stay as they are, null clears them. `deliveryOptionId` must be one of the session's options. */
  updateCheckout(request: {
    sessionId: SessionId;
    items?: readonly ItemRequest[];
    address?: Address | null;
    buyer?: Buyer | null;
    deliveryOptionId?: string | null;
    discountCodes?: readonly string[];
  }): Promise<UpdateOutcome>;
  chooseRoute(request: {
    sessionId: SessionId;
    capabilities: HostCapabilities;
    shopperId: ShopperId | null;
    country: string | null;
    platform: string | null;
    locale?: string;
  }): Promise<RouteOutcome>;
  /** The widget says what its buyer saw or did. Said twice it counts once; outside the experiment it is nothing. */
  recordWidgetStep(request: { sessionId: SessionId; step: WidgetStep }): Promise<void>;
  experimentPlan(): ExperimentPlan;
  /** All that is counted of one phase, up to now; nothing for a phase that nobody knows. */
  experimentFigures(phase: string): Promise<CountedFigures>;
  /** The report on one phase; `phase` null for the latest one of real shoppers. */
  experimentReport(request: { key: string; phase: string | null }): Promise<ExperimentReportOutcome>;
  /** The checkout page was opened: stores the decision for it unless a widget asked for one before. */
  recordVisit(request: { sessionId: SessionId }): Promise<void>;
  payWithToken(request: {
    sessionId: SessionId;
    token: string;
    buyer: Buyer | null;
    shopperId: ShopperId | null;
  }): Promise<PayOutcome>;
  /** `onServicePage`: the payment service's own page, for a browser that cannot show its form on ours. */
  openHostedPayment(request: { sessionId: SessionId; onServicePage?: boolean }): Promise<HostedPaymentOutcome>;
  /** What our page needs to show the payment service's form; null while there is none to show. */
  embeddedForm(request: { sessionId: SessionId }): Promise<EmbeddedForm | null>;
  /** Gives up an open payment page or bank confirmation so that the order can be changed; paid meanwhile stays paid. */
  withdrawPayment(request: {
    sessionId: SessionId;
  }): Promise<
    | ({ readonly kind: "withdrawn" | "nothing_open" | "already_paid" | "still_checking" } & CheckoutState)
    | { readonly kind: "not_found" }
  >;
  /** Verifies a webhook and records every event in it, each once. */
  receiveWebhook(request: {
    provider: string;
    body: Uint8Array;
    headers: Headers;
  }): Promise<
    | { kind: "forged" }
    | { kind: "no_such_provider" }
    | { kind: "read"; acknowledgement: { status: number; body: string } }
  >;
  /** The truth about a session now: asks the payment service when the outcome is open, closes it when its time is over. */
  checkOrder(request: { sessionId: SessionId } | { link: CheckoutLink }): Promise<CheckoutState | null>;
  order(link: OrderLink): Promise<Order | null>;
  /** By its id or its number. */
  orderByName(name: string): Promise<Order | null>;
  /** `amountMinor` null gives back all that is left; `requestId` (up to 80 characters) makes a repetition harmless. */
  refundOrder(request: {
    orderId: OrderId;
    amountMinor: number | null;
    requestId: string;
    why: string;
  }): Promise<RefundOrderOutcome>;
  /** Goods have left or were handed over. `name` is the merchant's for the shipment; said twice, it is one (lib/orders/shipment.ts). */
  recordShipment(request: ShipmentWish & { readonly orderId: OrderId }): Promise<ShipmentOutcome>;
  /** Looks for what a crash or a lost reply left behind, now. The clock does the same every minute. */
  sweep(): Promise<SweepReport>;
  /** What only a person can settle, or what is taking long; oldest first, at most `limit` of each. */
  attention(limit: number): Promise<Attention>;
  pauses(): Promise<Pauses>;
  /** Turns our own kill switch, for one seller or, with null, for all. Holds at the next request on every instance. */
  turnKillSwitch(request: { merchantId: MerchantId | null; isOn: boolean; why: string }): Promise<void>;
  /** Lets all of a seller's shoppers through again, whatever was counted so far. False when its breaker is closed. */
  closeBreaker(request: { merchantId: MerchantId; why: string }): Promise<boolean>;
  /** `reason` is one of a protocol's codes; it stands in the session's story and nowhere else. */
  cancelCheckout(request: { sessionId: SessionId; by: "buyer" | "merchant"; reason?: string }): Promise<CancelOutcome>;
  /** Takes a request with an idempotency key: one caller at a time, and whoever repeats it gets the first answer. */
  claimRequest(request: RequestClaim): Promise<RequestClaimOutcome>;
  /** Keeps the answer of a claimed request for its repetitions. */
  answerRequest(request: RequestName, answer: RequestAnswer): Promise<void>;
  /** Gives a claimed request up, so that its repetition is done anew: after a failure of ours nothing is kept. */
  releaseRequest(request: RequestName): Promise<void>;
  rememberReturn(sessionId: SessionId, url: string): Promise<void>;
  returnUrl(sessionId: SessionId): Promise<string | null>;
  /** Null when plans are off, or there is none of that name. */
  plan(name: string): Plan | null;
  /** Opens the payment page of a subscription. Without a `holder` the e-mail's digest is the holder. */
  subscribe(request: { plan: string; holder: string | null; email: string }): Promise<SubscribeOutcome>;
  /** The truth about an entitlement now; null when plans are off. */
  checkEntitlement(id: EntitlementId): Promise<Entitlement | null>;
  /** For each plan the newest entitlement that the holder ever paid for. */
  entitlements(holder: string): Promise<readonly Entitlement[]>;
}
