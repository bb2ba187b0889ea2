import type { ShippingRule, ShopRules } from "#lib/checkout/shop-rules.ts";
import { formatMoney, type Money } from "#lib/money.ts";
import { countryName } from "../components/country-names.ts";

/** Written from the merchant's own table, so that it says what the checkout charges. */
export function ShippingText({ rules, locale }: { readonly rules: ShopRules; readonly locale: string }) {
  return (
    <>
      <p>
        The checkout shows what delivery costs to your address before you pay. Prices are in the currency of the thing
        you buy. Where tax is added to prices, it may be added to delivery too.
      </p>
      {destinations(rules).map(({ title, options }) => (
        <section key={title} className="mt-8">
          <h2 className="mb-3 text-title">{title}</h2>
          <ul className="flex list-none flex-col gap-3 pl-0">
            {options.map((rule) => (
              <li key={rule.id} className="card m-0 p-4">
                <p className="font-medium">
                  {rule.title}, {rule.carrier}
                </p>
                <p className="text-muted">{rule.subtitle}</p>
                <dl className="mt-2 flex flex-col gap-1 text-caption">
                  <Prices label="Price" amounts={rule.prices} locale={locale} />
                  {rule.freeFrom.length === 0 ? null : (
                    <Prices label="Free from" amounts={rule.freeFrom} locale={locale} />
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
      <dt className="w-20 shrink-0 text-muted">{label}</dt>
      <dd className="flex flex-wrap gap-x-3 tabular-nums">
        {amounts.map((amount) => (
          <span key={amount.currency}>{formatMoney(amount, locale)}</span>
        ))}
      </dd>
    </div>
  );
}

/** The rules by the group of countries that they are for, in the merchant's own order; everywhere else comes last. */
function destinations(
  rules: ShopRules,
): readonly { readonly title: string; readonly options: readonly ShippingRule[] }[] {
  const groups = new Map<string, ShippingRule[]>();
  for (const rule of rules.shipping) {
    const title = rule.countries.includes("*") ? "Everywhere else" : rule.countries.map(countryName).join(", ");
    groups.set(title, [...(groups.get(title) ?? []), rule]);
  }
  return [...groups]
    .map(([title, options]) => ({ title, options }))
    .sort((a, b) => Number(a.title === "Everywhere else") - Number(b.title === "Everywhere else"));
}
