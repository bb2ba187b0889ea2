import type { Config } from "#lib/config/config.ts";

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
