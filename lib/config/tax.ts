import { z } from "zod";
import { VIES_URL } from "../tax/vies/vies.ts";
import { always, oneOf } from "./setting.ts";

/** Who says what the tax is. `fallback`: what counts when a service does not answer. */
export type TaxConfig = {
  readonly provider: "table" | "stripe";
  readonly fallback: "table" | "stop";
  /** Where VAT numbers are checked; null: nowhere. */
  readonly viesUrl: string | null;
};

export const taxSettings = z
  .object({
    PAYMENT_PROVIDER: z.string().optional(),
    TAX_PROVIDER: oneOf(["table", "stripe"]).default("table"),
    TAX_FALLBACK: oneOf(["table", "stop"]).optional(),
    VAT_CHECK: oneOf(["none", "vies"]).default("none"),
    VIES_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  })
  .superRefine((settings, context) => {
    const wrong = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    if (settings.TAX_PROVIDER === "stripe" && settings.PAYMENT_PROVIDER !== "stripe")
      wrong(
        "TAX_PROVIDER",
        "is stripe and there is no key for it; set PAYMENT_PROVIDER=stripe with STRIPE_SECRET_KEY, or use table",
      );
    if (settings.TAX_PROVIDER === "table" && settings.TAX_FALLBACK !== undefined)
      wrong("TAX_FALLBACK", "does nothing with TAX_PROVIDER=table, which always answers; remove it");
    if (settings.VAT_CHECK === "none" && settings.VIES_API_URL !== undefined)
      wrong("VIES_API_URL", "does nothing with VAT_CHECK=none; set VAT_CHECK=vies, or remove it");
  }, always)
  .transform((settings): TaxConfig => ({
    provider: settings.TAX_PROVIDER,
    fallback: settings.TAX_FALLBACK ?? "stop",
    viesUrl: settings.VAT_CHECK === "vies" ? (settings.VIES_API_URL ?? VIES_URL).replace(/\/+$/, "") : null,
  }));
