import { shownPrices } from "#lib/checkout/taxes/shown-prices.ts";
import { formatMoney } from "#lib/money.ts";
import { componentTexts } from "../../../components/texts/component-texts.ts";
import { TotalsList, type Figures } from "../../../components/totals-list.tsx";
import { checkoutTexts } from "../../texts/checkout-texts.ts";
import { SUMMARY } from "./ids.ts";

/** On a phone: the total in one line above the steps, which opens into what it is for. The order itself follows the steps. */
export function SummaryLine({
  figures,
  locale,
  mayChange,
}: {
  readonly figures: Figures;
  readonly locale: string;
  readonly mayChange: boolean;
}) {
  const texts = checkoutTexts(locale);
  const { totalSoFar, total } = componentTexts(locale);
  const { lines } = shownPrices(figures);
  return (
    <details className="card fold lg:hidden">
      <summary>
        <span className="flex items-center gap-2 font-medium">
          {texts.yourOrder}
          {/* Drawn, because few fonts have the sign. */}
          <i aria-hidden="true" />
        </span>
        <span className="ms-auto">
          <span className="text-caption text-muted">{figures.isSoFar ? totalSoFar : total} </span>
          <bdi className="font-semibold tabular-nums">{formatMoney(figures.totals.total, locale)}</bdi>
        </span>
      </summary>
      <div className="flex flex-col gap-4 px-5 pb-5 pt-1">
        <ul className="flex flex-col gap-2 border-t border-line pt-4">
          {figures.lineItems.map((item) => (
            <li key={item.id} className="flex justify-between gap-4">
              <bdi className="min-w-0 wrap-anywhere">
                {item.quantity === 1 ? item.title : `${item.quantity} × ${item.title}`}
              </bdi>
              <bdi className="shrink-0 tabular-nums">
                {formatMoney(lines.find(({ id }) => id === item.id)?.subtotal ?? item.subtotal, locale)}
              </bdi>
            </li>
          ))}
        </ul>
        <TotalsList figures={figures} locale={locale} />
        {mayChange ? (
          <a href={`#${SUMMARY}`} className="link self-start py-2">
            {texts.changeOrder}
          </a>
        ) : null}
      </div>
    </details>
  );
}
