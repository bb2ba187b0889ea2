import { z } from "zod";
import { isRegionCode } from "../../checkout/place.ts";
import { taxClassOf, type PostalCodes, type TaxRule, type TaxSettings } from "../../checkout/taxes/rule.ts";
import { name, rate } from "./values.ts";

/** "35", or "35000-35999", or "BT": how a postal code begins, without spaces. */
const postalCodes = z.string().transform((text, context): PostalCodes => {
  const [from = "", to = from, ...others] = text.toUpperCase().replace(/\s/g, "").split("-");
  const isCode = (code: string) => /^[A-Z0-9]{1,10}$/.test(code);
  if (others.length === 0 && isCode(from) && isCode(to) && from.length === to.length && from <= to) return { from, to };
  context.addIssue({
    code: "custom",
    message: `"${text}" is neither the beginning of a postal code, as "35", nor a range of equally long ones, as "35000-35999"`,
  });
  return z.NEVER;
});

const region = z.string().regex(/^[A-Z0-9]{1,3}$/, "a region is its code in ISO 3166-2 without the country, as GC");
const taxClass = name.transform(taxClassOf);

export const tax = z
  .strictObject({
    country: z.string().regex(/^([A-Z]{2}|\*)$/, "a country is two capital letters, or * for every other one"),
    region: region.nullable().default(null),
    regions: z.array(region).min(1).optional(),
    postal_codes: z.array(postalCodes).min(1).optional(),
    classes: z.array(taxClass).min(1).optional(),
    name: name.optional(),
    rate: rate.optional(),
    rates: z.array(z.strictObject({ name, rate })).min(1).max(5).optional(),
    mode: z.enum(["added", "included"]),
    applies_to_shipping: z.boolean().default(true),
    sellers: z.array(name).min(1).optional(),
  })
  .refine(
    (rule) => (rule.rates === undefined) === (rule.name !== undefined && rule.rate !== undefined),
    "a tax has either a name and a rate, or rates",
  )
  .refine((rule) => rule.region === null || rule.regions === undefined, "a tax has either region or regions")
  .superRefine(({ country, region: one, regions }, context) => {
    for (const code of regions ?? (one === null ? [] : [one]))
      if (country === "*" || !isRegionCode(country, code))
        context.addIssue({
          code: "custom",
          path: [one === null ? "regions" : "region"],
          message: `${code} is no region of ${country === "*" ? "every other country" : country} in ISO 3166-2`,
        });
  })
  .transform((rule): TaxRule => ({
    country: rule.country,
    regions: rule.regions ?? (rule.region === null ? [] : [rule.region]),
    postalCodes: rule.postal_codes ?? [],
    classes: rule.classes ?? [],
    rates:
      rule.rates?.map((one) => ({ name: one.name, ratePerMillion: one.rate })) ??
      (rule.name === undefined || rule.rate === undefined ? [] : [{ name: rule.name, ratePerMillion: rule.rate }]),
    mode: rule.mode,
    appliesToShipping: rule.applies_to_shipping,
    ...(rule.sellers === undefined ? {} : { sellers: rule.sellers }),
  }));

/** Beside the list of taxes, because that list is older than they are. `zipRatesFile` is read by whoever reads the shop file. */
export const taxSettings = z
  .strictObject({
    default_class: taxClass.default("standard"),
    delivery: z.enum(["highest", "pro_rata"]).default("highest"),
    service_codes: z
      .record(z.string().min(1), z.string().regex(/^txcd_\d{8}$/, "a code has the form txcd_35010000"))
      .default({}),
    prices_shown: z
      .record(z.string().regex(/^[A-Z]{2}$/, "a country is two capital letters"), z.enum(["with_tax", "without_tax"]))
      .default({}),
    seller_country: z
      .string()
      .regex(/^[A-Z]{2}$/, "a country is two capital letters")
      .nullable()
      .default(null),
    unchecked_vat_numbers: z.boolean().default(false),
    us_zip_rates: z.string().min(1).nullable().default(null),
  })
  .prefault({})
  .transform((settings): Omit<TaxSettings, "zipRates"> & { readonly zipRatesFile: string | null } => ({
    defaultClass: settings.default_class,
    delivery: settings.delivery,
    serviceCodes: new Map(Object.entries(settings.service_codes).map(([name, code]) => [taxClassOf(name), code])),
    pricesShown: new Map(Object.entries(settings.prices_shown)),
    sellerCountry: settings.seller_country,
    acceptsUncheckedTaxIds: settings.unchecked_vat_numbers,
    zipRatesFile: settings.us_zip_rates,
  }));

/**
 * A seller's own taxes of a country take the place of everybody's there. If none of them is for the default class, everything
 * that they do not name would be sold without tax, and nobody means that.
 */
export function checkOwnTaxes(
  file: { readonly taxes: readonly TaxRule[]; readonly tax_settings: Pick<TaxSettings, "defaultClass"> },
  context: z.RefinementCtx,
): void {
  const { taxes } = file;
  const usual = file.tax_settings.defaultClass;
  const isUsual = ({ classes }: TaxRule) => classes.length === 0 || classes.includes(usual);
  for (const [index, { country, sellers = [] }] of taxes.entries()) {
    const left = sellers.find(
      (seller) =>
        !taxes.some((one) => one.country === country && one.sellers?.includes(seller) === true && isUsual(one)),
    );
    if (left !== undefined)
      context.addIssue({
        code: "custom",
        path: ["taxes", index, "classes"],
        message: `the seller ${left} has taxes of their own in ${country} and none for the class ${usual}, so their other goods would be sold without tax there; add one for it`,
      });
  }
}
