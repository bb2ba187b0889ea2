import { z } from "zod";
import { PAYMENT_MODES, type PaymentMode } from "./live-mode.ts";
import { always, isWebAddress, listItems, oneOf, secret } from "./setting.ts";

export type StripeConfig = {
  readonly kind: "stripe";
  readonly mode: PaymentMode;
  readonly secretKey: string;
  /** The one in use first. */
  readonly webhookSecrets: readonly string[];
  readonly networkId: string | null;
  /** Null where buyers pay on Stripe's own page. */
  readonly publishableKey: string | null;
  /** Whether pages offer what is paid days later. */
  readonly offersDelayedMethods: boolean;
  /** Of the endpoint for sellers' accounts; none where there is no such endpoint. */
  readonly connectWebhookSecrets: readonly string[];
  /** Whether a `destination` charge is settled in the seller's country, under the seller's name. */
  readonly isOnBehalfOfSeller: boolean;
  /** Null for Stripe itself. */
  readonly apiUrl: string | null;
};

const SECRET_KEY = /^(?:sk|rk)_(test|live)_\w+$/;
const PUBLISHABLE_KEY = /^pk_(test|live)_\w+$/;
const PROFILE = /^profile_\w+$/;

/** No message repeats a value: it may be a secret key in the wrong place. */
const stripeFields = z.object({
  STRIPE_SECRET_KEY: secret("required with PAYMENT_PROVIDER=stripe; use a key that starts with sk_ or rk_").regex(
    SECRET_KEY,
    "does not look like a secret key; use a key that starts with sk_ or rk_",
  ),
  STRIPE_WEBHOOK_SECRET: secret(
    "required, because payments on Stripe's page are reported by webhook; use the endpoint's secret",
  )
    .transform(listItems)
    .refine((secrets) => secrets.length > 0 && secrets.every((one) => /^whsec_\S+$/.test(one)), {
      error: "must start with whsec_; while you rotate it: the secret in use, a comma, the one before it",
    }),
  STRIPE_CONNECT_WEBHOOK_SECRET: secret()
    .transform(listItems)
    .refine((secrets) => secrets.length > 0 && secrets.every((one) => /^whsec_\S+$/.test(one)), {
      error: "must start with whsec_; while you rotate it: the secret in use, a comma, the one before it",
    })
    .optional(),
  STRIPE_ON_BEHALF_OF: oneOf(["on", "off"]).default("off"),
  STRIPE_NETWORK_ID: z
    .string()
    .regex(PROFILE, "does not look like a profile of Stripe's network; use one that starts with profile_")
    .optional(),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(PUBLISHABLE_KEY, "does not look like a publishable key; use a key that starts with pk_")
    .optional(),
  STRIPE_CHECKOUT_UI: oneOf(["embedded_page", "hosted_page"]).optional(),
  STRIPE_DELAYED_METHODS: oneOf(["on", "off"]).default("on"),
  STRIPE_API_URL: z
    .string()
    .refine((text) => isWebAddress(text) && new URL(text).pathname === "/", {
      error: "must be a web address without a path such as http://127.0.0.1:4350",
    })
    .transform((address) => address.replace(/\/+$/, ""))
    .optional(),
});
type StripeFields = z.output<typeof stripeFields>;

/** The settings that do nothing with another provider. */
export const STRIPE_NAMES = stripeFields.keyof().options;

/** Test keys in live mode, live keys in test mode, and live keys for another address than Stripe's stop the start. */
export const stripeSettings = z
  .object({ PAYMENT_PROVIDER: z.literal("stripe"), PAYMENT_MODE: z.string().default("test"), ...stripeFields.shape })
  .superRefine((settings, context) => {
    const wrong = (name: keyof StripeFields, message: string) =>
      context.addIssue({ code: "custom", path: [name], message });
    const mode = PAYMENT_MODES.find((one) => one === settings.PAYMENT_MODE);
    for (const name of ["STRIPE_SECRET_KEY", "STRIPE_PUBLISHABLE_KEY", "STRIPE_NETWORK_ID"] as const) {
      const own = modeOf(settings[name] ?? "");
      if (mode !== undefined && own !== null && own !== mode)
        wrong(name, `is for ${own} mode and PAYMENT_MODE is ${mode}; use one for ${mode} mode, or change the mode`);
    }
    if (settings.STRIPE_CHECKOUT_UI === "embedded_page" && settings.STRIPE_PUBLISHABLE_KEY === undefined)
      wrong("STRIPE_PUBLISHABLE_KEY", "required with STRIPE_CHECKOUT_UI=embedded_page");
    const isLive = (name: "STRIPE_SECRET_KEY" | "STRIPE_PUBLISHABLE_KEY") => modeOf(settings[name] ?? "") === "live";
    if (settings.STRIPE_API_URL !== undefined && (isLive("STRIPE_SECRET_KEY") || isLive("STRIPE_PUBLISHABLE_KEY")))
      wrong("STRIPE_API_URL", "is for tests and refused with live keys, which are sent to Stripe only; remove it");
  }, always)
  .transform((settings): StripeConfig => {
    const { STRIPE_PUBLISHABLE_KEY: publishableKey = null, STRIPE_CHECKOUT_UI: page } = settings;
    return {
      kind: "stripe",
      mode: settings.PAYMENT_MODE === "live" ? "live" : "test",
      secretKey: settings.STRIPE_SECRET_KEY,
      webhookSecrets: settings.STRIPE_WEBHOOK_SECRET,
      networkId: settings.STRIPE_NETWORK_ID ?? null,
      publishableKey: page === "hosted_page" ? null : publishableKey,
      connectWebhookSecrets: settings.STRIPE_CONNECT_WEBHOOK_SECRET ?? [],
      isOnBehalfOfSeller: settings.STRIPE_ON_BEHALF_OF === "on",
      offersDelayedMethods: settings.STRIPE_DELAYED_METHODS === "on",
      apiUrl: settings.STRIPE_API_URL ?? null,
    };
  });

/** The mode that a key or a profile says it is for; null for something else. */
function modeOf(value: string): PaymentMode | null {
  if (PROFILE.test(value)) return value.startsWith("profile_test_") ? "test" : "live";
  const named = (SECRET_KEY.exec(value) ?? PUBLISHABLE_KEY.exec(value))?.[1];
  return PAYMENT_MODES.find((mode) => mode === named) ?? null;
}
