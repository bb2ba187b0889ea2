import type { Config } from "#lib/config/config.ts";

/** Every payment service that the settings can name; a new one must be described below before the pages compile. */
export type PaymentService = Config["payment"]["kind"];

export const PAYMENT_TITLES: Readonly<Record<PaymentService, string>> = {
  sandbox: "Sandbox bank",
  stripe: "Stripe",
};
