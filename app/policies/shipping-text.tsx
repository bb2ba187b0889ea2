import { listFormat } from "#lib/formats.ts";
import type { ShippingRule, ShopRules } from "#lib/checkout/shop-rules.ts";
import { formatMoney, type Money } from "#lib/money.ts";
import { regionName } from "#lib/wire/address/region-name.ts";
import { componentTexts } from "../components/texts/component-texts.ts";
import { policyWords } from "./words/policy-words.ts";

/** Written from the merchant's own table, so that it says what the checkout charges. */
export function ShippingText({ rules, locale }: { readonly rules: ShopRules; readonly locale: string }) {
  const texts = policyWords(locale);
  const words = texts.shipping;
  return (
    <>
      <p>{words.introduction}</p>
      {destinations(rules).map(({ countries, options }) => (
        <section key={countries.join()} className="mt-8">
          <h2 className="mb-3 text-title">
            {isElsewhere(countries)
              ? words.everywhereElse
              : // A list without "and" has no commas in Japanese.
                listFormat(texts.locale, { type: texts.locale === "ja" ? "conjunction" : "unit" }).format(
                  countries.map((code) => regionName(code, texts.locale)),
                )}
          </h2>
          <ul className="flex list-none flex-col gap-3 ps-0">
            {options.map((rule) => (
              <li key={`${rule.id} ${options.indexOf(rule)}`} className="card m-0 p-4">
                <p className="font-medium">{componentTexts(locale).deliveryBy(rule.title, rule.carrier)}</p>
                <p className="text-muted">
                  <bdi>{rule.subtitle}</bdi>
                </p>
                {isForFewPlaces(rule) ? <p className="text-caption text-muted">{words.fewPlaces}</p> : null}
                <dl className="mt-2 flex flex-col gap-1 text-caption">
                  <Prices
                    label={hasSteps(rule) ? words.priceFrom : words.price}
                    amounts={lowest(rule)}
                    locale={locale}
                  />
                  {rule.freeFrom.length === 0 ? null : (
                    <Prices label={words.freeFrom} amounts={rule.freeFrom} locale={locale} />
                  )}
                </dl>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Prices({
  label,
  amounts,
  locale,
}: {
  readonly label: string;
  readonly amounts: readonly Money[];
  readonly locale: string;
}) {
  return (
    <div className="flex gap-2">
      <dt className="w-28 shrink-0 text-muted">{label}</dt>
      <dd className="flex flex-wrap gap-x-3 tabular-nums">
        {amounts.map((amount) => (
          <bdi key={amount.currency}>{formatMoney(amount, locale)}</bdi>
        ))}
      </dd>
    </div>
  );
}

const hasSteps = ({ conditions }: ShippingRule): boolean =>
  conditions !== undefined && (conditions.steps !== null || conditions.perItem.length > 0);

/** The price, or the lowest of a table's in each currency. */
function lowest({ prices, conditions }: ShippingRule): readonly Money[] {
  const all = conditions?.steps?.steps.flatMap((step) => step.prices) ?? prices;
  const least = new Map<string, Money>();
  for (const amount of all) {
    const before = least.get(amount.currency);
    if (before === undefined || amount.amountMinor < before.amountMinor) least.set(amount.currency, amount);
  }
  return [...least.values()];
}

/** The rule is for some regions, postal codes or sellers, or leaves some out. */
function isForFewPlaces({ conditions }: ShippingRule): boolean {
  if (conditions === undefined) return false;
  const { regions, postalCodes, exclude } = conditions;
  const lists = [regions, postalCodes, exclude.countries, exclude.regions, exclude.postalCodes];
  return lists.some((list) => list.length > 0) || exclude.poBoxes || exclude.militaryPost;
}

const isElsewhere = (countries: readonly string[]): boolean => countries.includes("*");

/** The rules by the group of countries that they are for, in the merchant's own order; everywhere else comes last. */
function destinations(
  rules: ShopRules,
): readonly { readonly countries: readonly string[]; readonly options: readonly ShippingRule[] }[] {
  const groups = new Map<string, { readonly countries: readonly string[]; readonly options: ShippingRule[] }>();
  for (const rule of rules.shipping) {
    const key = isElsewhere(rule.countries) ? "*" : rule.countries.join();
    const group = groups.get(key) ?? { countries: rule.countries, options: [] };
    group.options.push(rule);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => Number(isElsewhere(a.countries)) - Number(isElsewhere(b.countries)));
}
