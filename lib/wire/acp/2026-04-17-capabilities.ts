import type { Currency } from "../../money.ts";
import type { CheckoutEdge } from "../checkout-view.ts";

/** The protocol's handler for cards that a platform tokenizes, and the addresses where it is described. */
const TOKENIZED_CARD = "https://acp.dev/handlers/tokenized.card";
const TOKENIZED_CARD_SCHEMAS = "https://acp.dev/schemas/handlers/tokenized.card";

/**
 * What this seller can do. Without a payment service that takes delegated tokens in this currency there is no handler,
 * and `continue_url` is the way to pay. No intervention is demanded: the payment service decides for each payment.
 */
export function capabilities20260417(
  currency: Currency,
  { instant, paymentMode }: Pick<CheckoutEdge, "instant" | "paymentMode">,
) {
  const handlers =
    instant === null || !instant.currencies.includes(currency)
      ? []
      : [
          {
            id: "card_tokenized",
            name: "dev.acp.tokenized.card",
            display_name: "Card",
            version: "2026-01-22",
            spec: TOKENIZED_CARD,
            requires_delegate_payment: true,
            requires_pci_compliance: false,
            psp: instant.provider,
            config_schema: `${TOKENIZED_CARD_SCHEMAS}/config.json`,
            instrument_schemas: [`${TOKENIZED_CARD_SCHEMAS}/instrument.json`],
            config: {
              merchant_id: instant.accountId,
              psp: instant.provider,
              accepted_brands: ["visa", "mastercard", "amex", "discover"],
              accepted_funding_types: ["credit", "debit"],
              supports_3ds: true,
              environment: paymentMode === "live" ? "production" : "sandbox",
            },
          },
        ];
  return {
    payment: { handlers },
    interventions: { supported: ["3ds"], required: [], enforcement: "conditional" },
    extensions: [
      {
        name: "discount",
        extends: [
          "$.CheckoutSession.discounts",
          "$.CheckoutSessionCreateRequest.discounts",
          "$.CheckoutSessionUpdateRequest.discounts",
        ],
      },
    ],
  };
}
