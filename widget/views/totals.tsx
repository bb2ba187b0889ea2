import { amountText, deductionText } from "./amounts.ts";
import { isUndelivered, needsAddress, type Checkout } from "../purchase/read-checkout.ts";
import { useTexts } from "../texts/widget-texts.ts";

type Props = { readonly checkout: Checkout; readonly locale: string; readonly isShort?: boolean };

/** The totals in the server's words and order; nothing is added up here. `isShort` shows the total alone. */
export function Totals({ checkout, locale, isShort = false }: Props) {
  const texts = useTexts();
  const base = checkout.totals.find(({ type }) => type === "items_base_amount")?.amount;
  return (
    <section>
      {/* The whole list is a step of its own, whose heading says it. */}
      {isShort && <h2 className="unseen">{texts.totals}</h2>}
      <dl className="totals">
        {checkout.totals.map((row, index) => {
          if (isShort && row.type !== "total") return null;
          if (row.type === "subtotal" && row.amount === base) return null;
          const isLess = row.type === "discount" || row.type === "items_discount";
          const isFree = row.type === "fulfillment" && row.amount === 0;
          const isSoFar = row.type === "total" && checkout.state === "not_ready";
          return (
            <div key={`${row.type} ${index}`} className={row.type === "total" ? "totals-row total" : "totals-row"}>
              <dt>
                <bdi>{isSoFar ? texts.totalSoFar : texts.said(row.display_text)}</bdi>
              </dt>
              <dd>
                <bdi>{isFree ? texts.free : (isLess ? deductionText : amountText)(checkout, row.amount, locale)}</bdi>
              </dd>
            </div>
          );
        })}
      </dl>
      {!isShort && needsAddress(checkout) && (
        <p className="quiet totals-note">{isUndelivered(checkout) ? texts.beforeTax : texts.beforeDelivery}</p>
      )}
    </section>
  );
}
