import { AddressForm } from "./address-form.tsx";
import { DeliveryChoice } from "./delivery-choice.tsx";
import { DiscountField } from "./discount-field.tsx";
import { LineItems } from "./line-items.tsx";
import { MessageList, Notices } from "./notices.tsx";
import { OrderFoot } from "./order-foot.tsx";
import { PayButtons } from "./pay-buttons.tsx";
import type { Basket } from "../purchase/purchase-phase.ts";
import { isUndelivered, needsAddress, type Checkout } from "../purchase/read-checkout.ts";
import { SkeletonRows } from "./status-view.tsx";
import { useTexts } from "../texts/widget-texts.ts";
import { Totals } from "./totals.tsx";
import type { PurchaseActions } from "../purchase/use-purchase.ts";

type Props = { readonly basket: Basket; readonly locale: string; readonly actions: PurchaseActions };

/** The order before it is paid: what it is, where it goes, what it costs, how to pay. */
export function BasketView({ basket, locale, actions }: Props) {
  const texts = useTexts();
  const { checkout, change } = basket;
  // Below the lines everything hangs on the way to pay, so it is drawn once that is known and nothing jumps.
  const isRouteKnown = basket.offer.kind !== "asking" || basket.offer.lastLabel !== null;
  return (
    <>
      <header className="head">
        <h1 tabIndex={-1}>{texts.order}</h1>
        <p className="quiet">{texts.soldBy(checkout.seller_name)}</p>
      </header>
      <LineItems checkout={checkout} locale={locale} />
      {isRouteKnown ? (
        <>
          <Delivery basket={basket} locale={locale} actions={actions} />
          <DiscountField
            checkout={checkout}
            isBusy={change !== null}
            onGive={(codes) => actions.send({ change: "discount", codes })}
          />
          <Totals checkout={checkout} locale={locale} />
          <MessageList messages={checkout.messages.filter(isGeneral)} />
          <Notices notices={basket.notices} />
          <PayButtons basket={basket} actions={actions} />
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

/** Messages that belong to no field of ours; the missing address speaks for itself. */
const isGeneral = ({ param }: Checkout["messages"][number]): boolean =>
  param !== "$.discount_codes" && param !== "$.fulfillment_address" && param !== "$.fulfillment_option_id";

function Delivery({ basket, locale, actions }: Props) {
  const texts = useTexts();
  const { checkout, change, offer } = basket;
  const address = checkout.fulfillment_address;
  const isExternal = offer.kind === "offered" && offer.route === "external";
  const isFormOpen = basket.isAddressOpen || (needsAddress(checkout) && !isExternal);
  // What needs no delivery has no address to ask for.
  if (!isFormOpen && address === undefined && checkout.missing.length === 0) return null;
  return (
    <section className="section">
      <h2>{isUndelivered(checkout) ? texts.buyersAddress : texts.delivery}</h2>
      {isFormOpen ? (
        <AddressForm
          checkout={checkout}
          locale={locale}
          isSaving={change !== null}
          onSave={(given) => actions.send({ change: "address", address: given })}
          onKeep={address === undefined ? null : actions.closeAddress}
        />
      ) : address === undefined ? (
        <div className="split">
          <p className="quiet">{texts.addressOnSellersPage}</p>
          <button type="button" className="text-button" onClick={actions.openAddress}>
            {texts.addAddress}
          </button>
        </div>
      ) : (
        <div className="split">
          <address>
            {addressLines(address).map((line) => (
              <span key={line}>
                <bdi>{line}</bdi>
              </span>
            ))}
          </address>
          <button type="button" className="text-button" disabled={change !== null} onClick={actions.openAddress}>
            {texts.edit}
            <span className="unseen"> {texts.editAddress}</span>
          </button>
        </div>
      )}
      {address !== undefined && (
        <MessageList messages={checkout.messages.filter((message) => message.param === "$.fulfillment_option_id")} />
      )}
      {!isFormOpen && (
        <DeliveryChoice
          checkout={checkout}
          locale={locale}
          isBusy={change !== null}
          onChoose={(optionId) => actions.send({ change: "delivery", optionId })}
        />
      )}
    </section>
  );
}

function addressLines(address: NonNullable<Checkout["fulfillment_address"]>): string[] {
  const place = [address.city, [address.state, address.postal_code].filter((part) => part !== "").join(" ")];
  return [
    address.name,
    address.company ?? "",
    [address.line_one, address.line_two ?? ""].filter((part) => part !== "").join(", "),
    [...place, address.country].filter((part) => part !== "").join(", "),
  ].filter((line) => line !== "");
}
