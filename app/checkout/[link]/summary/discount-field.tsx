import type { CheckoutSession } from "#lib/checkout/session.ts";
import { checkoutTexts } from "../../texts/checkout-texts.ts";
import { ORDER_FORM } from "../order-form-id.ts";

/** In the summary, and belongs to the order's form, so that a code typed but not applied is not lost on Pay. */
export function DiscountField({ session, locale }: { readonly session: CheckoutSession; readonly locale: string }) {
  const texts = checkoutTexts(locale);
  const typed = session.discounts.filter((one) => !one.isAutomatic);
  const rejected = session.rejectedDiscounts.at(-1) ?? null;
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor="discount-code" className="text-caption font-medium">
        {texts.discountCode}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id="discount-code"
          name="discount_code"
          form={ORDER_FORM}
          defaultValue={rejected?.code ?? ""}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="input min-w-0 basis-32 grow uppercase"
          {...(rejected === null ? {} : { "aria-invalid": true, "aria-describedby": "discount-code-problem" })}
        />
        <button type="submit" form={ORDER_FORM} name="intent" value="update" className="button button-quiet">
          {texts.apply}
        </button>
      </div>
      {rejected === null ? null : (
        <p id="discount-code-problem" role="alert" className="text-caption font-medium text-danger wrap-anywhere">
          {texts.codeNotUsed(rejected.code, rejected.reason)}
        </p>
      )}
      {typed.length === 0 ? null : (
        <ul className="flex flex-wrap gap-2">
          {typed.map(({ code }) => (
            <li key={code}>
              <button
                type="submit"
                form={ORDER_FORM}
                name="intent"
                value={`remove ${code}`}
                className="inline-flex min-h-8 items-center gap-1.5 rounded-full bg-positive-soft px-3 text-caption font-medium text-positive"
              >
                {code} <span aria-hidden="true">×</span>
                <span className="visually-hidden">: {texts.removeCode}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
