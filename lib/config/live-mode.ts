import { z } from "zod";
import { isWebAddress, oneOf } from "./setting.ts";

export const PAYMENT_MODES = ["test", "live"] as const;
export type PaymentMode = (typeof PAYMENT_MODES)[number];

/**
 * What real money demands, whichever provider takes it: an https address, and nothing that is for tests. It knows the
 * mode alone, so a new provider cannot be admitted without it.
 */
export const liveModeSettings = z
  .object({
    PAYMENT_MODE: oneOf(PAYMENT_MODES).default("test"),
    PUBLIC_URL: z.string().optional(),
    CRASH_AT: z.string().optional(),
  })
  .superRefine(({ PAYMENT_MODE: mode, PUBLIC_URL: address = "http://localhost", CRASH_AT: crashAt }, context) => {
    const wrong = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    if (mode !== "live") return;
    if (isWebAddress(address) && new URL(address).protocol !== "https:")
      wrong(
        "PUBLIC_URL",
        "must be an https address such as https://shop.example.com, because buyers pay real money there in live mode",
      );
    if (crashAt !== undefined) wrong("CRASH_AT", "is for tests of crashes and refused in live mode; remove it");
  });
