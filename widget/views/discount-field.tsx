import { filled } from "#lib/wire/widget/filled.ts";
import { frameForm, textIn } from "./frame-form.ts";
import { MessageList } from "./notices.tsx";
import type { Checkout } from "../purchase/read-checkout.ts";
import { Said } from "./said.tsx";
import { useTexts } from "../texts/widget-texts.ts";

type Props = {
  readonly checkout: Checkout;
  readonly isBusy: boolean;
  readonly onGive: (codes: readonly string[]) => void;
};

/** What the server says about codes: those that it did not count, and why. */
export const discountMessages = ({ messages }: Checkout) =>
  messages.filter((message) => message.param === "$.discount_codes");

/** Discount codes: those that count, each removable, and a field for another one. */
export function DiscountField({ checkout, isBusy, onGive }: Props) {
  const texts = useTexts();
  const codes = checkout.discount_codes;
  const messages = discountMessages(checkout);
  const { form, button } = frameForm((fields) => {
    const code = textIn(new FormData(fields), "discount-code");
    if (code === "" || isBusy) return;
    onGive([...codes.filter((one) => one.toUpperCase() !== code.toUpperCase()), code].slice(-5));
  });
  return (
    <section className="discounts">
      {codes.map((code) => (
        <p key={code} className="discount">
          <span>
            <Said text={texts.codeUsed} code={code} />
          </span>
          <button
            type="button"
            className="text-button"
            aria-disabled={isBusy}
            onClick={() => (isBusy ? undefined : onGive(codes.filter((one) => one !== code)))}
          >
            {texts.remove}
            <span className="unseen"> {filled(texts.codeUsed, { code })}</span>
          </button>
        </p>
      ))}
      <form className="field" {...form}>
        <label htmlFor="discount-code">{texts.discountCode}</label>
        <div className="discount-form">
          <input
            id="discount-code"
            name="discount-code"
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck="false"
            maxLength={50}
            {...(messages.length === 0
              ? {}
              : { "aria-invalid": true as const, "aria-describedby": "problem-discount" })}
          />
          <button {...button} className="button second" aria-disabled={isBusy}>
            {texts.apply}
          </button>
        </div>
        <div id="problem-discount">
          {/* For the server, which goes on without the code, it is information; for whoever typed it, it failed. */}
          <MessageList messages={messages.map((message) => ({ ...message, type: "error" }))} />
        </div>
      </form>
    </section>
  );
}
