export type PaymentService = "sandbox" | "example-acquirer" | "stripe";

export const PAYMENT_TITLES: Readonly<Record<PaymentService, string>> = {
  sandbox: "Sandbox bank",
  "example-acquirer": "Example acquirer",
  stripe: "Stripe",
};
