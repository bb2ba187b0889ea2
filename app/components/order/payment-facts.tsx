import { adjustmentsOf, refundedOf, type Adjustment } from "#lib/orders/adjustment.ts";
import type { Order } from "#lib/orders/order.ts";
import { formatDeduction, formatMoney, subtract } from "#lib/money.ts";
import type { PaidAgain } from "#lib/purchase/access/paid-again.ts";
import { Notice } from "../notice.tsx";
import { componentTexts } from "../texts/component-texts.ts";
import { Moment, WithDay } from "./day.tsx";

/** What was given back of an order, each time with its day, and what remains paid. Nothing while nothing was. */
export function Refunds({ order, locale }: { readonly order: Order; readonly locale: string }) {
  const texts = componentTexts(locale);
  const adjustments = adjustmentsOf(order);
  if (adjustments.length === 0) return null;
  return (
    <dl className="mt-3 flex flex-col gap-1 border-t border-line pt-3 tabular-nums">
      {adjustments.map((adjustment) => (
        <div key={adjustment.id} className="total-row">
          <dt>
            {texts.refundStatus[adjustment.status]}{" "}
            <Moment moment={adjustment.occurredAt} style="day" locale={texts.locale} />
          </dt>
          <dd>
            <bdi>{amountOf(adjustment, locale)}</bdi>
          </dd>
        </div>
      ))}
      <div className="total-row kept">
        <dt>{texts.remainsPaid}</dt>
        <dd>
          <bdi>{formatMoney(subtract(order.paid, refundedOf(order)), locale)}</bdi>
        </dd>
      </div>
    </dl>
  );
}

const amountOf = ({ amount, status }: Adjustment, locale: string) =>
  status === "failed" ? <s>{formatMoney(amount, locale)}</s> : formatDeduction(amount, locale);

/** Money that was taken a second time for this order, and when it went back. */
export function PaidTwice({
  payments,
  seller,
  locale,
}: {
  readonly payments: readonly PaidAgain[];
  readonly seller: string;
  readonly locale: string;
}) {
  const texts = componentTexts(locale);
  return payments.map(({ amount, isSamePayment, refund, refundedAt }, index) => {
    const written = formatMoney(amount, locale);
    return (
      <Notice
        // The list only grows at its end.
        key={index}
        tone={refund === "done" ? "positive" : refund === "pending" ? "neutral" : "warning"}
        title={isSamePayment ? texts.bankTookTwice : texts.paidASecondTime}
      >
        {refund === "lost" ? (
          texts.refundFailedText(written, seller)
        ) : refundedAt === null ? (
          texts.goesBack(written)
        ) : (
          <WithDay text={(day) => texts.wentBack(written, day)} day={refundedAt} locale={texts.locale} />
        )}
      </Notice>
    );
  });
}
