import { discountLabel } from "#lib/checkout/discounts/label.ts";
import type { AppliedDiscount, LineItem, Totals } from "#lib/checkout/session.ts";
import type { TaxLine } from "#lib/checkout/taxes/line.ts";
import { shownPrices } from "#lib/checkout/taxes/shown-prices.ts";
import type { TaxBasis } from "#lib/checkout/taxes/quote.ts";
import { formatDeduction, formatMoney, type Money } from "#lib/money.ts";
import { taxLabel } from "#lib/checkout/taxes/label.ts";
import { componentTexts } from "./texts/component-texts.ts";

export type Figures = {
  readonly lineItems: readonly LineItem[];
  readonly totals: Totals;
  readonly discounts: readonly AppliedDiscount[];
  readonly taxLines: readonly TaxLine[];
  readonly taxBasis: Pick<TaxBasis, "isReverseCharge" | "pricesShown">;
  /** Something that changes the total is still missing. */
  readonly isSoFar: boolean;
  /** `unknown` until there is an address to deliver to, and with it the tax; `none` when nothing is sent. */
  readonly delivery: "known" | "unknown" | "none";
  /** Of what is not sent: its tax needs an address. */
  readonly needsTaxAddress: boolean;
};

/** How the total comes about. Worked out on the server; nothing here adds anything up. */
export function TotalsList({ figures, locale }: { readonly figures: Figures; readonly locale: string }) {
  const { totals, delivery, isSoFar } = figures;
  const { itemsBase, saved, discounts, fulfillment, taxes, goodsInclude, deliveryIncludes } = shownPrices(figures);
  const texts = componentTexts(locale);
  const write = (amount: Money) => formatMoney(amount, locale);
  return (
    <>
      <dl className="flex flex-col gap-2 tabular-nums">
        <Row label={texts.itemsTotal} amount={write(itemsBase)} />
        {saved.amountMinor > 0 ? (
          <Row label={texts.saleSavings} amount={formatDeduction(saved, locale)} isSaving />
        ) : null}
        {discounts.map((discount) => (
          <Row
            key={discount.code}
            label={discountLabel(discount)}
            amount={formatDeduction(discount.amount, locale)}
            isSaving
          />
        ))}
        {delivery === "none" ? null : (
          <Row
            label={delivery === "unknown" ? texts.deliveryAndTax : texts.delivery}
            amount={
              delivery === "unknown"
                ? texts.afterAddress
                : fulfillment.amountMinor === 0
                  ? texts.free
                  : write(fulfillment)
            }
          />
        )}
        {figures.needsTaxAddress ? <Row label={texts.tax} amount={texts.afterAddress} /> : null}
        {taxes.length === 0 && goodsInclude.length === 0 && totals.tax.amountMinor > 0 ? (
          <Row label={texts.tax} amount={write(totals.tax)} />
        ) : null}
        {taxes.map((line) => (
          <Row key={taxLabel(line, locale)} label={taxLabel(line, locale)} amount={write(line.amount)} />
        ))}
        {totals.fee.amountMinor > 0 ? <Row label={texts.fee} amount={write(totals.fee)} /> : null}
        <div className="total-row sum">
          <dt>{isSoFar ? texts.totalSoFar : texts.total}</dt>
          <dd className="text-title">
            <bdi>{write(totals.total)}</bdi>
          </dd>
        </div>
        {[
          ...goodsInclude.map((line) => ({ line, label: texts.pricesInclude(taxLabel(line, locale)) })),
          ...(delivery === "known" ? deliveryIncludes : []).map((line) => ({
            line,
            label: texts.deliveryIncludes(taxLabel(line, locale)),
          })),
        ].map(({ line, label }) => (
          <div key={label} className="total-row text-caption text-muted">
            <dt>
              <bdi>{label}</bdi>
            </dt>
            <dd>
              <bdi>{write(line.amount)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {figures.taxBasis.isReverseCharge === undefined ? null : (
        <p className="mt-2 text-caption text-muted">{texts.reverseCharge}</p>
      )}
    </>
  );
}

function Row({
  label,
  amount,
  isSaving = false,
}: {
  readonly label: string;
  readonly amount: string;
  readonly isSaving?: boolean;
}) {
  return (
    <div className={isSaving ? "total-row saved" : "total-row"}>
      <dt>
        <bdi>{label}</bdi>
      </dt>
      <dd>
        <bdi>{amount}</bdi>
      </dd>
    </div>
  );
}
