import type { EntitlementId, OrderLink, ProductId, SessionId } from "../ids.ts";
import type { Product, ProductSearch } from "../catalog/product.ts";
import type { FunnelEvent } from "../experiment/funnel-event.ts";
import type { IdempotencyClaim, IdempotencyKey, IdempotentAnswer } from "../store/request-store.ts";
import { cancelCheckout, type CancelRequest } from "./checkout/cancel-checkout.ts";
import { prepareCheckout, type PrepareRequest } from "./checkout/prepare-checkout.ts";
import { updateCheckout, type UpdateRequest } from "./checkout/update-checkout.ts";
import type { PurchaseContext } from "./context.ts";
import { claimRequest } from "./idempotency.ts";
import { findOrder, type FindOrderRequest } from "./orders/find-order.ts";
import { checkOrder, readOrder, type CheckRequest } from "./payment/check-order.ts";
import { embeddedForm, openHostedPayment, type PageOptions } from "./payment/open-hosted-payment.ts";
import type { LookUpOptions } from "./payment/settle-by-look-up.ts";
import { payWithToken, type PayRequest } from "./payment/pay-with-token.ts";
import { voidPayment } from "./payment/void-payment.ts";
import { checkEntitlement } from "./plans/settle-entitlement.ts";
import { planNamed, subscribe, type SubscribeRequest } from "./plans/subscribe.ts";
import { chooseRoute, type RouteRequest } from "./routing/choose-route.ts";
import { recordVisit } from "./routing/record-visit.ts";

/** What a buyer's surface may call: ChatGPT's tools, the protocols and the merchant's own pages. */
export type Storefront = ReturnType<typeof createStorefront>;

export function createStorefront(context: PurchaseContext) {
  const { catalog, store } = context;
  return {
    searchProducts: (search: ProductSearch) => catalog.search(search),
    async product(id: ProductId): Promise<{ readonly product: Product; readonly variants: readonly Product[] } | null> {
      const [product] = await catalog.products([id]);
      if (product === undefined) return null;
      const variants = product.groupId === null ? [] : await catalog.variants(product.groupId, product.sellerId);
      return { product, variants };
    },
    prepareCheckout: (request: PrepareRequest) => prepareCheckout(context, request),
    updateCheckout: (request: UpdateRequest) => updateCheckout(context, request),
    chooseRoute: (request: RouteRequest) => chooseRoute(context, request),
    /** What the widget's buyer saw or did. Reported twice it counts once; outside the experiment it changes nothing. */
    recordFunnelEvent: ({ sessionId, event }: { readonly sessionId: SessionId; readonly event: FunnelEvent }) =>
      store.transaction((transaction) => transaction.saveFunnelEvent(sessionId, event, context.now())),
    /** The checkout page was opened: stores the decision for it unless a widget asked for one before. */
    recordVisit: ({ sessionId }: { readonly sessionId: SessionId }) => recordVisit(context, sessionId),
    payWithToken: (request: PayRequest) => payWithToken(context, request),
    openHostedPayment: ({ sessionId, ...options }: { readonly sessionId: SessionId } & Partial<PageOptions>) =>
      openHostedPayment(context, sessionId, { onServicePage: false, ...options }),
    /** What our page needs to show the payment provider's form; null while there is none to show. */
    embeddedForm: ({ sessionId }: { readonly sessionId: SessionId }) => embeddedForm(context, sessionId),
    /** Voids an open payment page or bank confirmation so that the order can be changed; paid meanwhile stays paid. */
    voidPayment: ({ sessionId }: { readonly sessionId: SessionId }) => voidPayment(context, sessionId),
    /** The truth about a session now: asks the payment provider when the outcome is open, closes it when its time is over. */
    checkOrder: (request: CheckRequest & LookUpOptions) => checkOrder(context, request),
    /** What is known of a session, for a caller that may only read. */
    readOrder: (request: CheckRequest) => readOrder(context, request),
    /** For a buyer who has no session any more. */
    findOrder: (request: FindOrderRequest) => findOrder(context, request),
    order: (link: OrderLink) => store.orderByLink(link),
    cancelCheckout: (request: CancelRequest) => cancelCheckout(context, request),
    ...idempotencyVerbs(context),
    rememberReturn: (sessionId: SessionId, url: string) =>
      store.transaction((transaction) => transaction.saveReturnUrl(sessionId, url, context.now())),
    returnUrl: (sessionId: SessionId) => store.returnUrl(sessionId),
    /** Null when plans are off, or no plan has that name. */
    plan: (name: string) => planNamed(context, name),
    /** Opens the payment page of a subscription. */
    subscribe: (request: SubscribeRequest) => subscribe(context, request),
    /** The truth about an entitlement now; null when plans are off. */
    checkEntitlement: (id: EntitlementId) => checkEntitlement(context, id),
  };
}

function idempotencyVerbs(context: PurchaseContext) {
  const { store } = context;
  return {
    /** Takes a request with an idempotency key: one caller at a time, and whoever repeats it gets the first answer. */
    claimRequest: (request: IdempotencyClaim) => claimRequest(context, request),
    /** Keeps the answer of a claimed request for its repetitions. */
    answerRequest: (request: IdempotencyKey, answer: IdempotentAnswer) =>
      store.transaction((transaction) => transaction.answerRequest(request, answer)),
    /** Releases a claimed request, so that its repetition runs again: after a failure of ours nothing is kept. */
    releaseRequest: (request: IdempotencyKey) =>
      store.transaction((transaction) => transaction.releaseRequest(request)),
  };
}
