import { amountText, totalOf } from "./amounts.ts";
import { LineItems } from "./line-items.tsx";
import { MessageList, Notices } from "./notices.tsx";
import { OrderFoot } from "./order-foot.tsx";
import { isRouteKnown } from "../purchase/purchase-phase.ts";
import { PayButtons } from "./pay-buttons.tsx";
import type { Checkout } from "../purchase/read-checkout.ts";
import { Said } from "./said.tsx";
import { SkeletonRows, TestBadge } from "./status-view.tsx";
import { AddressStep } from "./steps/address-step.tsx";
import { DeliveryStep } from "./steps/delivery-step.tsx";
import { TotalStep } from "./steps/total-step.tsx";
import { AddressRow, DeliveryRow, TotalRow } from "./steps/order-rows.tsx";
import { useTexts } from "../texts/widget-texts.ts";
import type { BasketProps } from "./steps/step-frame.tsx";

/** The order before it is paid, one step at a time, so that the card is never higher than a phone (docs/decisions/0055). */
export function BasketView(props: BasketProps) {
  switch (props.basket.step) {
    case "order":
      return <OrderStep {...props} />;
    case "address":
      return <AddressStep {...props} />;
    case "delivery":
      return <DeliveryStep {...props} />;
    case "total":
      return <TotalStep {...props} />;
  }
}

/** All of it in short: what it is, where it goes, what it costs, and the one button. */
function OrderStep({ basket, locale, actions }: BasketProps) {
  const texts = useTexts();
  const { checkout, change } = basket;
  // What has just happened is said below the rows, and needs room.
  const isCrowded = basket.notices.length > 0;
  return (
    <>
      <header className="head order-head">
        <h1 tabIndex={-1}>{texts.order}</h1>
        {/* Of several, each line names its own. */}
        {checkout.parts === undefined && (
          <p className="quiet">
            <Said text={texts.soldBy} seller={checkout.seller_name} />
          </p>
        )}
        <TestBadge checkout={checkout} />
      </header>
      <LineItems
        checkout={checkout}
        locale={locale}
        edit={{ isBusy: change !== null, onChange: (items) => actions.send({ change: "items", items }) }}
        isCrowded={isCrowded}
      />
      {isRouteKnown(basket) ? (
        <>
          <div className="rows">
            <AddressRow basket={basket} locale={locale} actions={actions} />
            <DeliveryRow basket={basket} locale={locale} actions={actions} />
            <TotalRow basket={basket} locale={locale} actions={actions} />
          </div>
          <MessageList messages={checkout.messages.filter(isUrgent)} />
          <Notices notices={basket.notices} />
          <PayButtons basket={basket} sum={amountText(checkout, totalOf(checkout), locale)} actions={actions} />
          <OrderFoot
            checkout={checkout}
            onOpen={actions.openPage}
            onCancel={change === null || change === "cancel" ? () => actions.send({ change: "cancel" }) : null}
            isCanceling={change === "cancel"}
          />
        </>
      ) : (
        <SkeletonRows />
      )}
    </>
  );
}

/** What keeps the order from being paid, or has just happened to it. What is missing speaks for itself. */
const isUrgent = ({ type, param }: Checkout["messages"][number]): boolean =>
  param?.startsWith("$.line_items[") !== true &&
  param?.startsWith("$.fulfillment_") !== true &&
  param !== "$.discount_codes" &&
  (type === "error" || param === "$.status");
