import { DiscountField } from "../discount-field.tsx";
import { MessageList } from "../notices.tsx";
import { Totals } from "../totals.tsx";
import { useTexts } from "../../texts/widget-texts.ts";
import { StepFrame, type BasketProps } from "./step-frame.tsx";

/** How the total comes about, with the discount codes that it depends on. */
export function TotalStep({ basket, locale, actions }: BasketProps) {
  const texts = useTexts();
  const { checkout, change } = basket;
  return (
    <StepFrame title={texts.totals} basket={basket}>
      <Totals checkout={checkout} locale={locale} />
      <MessageList
        messages={checkout.messages.filter(
          ({ type, param }) => type === "info" && (param === "$.totals" || param === "$.line_items"),
        )}
      />
      <DiscountField
        checkout={checkout}
        isBusy={change !== null}
        onGive={(codes) => actions.send({ change: "discount", codes })}
      />
      <button type="button" className="button second" onClick={() => actions.openStep("order")}>
        {texts.changeOrder}
      </button>
    </StepFrame>
  );
}
