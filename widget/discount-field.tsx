import type { FormEvent } from "react";
import { MessageList } from "./notices.tsx";
import type { Checkout } from "./read-checkout.ts";
import { TEXTS } from "./texts.ts";

type Props = {
  readonly checkout: Checkout;
  readonly isBusy: boolean;
  readonly onGive: (codes: readonly string[]) => void;
};

/** Discount codes: those that count, each removable, and a field for another one. */
export function DiscountField({ checkout, isBusy, onGive }: Props) {
  const codes = checkout.discount_codes;
  const said = checkout.messages.filter((message) => message.param === "$.discount_codes");
  const give = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("discount-code") ?? "").trim();
    if (code !== "") onGive([...codes.filter((one) => one.toUpperCase() !== code.toUpperCase()), code].slice(-5));
  };
  return (
    <section className="discounts">
      {codes.map((code) => (
        <p key={code} className="discount">
          <span>{TEXTS.codeUsed(code)}</span>
          <button
            type="button"
            className="text-button"
            disabled={isBusy}
            onClick={() => onGive(codes.filter((one) => one !== code))}
          >
            {TEXTS.remove}
            <span className="unseen"> {TEXTS.codeUsed(code)}</span>
          </button>
        </p>
      ))}
      <details open={said.length > 0}>
        <summary>{TEXTS.addDiscount}</summary>
        <form className="discount-form" onSubmit={give}>
          <label className="unseen" htmlFor="discount-code">
            {TEXTS.discountCode}
          </label>
          <input
            id="discount-code"
            name="discount-code"
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={50}
            placeholder={TEXTS.discountCode}
          />
          <button type="submit" className="button second" disabled={isBusy}>
            {TEXTS.apply}
          </button>
        </form>
        <MessageList messages={said} />
      </details>
    </section>
  );
}
