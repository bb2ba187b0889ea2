"use server";

import { notFound, redirect } from "next/navigation";
import { readHolder } from "#lib/orders/plans/entitlement.ts";
import { pageStorefront } from "../../request/page-storefront.ts";
import { readEmail } from "#lib/wire/address/email.ts";
import { priceKey, textIn, type PlanProblem } from "./plan-form.ts";

/** Goes on to the payment service's page. The plan's page shows what stops the buyer. */
export async function subscribe(form: FormData): Promise<void> {
  const storefront = await pageStorefront();
  const plan = storefront.plan(textIn(form, "plan"));
  if (plan === null) notFound();
  const holder = readHolder(textIn(form, "holder"));
  const stop = (problem: PlanProblem): never =>
    redirect(
      `/plans/${plan.id}?${new URLSearchParams({ ...(holder === null ? {} : { holder }), problem }).toString()}`,
    );
  const email = readEmail(textIn(form, "email"));
  if (email.kind === "problem") return stop("email");
  if (textIn(form, "price") !== priceKey(plan)) return stop("price");
  const outcome = await storefront.subscribe({ plan: plan.id, holder, email: email.email });
  switch (outcome.kind) {
    case "opened":
      return redirect(outcome.url);
    case "no_such_plan":
      return notFound();
    default:
      return stop(outcome.kind);
  }
}
