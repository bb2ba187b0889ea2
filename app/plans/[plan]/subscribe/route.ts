import { readHolder } from "#lib/orders/plans/entitlement.ts";
import { runtime } from "#lib/runtime/runtime.ts";
import { readEmail } from "#lib/wire/address/email.ts";
import { formStorefront } from "../../../request/form-storefront.ts";
import { leadTo, readPostedForm, refusal } from "../../../request/posted-form.ts";
import { priceKey, textIn, type PlanProblem } from "../plan-form.ts";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ readonly plan: string }> };

/** Goes on to the payment service's page. The plan's page shows what stops the buyer. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const posted = await readPostedForm(request);
  if (posted.kind === "refused") return posted.response;
  const { form } = posted;
  const storefront = formStorefront(await runtime(), request);
  const plan = storefront.plan((await params).plan);
  if (plan === null) return refusal(request, 404);
  const holder = readHolder(textIn(form, "holder"));
  const stop = (problem: PlanProblem) => {
    const query = new URLSearchParams({ ...(holder === null ? {} : { holder }), problem });
    return leadTo(request, `/plans/${encodeURIComponent(plan.id)}?${query.toString()}`);
  };
  const email = readEmail(textIn(form, "email"));
  if (email.kind === "problem") return stop("email");
  if (textIn(form, "price") !== priceKey(plan)) return stop("price");
  const outcome = await storefront.subscribe({ plan: plan.id, holder, email: email.email });
  switch (outcome.kind) {
    case "opened":
      return leadTo(request, outcome.url);
    case "no_such_plan":
      return refusal(request, 404);
    default:
      return stop(outcome.kind);
  }
}

/** For who reloads or keeps the form's address: the page that the form is on. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return leadTo(request, `/plans/${encodeURIComponent((await params).plan)}`);
}
