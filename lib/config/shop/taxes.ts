import { z } from "zod";
import { isRegionCode } from "../../checkout/place.ts";
import { taxClassOf, type PostalCodes, type TaxRule, type TaxSettings } from "../../checkout/taxes/rule.ts";
import { ownTaxGaps } from "../../checkout/taxes/own-taxes.ts";
import type { FileSeller } from "../../sellers/record.ts";
import { name, rate, shownName } from "./values.ts";

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
    name: shownName.optional(),
    rate: rate.optional(),
    rates: z
      .array(z.strictObject({ name: shownName, rate }))
      .min(1)
      .max(5)
      .optional(),
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

/** The taxes of a file, or of one seller. */
export const taxRules = z.array(tax);

/** A seller's own taxes as taxes of the file that name them: what they mean there they mean here. */
export const taxesOfSeller = (seller: string, own: readonly TaxRule[]): readonly TaxRule[] =>
  own.map((rule) => ({ ...rule, sellers: [seller] }));

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

/** A sentence for whoever wrote the taxes; `seller`: whose they are. */
const gapText = (seller: string, { country }: Pick<TaxRule, "country">, usual: string): string =>
  `the seller ${seller} has taxes of their own in ${country} and none for the class ${usual}, so their other goods would be sold without tax there; add one for it`;

/** Refuses taxes of sellers, in the list for all and in the sellers' entries, that leave the goods they do not name untaxed. */
export function checkOwnTaxes(
  file: {
    readonly taxes: readonly TaxRule[];
    readonly tax_settings: Pick<TaxSettings, "defaultClass">;
    readonly sellers: readonly FileSeller[];
  },
  context: z.RefinementCtx,
): void {
  const { taxes } = file;
  const { defaultClass } = file.tax_settings;
  const report = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
  const entries = new Map(
    file.sellers.map(({ seller, fields }) => [seller, taxesOfSeller(seller, taxRules.parse(fields.taxes ?? []))]),
  );
  for (const [index, rule] of taxes.entries()) {
    const left = rule.sellers?.find((seller) =>
      ownTaxGaps([...taxes, ...(entries.get(seller) ?? [])], seller, defaultClass).includes(rule.country),
    );
    if (left !== undefined) report(["taxes", index, "classes"], gapText(left, rule, defaultClass));
  }
  for (const [entry, { seller }] of file.sellers.entries()) {
    const own = entries.get(seller) ?? [];
    const gaps = ownTaxGaps([...own, ...taxes], seller, defaultClass);
    const index = own.findIndex(({ country }) => gaps.includes(country));
    const rule = own[index];
    if (rule !== undefined) report(["sellers", entry, "taxes", index, "classes"], gapText(seller, rule, defaultClass));
  }
}
