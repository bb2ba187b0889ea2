import { amountText } from "./amounts.ts";
import type { Checkout } from "./read-checkout.ts";
import { TEXTS } from "./texts.ts";

/** The totals in the server's words and order; nothing is added up here. Rows that lower the sum carry a minus. */
export function Totals({ checkout, locale }: { checkout: Checkout; locale: string }) {
  return (
    <section>
      <h2 className="unseen">{TEXTS.totals}</h2>
      <dl className="totals">
        {checkout.totals.map((row, at) => {
          const isLess = row.type === "discount" || row.type === "items_discount";
          const isFree = row.type === "fulfillment" && row.amount === 0;
          const text = amountText(checkout, row.amount, locale);
          return (
            <div key={`${row.type} ${at}`} className={row.type === "total" ? "totals-row total" : "totals-row"}>
              <dt>{row.display_text}</dt>
              <dd>{isFree ? TEXTS.free : isLess ? `−${text}` : text}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
