import type { Config } from "../../config/config.ts";
import type { PurchaseContext } from "../../purchase/context.ts";
import { createStripeTax } from "../../tax/stripe/stripe-tax.ts";
import { createVies } from "../../tax/vies/vies.ts";
import { tableTax } from "../../tax/table.ts";

/** Opens whoever the settings name to say what the tax is. The service of a payment provider has that provider's key. */
export function openTax({ tax, payment }: Pick<Config, "tax" | "payment">, now: () => Date): PurchaseContext["tax"] {
  const { provider, fallback, viesUrl } = tax;
  const service =
    provider === "stripe" && payment.kind === "stripe"
      ? createStripeTax({ secretKey: payment.secretKey, apiUrl: payment.apiUrl, now })
      : tableTax;
  return { service, fallback, ...(viesUrl === null ? {} : { register: createVies({ url: viesUrl, now }) }) };
}

const MAX_COUNTED = 100;

/** What `/readyz` asks; null where the table says what the tax is. */
export const askedOfTax = ({ tax }: Pick<Config, "tax">, context: Pick<PurchaseContext, "tax" | "store">) =>
  tax.provider === "table"
    ? null
    : {
        ...tax,
        health: context.tax.service.health,
        refused: async () => (await context.store.refusedTaxBookings(MAX_COUNTED)).length,
      };
