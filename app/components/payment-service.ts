import type { Config } from "#lib/config/config.ts";

export type PaymentService = Config["payment"]["kind"];

export const PAYMENT_TITLES: Readonly<Record<PaymentService, string>> = {
  sandbox: "Sandbox bank",
  stripe: "Stripe",
};
