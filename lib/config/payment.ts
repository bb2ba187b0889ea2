import { z } from "zod";
import { STRIPE_NAMES, stripeSettings, type StripeConfig } from "./stripe.ts";
import { always, mustBeOneOf, unused } from "./setting.ts";

/** Who takes the money. Each provider has its own settings; `mode` says whether it is real money. */
export type PaymentConfig = SandboxConfig | StripeConfig;
type SandboxConfig = { readonly kind: "sandbox"; readonly mode: "test" };

const PROVIDERS: readonly PaymentConfig["kind"][] = ["sandbox", "stripe"];

const sandboxSettings = z
  .object({
    PAYMENT_PROVIDER: z.literal("sandbox").optional(),
    PAYMENT_MODE: z.string().optional(),
    ...Object.fromEntries(STRIPE_NAMES.map((name) => [name, unused("does nothing without PAYMENT_PROVIDER=stripe")])),
  })
  .refine((settings) => settings.PAYMENT_MODE !== "live", {
    path: ["PAYMENT_MODE"],
    error: "must be test with the sandbox bank, which moves no real money",
    ...always,
  })
  .transform((): SandboxConfig => ({ kind: "sandbox", mode: "test" }));

export const paymentSettings = z.discriminatedUnion("PAYMENT_PROVIDER", [sandboxSettings, stripeSettings], {
  error: ({ input }) => mustBeOneOf(PROVIDERS, (input as { PAYMENT_PROVIDER?: string }).PAYMENT_PROVIDER),
});
