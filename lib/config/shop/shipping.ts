import { z } from "zod";
import type { DeliveryConditions, PostalCodes, RegionOf } from "../../checkout/delivery/conditions.ts";
import { isRegionCode } from "../../checkout/place.ts";
import type { ShippingRule } from "../../checkout/shop-rules.ts";
import type { Money } from "../../money.ts";
import { dispatch } from "./dispatch.ts";
import { name, price, shownName, withoutRepeats } from "./values.ts";

const country = z.string().regex(/^([A-Z]{2}|\*)$/, "a country is two capital letters, or * for every other one");

/** "ES-CN": a subdivision of ISO 3166-2. */
const region = z.string().transform((text, context): RegionOf => {
  const [, of = "", code = ""] = /^([A-Z]{2})-([A-Z0-9]{1,3})$/.exec(text) ?? [];
  if (of !== "" && isRegionCode(of, code)) return { country: of, region: code };
  context.addIssue({ code: "custom", message: `"${text}" is not a region of ISO 3166-2, such as US-AK or ES-CN` });
  return z.NEVER;
});

/** "35*" is every code that begins so, "20000..29999" those from one to the other, "10115" that one. */
const postalCodes = z.string().transform((text, context): PostalCodes => {
  const bare = text.toUpperCase().replace(/[\s-]+/g, "");
  const [from = "", to = ""] = bare.split("..");
  if (/^[A-Z0-9]{1,10}\*?$/.test(bare)) return { kind: "prefix", prefix: bare.replace("*", "") };
  if (/^[A-Z0-9]{1,10}\.\.[A-Z0-9]{1,10}$/.test(bare) && from.length === to.length && from <= to)
    return { kind: "range", from, to };
  context.addIssue({
    code: "custom",
    message: `"${text}" matches no postal code; write "35*", "10115", or two codes of one length as "20000..29999"`,
  });
  return z.NEVER;
});

const prices = z.array(price).min(1);
const stepsOf = <UpTo extends z.ZodType>(upTo: UpTo) =>
  z.array(z.strictObject({ up_to: upTo.optional(), prices })).min(1);

const BASIS = { weight_grams: "weight", items: "pieces", subtotal: "subtotal" } as const;

const priceBy = z
  .strictObject({
    weight_grams: stepsOf(z.int().min(1)).optional(),
    items: stepsOf(z.int().min(1)).optional(),
    subtotal: stepsOf(prices).optional(),
    grams_if_unknown: z.int().min(0).nullable().default(null),
  })
  .transform((table, context): NonNullable<DeliveryConditions["steps"]> => {
    const found = (["weight_grams", "items", "subtotal"] as const).flatMap((by) => {
      const steps = table[by];
      return steps === undefined ? [] : [{ by, steps }];
    });
    const [only] = found;
    if (only === undefined || found.length > 1) {
      context.addIssue({ code: "custom", message: "price_by has one of weight_grams, items and subtotal" });
      return z.NEVER;
    }
    const steps = only.steps.map(({ up_to: upTo = null, prices: amounts }) => ({ upTo, prices: amounts }));
    steps.forEach(({ upTo }, index) => {
      const before = steps[index - 1]?.upTo;
      if (index > 0 && !isBelow(before ?? null, upTo))
        context.addIssue({
          code: "custom",
          path: [only.by, index],
          message: "is never reached: up_to must rise from step to step, and only the last may be without",
        });
    });
    return { by: BASIS[only.by], steps, gramsIfUnknown: table.grams_if_unknown };
  });

type UpTo = number | readonly Money[] | null;

function isBelow(before: UpTo, next: UpTo): boolean {
  if (before === null) return false;
  if (next === null) return true;
  if (typeof before === "number" || typeof next === "number")
    return typeof before === "number" && typeof next === "number" && before < next;
  return next.every(({ currency, amountMinor }) =>
    before.every((amount) => amount.currency !== currency || amount.amountMinor < amountMinor),
  );
}

const exclude = z.strictObject({
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, "a country is two capital letters")).default([]),
  regions: z.array(region).default([]),
  postal_codes: z.array(postalCodes).default([]),
  po_boxes: z.boolean().default(false),
  military_post: z.boolean().default(false),
});

/** A rule of delivery. What is not said applies to all. Format: docs/delivery.md. */
const shipping = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_-]{1,50}$/, "an id has lower-case letters, digits, - and _"),
    title: shownName,
    subtitle: shownName,
    carrier: shownName,
    countries: z.array(country).min(1),
    prices: prices.optional(),
    free_from: z.array(price).default([]),
    earliest_days: z.int().min(0).max(365),
    latest_days: z.int().min(0).max(365),
    sellers: z.array(name).min(1).optional(),
    regions: z.array(region).min(1).optional(),
    postal_codes: z.array(postalCodes).min(1).optional(),
    exclude: exclude.optional(),
    price_by: priceBy.optional(),
    per_item: z.array(price).min(1).optional(),
    use_feed_prices: z.enum(["highest", "per_item"]).optional(),
    dispatch: dispatch.optional(),
  })
  .superRefine((rule, context) => {
    const report = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (rule.earliest_days > rule.latest_days) report("latest_days", "latest_days is before earliest_days");
    const own = [rule.prices, rule.price_by].filter((one) => one !== undefined).length;
    if (own > 1 || (own === 0 && rule.use_feed_prices === undefined))
      report("prices", "a rule has either prices or price_by; only with use_feed_prices may it have neither");
    const unreachable = rule.regions?.find(
      (one) => !rule.countries.includes("*") && !rule.countries.includes(one.country),
    );
    if (unreachable !== undefined)
      report("regions", `${unreachable.country}-${unreachable.region} is in none of the rule's countries`);
    const priced = rule.prices ?? rule.price_by?.steps.flatMap((step) => step.prices) ?? [];
    const unpriced = rule.per_item?.find(({ currency }) => !priced.some((one) => one.currency === currency));
    if (unpriced !== undefined) report("per_item", `there is no price in ${unpriced.currency} to add it to`);
  });

type ShippingInput = z.output<typeof shipping>;

/** Where a rule applies, so that two with one id can be told apart. */
const whereOf = ({ id, countries, regions, postal_codes, sellers }: ShippingInput): string =>
  [
    `${id} for ${countries.join(", ")}`,
    ...(regions ?? []).map((one) => `${one.country}-${one.region}`),
    ...(postal_codes ?? []).map((codes) =>
      codes.kind === "prefix" ? `${codes.prefix}*` : `${codes.from}..${codes.to}`,
    ),
    ...(sellers ?? []),
  ].join(" ");

/** The rules of a file, or of one seller. */
export const shippingRules = withoutRepeats(z.array(shipping), whereOf);

/** The rule as it is applied; `everywhere` is the file's own calendar, for rules without one. */
export function shippingRule(rule: ShippingInput, everywhere: DeliveryConditions["dispatch"]): ShippingRule {
  const { id, title, subtitle, carrier, countries } = rule;
  const base: ShippingRule = {
    id,
    title,
    subtitle,
    carrier,
    countries,
    prices: rule.prices ?? rule.price_by?.steps[0]?.prices ?? [],
    freeFrom: rule.free_from,
    earliestDays: rule.earliest_days,
    latestDays: rule.latest_days,
  };
  const says = [
    rule.sellers,
    rule.regions,
    rule.postal_codes,
    rule.exclude,
    rule.price_by,
    rule.per_item,
    rule.use_feed_prices,
  ];
  const calendar = rule.dispatch ?? everywhere;
  if (calendar === null && says.every((one) => one === undefined)) return base;
  return {
    ...base,
    conditions: {
      sellers: rule.sellers ?? [],
      regions: rule.regions ?? [],
      postalCodes: rule.postal_codes ?? [],
      exclude: {
        countries: rule.exclude?.countries ?? [],
        regions: rule.exclude?.regions ?? [],
        postalCodes: rule.exclude?.postal_codes ?? [],
        poBoxes: rule.exclude?.po_boxes ?? false,
        militaryPost: rule.exclude?.military_post ?? false,
      },
      steps: rule.price_by ?? null,
      perItem: rule.per_item ?? [],
      feedPrices: rule.use_feed_prices ?? null,
      dispatch: calendar,
    },
  };
}
