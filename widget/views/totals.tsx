import { listFormat } from "#lib/formats.ts";
import { filled } from "#lib/wire/widget/filled.ts";
import { amountText, deductionText } from "./amounts.ts";
import { isUndelivered, needsAddress, type Checkout } from "../purchase/read-checkout.ts";
import { useTexts } from "../texts/widget-texts.ts";

type Props = { readonly checkout: Checkout; readonly locale: string; readonly isShort?: boolean };

/** The totals in the server's words and order; nothing is added up here. `isShort` shows the total alone. */
export function Totals({ checkout, locale, isShort = false }: Props) {
  const texts = useTexts();
  const base = checkout.totals.find(({ type }) => type === "items_base_amount")?.amount;
  // What makes the total another sum than that of the lines above it.
  const included = (["fulfillment", "tax", "fee", "discount"] as const)
    .filter((part) => checkout.totals.some(({ type, amount }) => type === part && amount > 0))
    .map((part) => texts.included[part]);
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
      {isShort && included.length > 0 && (
        <p className="quiet totals-note">
          {filled(texts.includes, { parts: listFormat(texts.locale, { type: "conjunction" }).format(included) })}
        </p>
      )}
      {!isShort && needsAddress(checkout) && (
        <p className="quiet totals-note">{isUndelivered(checkout) ? texts.beforeTax : texts.beforeDelivery}</p>
      )}
    </section>
  );
}
