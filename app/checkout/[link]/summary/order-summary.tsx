import type { ComponentProps } from "react";
import { chosenIds, partsOf } from "#lib/checkout/parts.ts";
import { missingDetails, type CheckoutSession } from "#lib/checkout/session.ts";
import { shownDigest } from "#lib/checkout/shown.ts";
import { formatMoney } from "#lib/money.ts";
import { counted } from "#lib/wire/text-tables.ts";
import { PartList } from "../../../components/order/part-list.tsx";
import { ItemList } from "../../../components/item-list.tsx";
import { TotalsList, type Figures } from "../../../components/totals-list.tsx";
import { componentTexts } from "../../../components/texts/component-texts.ts";
import { checkoutTexts } from "../../texts/checkout-texts.ts";
import type { Stopped } from "../form-state.ts";
import { DiscountField } from "./discount-field.tsx";
import { SUMMARY } from "./ids.ts";
import { ItemsForm } from "./items-form.tsx";
import { QuantityButtons } from "./quantity-buttons.tsx";

/** What is bought and what it costs. Beside the steps on a wide screen, after them on a phone. */
export function OrderSummary({
  session,
  publicUrl,
  locale,
  soldBy,
  mayChange,
  takesCodes,
  stopped,
}: {
  readonly session: CheckoutSession;
  readonly publicUrl: string;
  readonly locale: string;
  /** Null where the page bears the seller's own name. */
  readonly soldBy: string | null;
  /** Whether this browser changes the items. */
  readonly mayChange: boolean;
  /** False while details are typed, and in a browser that changes nothing. */
  readonly takesCodes: boolean;
  /** What came of a change of the items that was sent last. */
  readonly stopped: Stopped | null;
}) {
  const texts = checkoutTexts(locale);
  const { totalSoFar, total } = componentTexts(locale);
  const count = session.lineItems.reduce((all, line) => all + line.quantity, 0);
  const controls = (line: ComponentProps<typeof QuantityButtons>["line"]) => (
    <QuantityButtons line={line} isLast={session.lineItems.length === 1} locale={locale} />
  );
  const items = counted(texts.items, count, texts.locale);
  return (
    <section aria-labelledby={SUMMARY} className="card flex flex-col gap-5 p-5 sm:p-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={SUMMARY} tabIndex={-1} className="scroll-mt-6 text-title outline-none">
          {texts.yourOrder}
        </h2>
        <p className="text-caption text-muted">{items}</p>
      </div>
      {soldBy === null ? null : <p className="-mt-4 text-caption text-muted wrap-anywhere">{texts.soldBy(soldBy)}</p>}
      {session.parts === undefined ? (
        <ItemList sold={session} publicUrl={publicUrl} locale={locale} {...(mayChange ? { controls } : {})} />
      ) : (
        <PartList parts={partsOf(session)} publicUrl={publicUrl} locale={locale} {...(mayChange ? { controls } : {})} />
      )}
      {mayChange ? (
        <ItemsForm
          link={session.link}
          shown={shownDigest(session)}
          order={[
            items,
            `${figuresOf(session).isSoFar ? totalSoFar : total} ${formatMoney(session.totals.total, locale)}`,
          ]}
          stopped={stopped}
        />
      ) : null}
      {takesCodes ? (
        <div className="border-t border-line pt-5">
          <DiscountField session={session} locale={locale} />
        </div>
      ) : null}
      <div className="border-t border-line pt-5">
        <TotalsList figures={figuresOf(session)} locale={locale} />
      </div>
    </section>
  );
}

export const figuresOf = (session: CheckoutSession): Figures => ({
  ...session,
  delivery: deliveryOf(session),
  needsTaxAddress: missingDetails(session).includes("tax_address"),
  isSoFar: session.status === "not_ready",
});

function deliveryOf(session: CheckoutSession): "known" | "unknown" | "none" {
  if (chosenIds(session).length > 0) return "known";
  return session.status === "not_ready" && session.lineItems.some((line) => !line.isDigital) ? "unknown" : "none";
}
