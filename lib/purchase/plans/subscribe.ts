import { comparableEmail } from "../../checkout/email-address.ts";
import type { Plan } from "../../orders/plans/plan.ts";
import type { Entitlement } from "../../orders/plans/entitlement.ts";
import { createHash } from "node:crypto";
import { entitlementId } from "../../ids.ts";
import { sameMoney } from "../../money.ts";
import { retryOnConflict, type PurchaseContext } from "../context.ts";
import { isSelling } from "./sellers-plan.ts";
import { plansOf, settleEntitlement } from "./settle-entitlement.ts";

/** Without a `holder` the e-mail's digest is the holder. */
export type SubscribeRequest = { readonly plan: string; readonly holder: string | null; readonly email: string };

export type SubscribeOutcome =
  | { readonly kind: "opened"; readonly url: string }
  | { readonly kind: "already_subscribed"; readonly entitlement: Entitlement }
  /** The payment provider has not reported what became of an earlier page; nobody may pay again. */
  | { readonly kind: "still_checking" }
  /** Our fault or the plan's; the operator was notified. */
  | { readonly kind: "rejected" }
  | { readonly kind: "no_such_plan" };

/** A page that is found closed makes way for a new one; more often than this, somebody else closes them. */
const MAX_PAGES = 5;

export function planNamed(context: PurchaseContext, name: string): Plan | null {
  return context.plans?.find((plan) => plan.id === name) ?? null;
}

/** The holder that an e-mail address stands for: `sha256-` and the digest of the address in lower case. */
export function holderOfEmail(email: string): string {
  return `sha256-${createHash("sha256").update(plain(email)).digest("hex")}`;
}

/**
 * Opens the payment page of a subscription. The entitlement is stored first, and its id is the key at the payment
 * service: opened twice for one address it is one page. A second page of a holder and a plan is opened only when the
 * first can never be paid any more, so there is never a second subscription.
 */
export async function subscribe(context: PurchaseContext, request: SubscribeRequest): Promise<SubscribeOutcome> {
  const plan = planNamed(context, request.plan);
  if (plan === null) return { kind: "no_such_plan" };
  const holder = request.holder ?? holderOfEmail(request.email);
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const live = await claim(context, plan, holder);
    if (live === null) return { kind: "no_such_plan" };
    const outcome = await openOrJoin(context, live, { ...request, plan });
    if (outcome !== "closed") return outcome;
  }
  return { kind: "still_checking" };
}

/**
 * The holder's entitlement that is not over, made now unless there is one. Null where its seller does not sell: nobody begins to
 * pay then, and who pays already reads that.
 */
async function claim(context: PurchaseContext, plan: Plan, holder: string): Promise<Entitlement | null> {
  return retryOnConflict(context, () =>
    context.store.transaction(async (transaction) => {
      const live = await transaction.liveEntitlement(plan.sellerId, plan.id, holder);
      const isBegun = live !== null && live.status !== "pending";
      if (!isBegun && !(await isSelling(context, plan, transaction))) return null;
      if (live !== null) return live;
      const occurredAt = context.now();
      const made: Entitlement = {
        id: entitlementId(context.newId("ent")),
        sellerId: plan.sellerId,
        planId: plan.id,
        name: plan.entitlement,
        holder,
        price: plan.price,
        interval: plan.interval,
        status: "pending",
        page: null,
        subscription: null,
        paidUntil: null,
        mismatch: null,
        openedAt: occurredAt,
        updatedAt: occurredAt,
        revision: 1,
      };
      return (await transaction.insertEntitlement(made)) ? made : "conflict";
    }),
  );
}

type Options = { readonly plan: Plan; readonly holder: string | null; readonly email: string };

async function openOrJoin(
  context: PurchaseContext,
  { id }: Entitlement,
  request: Options,
): Promise<SubscribeOutcome | "closed"> {
  const service = plansOf(context);
  if (service === null) return { kind: "no_such_plan" };
  const { plan, email } = request;
  const ownPage = `${context.publicUrl}/plans/${plan.id}`;
  const settled = await settleEntitlement(context, id, (entitlement) =>
    entitlement.page === null && entitlement.status === "pending"
      ? service.openPage({
          entitlement,
          plan,
          email: email.trim(),
          returnUrl: `${ownPage}/done?entitlement=${id}`,
          cancelUrl: request.holder === null ? ownPage : `${ownPage}?holder=${request.holder}`,
        })
      : service.lookUp(entitlement),
  );
  if (settled === null) return "closed";
  const { found, after } = settled;
  if (found.kind === "rejected") {
    const fields = { provider: context.provider.name, entitlementId: id, requestId: found.requestId, why: found.why };
    context.report({ level: "error", message: "the payment provider rejected our request", fields });
    return { kind: "rejected" };
  }
  if (after.status === "ended") return "closed";
  if (after.status !== "pending") return { kind: "already_subscribed", entitlement: after };
  if (found.kind !== "open") return { kind: "still_checking" };
  if (found.email !== null && comparableEmail(found.email) === comparableEmail(email) && isOffered(after, plan))
    return { kind: "opened", url: found.url };
  // Nobody is shown a page with another's address, and nobody pays a price that is no longer the plan's.
  const closed = await settleEntitlement(context, id, (entitlement) => service.closePage(entitlement));
  return closed?.after.status === "ended" ? "closed" : { kind: "still_checking" };
}

function isOffered(entitlement: Entitlement, plan: Plan): boolean {
  return (
    sameMoney(entitlement.price, plan.price) &&
    entitlement.interval === plan.interval &&
    entitlement.name === plan.entitlement
  );
}

const plain = (email: string): string => email.trim().toLowerCase();
