import type Stripe from "stripe";
import { stripeAmount } from "../../payments/stripe/amount.ts";
import { taxIdText } from "../../checkout/taxes/tax-id.ts";
import type { TaxRequest } from "../request.ts";

/** https://docs.stripe.com/tax/tax-codes: nontaxable, electronically supplied services, shipping. */
const CODES = { untaxed: "txcd_00000000", digital: "txcd_10000000", shipping: "txcd_92010001" } as const;

const BEHAVIOR = { added: "exclusive", included: "inclusive" } as const;

/** What a calculation is asked for with; null when Stripe cannot count an amount exactly. */
export function parametersOf(request: TaxRequest): Stripe.Tax.CalculationCreateParams | null {
  const { address, delivery, reverseCharge } = request;
  const line_items: Stripe.Tax.CalculationCreateParams.LineItem[] = [];
  for (const { id, amount, quantity, mode, code, isUntaxed, isDigital } of request.lines) {
    const counted = stripeAmount(amount);
    const tax_code = code ?? (isUntaxed ? CODES.untaxed : isDigital ? CODES.digital : null);
    if (counted === null) return null;
    line_items.push({
      amount: counted.amount,
      quantity,
      reference: id,
      tax_behavior: BEHAVIOR[mode],
      ...(tax_code === null ? {} : { tax_code }),
    });
  }
  const shipping = delivery === null ? null : stripeAmount(delivery.amount);
  if (delivery !== null && shipping === null) return null;
  return {
    currency: request.currency.toLowerCase(),
    line_items,
    customer_details: {
      address: {
        line1: address.lineOne,
        line2: address.lineTwo ?? "",
        city: address.city,
        state: address.region,
        postal_code: address.postalCode,
        country: address.country,
      },
      address_source: delivery === null ? "billing" : "shipping",
      // Stripe checks no number and takes every one for a company, so it is sent only those that were checked.
      // https://docs.stripe.com/api/tax/calculations/create, customer_details
      ...(reverseCharge === null
        ? {}
        : {
            tax_ids: [{ type: "eu_vat", value: taxIdText(reverseCharge) }],
            taxability_override: "reverse_charge",
          }),
    },
    ...(delivery === null || shipping === null
      ? {}
      : {
          shipping_cost: {
            amount: shipping.amount,
            tax_behavior: BEHAVIOR[delivery.mode],
            tax_code: CODES.shipping,
          },
        }),
    expand: ["line_items.data.tax_breakdown", "shipping_cost.tax_breakdown"],
  };
}
