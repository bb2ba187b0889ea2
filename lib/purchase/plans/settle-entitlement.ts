import { askProvider } from "../ask-provider.ts";
import type { EntitlementId } from "../../ids.ts";
import { unreachable } from "../../invariant.ts";
import {
  withoutPage,
  withPage,
  withSubscription,
  type Entitlement,
  type OrphanedSubscription,
} from "../../orders/plans/entitlement.ts";
import { transactionWithRollback, retryOnConflict, type PurchaseContext } from "../context.ts";
import { reportPaidAgain } from "./sellers-plan.ts";

type PlanService = NonNullable<PurchaseContext["provider"]["plans"]>;
type PlanLookUp = Awaited<ReturnType<PlanService["lookUp"]>>;
type Found = Awaited<ReturnType<PlanService["openPage"]>>;

/** The service behind the plans, or null when plans are off. */
export const plansOf = (context: PurchaseContext): PlanService | null =>
  context.plans === null ? null : context.provider.plans;

export type Settled = {
  readonly found: Found;
  readonly before: Entitlement;
  readonly after: Entitlement;
  readonly orphaned: OrphanedSubscription | null;
};

/**
 * Asks the payment service about an entitlement with `look` and stores what that means. Whoever stores has asked after
 * the row was last written, so an answer that took long never covers a newer one: it loses the race and asks again.
 * Null when there is no such entitlement, or `event` counted before.
 */
export async function settleEntitlement(
  context: PurchaseContext,
  id: EntitlementId,
  look: (entitlement: Entitlement) => Promise<Found>,
  event: { readonly id: string } | null = null,
): Promise<Settled | null> {
  const settled = await retryOnConflict(context, async () => {
    const before = await context.store.entitlement(id);
    if (before === null) return null;
    const asked = { call: "plans", entitlementId: id, subscription: before.subscription } as const;
    const found = await askProvider(context, asked, () => look(before));
    // The payment service sends it again, and an event that changed nothing must not count as done.
    if (event !== null && (found.kind === "unknown" || found.kind === "rejected"))
      throw new Error("the payment provider does not answer about the entitlement of an event");
    return transactionWithRollback<Settled | null | "conflict">(context.store, async (transaction, rollback) => {
      const occurredAt = context.now();
      const isNews =
        event === null || (await transaction.insertEntitlementEvent(context.provider.name, event.id, id, occurredAt));
      if (!isNews) return null;
      await transaction.markEntitlementChecked(id, occurredAt);
      const { after, orphaned } = effectOf(before, found, occurredAt);
      if (after !== before && !(await transaction.saveEntitlement(after, before.revision))) return rollback("conflict");
      const isNewOrphan = orphaned !== null && (await transaction.insertOrphanedSubscription(orphaned));
      if (after.mismatch !== null && after.mismatch !== before.mismatch)
        context.report({
          level: "error",
          message: "an entitlement needs a person",
          fields: { entitlementId: id, subscription: after.subscription, why: after.mismatch },
        });
      return { found, before, after, orphaned: isNewOrphan ? orphaned : null };
    });
  });
  if (settled !== null) await reportPaidAgain(context, settled.before, settled.after);
  if (settled !== null && settled.orphaned !== null) await endOrphaned(context, settled.orphaned);
  return settled;
}

function effectOf(
  before: Entitlement,
  found: Found,
  now: Date,
): { readonly after: Entitlement; readonly orphaned: OrphanedSubscription | null } {
  switch (found.kind) {
    case "open":
      return { after: withPage(before, found.reference, now), orphaned: null };
    case "closed":
    case "rejected":
      return { after: withoutPage(before, now), orphaned: null };
    case "unknown":
      return { after: before, orphaned: null };
    case "subscribed": {
      const { subscription } = found;
      if (subscription.entitlementId !== before.id) return { after: before, orphaned: null };
      const reading = withSubscription(before, subscription, now);
      if (reading.kind === "kept") return { after: reading.entitlement, orphaned: null };
      const { reference } = subscription;
      const orphaned = { reference, entitlementId: before.id, why: reading.why, recordedAt: now, settledAt: null };
      return { after: before, orphaned: { ...orphaned, state: "requested" } };
    }
    default:
      return unreachable(found);
  }
}

/** The truth about an entitlement now, as far as the payment service says; null when plans are off or there is none. */
export async function checkEntitlement(context: PurchaseContext, id: EntitlementId): Promise<Entitlement | null> {
  const service = plansOf(context);
  if (service === null) return null;
  return (await settleEntitlement(context, id, (entitlement) => service.lookUp(entitlement)))?.after ?? null;
}

/** Reads again what an event is about; the event is stored with the effect. Throws when nobody could be asked. */
export async function applyPlanEvent(
  context: PurchaseContext,
  event: { readonly id: string; readonly entitlementId: EntitlementId; readonly subscription: string | null },
): Promise<void> {
  const service = plansOf(context);
  if (service === null) return;
  const look = (entitlement: Entitlement): Promise<PlanLookUp> =>
    event.subscription === null ? service.lookUp(entitlement) : service.readSubscription(event.subscription);
  const known = await context.store.entitlement(event.entitlementId);
  if (known === null) {
    const fields = { provider: context.provider.name, eventId: event.id, entitlementId: event.entitlementId };
    return context.report({ level: "error", message: "an event names no entitlement of ours", fields });
  }
  await settleEntitlement(context, event.entitlementId, look, event);
}

/** Ends an orphaned subscription and gives back what it cost. What stays open is tried again by the sweep. */
export async function endOrphaned(
  context: PurchaseContext,
  orphaned: OrphanedSubscription,
): Promise<OrphanedSubscription["state"]> {
  const { reference, entitlementId, why } = orphaned;
  const service = plansOf(context);
  const fields = { entitlementId, subscription: reference };
  const asked = { call: "endSubscription", ...fields } as const;
  const state =
    service === null ? "unknown" : (await askProvider(context, asked, () => service.endSubscription(reference))).kind;
  const settledAt = state === "unknown" ? null : context.now();
  await context.store.transaction((transaction) =>
    transaction.saveOrphanedSubscription({ ...orphaned, state, settledAt }),
  );
  context.report({ level: "error", message: "an orphaned subscription was found", fields: { ...fields, state, why } });
  return state;
}
