import type { Config } from "#lib/config/config.ts";

/** Every payment service that the settings can name; a new one must be described below before the pages compile. */
export type PaymentService = Config["payment"]["kind"];

/** What a page calls a payment service that moves no real money; null for one that does. */
export const SIMULATED: Readonly<Record<PaymentService, string | null>> = {
  sandbox: "the sandbox bank",
  stripe: null,
};

export const PAYMENT_TITLES: Readonly<Record<PaymentService, string>> = {
  sandbox: "Sandbox bank",
  stripe: "Stripe",
};
