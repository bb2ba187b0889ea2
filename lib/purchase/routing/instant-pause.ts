import type { MerchantId, ShopperId } from "../../ids.ts";
import { decideRoute, type RouteDecision, type RouteFacts } from "../../routing/decide-route.ts";
import { nextBreakerStep, type BreakerRules, type BreakerStep } from "../../routing/instant-breaker.ts";
import type { PurchaseContext } from "../context.ts";

export type Standing = {
  readonly switchedOff: boolean;
  readonly paused: boolean;
  /** The half open breaker whose trial this shopper must take before paying instantly; null when none is needed. */
  readonly trialOf: number | null;
};

/** A breaker goes from open over half open to closed within one look at the most. */
const MOST_CHANGES = 3;

/**
 * How instant stands at a seller for a shopper, by the database alone, so that all instances agree. Changes the breaker
 * when it is due; of several instances that see so at once, one does, and the others read its change.
 */
export async function standingOf(
  context: PurchaseContext,
  merchantId: MerchantId,
  shopperId: ShopperId | null,
): Promise<Standing> {
  const { store, breaker: rules } = context;
  for (let change = 0; ; change += 1) {
    const now = context.now();
    const window = {
      since: new Date(now.getTime() - (rules?.windowMs ?? 0)),
      most: rules?.maxSessions ?? 1,
    };
    const { switchedOff, breaker, tally, trials } = await store.instantStanding(merchantId, shopperId, window);
    if (rules === null) return { switchedOff, paused: false, trialOf: null };
    const next = nextBreakerStep(merchantId, breaker, tally, now, rules);
    if (next !== null && change < MOST_CHANGES) {
      await changeBreaker(context, next);
      continue;
    }
    return { switchedOff, ...standingAt(breaker, trials, rules) };
  }
}

function standingAt(
  breaker: BreakerStep | null,
  trials: { readonly taken: number; readonly hasOne: boolean },
  rules: BreakerRules,
): Pick<Standing, "paused" | "trialOf"> {
  if (breaker === null || breaker.state === "closed") return { paused: false, trialOf: null };
  if (breaker.state === "open") return { paused: true, trialOf: null };
  if (trials.hasOne) return { paused: false, trialOf: null };
  return { paused: trials.taken >= rules.trials, trialOf: breaker.n };
}

/**
 * The route decision. While the breaker is half open, a shopper who would pay instantly takes one of the trials and
 * keeps it, so that asking again never turns the answer; when none is left, they are paused like everybody else.
 */
export async function decideAtBreaker(
  context: PurchaseContext,
  facts: RouteFacts,
  { trialOf }: Standing,
  { merchantId, shopperId }: { readonly merchantId: MerchantId; readonly shopperId: ShopperId | null },
): Promise<RouteDecision> {
  const decision = decideRoute(facts);
  const { breaker: rules } = context;
  if (decision.reason !== "variant_instant" || trialOf === null || shopperId === null || rules === null)
    return decision;
  const isLetThrough = await context.store.transaction((transaction) =>
    transaction.takeTrial(merchantId, trialOf, shopperId, rules.trials, context.now()),
  );
  return isLetThrough ? decision : decideRoute({ ...facts, paused: true });
}

export async function closeBreaker(
  context: PurchaseContext,
  { merchantId, why }: { readonly merchantId: MerchantId; readonly why: string },
): Promise<boolean> {
  const last = (await context.store.breakers()).find((step) => step.merchantId === merchantId);
  if (last === undefined || last.state === "closed") return false;
  const at = context.now();
  return changeBreaker(context, {
    merchantId,
    n: last.n + 1,
    state: "closed",
    reason: "closed_by_operator",
    note: why,
    at,
  });
}

/** False when another instance changed the breaker meanwhile; its change holds. */
async function changeBreaker(context: PurchaseContext, step: BreakerStep): Promise<boolean> {
  const isOurs = await context.store.transaction((transaction) => transaction.insertBreakerStep(step));
  if (isOurs && step.state === "open")
    context.report(
      new Error(`instant is paused for ${step.merchantId}: ${step.reason} (${step.note})`),
      "the breaker opened; npm run breaker shows it",
    );
  return isOurs;
}
