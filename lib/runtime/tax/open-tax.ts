import type { Config } from "../../config/config.ts";
import type { PurchaseContext } from "../../purchase/context.ts";
import { createStripeTax } from "../../tax/stripe/stripe-tax.ts";
import { tableTax } from "../../tax/table.ts";

/** Opens whoever the settings name to say what the tax is. The service of a payment provider has that provider's key. */
export function openTax({ tax, payment }: Pick<Config, "tax" | "payment">, now: () => Date): PurchaseContext["tax"] {
  const { provider, fallback } = tax;
  if (provider === "stripe" && payment.kind === "stripe")
    return { service: createStripeTax({ secretKey: payment.secretKey, apiUrl: payment.apiUrl, now }), fallback };
  return { service: tableTax, fallback };
}
