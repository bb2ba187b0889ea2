import { needsAddress } from "../purchase/read-checkout.ts";
import { canPay, type Basket } from "../purchase/purchase-phase.ts";
import type { WidgetTexts } from "../texts/en.ts";
import { useTexts } from "../texts/widget-texts.ts";
import type { PurchaseActions } from "../purchase/use-purchase.ts";

/** At most two buttons: the route that was chosen and, after a sheet was left, the other one. */
export function PayButtons({ basket, actions }: { basket: Basket; actions: PurchaseActions }) {
  const texts = useTexts();
  const { offer, checkout } = basket;
  const isExternal = offer.kind === "offered" && offer.route === "external";
  const isOn = canPay(basket, isExternal ? "external" : "instant");
  const label =
    (offer.kind === "offered" ? offer.label : offer.lastLabel) ??
    (isExternal ? texts.continueToCheckout : texts.buyNow);
  return (
    <section className="pay">
      <button
        type="button"
        className="button first"
        disabled={!isOn}
        aria-describedby="pay-note"
        onClick={isExternal ? actions.payOnSellersPage : actions.payInChat}
      >
        {label}
      </button>
      {!isExternal && canPay(basket, "external") && (
        <button type="button" className="button second" onClick={actions.payOnSellersPage}>
          {texts.otherRoute}
        </button>
      )}
      <p className="quiet pay-note" id="pay-note">
        {isOn ? (isExternal ? texts.paysOnSellersPage : texts.paysInChat) : reasonWhyOff(basket, texts)}
      </p>
      {checkout.payment_mode === "test" && <p className="quiet pay-note">{texts.testMode}</p>}
    </section>
  );
}

/** Why the button is off, as something the buyer can do. */
function reasonWhyOff({ change, offer, checkout, isAddressOpen }: Basket, texts: WidgetTexts): string {
  if (change !== null) return texts.changing;
  if (offer.kind !== "offered") return texts.preparing;
  return isAddressOpen || needsAddress(checkout) ? texts.needsAddress : texts.needsDelivery;
}
