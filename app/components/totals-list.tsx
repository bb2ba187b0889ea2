import type { AppliedDiscount, Totals } from "#lib/checkout/session.ts";
import { formatMoney, type Money } from "#lib/money.ts";
import { componentTexts } from "./texts/component-texts.ts";

export type Figures = {
  readonly totals: Totals;
  readonly discounts: readonly AppliedDiscount[];
  readonly includedTax: { readonly name: string; readonly amount: Money } | null;
  /** `unknown` until there is an address to deliver to; `none` when nothing is sent. */
  readonly delivery: "known" | "unknown" | "none";
};

/** How the total comes about. Worked out on the server; nothing here adds anything up. */
export function TotalsList({ figures, locale }: { readonly figures: Figures; readonly locale: string }) {
  const { totals, discounts, includedTax, delivery } = figures;
  const texts = componentTexts(locale);
  const write = (amount: Money) => formatMoney(amount, locale);
  return (
    <dl className="flex flex-col gap-2 tabular-nums">
      <Row label={texts.itemsTotal} amount={write(totals.itemsBase)} />
      {totals.itemsDiscount.amountMinor > 0 ? (
        <Row label={texts.saleSavings} amount={`−${write(totals.itemsDiscount)}`} isSaving />
      ) : null}
      {discounts.map((discount) => (
        <Row
          key={discount.code}
          label={`${discount.title} (${discount.code})`}
          amount={`−${write(discount.amount)}`}
          isSaving
        />
      ))}
      {delivery === "none" ? null : (
        <Row
          label={texts.delivery}
          amount={
            delivery === "unknown"
              ? texts.deliveryUnknown
              : totals.fulfillment.amountMinor === 0
                ? texts.free
                : write(totals.fulfillment)
          }
        />
      )}
      {totals.tax.amountMinor > 0 ? <Row label={texts.tax} amount={write(totals.tax)} /> : null}
      {totals.fee.amountMinor > 0 ? <Row label={texts.fee} amount={write(totals.fee)} /> : null}
      <div className="mt-2 flex items-baseline justify-between gap-4 border-t border-line pt-4">
        <dt className="font-semibold">{delivery === "unknown" ? texts.totalSoFar : texts.total}</dt>
        <dd className="text-right text-title font-semibold">{write(totals.total)}</dd>
      </div>
      {includedTax === null || includedTax.amount.amountMinor === 0 ? null : (
        <div className="flex justify-between gap-4 text-caption text-muted">
          <dt>{texts.pricesInclude(includedTax.name)}</dt>
          <dd className="shrink-0">{write(includedTax.amount)}</dd>
        </div>
      )}
    </dl>
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
    <div className={`flex justify-between gap-4 ${isSaving ? "text-positive" : ""}`}>
      <dt className={`min-w-0 wrap-anywhere ${isSaving ? "" : "text-muted"}`}>{label}</dt>
      <dd className="shrink-0 text-right">{amount}</dd>
    </div>
  );
}
