import type { SessionId } from "../../ids.ts";
import { NO_WIDGET } from "../../routing/host.ts";
import { chooseRoute } from "./choose-route.ts";
import type { PurchaseContext } from "../context.ts";

/**
 * Notes that a buyer opened the checkout page. Where no widget asked for a route, this is the moment the
 * route is decided, so the decision is stored now; an existing one is left alone, and for a session in the
 * experiment it is a funnel event. Accepts every state; a session that cannot be paid any more gets no decision.
 */
export async function recordVisit(context: PurchaseContext, id: SessionId): Promise<void> {
  const session = await context.store.session(id);
  if (session === null || (session.status !== "not_ready" && session.status !== "ready")) return;
  if ((await context.store.decisions(id)).length > 0)
    return context.store.transaction((transaction) => transaction.notePageVisit(id, context.now()));
  await chooseRoute(context, {
    sessionId: id,
    capabilities: NO_WIDGET,
    country: null,
    platform: null,
  });
}
