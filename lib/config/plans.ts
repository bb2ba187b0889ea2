import { z } from "zod";
import { name, price, type ShopProblem } from "./shop.ts";
import { sellerIdOf, planId } from "../ids.ts";
import { PLAN_INTERVALS, type Plan } from "../orders/plans/plan.ts";
import { stripeAmount } from "../payments/stripe/amount.ts";

type Text = (name: string) => string | null;
type Wrong = (name: string, message: string) => void;

const MIN_KEY = 24;

/** Where the plans stand and who may ask for entitlements. Both are off unless they are set (docs/decisions/0012). */
export function readPlanSettings(
  text: Text,
  wrong: Wrong,
  path: (value: string) => string,
): { readonly plansFile: string | null; readonly entitlementsKey: string | null } {
  const plansFile = text("PLANS_FILE");
  const entitlementsKey = text("ENTITLEMENTS_API_KEY");
  if (plansFile !== null && text("PAYMENT_PROVIDER") !== "stripe")
    wrong("PLANS_FILE", "plans need PAYMENT_PROVIDER=stripe; the sandbox bank and the others have no subscriptions");
  if (entitlementsKey !== null && plansFile === null)
    wrong("ENTITLEMENTS_API_KEY", "without PLANS_FILE there are no entitlements; remove it");
  if (entitlementsKey !== null && !new RegExp(`^[!-~]{${MIN_KEY},}$`).test(entitlementsKey))
    wrong("ENTITLEMENTS_API_KEY", `it is a secret of at least ${MIN_KEY} letters, digits and signs without spaces`);
  return { plansFile: plansFile === null ? null : path(plansFile), entitlementsKey };
}

const plan = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "an id has lower-case letters, digits and -"),
  title: name,
  description: z.string().trim().max(500),
  price: price.refine(
    (amount) => amount.amountMinor > 0 && stripeAmount(amount) !== null,
    "it is nothing that Stripe can charge exactly",
  ),
  interval: z.enum(PLAN_INTERVALS),
  entitlement: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, "a name has lower-case letters, digits, ., _ and -"),
});
const plansFile = z.strictObject({ seller: name, plans: z.array(plan).max(100) });

/** Reads what the merchant sells as subscriptions. Format: docs/plans.md. Every problem names its field. */
export function readPlans(
  json: unknown,
): { kind: "plans"; plans: readonly Plan[] } | { kind: "invalid"; problems: readonly ShopProblem[] } {
  const parsed = plansFile.safeParse(json);
  if (!parsed.success)
    return {
      kind: "invalid",
      problems: parsed.error.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message })),
    };
  const { seller, plans } = parsed.data;
  const ids = plans.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length > 0)
    return {
      kind: "invalid",
      problems: twice.map((id) => ({ field: "plans", message: `"${id}" stands there twice` })),
    };
  const ofSeller = { sellerId: sellerIdOf(seller), sellerName: seller };
  return { kind: "plans", plans: plans.map(({ id, ...rest }) => ({ ...rest, ...ofSeller, id: planId(id) })) };
}
