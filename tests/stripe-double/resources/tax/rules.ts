import { invalidRequest } from "../../stripe-error.ts";
import { text, type Params } from "../../params.ts";

/** A tax that one place takes of everything, in percent; `reduced` by tax code. */
type Rate = { readonly name: string; readonly percent: number; readonly reduced?: Readonly<Record<string, number>> };

/** What the account is: whether its settings are finished, and where it is registered ("DE", "US NY"). */
export type TaxRules = { isActive: boolean; registrations: Readonly<Record<string, readonly Rate[]>> };

const BOOKS = "txcd_35010000";
export const UNTAXED = "txcd_00000000";

export const someTaxRules = (): TaxRules => ({
  isActive: true,
  registrations: {
    "US NY": [
      { name: "State sales tax", percent: 4 },
      { name: "Local sales tax", percent: 4.875 },
    ],
    DE: [{ name: "Umsatzsteuer", percent: 19, reduced: { [BOOKS]: 7 } }],
    GB: [{ name: "VAT", percent: 20, reduced: { [BOOKS]: 0 } }],
    JP: [{ name: "Consumption tax", percent: 10 }],
    KW: [{ name: "Levy", percent: 5 }],
  },
});

export type TaxPlace = {
  readonly country: string;
  readonly state: string | null;
  /** The customer accounts for the tax. */
  readonly isReverseCharge: boolean;
};

/** Where the customer is; Stripe refuses what is not exact enough, https://docs.stripe.com/tax/customer-locations. */
export function placeIn(params: Params): TaxPlace {
  const at = (name: string) => text(params, "customer_details", "address", name);
  const [country, postalCode, state] = [at("country"), at("postal_code"), at("state")];
  const isExact =
    country !== null &&
    /^[A-Z]{2}$/.test(country) &&
    !(country === "US" && !/^\d{5}/.test(postalCode ?? "")) &&
    !(country === "CA" && postalCode === null && state === null);
  if (!isExact)
    throw invalidRequest("We could not determine the customer's tax location.", {
      code: "customer_tax_location_invalid",
      param: "customer_details[address]",
    });
  const isReverseCharge = text(params, "customer_details", "taxability_override") === "reverse_charge";
  return { country, state: country === "US" || country === "CA" ? state : null, isReverseCharge };
}

export type Taxed = {
  readonly amount_tax: number;
  readonly tax_breakdown: readonly Readonly<Record<string, unknown>>[];
};

/** The tax of one amount: added to it, or contained in it. */
export function taxOf(
  rules: TaxRules,
  place: TaxPlace,
  part: { readonly amount: number; readonly code: string; readonly isInside: boolean },
): Taxed {
  const { amount, code, isInside } = part;
  const rates = rules.registrations[[place.country, ...(place.state === null ? [] : [place.state])].join(" ")];
  const row = (tax: number, reason: string, taxable: number, rate: { name: string; percent: number } | null) => ({
    amount: tax,
    jurisdiction: {
      country: place.country,
      display_name: place.state ?? place.country,
      level: place.state === null ? "country" : "state",
      state: place.state,
    },
    sourcing: "destination",
    tax_rate_details:
      rate === null ? null : { display_name: rate.name, percentage_decimal: String(rate.percent), tax_type: "vat" },
    taxability_reason: reason,
    taxable_amount: taxable,
  });
  if (rates === undefined) return { amount_tax: 0, tax_breakdown: [row(0, "not_collecting", 0, null)] };
  if (place.isReverseCharge) return { amount_tax: 0, tax_breakdown: [row(0, "reverse_charge", 0, null)] };
  if (code === UNTAXED) return { amount_tax: 0, tax_breakdown: [row(0, "product_exempt", 0, null)] };
  const own = rates.map(({ name, percent, reduced }) => ({ name, percent: reduced?.[code] ?? percent }));
  const percent = own.reduce((all, one) => all + one.percent, 0);
  const net = isInside ? amount - Math.round((amount * percent) / (100 + percent)) : amount;
  const rows = own.map((one, index) => {
    const isLast = index === own.length - 1;
    const before = own.slice(0, index).reduce((all, { percent: other }) => all + Math.round((net * other) / 100), 0);
    // What is inside adds up to what the price contains, whatever was rounded.
    const tax = isInside && isLast ? amount - net - before : Math.round((net * one.percent) / 100);
    return row(tax, one.percent === rates[index]?.percent ? "standard_rated" : "reduced_rated", net, one);
  });
  return { amount_tax: rows.reduce((all, one) => all + one.amount, 0), tax_breakdown: rows };
}
