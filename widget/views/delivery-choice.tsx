import { filled } from "#lib/wire/widget/filled.ts";
import { amountText, dayRange } from "./amounts.ts";
import { chosenOptions, parcelMessages, type Checkout } from "../purchase/read-checkout.ts";
import { useTexts } from "../texts/widget-texts.ts";
import { useAsked } from "./steps/use-asked.ts";

type Props = {
  readonly checkout: Checkout;
  readonly locale: string;
  readonly isBusy: boolean;
  readonly onChoose: (optionId: string) => void;
};

/** The ways to have the order delivered, one of which is chosen; of several sellers each has their own. */
export function DeliveryChoice({ checkout, locale, isBusy, onChoose }: Props) {
  const texts = useTexts();
  if (checkout.fulfillment_options.length === 0) return null;
  const { parts = [] } = checkout;
  if (parts.length === 0)
    return <Options {...{ checkout, locale, isBusy, onChoose }} ids={null} legend={texts.deliveryOption} />;
  return (
    <>
      {parts
        .filter(({ fulfillment_option_ids: ids }) => ids.length > 0)
        .map(({ seller_id: id, seller_name: seller, fulfillment_option_ids: ids }) => (
          <Options key={id} {...{ checkout, locale, isBusy, onChoose }} ids={ids} legend={seller} />
        ))}
    </>
  );
}

/** The options of one seller, each with its price. `ids` null: all of them. */
function Options({
  checkout,
  locale,
  isBusy,
  onChoose,
  ids,
  legend,
}: Props & { readonly ids: readonly string[] | null; readonly legend: string }) {
  const texts = useTexts();
  const chosen = chosenOptions(checkout).map(({ id }) => id);
  const [asked, setAsked] = useAsked<string>(isBusy);
  const choose = (optionId: string) => {
    if (isBusy) return;
    setAsked(optionId);
    onChoose(optionId);
  };
  // Of parcels each has its own days, which are said below.
  const isInParcels = parcelMessages(checkout).length > 0;
  return (
    <fieldset className="options">
      <legend className={ids === null ? "unseen" : "quiet"}>
        <bdi>{legend}</bdi>
      </legend>
      {checkout.fulfillment_options
        .filter(({ id }) => ids === null || ids.includes(id))
        .map((option) => {
          const { earliest_delivery_time: earliest, latest_delivery_time: latest } = option;
          const days = isInParcels || option.days_unknown === true ? "" : dayRange(earliest, latest, texts.locale);
          return (
            <label key={option.id} className="option">
              <input
                type="radio"
                name={ids === null ? "delivery-option" : `delivery-option-${ids[0]}`}
                value={option.id}
                checked={asked === null ? chosen.includes(option.id) : option.id === asked}
                // Not `disabled`: whoever chose it by keyboard stays there.
                aria-disabled={isBusy}
                onClick={(event) => (isBusy ? event.preventDefault() : undefined)}
                onChange={() => choose(option.id)}
              />
              <span className="option-text">
                <bdi>{option.title}</bdi>
                <span className="quiet option-text">
                  {option.subtitle !== "" && <bdi>{option.subtitle}</bdi>}
                  {days !== "" && <span>{filled(texts.arrives, { days })}</span>}
                </span>
              </span>
              <bdi className="amount">
                {option.total === 0 ? texts.free : amountText(checkout, option.total, locale)}
              </bdi>
            </label>
          );
        })}
    </fieldset>
  );
}
