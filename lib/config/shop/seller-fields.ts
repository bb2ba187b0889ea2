import { z } from "zod";
import { isCurrency } from "../../money.ts";
import type { SellerChange } from "../../sellers/change.ts";
import { GOODS_ROUTES, type GoodsRule } from "../../sellers/goods.ts";
import { POLICIES, type SellerFields, type SellerPolicy } from "../../sellers/record.ts";
import type { FeeRule } from "../../sellers/seller.ts";
import { COUNTRY_CODES } from "../../wire/address/country-codes.ts";
import { SELLER_FIELD_NAMES } from "../../wire/sellers/field-names.ts";
import { INPUT_TEXTS } from "../../wire/texts/input.ts";
import { colour } from "../brand/settings.ts";
import { ownDelivery, ownTaxes } from "./own-rules.ts";
import { price, rate, WITHOUT_CONTROLS, withoutTurns } from "./values.ts";

const line = withoutTurns(
  z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(...WITHOUT_CONTROLS),
);
/** A name is in subjects and headers of messages, and others put it on pages of theirs. */
const nameLine = line.refine((given) => !/[<>]/.test(given), "must have none of < and >");
const httpsAddress = z.url({ protocol: /^https$/, error: "must be an address that begins with https:" }).max(2000);
const country = z.string().refine((code) => COUNTRY_CODES.has(code), {
  error: ({ input }) => `"${String(input)}" is no country of ISO 3166-1, such as DE, in capital letters`,
});
const currency = z.string().refine(isCurrency, {
  error: ({ input }) => `"${String(input)}" is no currency of ISO 4217, such as USD`,
});
const accepts = (test: () => unknown): boolean => {
  try {
    test();
    return true;
  } catch {
    return false;
  }
};
const locale = z
  .string()
  .max(35)
  .refine((text) => accepts(() => new Intl.Locale(text)), "must be a language such as de or pt-BR");
const timeZone = z
  .string()
  .refine(
    (text) => accepts(() => new Intl.DateTimeFormat("en-US", { timeZone: text })),
    "must be a time zone such as Europe/Berlin",
  );

/** A text of ours is plain: paragraphs, divided by empty lines. */
const MAX_POLICY = 20_000;
const policy = z
  .union(
    [
      z.strictObject({ url: httpsAddress }).transform(({ url }): SellerPolicy => ({ kind: "page", url })),
      z
        .strictObject({
          text: withoutTurns(
            z
              .string()
              .trim()
              .min(1)
              .max(MAX_POLICY)
              .regex(/^[^\0]*$/),
          ),
        })
        .transform(({ text }): SellerPolicy => ({ kind: "text", text })),
    ],
    {
      error: `must be {"url": "https://…"}, or {"text": "…"} with at most ${MAX_POLICY} characters and no control characters`,
    },
  )
  .optional();

/** What may be sold where, of a seller or of the shop. */
export const goodsRule = z
  .strictObject({
    category: line.nullable().default(null),
    countries: z.array(country).max(250).default([]),
    route: z.enum(GOODS_ROUTES, { error: `must be one of ${GOODS_ROUTES.join(", ")}` }),
    why: withoutTurns(z.string().trim().min(1, "say why; it is shown beside the route").max(200)),
  })
  .transform((rule): GoodsRule => rule);

/** The fixed part by currency; one price for each. */
const fixed = z
  .array(price)
  .max(50)
  .default([])
  .refine((prices) => new Set(prices.map((one) => one.currency)).size === prices.length, "one amount for each currency")
  .transform((prices) => Object.fromEntries(prices.map((one) => [one.currency, one.amountMinor])));

const feeRule = z
  .strictObject({ category: line.nullable().default(null), rate: rate.default(0), fixed })
  .transform(({ category, rate: ratePerMillion, fixed: fixedMinor }): FeeRule => ({
    category,
    ratePerMillion,
    fixedMinor,
  }));

/** The same category twice, whatever its case and spaces: nobody could say which rule counts. */
const fees = z
  .array(feeRule)
  .max(100)
  .superRefine((rules, context) => {
    const keys = rules.map(({ category }) =>
      category
        ?.split(">")
        .map((level) => level.trim().toLowerCase())
        .join(">"),
    );
    rules.forEach(({ category }, index) => {
      if (keys.indexOf(keys[index]) === index) return;
      const of = category === null ? "every other category" : `"${category}"`;
      const message = `there is a rule for ${of} already; one rule for each category`;
      context.addIssue({ code: "custom", path: [index, "category"], message });
    });
  });

const email = z.email(INPUT_TEXTS.email).max(254);

const descriptor = z
  .string()
  // https://docs.stripe.com/get-started/account/statement-descriptors
  .regex(
    /^(?=.*[A-Za-z])[ -~]{5,22}$/,
    "must have 5 to 22 Latin characters, at least one of them a letter, for statements have no more",
  )
  .regex(/^[^<>\\'"*]*$/, "must have none of < > \\ ' \" *");

/** Each may be null, which is as if it were not given. Names and forms: docs/operations/sellers.md. */
const given = {
  name: nameLine.nullable().optional(),
  legal_name: nameLine.nullable().optional(),
  address: z.array(line).max(7).nullable().optional(),
  country: country.nullable().optional(),
  currencies: z.array(currency).max(50).nullable().optional(),
  locale: locale.nullable().optional(),
  time_zone: timeZone.nullable().optional(),
  tax_number: line.nullable().optional(),
  email: email.nullable().optional(),
  owner_email: email.nullable().optional(),
  phone: z
    .string()
    .regex(/^\+?[0-9][0-9 ()./-]{3,30}$/, "a phone number is written like +49 30 123456")
    .nullable()
    .optional(),
  url: httpsAddress.nullable().optional(),
  logo: httpsAddress.nullable().optional(),
  color: colour.nullable().optional(),
  policies: z
    .strictObject(
      Object.fromEntries(POLICIES.map((one) => [one, policy])) as Record<(typeof POLICIES)[number], typeof policy>,
    )
    .nullable()
    .optional(),
  returns: z
    .strictObject({ days: z.int().min(0).max(365), paid_by: z.enum(["buyer", "seller"]) })
    .transform(({ days, paid_by: paidBy }) => ({ days, paidBy }))
    .nullable()
    .optional(),
  goods: z.array(goodsRule).max(500).nullable().optional(),
  delivery: ownDelivery.nullable().optional(),
  taxes: ownTaxes.nullable().optional(),
  fees: fees.nullable().optional(),
  account: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/, "must be an account's id, such as acct_1A2b3C")
    .nullable()
    .optional(),
  network_id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/, "must be a profile's id, such as profile_1A2b3C")
    .nullable()
    .optional(),
  sender_name: withoutTurns(
    z
      .string()
      .trim()
      .regex(/^[^<>"\p{Cc}]{1,100}$/u, 'must have 1 to 100 characters and none of < > "'),
  )
    .nullable()
    .optional(),
  statement_descriptor: descriptor.nullable().optional(),
};

type Given = { readonly [Field in keyof typeof given]?: z.output<(typeof given)[Field]> };

function fieldsOf(named: Given): SellerFields {
  const entries = Object.entries(SELLER_FIELD_NAMES).map(([field, name]) => [field, named[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as SellerFields;
}

/** What an API or a command gives; null takes a value away. */
export const sellerChange = z.strictObject(given).transform((named): SellerChange => fieldsOf(named as Given));

/** An entry of the shop file. What is null or left out there is not the file's. */
export const fileSeller = z.strictObject({ seller: line.max(200), ...given }).transform(({ seller, ...named }) => {
  const fields = Object.entries(fieldsOf(named as Given)).filter(([, value]) => value !== null);
  return { seller, fields: Object.fromEntries(fields) as SellerFields };
});
