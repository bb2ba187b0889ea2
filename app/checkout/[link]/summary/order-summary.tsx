import type { CheckoutSession } from "#lib/checkout/session.ts";
import { counted } from "#lib/wire/text-tables.ts";
import { ItemList } from "../../../components/item-list.tsx";
import { TotalsList } from "../../../components/totals-list.tsx";
import { checkoutTexts } from "../../texts/checkout-texts.ts";
import { DiscountField } from "./discount-field.tsx";

/** What is bought and what it costs. Beside the form on a wide screen, above it on a phone. */
export function OrderSummary({
  session,
  publicUrl,
  locale,
  takesCodes,
}: {
  readonly session: CheckoutSession;
  readonly publicUrl: string;
  readonly locale: string;
  /** False while details are typed, and in a browser that changes nothing. */
  readonly takesCodes: boolean;
}) {
  const texts = checkoutTexts(locale);
  const count = session.lineItems.reduce((all, line) => all + line.quantity, 0);
  return (
    <section aria-labelledby="summary" className="card flex flex-col gap-5 p-5 sm:p-6">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="summary" className="text-title">
          {texts.yourOrder}
        </h2>
        <p className="text-caption text-muted">{counted(texts.items, count, texts.locale)}</p>
      </div>
      <ItemList sold={session} publicUrl={publicUrl} locale={locale} />
      {takesCodes ? (
        <div className="border-t border-line pt-5">
          <DiscountField session={session} locale={locale} />
        </div>
      ) : null}
      <div className="border-t border-line pt-5">
        <TotalsList
          figures={{
            ...session,
            delivery: deliveryOf(session),
            isSoFar: session.status === "not_ready",
          }}
          locale={locale}
        />
      </div>
    </section>
  );
}

function deliveryOf(session: CheckoutSession): "known" | "unknown" | "none" {
  if (session.deliveryOptionId !== null) return "known";
  return session.status === "not_ready" && session.lineItems.some((line) => !line.isDigital) ? "unknown" : "none";
}
