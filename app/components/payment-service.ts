export type PaymentService = "sandbox" | "example-acquirer" | "stripe";

/** What a page calls a payment service that moves no real money; null for one that does. */
export const SIMULATED: Readonly<Record<PaymentService, string | null>> = {
  sandbox: "the sandbox bank",
  "example-acquirer": "the example acquirer",
  stripe: null,
};

export const PAYMENT_TITLES: Readonly<Record<PaymentService, string>> = {
  sandbox: "Sandbox bank",
  "example-acquirer": "Example acquirer",
  stripe: "Stripe",
};
