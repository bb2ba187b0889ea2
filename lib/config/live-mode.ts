import { z } from "zod";
import { isLoopbackHost } from "../http/loopback.ts";
import { always, isWebAddress, oneOf } from "./setting.ts";

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
    DATABASE_URL: z.string().optional(),
    EMBEDDED_FSYNC: z.string().optional(),
    DEVELOPER_PAGES: z.string().optional(),
  })
  .superRefine((settings, context) => {
    const wrong = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    const { PAYMENT_MODE: mode, PUBLIC_URL: address = "http://localhost", CRASH_AT: crashAt } = settings;
    if (mode !== "live") return;
    if (settings.DATABASE_URL === undefined && settings.EMBEDDED_FSYNC !== "on")
      wrong(
        "DATABASE_URL",
        "required in live mode, because the embedded database does not wait for the disk: when the machine loses power, orders that were paid can be lost. Set it to a Postgres database, or set EMBEDDED_FSYNC=on, with which every commit waits for the disk",
      );
    if (settings.DEVELOPER_PAGES === "everyone")
      wrong("DEVELOPER_PAGES", "does nothing in live mode, which has no such pages; remove it");
    if (isWebAddress(address) && new URL(address).protocol !== "https:")
      wrong(
        "PUBLIC_URL",
        "must be an https address such as https://shop.example.com, because buyers pay real money there in live mode",
      );
    if (crashAt !== undefined) wrong("CRASH_AT", "is for tests of crashes and refused in live mode; remove it");
  });

/**
 * The sandbox bank pays whoever asks, so it is never the provider of a public address by omission. Wherever
 * PUBLIC_URL is not this machine, the provider must be named.
 */
export const safeStartSettings = z
  .object({ PUBLIC_URL: z.string().optional(), PAYMENT_PROVIDER: z.string().optional() })
  .superRefine(({ PUBLIC_URL: address, PAYMENT_PROVIDER: provider }, context) => {
    if (address === undefined || provider !== undefined || !isPublicAddress(address)) return;
    context.addIssue({
      code: "custom",
      path: ["PAYMENT_PROVIDER"],
      message:
        "required where PUBLIC_URL is not this machine, because without it the sandbox bank gives goods away for money that does not exist; set it to stripe, or to sandbox for a demonstration",
    });
  }, always);

/** Whether others than this machine reach the address. False for what is no web address. */
export const isPublicAddress = (address: string): boolean =>
  isWebAddress(address) && !isLoopbackHost(new URL(address).hostname);
