import { z } from "zod";
import { always, secret, baseAddress, wholeNumber } from "./setting.ts";

/** An Unleash server, how it lets us in, and how often it is asked. */
export type UnleashConfig = { readonly url: string; readonly token: string; readonly refreshMs: number };

const REFRESH_SECONDS = 5;

/** Null without UNLEASH_URL; then the other settings are errors, because they would silently do nothing. */
export const unleashSettings = z
  .object({
    UNLEASH_URL: baseAddress("https://unleash.example.com/api").optional(),
    UNLEASH_API_TOKEN: secret()
      .regex(/^[\x21-\x7e]+$/, "must not contain spaces or characters outside ASCII")
      .optional(),
    UNLEASH_REFRESH_SECONDS: wholeNumber(1, 300).optional(),
  })
  .superRefine((settings, context) => {
    const wrong = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    if (settings.UNLEASH_URL === undefined) {
      for (const name of ["UNLEASH_API_TOKEN", "UNLEASH_REFRESH_SECONDS"] as const)
        if (settings[name] !== undefined) wrong(name, "does nothing without UNLEASH_URL; remove it, or set that too");
    } else if (settings.UNLEASH_API_TOKEN === undefined) wrong("UNLEASH_API_TOKEN", "required with UNLEASH_URL");
  }, always)
  .transform(
    ({ UNLEASH_URL: url, UNLEASH_API_TOKEN: token, UNLEASH_REFRESH_SECONDS: seconds }): UnleashConfig | null =>
      url === undefined || token === undefined ? null : { url, token, refreshMs: (seconds ?? REFRESH_SECONDS) * 1000 },
  );
