import { checkOrder } from "./payment/check-order.ts";
import { cancelCheckout } from "./checkout/cancel-checkout.ts";
import { claimRequest } from "./claim-request.ts";
import { chooseRoute } from "./routing/choose-route.ts";
import type { PurchaseContext } from "./context.ts";
import { experimentFigures } from "./experiment/count-experiment.ts";
import { experimentReport } from "./experiment/experiment-report.ts";
import { embeddedForm, openHostedPayment } from "./payment/open-hosted-payment.ts";
import { closeBreaker } from "./routing/instant-pause.ts";
import { payWithToken } from "./payment/pay-with-token.ts";
import { prepareCheckout } from "./checkout/prepare-checkout.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import { recordShipment } from "./orders/record-shipment.ts";
import { refundOrder } from "./orders/refund-order.ts";
import { checkEntitlement } from "./plans/settle-entitlement.ts";
import { planNamed, subscribe } from "./plans/subscribe.ts";
import { sweep } from "./sweep.ts";
import { recordVisit } from "./routing/record-visit.ts";
import { updateCheckout } from "./checkout/update-checkout.ts";
import type { Verbs } from "./verbs.ts";
import { withdrawPayment } from "./payment/withdraw-payment.ts";

/** Binds every verb to one context. */
export function createVerbs(context: PurchaseContext): Verbs {
  const { catalog, store } = context;
  return {
    searchProducts: (search) => catalog.search(search),
    async product(id) {
      const [product] = await catalog.products([id]);
      if (product === undefined) return null;
      const variants = product.groupId === null ? [] : await catalog.variants(product.groupId, product.merchantId);
      return { product, variants };
    },
    sellers: () => catalog.sellers(),
    prepareCheckout: (request) => prepareCheckout(context, request),
    updateCheckout: (request) => updateCheckout(context, request),
    chooseRoute: (request) => chooseRoute(context, request),
    recordWidgetStep: ({ sessionId, step }) =>
      store.transaction((transaction) => transaction.noteWidgetStep(sessionId, step, context.now())),
    experimentPlan: () => context.experimentPlan,
    experimentFigures: (phase) => experimentFigures(context, phase),
    experimentReport: (request) => experimentReport(context, request),
    recordVisit: ({ sessionId }) => recordVisit(context, sessionId),
    payWithToken: (request) => payWithToken(context, request),
    openHostedPayment: ({ sessionId, onServicePage = false }) =>
      openHostedPayment(context, sessionId, { onServicePage }),
    embeddedForm: ({ sessionId }) => embeddedForm(context, sessionId),
    withdrawPayment: ({ sessionId }) => withdrawPayment(context, sessionId),
    receiveWebhook: (request) => receiveWebhook(context, request),
    checkOrder: (request) => checkOrder(context, request),
    order: (link) => store.orderByLink(link),
    orderByName: (name) => store.orderByName(name),
    refundOrder: (request) => refundOrder(context, request),
    recordShipment: (request) => recordShipment(context, request),
    sweep: () => sweep(context, { isThorough: true }),
    attention: async (limit) => ({
      captures: await store.unsettledCaptures(limit),
      refunds: await store.openRefunds(limit),
      openPayments: await store.openPayments(context.now(), limit),
      parkedEvents: await store.parkedEvents(limit),
      entitlements: await store.entitlementsInReview(limit),
      straySubscriptions: await store.openStraySubscriptions(limit),
    }),
    pauses: async () => ({ switches: await store.killSwitches(), breakers: await store.breakers() }),
    turnKillSwitch: (turn) =>
      store.transaction((transaction) => transaction.insertKillTurn({ ...turn, at: context.now() })),
    closeBreaker: (request) => closeBreaker(context, request),
    cancelCheckout: (request) => cancelCheckout(context, request),
    claimRequest: (request) => claimRequest(context, request),
    answerRequest: (request, answer) => store.transaction((transaction) => transaction.answerRequest(request, answer)),
    releaseRequest: (request) => store.transaction((transaction) => transaction.releaseRequest(request)),
    rememberReturn: (sessionId, url) =>
      store.transaction((transaction) => transaction.saveReturnUrl(sessionId, url, context.now())),
    returnUrl: (sessionId) => store.returnUrl(sessionId),
    plan: (name) => planNamed(context, name),
    subscribe: (request) => subscribe(context, request),
    checkEntitlement: (id) => checkEntitlement(context, id),
    entitlements: async (holder) => {
      const paid = await store.paidEntitlements(holder);
      return paid.filter((one, at) => paid.findIndex((other) => other.planId === one.planId) === at);
    },
  };
}
