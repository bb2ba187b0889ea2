import { AddressForm } from "../address-form.tsx";
import { MessageList } from "../notices.tsx";
import { isUndelivered, shownAddress } from "../../purchase/read-checkout.ts";
import { useTexts } from "../../texts/widget-texts.ts";
import { StepFrame, type BasketProps } from "./step-frame.tsx";

/** The address and nothing else. What is wrong with one that was given stands above it. */
export function AddressStep({ basket, locale, actions }: BasketProps) {
  const texts = useTexts();
  const { checkout, change } = basket;
  const isGiven = shownAddress(checkout) !== undefined;
  const wrong = checkout.messages.filter(
    ({ type, param }) => type === "error" && param?.startsWith("$.fulfillment_") === true,
  );
  return (
    <StepFrame title={isUndelivered(checkout) ? texts.buyersAddress : texts.deliveryAddress} basket={basket}>
      {isGiven && <MessageList messages={wrong} />}
      <AddressForm
        checkout={checkout}
        locale={locale}
        isSaving={change !== null}
        onSave={(address, remembers) => actions.send({ change: "address", address, remembers })}
        onKeep={() => actions.openStep("order")}
      />
    </StepFrame>
  );
}
