import type { EntitlementId, OrderLink, ProductId, SessionId } from "../ids.ts";
import type { Product, ProductSearch } from "../catalog/product.ts";
import { isFree, type CheckoutSession } from "../checkout/session.ts";
import type { Order } from "../orders/order.ts";
import type { FunnelEvent } from "../experiment/funnel-event.ts";
import type { IdempotencyClaim, IdempotencyKey, IdempotentAnswer } from "../store/request-store.ts";
import { mayAct, type SessionReference } from "./access/access.ts";
import { digestOf, type Principal } from "./access/principal.ts";
import { isProven, ownsSession, relationOf, type Action } from "./access/relation.ts";
import { keptDetails } from "./access/remembered.ts";
import { rememberReturn } from "./access/remember-return.ts";
import { orderPage, shownDetails, shownOfOrder } from "./access/shown-details.ts";
import { cancelCheckout, type CancelRequest } from "./checkout/cancel-checkout.ts";
import { prepareCheckout, type PrepareRequest } from "./checkout/prepare-checkout.ts";
import { previewCheckout, type PreviewRequest } from "./checkout/preview-checkout.ts";
import type { UpdateRequest } from "./checkout/changed-checkout.ts";
import { updateCheckout } from "./checkout/update-checkout.ts";
import { resolveAddress, suggestAddress, type SuggestRequest } from "./completion/complete-address.ts";
import type { PurchaseContext } from "./context.ts";
import { claimRequest, keepAnswer } from "./idempotency.ts";
import { findOrder, type FindOrderRequest } from "./orders/find-order.ts";
import { checkOrder, readOrder } from "./payment/check-order.ts";
import { failedPayment } from "./payment/failed-payment.ts";
import { embeddedForm, openHostedPayment, type PageOptions } from "./payment/open-hosted-payment.ts";
import type { LookUpOptions } from "./payment/settle-by-look-up.ts";
import type { AmountRefusal } from "../payments/provider.ts";
import { payWithToken, type PayRequest } from "./payment/pay-with-token.ts";
import { voidPayment } from "./payment/void-payment.ts";
import { isWalletPayment } from "./payment/wallet/is-wallet.ts";
import { openWalletPayment, type WalletRequest } from "./payment/wallet/open-wallet-payment.ts";
import type { DeliveryRate } from "./payment/wallet/delivery-rates.ts";
import { walletButtons } from "./payment/wallet/wallet-buttons.ts";
import { checkEntitlement } from "./plans/settle-entitlement.ts";
import { asSold, type WhyNotForSale } from "./products/not-for-sale.ts";
import { planNamed, subscribe, type SubscribeRequest } from "./plans/subscribe.ts";
import { chooseRoute, type RouteRequest } from "./routing/choose-route.ts";
import { recordVisit } from "./routing/record-visit.ts";

/** What a buyer's surface may call: ChatGPT's tools, the protocols and the merchant's own pages. Of one caller. */
export type Storefront = ReturnType<StorefrontOf>;

/** The storefront as one caller has it. A surface names who calls, and cannot do without. */
export type StorefrontOf = ReturnType<typeof createStorefront>;

export function createStorefront(context: PurchaseContext) {
  return (principal: Principal) => ({
    ...catalogueVerbs(context),
    prepareCheckout: (request: PrepareRequest) => prepareCheckout(context, principal, request),
    ...sessionVerbs(context, principal),
    ...completionVerbs(context, principal),
    /** For a buyer who has no session any more. */
    findOrder: (request: FindOrderRequest) => findOrder(context, request),
    /** An order by its link, with what this caller's page shows of who bought it. */
    orderPage: (link: OrderLink) => orderPage(context, principal, link),
    /** Why the payment provider does not take a session's total, or null when it does. */
    amountRefusal: ({ totals }: CheckoutSession): AmountRefusal | null => {
      const verdict = context.provider.takes(totals.total);
      if (isFree({ totals })) return null;
      return verdict.kind === "taken" ? null : verdict;
    },
    /** What a page needs to draw the wallets' buttons; null where none can pay. */
    walletButtons: (session: CheckoutSession, rates: readonly DeliveryRate[] = []) =>
      walletButtons(context, session, rates),
    /** What the wallets' buttons may load and call, also on a page that has none yet; null where none can ever pay. */
    walletSources: () => context.provider.walletSources,
    /** Who completes addresses on the page of a session, as its list has to say; null: nobody. */
    addressCompletion: () => context.completion,
    /** True for a caller who proved to own a session: nobody else is answered an address that they did not give in the same call. */
    isProvenOwner(session: CheckoutSession): boolean {
      return isProven(relationOf(principal, session, context.now()));
    },
    /** What the widget or page of this caller shows of remembering. `widgetSecret`: of a session that was just made. */
    keptDetails: (session: CheckoutSession, widgetSecret: string | null = null) =>
      keptDetails(
        context,
        principal.surface === "mcp" && widgetSecret !== null ? { ...principal, widgetSecret } : principal,
        session,
      ),
    /** What this caller's page shows of who buys, and whether it offers changes. */
    shownDetails: (session: CheckoutSession) => shownDetails(principal, session, context.now()),
    /** The same for the order that a session has become, whose buyer may be that of the payment sheet. */
    shownDetailsOfOrder: (session: CheckoutSession, order: Order) => shownOfOrder(context, principal, session, order),
    ...idempotencyVerbs(context),
    /** Null when plans are off, or no plan has that name. */
    plan: (name: string) => planNamed(context, name),
    /** Opens the payment page of a subscription. */
    subscribe: (request: SubscribeRequest) => subscribe(context, request),
    /** The truth about an entitlement now; null when plans are off. */
    checkEntitlement: (id: EntitlementId) => checkEntitlement(context, id),
  });
}

type OfSession = { readonly sessionId: SessionId };
const NOT_FOUND = { kind: "not_found" } as const;

/** Makes a verb ask whether the caller may; one that may not is answered as for no such session. */
function guardOf(context: PurchaseContext, principal: Principal) {
  const may = (action: Action, reference: SessionReference) => mayAct(context, principal, action, reference);
  return <Request extends SessionReference, Outcome, Refused>(
      action: Action,
      refused: Refused,
      run: (request: Request) => Promise<Outcome>,
    ) =>
    async (request: Request): Promise<Outcome | Refused> =>
      (await may(action, request)) ? run(request) : refused;
}

/** What completes an address while it is typed. */
function completionVerbs(context: PurchaseContext, principal: Principal) {
  const guarded = guardOf(context, principal);
  return {
    /** Addresses that begin like what is typed, and the parts of one that was chosen. */
    suggestAddress: guarded("change", NOT_FOUND, (request: SuggestRequest & { readonly text: string }) =>
      suggestAddress(context, request),
    ),
    resolveAddress: guarded("change", NOT_FOUND, (request: SuggestRequest & { readonly id: string }) =>
      resolveAddress(context, request),
    ),
  };
}

/** Every verb that takes a session's id. Each asks whether the caller may; one that may not finds no such session. */
function sessionVerbs(context: PurchaseContext, principal: Principal) {
  const { store } = context;
  const browser =
    principal.surface === "web" && principal.browserSecret !== null ? digestOf(principal.browserSecret) : null;
  const guarded = guardOf(context, principal);
  return {
    updateCheckout: guarded("change", NOT_FOUND, (request: UpdateRequest) =>
      updateCheckout(context, request, principal),
    ),
    /** What an update would make of the session; changes nothing. */
    previewCheckout: guarded("change", NOT_FOUND, (request: PreviewRequest) =>
      previewCheckout(context, request, principal),
    ),
    chooseRoute: guarded("choose_route", NOT_FOUND, (request: RouteRequest) => chooseRoute(context, request)),
    /** What the widget's buyer saw or did. Reported twice it counts once; outside the experiment it changes nothing. */
    recordFunnelEvent: guarded(
      "record",
      undefined,
      ({ sessionId, event }: OfSession & { readonly event: FunnelEvent }) =>
        store.transaction((transaction) => transaction.saveFunnelEvent(sessionId, event, context.now())),
    ),
    /** The checkout page was opened: stores the decision for it unless a widget asked for one before. */
    recordVisit: guarded("record", undefined, ({ sessionId }: OfSession) => recordVisit(context, sessionId)),
    payWithToken: (request: PayRequest) => payWithToken(context, principal, request),
    openHostedPayment: guarded(
      "pay_on_page",
      NOT_FOUND,
      async ({ sessionId, ...options }: OfSession & Omit<Partial<PageOptions>, "isOwner">) => {
        const session = await store.session(sessionId);
        const isOwner = session !== null && ownsSession(principal, session, context.now());
        return openHostedPayment(context, sessionId, { onServicePage: false, browser, ...options, isOwner });
      },
    ),
    /** Pays by a wallet's button on our page. */
    openWalletPayment: guarded(
      "pay_on_page",
      NOT_FOUND,
      async ({ sessionId, ...press }: OfSession & Pick<WalletRequest, "token" | "shown">) => {
        const session = await store.session(sessionId);
        const isOwner = session !== null && ownsSession(principal, session, context.now());
        return openWalletPayment(context, sessionId, { browser, ...press, isOwner });
      },
    ),
    /** Whether the open payment is a wallet's, which waits for its buyer's bank and has no page. */
    isWalletPayment: guarded("read", false, ({ sessionId }: OfSession) => isWalletPayment(context, sessionId)),
    /** What our page needs to show the payment provider's form; null while there is none to show. */
    embeddedForm: guarded("pay_on_page", null, ({ sessionId }: OfSession) => embeddedForm(context, sessionId)),
    /** Voids an open payment page or bank confirmation so that the order can be changed; paid meanwhile stays paid. */
    voidPayment: guarded("change", NOT_FOUND, ({ sessionId }: OfSession) => voidPayment(context, sessionId)),
    /** The truth about a session now: asks the payment provider when the outcome is open, closes it when its time is over. */
    checkOrder: guarded("read", null, (request: SessionReference & LookUpOptions) => checkOrder(context, request)),
    /** What is known of a session, for a caller that may only read. */
    readOrder: (request: SessionReference) => readOrder(context, principal, request),
    /** The last payment on the payment page when it failed, such as a bank debit days later; null when none did. */
    failedPayment: guarded("read", null, ({ sessionId }: OfSession) => failedPayment(context, sessionId)),
    cancelCheckout: guarded("cancel", NOT_FOUND, (request: CancelRequest) => cancelCheckout(context, request)),
    /** The way back to the chat; the first one stays, but for the browser that typed details. */
    rememberReturn: guarded("change", undefined, (request: OfSession & { readonly url: string }) =>
      rememberReturn(context, principal, request),
    ),
    returnUrl: guarded("read", null, ({ sessionId }: OfSession) => store.returnUrl(sessionId)),
  };
}

type FoundProduct = {
  readonly product: Product;
  readonly variants: readonly Product[];
  readonly now: Date;
  readonly notForSale: WhyNotForSale;
};

/** Each answers with the time at which its products have their prices. */
function catalogueVerbs(context: PurchaseContext) {
  const { catalog, now: clock } = context;
  return {
    async searchProducts(search: Omit<ProductSearch, "now">) {
      const now = clock();
      const found = await catalog.search({ ...search, now });
      const { products, notForSale } = await asSold(context, "products" in found ? found.products : []);
      return { ...found, ...("products" in found ? { products } : {}), now, notForSale };
    },
    async product(id: ProductId): Promise<FoundProduct | null> {
      const [product] = await catalog.products([id]);
      if (product === undefined) return null;
      const variants = product.groupId === null ? [] : await catalog.variants(product.groupId, product.sellerId);
      const { products, notForSale } = await asSold(context, [product, ...variants]);
      const [first = product, ...others] = products;
      return { product: first, variants: others, now: clock(), notForSale };
    },
  };
}

function idempotencyVerbs(context: PurchaseContext) {
  const { store } = context;
  return {
    /** Takes a request with an idempotency key: one caller at a time, and whoever repeats it gets the first answer. */
    claimRequest: (request: IdempotencyClaim) => claimRequest(context, request),
    /** Keeps the answer of a claimed request for its repetitions; `about` is the session that it shows. */
    answerRequest: (request: IdempotencyKey, answer: IdempotentAnswer, about: SessionId | null = null) =>
      keepAnswer(context, request, answer, about),
    /** Releases a claimed request, so that its repetition runs again: after a failure of ours nothing is kept. */
    releaseRequest: (request: IdempotencyKey) =>
      store.transaction((transaction) => transaction.releaseRequest(request)),
  };
}
