import { z } from "zod";
import { STRIPE_NAMES, stripeSettings, type StripeConfig } from "./stripe.ts";
import { always, mustBeOneOf, secret, unused } from "./setting.ts";

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

const MAX_EARLIER = 20;
const PAYMENT_NAMES: readonly string[] = ["PAYMENT_PROVIDER", "PAYMENT_MODE", ...STRIPE_NAMES];

/** One block of settings as they were; a message repeats no value, because each may be a secret. */
const earlierSettings = z
  .record(z.string(), z.string("must be text"), "must be the settings of one account, by their names")
  .transform((settings, context): PaymentConfig => {
    const wrong = (message: string, path: PropertyKey[] = []) => context.addIssue({ code: "custom", path, message });
    if (Object.keys(settings).some((name) => !PAYMENT_NAMES.includes(name)))
      wrong("contains a name that is no setting of a payment provider");
    if (settings["PAYMENT_PROVIDER"] === undefined)
      wrong(`must be one of ${PROVIDERS.join(", ")}`, ["PAYMENT_PROVIDER"]);
    const read = paymentSettings.safeParse(settings);
    if (read.success) return read.data;
    for (const { path, message } of read.error.issues) wrong(message, path);
    return z.NEVER;
  });

const earlierList = secret().transform((text, context): readonly PaymentConfig[] => {
  const wrong = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return wrong('must be JSON: a list of settings as they were, such as [{"PAYMENT_PROVIDER":"sandbox"}]');
  }
  const read = z
    .array(earlierSettings, "must be a JSON list")
    .max(MAX_EARLIER, `at most ${MAX_EARLIER} accounts`)
    .safeParse(json);
  if (!read.success)
    return wrong(
      read.error.issues
        .map(
          ({ path: [index, ...names], message }) =>
            `[${String(index)}]${names.map((name) => `.${String(name)}`).join("")}: ${message}`,
        )
        .join("; "),
    );
  const isTwice = read.data.some((one, index) => read.data.findIndex((other) => isSameAccount(one, other)) < index);
  return isTwice ? wrong("names the same account twice") : read.data;
});

/** By the key: it is all that is known of an account before somebody asks. */
function isSameAccount(one: PaymentConfig, other: PaymentConfig): boolean {
  if (one.kind === "sandbox" || other.kind === "sandbox") return one.kind === other.kind;
  return one.secretKey === other.secretKey;
}

/** Accounts that take no new payments. What was begun there is finished there: settled, refunded, and told by webhooks. */
export const earlierPaymentSettings = z
  .object({ EARLIER_PAYMENT_SETTINGS: earlierList.optional() })
  .transform(({ EARLIER_PAYMENT_SETTINGS: earlier = [] }) => earlier);

/** The earlier accounts but for the present one: a setting that a rolling change left behind does no harm. */
export const withoutPresent = (earlier: readonly PaymentConfig[], present: PaymentConfig): readonly PaymentConfig[] =>
  earlier.filter((one) => !isSameAccount(one, present));
