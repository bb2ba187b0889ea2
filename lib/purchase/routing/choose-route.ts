import type { SessionId } from "../../ids.ts";
import { sellerIdsOf, sellerOfLine } from "../../checkout/parts.ts";
import { isFree, type CheckoutSession } from "../../checkout/session.ts";
import { invariant } from "../../invariant.ts";
import { shownDigest } from "../../checkout/shown.ts";
import { signal } from "../../observe/signals.ts";
import { goodsRoute } from "../../sellers/sale.ts";
import { exposesShopper, type FlagFacts, type RouteDecision } from "../../routing/decide-route.ts";
import type { HostCapabilities } from "../../routing/host.ts";
import type { CheckoutState } from "../checkout-state.ts";
import { payeeOf } from "../transfers/divide-payment.ts";
import { expireWhenDue } from "../checkout/expire-checkout.ts";
import { stateOf, type PurchaseContext } from "../context.ts";
import { decideAtBreaker, instantStateOfSession } from "./instant-pause.ts";

export type RouteRequest = {
  readonly sessionId: SessionId;
  readonly capabilities: HostCapabilities;
  readonly country: string | null;
  readonly platform: string | null;
  readonly locale?: string;
};

export type RouteOutcome =
  ({ readonly kind: "decided"; readonly decision: RouteDecision } & CheckoutState) | { readonly kind: "not_found" };

/**
 * Decides the route for the session's own shopper and stores the decision with everything it was made from. Accepts every
 * state; a session that cannot be paid now is `blocked`. The first decision that the assigned variant alone made is the
 * session's assignment in the experiment; that the button was shown, the widget reports later (recordFunnelEvent).
 */
export async function chooseRoute(context: PurchaseContext, request: RouteRequest): Promise<RouteOutcome> {
  const session = await expireWhenDue(context, await context.store.session(request.sessionId));
  if (session === null) return { kind: "not_found" };
  const { shopperId } = session;
  const country = session.address?.country ?? request.country;
  const flags = flagsOfAll(
    sellerIdsOf(session).map((sellerId) =>
      context.flags.evaluate({
        shopperId,
        sessionId: session.id,
        sellerId,
        country,
        platform: request.platform,
        currency: session.currency,
      }),
    ),
  );
  const { own, why } = await payeeOf(context, session);
  const { instant } = own.provider;
  const state = await instantStateOfSession(context, session);
  const facts = {
    status: session.status,
    capabilities: request.capabilities,
    flags,
    switchedOff: state.switchedOff,
    paused: state.paused,
    hasShopperId: shopperId !== null,
    physicalGoodsOnly: session.lineItems.every((line) => !line.isDigital),
    sellerReady: why === null,
    goodsExternalOnly: await isExternalOnly(context, session),
    providerReady: instant !== null,
    currencySupported: instant?.currencies.includes(session.currency) ?? false,
    nothingToPay: isFree(session),
    amountSupported: context.provider.takes(session.totals.total).kind === "taken",
  };
  const decision = await decideAtBreaker(context, facts, state, shopperId);
  const decidedAt = context.now();
  await context.store.transaction(async (transaction) => {
    await transaction.insertDecision({
      id: context.newId("dec"),
      sessionId: session.id,
      sellerId: session.sellerId,
      shopperId,
      capabilities: request.capabilities,
      flags,
      decision,
      revision: session.revision,
      shown: shownDigest(session),
      decidedAt,
    });
    if (decision.kind === "routed" && shopperId !== null && exposesShopper(decision)) {
      await transaction.insertAssignment({
        experiment: context.experimentPlan.key,
        phase: flags.phase,
        shopperId,
        sessionId: session.id,
        sellerId: session.sellerId,
        arm: decision.route,
        platform: request.platform,
        locale: request.locale ?? null,
        country,
        currency: session.currency,
        hasDetails: session.status === "ready",
        assignedAt: decidedAt,
      });
    }
  });
  signal("route_decided", { route: decision.kind === "routed" ? decision.route : "none", reason: decision.reason });
  return { kind: "decided", decision, ...(await stateOf(context.store, session)) };
}

/** Whether a rule keeps something in the basket off the payment sheet. */
async function isExternalOnly({ sellers }: PurchaseContext, session: CheckoutSession): Promise<boolean> {
  const sellerBy = await sellers.of(sellerIdsOf(session));
  const country = session.address?.country ?? null;
  return session.lineItems.some(({ id, category }) => {
    const seller = sellerBy(sellerOfLine(session, id));
    return goodsRoute(sellers.inFile.goods, seller, { category, country }).route !== "any";
  });
}

/** What holds for a cart: a switch of one seller stops it, and the sheet is for sellers who are all enrolled. */
export function flagsOfAll(flags: readonly FlagFacts[]): FlagFacts {
  const [first] = flags;
  invariant(first !== undefined, "a cart has a seller");
  const variant = (["none", "external"] as const).find((name) => flags.some((one) => one.variant === name));
  return {
    killed: flags.some(({ killed }) => killed),
    beta: flags.every(({ beta }) => beta),
    variant: variant ?? "instant",
    phase: first.phase,
  };
}
