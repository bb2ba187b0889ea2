import type { AmountRefusal } from "#lib/payments/provider.ts";
import type { FailedPayment } from "#lib/purchase/payment/failed-payment.ts";
import { sentences } from "#lib/wire/text-tables.ts";
import { paymentTexts } from "#lib/wire/texts/payment/payment-texts.ts";
import { Notice } from "../../components/notice.tsx";
import { formatDay } from "../../components/dates.ts";
import { checkoutTexts } from "../texts/checkout-texts.ts";

/** What a buyer must know before paying: an earlier payment that failed, and a total that cannot be paid. */
export function PaymentNotices({
  failed,
  refusal,
  canPayAgain,
  locale,
}: {
  readonly failed: FailedPayment | null;
  readonly refusal: AmountRefusal | null;
  readonly canPayAgain: boolean;
  readonly locale: string;
}) {
  const texts = checkoutTexts(locale);
  return (
    <>
      {failed === null ? null : (
        <Notice tone="danger">
          {sentences(
            texts.locale,
            texts.paymentFailed(formatDay(failed.failedAt, texts.locale)),
            ...(canPayAgain ? [texts.payAgain] : []),
          )}
        </Notice>
      )}
      {refusal === null ? null : <Notice tone="danger">{paymentTexts(locale).amountNotTaken(refusal, locale)}</Notice>}
    </>
  );
}
