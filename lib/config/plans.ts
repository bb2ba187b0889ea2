import { z } from "zod";
import { always, bearerKey } from "./setting.ts";
import { name, price, withoutRepeats } from "./shop/values.ts";
import { sellerIdOf, planId } from "../ids.ts";
import { PLAN_INTERVALS, type Plan } from "../orders/plans/plan.ts";
import { stripeAmount } from "../payments/stripe/amount.ts";

/** Where the plans are and who may ask for entitlements. Both are off unless they are set (docs/decisions/0012). */
export const plansSettings = z
  .object({
    PAYMENT_PROVIDER: z.string().optional(),
    PLANS_FILE: z.string().optional(),
    ENTITLEMENTS_API_KEY: bearerKey().optional(),
  })
  .superRefine((settings, context) => {
    const wrong = (setting: string, message: string) => context.addIssue({ code: "custom", path: [setting], message });
    const { PAYMENT_PROVIDER: provider, PLANS_FILE: file, ENTITLEMENTS_API_KEY: key } = settings;
    if (file !== undefined && provider !== "stripe")
      wrong("PLANS_FILE", "requires PAYMENT_PROVIDER=stripe, because the sandbox bank has no subscriptions");
    if (key !== undefined && file === undefined)
      wrong("ENTITLEMENTS_API_KEY", "does nothing without PLANS_FILE; remove it");
  }, always)
  .transform(({ PLANS_FILE: file, ENTITLEMENTS_API_KEY: key }) => ({
    file: file ?? null,
    entitlementsKey: key ?? null,
  }));

const plan = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, "an id has lower-case letters, digits and -"),
  title: name,
  description: z.string().trim().max(500),
  price: price.refine(
    (amount) => amount.amountMinor > 0 && stripeAmount(amount) !== null,
    "must be more than zero and an amount that Stripe can charge exactly",
  ),
  interval: z.enum(PLAN_INTERVALS),
  entitlement: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, "a name has lower-case letters, digits, ., _ and -"),
});

/** What the merchant sells as subscriptions (`PLANS_FILE`). Format: docs/plans.md. */
export const plansFile = z
  .strictObject({ seller: name, plans: withoutRepeats(z.array(plan).max(100), ({ id }) => id) })
  .transform(({ seller, plans }): readonly Plan[] => {
    const ofSeller = { sellerId: sellerIdOf(seller), sellerName: seller };
    return plans.map(({ id, ...rest }) => ({ ...rest, ...ofSeller, id: planId(id) }));
  });
