import type { EmbeddedForm } from "#lib/payments/embedded-form.ts";
import { Notice } from "../../../components/notice.tsx";
import type { CheckoutTexts } from "../../texts/en.ts";

/** The place of a payment form on our page, which public/payment/form.js fills or says where else to pay. */
export function PaymentForm({
  module,
  parameters,
  texts,
}: Pick<EmbeddedForm, "parameters"> & {
  /** The address of the script that makes the form. */
  readonly module: string;
  readonly texts: CheckoutTexts["paymentForm"];
}) {
  // No parameter ends the element that it stands in.
  const data = JSON.stringify(parameters).replaceAll("<", "\\u003c");
  return (
    <>
      <div id="payment-form-failed" hidden>
        <Notice tone="danger" title={texts.failedTitle}>
          {texts.failedText}
        </Notice>
      </div>
      <section
        id="payment-form"
        aria-label={texts.title}
        aria-busy
        data-module={module}
        className="card min-h-96 p-2 sm:p-4"
      >
        <output className="block p-3 text-muted">{texts.loading}</output>
        <div />
        <script type="application/json" dangerouslySetInnerHTML={{ __html: data }} />
      </section>
      <script type="module" src="/payment/form.js" />
    </>
  );
}
