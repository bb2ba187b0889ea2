import { filled } from "#lib/wire/widget/filled.ts";
import { amountText, dayRange } from "./amounts.ts";
import type { Checkout } from "../purchase/read-checkout.ts";
import { useTexts } from "../texts/widget-texts.ts";

type Props = {
  readonly checkout: Checkout;
  readonly locale: string;
  readonly isBusy: boolean;
  readonly onChoose: (optionId: string) => void;
};

/** The ways to have the order delivered, each with its price; one of them is chosen. */
export function DeliveryChoice({ checkout, locale, isBusy, onChoose }: Props) {
  const texts = useTexts();
  if (checkout.fulfillment_options.length === 0) return null;
  return (
    <fieldset className="options" disabled={isBusy}>
      <legend className="unseen">{texts.deliveryOption}</legend>
      {checkout.fulfillment_options.map((option) => {
        const days = dayRange(option.earliest_delivery_time, option.latest_delivery_time, texts.locale);
        return (
          <label key={option.id} className="option">
            <input
              type="radio"
              name="delivery-option"
              value={option.id}
              checked={option.id === checkout.fulfillment_option_id}
              onChange={() => onChoose(option.id)}
            />
            <span className="option-text">
              <bdi>{option.title}</bdi>
              <span className="quiet option-text">
                {option.subtitle !== "" && <bdi>{option.subtitle}</bdi>}
                {days !== "" && <span>{filled(texts.arrives, { days })}</span>}
              </span>
            </span>
            <bdi className="amount">{option.total === 0 ? texts.free : amountText(checkout, option.total, locale)}</bdi>
          </label>
        );
      })}
    </fieldset>
  );
}
