import { sellerIdsOf } from "../../checkout/parts.ts";
import type { CheckoutSession } from "../../checkout/session.ts";
import type { SellerId, ShopperId } from "../../ids.ts";
import { decideRoute, type RouteDecision, type RouteFacts } from "../../routing/decide-route.ts";
import {
  nextBreakerTransition,
  rulesOfAll,
  type BreakerRules,
  type BreakerTransition,
} from "../../routing/instant-breaker.ts";
import type { AuditEntry } from "../../store/audit-store.ts";
import { transactionWithRollback, type PurchaseContext } from "../context.ts";

export type InstantState = {
  readonly switchedOff: boolean;
  readonly paused: boolean;
  /** The half open breakers, the seller's and the one of all, whose trials this shopper must take before paying instantly. */
  readonly trialsOf: readonly Pick<BreakerTransition, "sellerId" | "n">[];
};

/** A breaker goes from open over half open to closed within one look at the most. */
const MAX_CHANGES = 3;

/**
 * The state of instant for a shopper at all sellers of a session, by the database alone, so that all instances agree: the
 * sellers' breakers, and the one of all sellers while it is not closed. A cart of several sellers takes no trials, and waits
 * until every breaker is closed.
 */
export async function instantStateOfSession(
  context: PurchaseContext,
  session: Pick<CheckoutSession, "sellerId" | "parts" | "shopperId">,
): Promise<InstantState> {
  const { shopperId, parts } = session;
  const own = await Promise.all(sellerIdsOf(session).map((id) => stateOfBreaker(context, id, shopperId)));
  const isAllPaused = own.some(({ allPaused }) => allPaused);
  const states = isAllPaused ? [...own, await stateOfBreaker(context, null, shopperId)] : own;
  const trialsOf = states.flatMap((state) => state.trialsOf);
  const mayTry = parts === undefined;
  return {
    switchedOff: own.some(({ switchedOff }) => switchedOff),
    paused: states.some(({ paused }) => paused) || (!mayTry && trialsOf.length > 0),
    trialsOf: mayTry ? trialsOf : [],
  };
}

/**
 * Opens the breaker of all sellers where instant payments have just failed at many of them, each of which may have too few for
 * a breaker of its own to notice. For whoever has seen one fail, so that those who ask for a route read no more than its state.
 */
export async function noticeFailure(context: PurchaseContext): Promise<void> {
  if (context.breaker !== null) await stateOfBreaker(context, null, null);
}

/** Changes the breaker when it is due; of several instances that see so at once, one does, and the others read its change. */
async function stateOfBreaker(
  context: PurchaseContext,
  /** Null: of all sellers. */
  sellerId: SellerId | null,
  shopperId: ShopperId | null,
): Promise<InstantState & { readonly allPaused: boolean }> {
  const { store } = context;
  const rules = sellerId === null && context.breaker !== null ? rulesOfAll(context.breaker) : context.breaker;
  for (let change = 0; ; change += 1) {
    const now = context.now();
    const window = {
      since: new Date(now.getTime() - (rules?.windowMs ?? 0)),
      most: rules?.maxSessions ?? 1,
    };
    const { switchedOff, breaker, allPaused, tally, trials } = await store.instantPauseState(
      sellerId,
      shopperId,
      window,
    );
    if (rules === null) return { switchedOff, allPaused: false, paused: false, trialsOf: [] };
    const next = nextBreakerTransition(sellerId, breaker, tally, now, rules);
    if (next !== null && change < MAX_CHANGES) {
      await changeBreaker(context, next);
      continue;
    }
    return { switchedOff, allPaused, ...breakerState(breaker, trials, rules) };
  }
}

function breakerState(
  breaker: BreakerTransition | null,
  trials: { readonly taken: number; readonly hasOne: boolean },
  rules: BreakerRules,
): Pick<InstantState, "paused" | "trialsOf"> {
  if (breaker === null || breaker.state === "closed") return { paused: false, trialsOf: [] };
  if (breaker.state === "open") return { paused: true, trialsOf: [] };
  if (trials.hasOne) return { paused: false, trialsOf: [] };
  return { paused: trials.taken >= rules.trials, trialsOf: [breaker] };
}

/**
 * The route decision. While a breaker is half open, a shopper who would pay instantly takes one of its trials and keeps it, so
 * that asking again never turns the answer; when none is left, they are paused like everybody else. Of two breakers a trial of
 * each, or none of either: an outage leaves both half open, and each needs trials that are paid.
 */
export async function decideAtBreaker(
  context: PurchaseContext,
  facts: RouteFacts,
  { trialsOf }: InstantState,
  shopperId: ShopperId | null,
): Promise<RouteDecision> {
  const decision = decideRoute(facts);
  const { breaker: rules } = context;
  if (decision.reason !== "variant_instant" || trialsOf.length === 0 || shopperId === null || rules === null)
    return decision;
  const isLetThrough = await transactionWithRollback<boolean>(context.store, async (transaction, rollback) => {
    for (const { sellerId, n } of trialsOf)
      if (!(await transaction.takeTrial(sellerId, n, shopperId, rules.trials, context.now()))) return rollback(false);
    return true;
  });
  return isLetThrough ? decision : decideRoute({ ...facts, paused: true });
}

export async function closeBreaker(
  context: PurchaseContext,
  { sellerId, why }: { readonly sellerId: SellerId | null; readonly why: string },
): Promise<boolean> {
  const last = (await context.store.breakers()).find((step) => step.sellerId === sellerId);
  if (last === undefined || last.state === "closed") return false;
  const occurredAt = context.now();
  return changeBreaker(context, {
    sellerId,
    n: last.n + 1,
    state: "closed",
    reason: "closed_by_operator",
    note: why,
    occurredAt,
  });
}

/** False when another instance changed the breaker meanwhile; its change applies. */
async function changeBreaker(context: PurchaseContext, step: BreakerTransition): Promise<boolean> {
  const isOurs = await context.store.transaction(async (transaction) => {
    const isFirst = await transaction.insertBreakerTransition(step);
    if (isFirst && step.reason === "closed_by_operator") await transaction.insertAuditEntry(auditOfClosing(step));
    return isFirst;
  });
  if (isOurs && step.state === "open")
    context.report({
      level: "error",
      message: `the breaker opened: instant is paused for ${step.sellerId === null ? "all sellers" : "a seller"}; npm run breaker shows it`,
      fields: { sellerId: step.sellerId, reason: step.reason, note: step.note },
    });
  return isOurs;
}

const auditOfClosing = ({ occurredAt, sellerId, note }: BreakerTransition): AuditEntry => ({
  occurredAt,
  action: "breaker_closed",
  actor: "command",
  subject: sellerId,
  why: note,
  details: {},
});
