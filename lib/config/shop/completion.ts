import { z } from "zod";
import { PLACES_URL } from "../../completion/google/places.ts";
import { always, baseAddress, oneOf, secret } from "../setting.ts";

/** Who completes addresses while they are typed. */
export type CompletionConfig =
  { readonly kind: "none" | "simulated" } | { readonly kind: "google"; readonly key: string; readonly url: string };

export const completionSettings = z
  .object({
    PAYMENT_PROVIDER: z.string().optional(),
    ADDRESS_COMPLETION: oneOf(["none", "google", "simulated"]).default("none"),
    GOOGLE_PLACES_KEY: secret()
      .regex(/^[!-~]{16,200}$/, "must be an API key of Google's")
      .optional(),
    GOOGLE_PLACES_URL: baseAddress("http://127.0.0.1:4000").optional(),
  })
  .superRefine((settings, context) => {
    const { ADDRESS_COMPLETION: kind, GOOGLE_PLACES_KEY: key, GOOGLE_PLACES_URL: url } = settings;
    const wrong = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    if (kind === "google" && key === undefined)
      wrong("GOOGLE_PLACES_KEY", "is missing, and ADDRESS_COMPLETION=google asks with it");
    if (kind !== "google" && key !== undefined)
      wrong("GOOGLE_PLACES_KEY", "does nothing without ADDRESS_COMPLETION=google; set that, or remove it");
    if (kind !== "google" && url !== undefined)
      wrong("GOOGLE_PLACES_URL", "does nothing without ADDRESS_COMPLETION=google; set that, or remove it");
    if (kind === "simulated" && (settings.PAYMENT_PROVIDER ?? "sandbox") !== "sandbox")
      wrong(
        "ADDRESS_COMPLETION",
        "is simulated, and buyers who pay would be sent made-up addresses; use google or none",
      );
  }, always)
  .transform((settings): CompletionConfig => {
    const { ADDRESS_COMPLETION: kind, GOOGLE_PLACES_KEY: key, GOOGLE_PLACES_URL: url } = settings;
    return kind === "google" ? { kind, key: key ?? "", url: url ?? PLACES_URL } : { kind };
  });
