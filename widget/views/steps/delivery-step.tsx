import { DeliveryChoice } from "../delivery-choice.tsx";
import { MessageList } from "../notices.tsx";
import { chosenOptions, parcelMessages } from "../../purchase/read-checkout.ts";
import { useTexts } from "../../texts/widget-texts.ts";
import { StepFrame, type BasketProps } from "./step-frame.tsx";

/** The ways of delivery. Choosing one leads back to the order with its new total. */
export function DeliveryStep({ basket, locale, actions }: BasketProps) {
  const texts = useTexts();
  const parcels = parcelMessages(basket.checkout);
  const [chosen, ...others] = chosenOptions(basket.checkout);
  return (
    <StepFrame title={texts.delivery} basket={basket}>
      <DeliveryChoice
        checkout={basket.checkout}
        locale={locale}
        isBusy={basket.change !== null}
        onChoose={(optionId) => actions.send({ change: "delivery", optionId })}
      />
      {parcels.length > 0 && (
        <div>
          {/* They are of this option alone. */}
          {chosen !== undefined && others.length === 0 && (
            <p>
              <bdi>{chosen.title}</bdi>
            </p>
          )}
          <MessageList messages={parcels} />
        </div>
      )}
      {basket.change !== null && <p className="quiet pay-note">{texts.changing}</p>}
      <button type="button" className="button second" onClick={() => actions.openStep("order")}>
        {texts.changeOrder}
      </button>
    </StepFrame>
  );
}
